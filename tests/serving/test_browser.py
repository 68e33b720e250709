"""The application in a browser: Debian's Chromium, driven by Playwright. Skipped where one of them is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browsers import CHROMIUM, PAINTING, PATIENCE, chromium, served
from dateline.serving.guard import Access
from dateline.serving.rendering import BUILT

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)

from playwright.sync_api import Browser, BrowserContext, Page, expect

built = pytest.mark.skipif(not BUILT.is_file(), reason="the front end is not built")


@pytest.fixture(scope="module")
def origin(record: Path) -> Iterator[str]:
    with served(record, Access(rate=10_000)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(*PAINTING) as opened:
        yield opened


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Open]:
    """Opens a page in a profile of its own; what fails in it or leaves the server fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def visit(path: str, **options: object) -> Page:
        script = options.pop("script", None)
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(local) else None)
        if script:
            page.add_init_script(str(script))
        page.goto(origin + path)
        return page

    local = (origin, "data:", "blob:")
    yield visit
    for context in contexts:
        context.close()
    assert faults == []


def total(page: Page, count: int) -> None:
    expect(page.locator(".found .total")).to_have_text(f"{count} event{'' if count == 1 else 's'}")


@built
def test_a_facet_changes_list_address_and_export_and_back_undoes_it(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    page.get_by_role("checkbox", name="ASSAULT").check()
    total(page, 1)
    expect(page).to_have_url(re.compile(r"\?type=ASSAULT$"))
    expect(page.locator(".rows li")).to_have_count(1)
    assert page.locator(".take a").first.get_attribute("href") == "/api/v1/exports/events.csv?type=ASSAULT"
    page.go_back()
    total(page, 3)
    page.get_by_role("checkbox", name="ASSAULT").check()
    page.get_by_role("button", name="Clear all").click()
    total(page, 3)


@built
def test_the_brush_sets_the_days_of_everything(visit: Open) -> None:
    page = visit("/")
    total(page, 3)
    chart = page.locator(".timeline svg")
    expect(chart.locator(".bar")).to_have_count(1)
    box = chart.bounding_box()
    assert box
    chart.hover(position={"x": box["width"] * 0.5, "y": box["height"] / 2})  # it waits until the chart stands still
    page.mouse.down()
    chart.hover(position={"x": box["width"] * 0.99, "y": box["height"] / 2})
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=2024-03-1\d&to=2024-03-31"))
    total(page, 1)
    expect(page.locator(".timeline .brushed")).to_have_count(1)
    page.get_by_role("button", name="All days").click()
    total(page, 3)


@built
def test_a_search_shows_the_words(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("searchbox").fill("rocket*")
    page.keyboard.press("Enter")
    total(page, 1)
    expect(page.locator(".snippet b")).to_have_text("rockets")


@built
def test_an_address_opens_the_same_view_in_a_fresh_profile(visit: Open) -> None:
    page = visit("/?type=CONSULT,AGREE&status=planned&sort=date")
    total(page, 2)
    expect(page.get_by_role("checkbox", name="CONSULT")).to_be_checked()
    expect(page.locator("select").first).to_have_value("date")


@built
def test_a_wrong_filter_in_the_address_is_told(visit: Open, origin: str) -> None:
    page = visit("/events?type=WAR")
    expect(page.get_by_role("alert")).to_contain_text("'WAR' is not known")


@built
def test_the_map_has_towns_as_points_and_regions_as_areas(visit: Open) -> None:
    without = "HTMLCanvasElement.prototype.getContext = () => null"
    page = visit("/", script=without)
    expect(page.locator(".flat .spot")).to_have_count(1)
    expect(page.locator(".flat .area")).to_have_count(1)
    page.locator(".flat .spot").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="near Zürichau").click()
    expect(page).to_have_url(re.compile("place=id%3A7"))
    total(page, 1)


@built
def test_the_map_is_painted_where_there_is_webgl(visit: Open) -> None:
    page = visit("/")
    expect(page.locator(".maplibregl-canvas")).to_be_visible()


@built
def test_what_is_seen_first_is_asked_once_and_ahead_of_the_script(visit: Open) -> None:
    asked: list[str] = []
    page = visit("/events")
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    page.goto(page.url.replace("/events", "/"))
    total(page, 3)
    expect(page.locator(".timeline .bar").first).to_be_visible()
    assert sorted(each.split("/api/v1/")[1] for each in asked if "/api/" in each) == [
        "events", "facets", "places", "series",
    ]  # fmt: skip
    assert 'rel="preload"' not in page.request.get(page.url + "?type=CONSULT").text()


@built
def test_places_are_seen_before_the_map_is_there(visit: Open) -> None:
    page = visit("/events")
    page.route("**/painted*.js", lambda route: None)  # it never comes
    page.goto(page.url.replace("/events", "/"))
    expect(page.locator(".sketch circle")).to_have_count(1)
    expect(page.locator(".sketch .area")).to_have_count(1)
    expect(page.locator(".sketch .land")).to_have_attribute("d", re.compile(r".{1000}"))


def test_pages_fit_a_narrow_screen(visit: Open, origin: str) -> None:
    page = visit("/events", viewport={"width": 390, "height": 844})
    for path in places(page, origin):
        page.goto(origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_fault_of_access(visit: Open, origin: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = visit("/events", color_scheme=scheme)
    for path in places(page, origin)[:: 1 if scheme == "light" else 2]:
        page.goto(origin + path)
        if path == "/" and BUILT.is_file():
            total(page, 3)
        found = axe.run(page).response["violations"]
        serious = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found
                   if fault["impact"] in ("serious", "critical")]  # fmt: skip
        assert serious == [], path


def test_a_field_leads_to_the_highlighted_words(visit: Open) -> None:
    page = visit("/events?type=ASSAULT")
    page.locator(".events a").first.click()
    page.locator("tr", has=page.get_by_role("rowheader", name="Killed")).get_by_role("link").first.click()
    expect(page.locator("mark:target")).to_have_text("at least five")
    expect(page.locator("mark:target")).to_be_in_viewport()


def places(page: Page, origin: str) -> list[str]:
    """One page of each kind."""
    event = page.request.get(f"{origin}/api/v1/events?type=ASSAULT").json()["items"][0]["id"]
    documents = page.request.get(f"{origin}/api/v1/documents").json()["items"]
    shown = [f"/pages/{each['id']}" for each in documents[:2]]
    return ["/", "/events", f"/events/{event}", "/pages", *shown, "/actors", "/actors/norland", "/sources"]
