"""Reading in a browser as an analyst does: explore, open, highlight, brief, draw, take; offline, dark and narrow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from browsers import CHROMIUM, PATIENCE, chromium, served
from dateline.serving.guard import Access
from dateline.serving.rendering import BUILT

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def origin(record: Path) -> Iterator[str]:
    with served(record, Access(rate=10_000)) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Open]:
    """Opens a page in a profile of its own; what fails in it or leaves the server fails the test."""
    faults: list[str] = []
    with ExitStack() as stack:

        def visit(path: str, script: str = "", **options: Any) -> Page:
            context = browser.new_context(**options)
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            local = (origin, "data:", "blob:")
            page.on("request", lambda sent: None if sent.url.startswith(local) else faults.append(sent.url))
            if script:
                page.add_init_script(script)
            page.goto(origin + path)
            return page

        yield visit
    assert faults == []


def total(page: Page, count: int) -> None:
    expect(page.locator(".found .total")).to_have_text(f"{count} event{'' if count == 1 else 's'}")


built = pytest.mark.skipif(not BUILT.is_file(), reason="the front end is not built")


def attack(page: Page, origin: str) -> str:
    found: str = page.request.get(f"{origin}/api/v1/events?type=ASSAULT").json()["items"][0]["id"]
    return found


@built
def test_from_the_map_to_the_words_and_back(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    page.get_by_role("checkbox", name="ASSAULT").check()
    total(page, 1)
    page.locator(".rows a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Norland Rebels")
    page.locator("tr.words mark.trigger").first.click()
    expect(page.locator("mark:target")).to_have_text("fired")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    total(page, 1)
    expect(page.get_by_role("checkbox", name="ASSAULT")).to_be_checked()


@built
def test_a_year_sets_the_days(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    page.get_by_role("checkbox", name="2024").check()
    expect(page).to_have_url(re.compile("from=2024-01-01&to=2024-12-31"))
    total(page, 2)
    page.get_by_role("checkbox", name="2024").uncheck()
    total(page, 3)


def test_the_file_that_is_taken_has_the_events_of_the_list(visit: Open) -> None:
    page = visit("/events?status=planned")
    listed = {
        link.split("/")[-1] for link in page.locator(".events .who a").evaluate_all("all => all.map(a => a.href)")
    }
    with page.expect_download() as waiting:
        page.get_by_role("link", name="jsonl", exact=True).click()
    with open(waiting.value.path(), encoding="utf-8") as file:
        assert {json.loads(line)["id"] for line in file} == listed


def test_an_event_opens_by_its_address_in_a_fresh_profile(visit: Open, origin: str) -> None:
    page = visit("/events")
    path = f"/events/{attack(page, origin)}"
    fresh = visit(path)
    expect(fresh.locator(".toll .report")).to_have_count(2)
    expect(fresh.locator(".chain .voice.source")).to_have_text("police")
    fresh.get_by_text("BibTeX", exact=True).click()
    expect(fresh.locator("pre.whole").nth(1)).to_contain_text(f"@misc{{dateline{path.rsplit('/', maxsplit=1)[-1]}")
    fresh.locator("pre.whole").nth(1).click()
    assert fresh.evaluate("getSelection().toString()").startswith("@misc{")


def test_a_briefing_is_printed_without_what_is_for_the_screen(visit: Open) -> None:
    page = visit("/briefing")
    expect(page.locator("svg.map .area")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".noprint")).to_be_hidden()
    expect(page.locator(".told li").first).to_be_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_a_line_of_the_network_leads_to_its_events(visit: Open) -> None:
    page = visit("/network?type=ASSAULT")
    expect(page.locator("svg.network .node")).to_have_count(2)
    page.locator("svg.network .edge").first.dispatch_event("click")
    expect(page).to_have_url(re.compile("by=id%3Anorland-rebels&against=id%3Anorland-army&type=ASSAULT"))
    expect(page.locator(".events li")).to_have_count(1)


PATHS = ("/events", "/briefing", "/network", "/actors/norland", "/sources", "/sources/The%20Norland%20Post")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_reading_have_no_serious_fault_of_access(visit: Open, origin: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = visit("/events", color_scheme=scheme)
    for path in (*PATHS, f"/events/{attack(page, origin)}"):
        page.goto(origin + path)
        serious = [
            (fault["id"], [node["html"] for node in fault["nodes"]])
            for fault in axe.run(page).response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
        assert serious == [], path


def test_pages_of_reading_fit_a_narrow_screen(visit: Open, origin: str) -> None:
    page = visit("/events", viewport={"width": 390, "height": 844})
    for path in (*PATHS, f"/events/{attack(page, origin)}"):
        page.goto(origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_what_is_saved_opens_without_a_server(visit: Open, origin: str, tmp_path: Path) -> None:
    page = visit("/briefing")
    saved = tmp_path / "briefing.html"
    saved.write_bytes(page.request.get(f"{origin}/api/v1/briefing.html").body())
    asked: list[str] = []
    page.context.set_offline(True)
    alone = page.context.new_page()
    alone.on("request", lambda sent: asked.append(sent.url))
    alone.goto(saved.as_uri())
    expect(alone.locator("svg.map")).to_be_visible()
    alone.locator("sup a").first.click()
    expect(alone.locator(".notes li:target")).to_have_count(1)
    assert asked == [saved.as_uri()]


def test_a_page_that_is_hostile_runs_nothing_and_is_shown_as_text(visit: Open, origin: str) -> None:
    page = visit("/pages?publisher=Sudland Courier")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.locator("main ul a, main ol a, main td a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(1)</script>")
    assert page.locator("main script, main [onmouseover]").count() == 0


@built
def test_without_webgl_the_map_is_a_picture(visit: Open) -> None:
    page = visit("/", script="HTMLCanvasElement.prototype.getContext = () => null")
    total(page, 3)
    expect(page.locator(".flat .spot")).to_have_count(1)
    expect(page.locator(".maplibregl-canvas")).to_have_count(0)


@built
def test_broken_filters_in_the_address_are_told_and_nothing_is_lost(visit: Open) -> None:
    page = visit("/?status=planned")
    total(page, 2)
    for broken in ("box=1,2", "from=2024-13-45", "cursor=%00", "type=%3Cscript%3E"):
        answer = page.request.get(f"{page.url.split('?')[0]}api/v1/events?{broken}")
        assert answer.status == 400, broken
        assert len(answer.json()["detail"]) > 20
    alone = page.context.new_page()  # its console tells of the answer 400, which is what is wanted
    alone.goto(page.url.split("?")[0] + "?type=WAR")
    expect(alone.get_by_role("alert")).to_contain_text("'WAR' is not known")
    total(page, 2)


@built
def test_a_search_of_a_million_characters_is_told_and_asks_nothing(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    box = page.get_by_role("searchbox", name="Words of the sentences")
    box.evaluate("box => { box.value = 'x'.repeat(1e6); box.dispatchEvent(new Event('input', { bubbles: true })); }")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("alert")).to_contain_text("8,000 are the most")
    assert [each for each in asked if len(each) > 8_200] == []
    page.get_by_role("button", name="Clear all").click()
    total(page, 3)


@built
def test_a_filter_is_kept_and_tells_what_is_new(visit: Open) -> None:
    page = visit("/?type=ASSAULT")
    total(page, 1)
    page.get_by_role("button", name="Keep this filter").press("Enter")
    kept = page.get_by_role("region", name="Kept filters")
    expect(kept).to_contain_text("ASSAULT")
    expect(page.get_by_role("button", name="Keep this filter")).to_have_count(0)
    page.route("**/api/v1/events?type=ASSAULT&limit=1&*", lambda route: route.fulfill(json={"items": [], "total": 5}))
    page.goto(page.url.split("?")[0])
    expect(kept).to_contain_text("4 new")
    kept.get_by_role("button", name="ASSAULT", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"\?type=ASSAULT$"))
    total(page, 1)
    kept.get_by_role("button", name="Keep no longer: ASSAULT").press("Enter")
    expect(kept).to_have_count(0)


@built
def test_a_facet_unfolds_and_takes_words_that_are_not_listed(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    values = [{"value": f"id:{number}", "label": f"Group {number}", "count": 40 - number} for number in range(40)]
    told = {"total": 3, "reviewed": 0, "facets": {"by": {"values": values, "more": 7, "missing": 0}}}
    page.route("**/api/v1/facets*", lambda route: route.fulfill(json=told))
    page.get_by_role("combobox", name="Order").select_option("date")
    page.reload()
    who = page.get_by_role("group", name="Who")
    expect(who.get_by_role("checkbox")).to_have_count(6)
    who.get_by_role("button", name="41 more").press("Enter")
    expect(who.get_by_role("checkbox")).to_have_count(40)
    who.get_by_role("searchbox").fill("group 39")
    expect(who.get_by_role("checkbox")).to_have_count(1)
    who.get_by_role("searchbox").fill("Norl")
    who.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("by=Norl"))
    expect(page.get_by_role("button", name="Leave out by Norl")).to_be_visible()


@built
def test_what_the_gazetteer_does_not_know_is_nowhere_on_the_map(visit: Open) -> None:
    page = visit("/events", script="HTMLCanvasElement.prototype.getContext = () => null")
    place = {"geoname_id": None, "latitude": None, "longitude": None, "country": None, "admin1": None, "events": 2,
             "quads": [0, 0, 0, 2], "outline": None, "killed": 0}  # fmt: skip
    items = [
        {**place, "key": "Plaza.5", "name": "Plaza", "precision": 5},
        {**place, "key": "Mali.4", "name": "Mali", "precision": 4, "country": "MLI"},
    ]
    told = {"items": items, "total": 2, "unplaced": 1, "aggregates": 0}
    page.route("**/api/v1/places*", lambda route: route.fulfill(json=told))
    page.goto(page.url.replace("/events", "/"))
    expect(page.locator(".flat .area")).to_have_count(1)
    expect(page.get_by_role("region", name="Map")).to_contain_text("1 place · not on it: 3 at no known place")


@built
def test_a_place_without_a_gazetteer_entry_is_told_by_its_name(visit: Open) -> None:
    page = visit("/events")
    where = {"name": "Plaza", "precision": 5, "geoname_id": None, "country": None, "reason": "not in the gazetteer"}
    when = {"start": None, "end": None, "basis": "none", "reason": None}
    one = {"id": "a" * 16, "type": "PROTEST", "mode": None, "status": "asserted", "actors": [], "recipients": [],
           "when": when, "where": where, "killed": None, "reports": 1, "voices": []}  # fmt: skip
    page.route("**/api/v1/events?*", lambda route: route.fulfill(json={"items": [one], "next": None, "total": 1}))
    page.goto(page.url.replace("/events", "/"))
    expect(page.locator(".rows .where")).to_have_text("Plaza")
