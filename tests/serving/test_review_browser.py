"""Reviewing in a browser, by the keyboard alone; two people at once; rounds of double coding. Skipped without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import deciders
from browsers import CHROMIUM, PATIENCE, chromium, served
from dateline import storing
from dateline.serving.accounts import Account, hashed, write_accounts
from dateline.serving.guard import Access
from dateline.serving.rendering import BUILT

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)
if not BUILT.is_file():
    pytest.skip("the front end is not built", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect

ANA = Access(rate=10_000, coder="Ana")
PASSWORD = "a password of enough length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Eight reports in four events, of which the first has three."""
    deciders.made(tmp_path / "r.db").close()
    return tmp_path / "r.db"


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, record: Path) -> Iterator[Open]:
    """Opens a page in a profile of its own; what fails in it or leaves the server fails the test."""
    faults: list[str] = []
    with ExitStack() as stack:
        at: dict[Access, str] = {}

        def visit(path: str = "/review", access: Access = ANA, **options: Any) -> Page:
            if access not in at:
                at[access] = stack.enter_context(served(record, access))
            context = browser.new_context(**options)
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            local = (at[access], "data:", "blob:")
            page.on("request", lambda sent: None if sent.url.startswith(local) else faults.append(sent.url))
            page.goto(at[access] + path)
            return page

        yield visit
    assert faults == []


def events(record: Path) -> dict[str, Any]:
    with storing.open_store(record) as store:
        return deciders.events(store)


def ready(page: Page) -> None:
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")


def named(page: Page, name: str) -> None:
    """Says who one is, where no password is asked."""
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + "/sign-in?next=/decisions")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="That is me").click()
    expect(page).to_have_url(re.compile("/decisions$"))


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def says(page: Page, words: str) -> None:
    expect(page.locator(".said")).to_contain_text(words)


def done(page: Page, count: int) -> None:
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", str(count))


def field(page: Page, label: str) -> Any:
    return page.locator(".fields li", has_text=label).locator(".value > bdi")


def test_a_queue_is_worked_off_by_keys_alone(visit: Open, record: Path) -> None:
    page = visit()
    ready(page)
    expect(page.locator(".above .place")).to_contain_text("1 of 4 waiting")
    expect(page.locator(".reports li")).to_have_count(2)  # most were killed in the last event, so it comes first
    keys(page, "a")
    says(page, "Accepted.")
    done(page, 1)
    expect(page.locator(".above .place")).to_contain_text("2 of 4 waiting")
    keys(page, "r")
    says(page, "Rejected.")
    keys(page, "s")
    expect(page.locator(".above .place")).to_contain_text("4 of 4 waiting")
    ready(page)
    keys(page, "a")
    expect(page.locator(".ready")).to_contain_text("the last of the queue")
    done(page, 3)
    states = sorted(event.review for event in events(record).values())
    assert states == ["accepted", "accepted", "rejected", "unreviewed"]


def test_fields_are_corrected_from_candidates_from_typing_and_from_the_text(visit: Open, record: Path) -> None:
    page = visit()
    ready(page)
    keys(page, "e", "k", "1")
    says(page, "Killed: 11.")
    expect(field(page, "Killed")).to_have_text("11")
    keys(page, "e", "k", "/")
    page.keyboard.type("at least nine")
    expect(page.locator(".options li").first).to_contain_text("at least 9")
    keys(page, "Enter")
    says(page, "Killed: at least 9.")
    keys(page, "e", "i", "w", *["ArrowRight"] * 14, "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator("mark.chosen").first).to_be_visible()
    chosen = "".join(page.locator("mark.chosen").all_inner_texts())
    assert chosen == "at least five"
    keys(page, "Enter")
    expect(page.locator(".options li").first).to_contain_text("at least 5")
    keys(page, "1")
    says(page, "Injured: at least 5.")
    keys(page, "t", "1")
    says(page, "What:")
    keys(page, "e", "w", "1")
    expect(page.get_by_text("Who instead?")).to_be_visible()
    keys(page, "0")
    says(page, "Who: nobody.")
    event = next(event for numbers, event in events(record).items() if numbers == "67")
    assert (event.killed.low, event.killed.high, event.injured.low, event.mode, event.actors) == (9, None, 5, None, ())


def test_a_reason_and_a_note_are_kept(visit: Open, record: Path) -> None:
    page = visit()
    ready(page)
    keys(page, "y")
    page.keyboard.type("the ministry says so")
    keys(page, "Enter")
    expect(page.locator(".because")).to_contain_text("the ministry says so")
    keys(page, "n")
    page.keyboard.type("ask the desk")
    keys(page, "Enter")
    says(page, "Noted.")
    keys(page, "a")
    says(page, "Accepted.")
    with storing.open_store(record) as store:
        found = [(row["kind"], row["why"]) for row in store.rows("SELECT kind, why FROM decision ORDER BY number")]
    assert found == [("note", "ask the desk"), ("accept", "the ministry says so")]


def test_events_are_merged_and_parted_and_all_is_undone(visit: Open, record: Path) -> None:
    before = set(events(record))
    page = visit()
    ready(page)
    keys(page, "m")
    expect(page.locator(".options li")).to_have_count(3)
    keys(page, "ArrowDown", "Enter")
    says(page, "Merged.")
    expect(page.locator(".reports li")).not_to_have_count(3)
    merged = set(events(record))
    assert len(merged) == 3
    keys(page, "x", "1", "Enter")
    says(page, "Split: 1 report taken out.")
    assert len(events(record)) == 4
    keys(page, "u")
    says(page, "Undone: Split")
    assert set(events(record)) == merged
    keys(page, "u")
    says(page, "Undone: Merged.")
    assert set(events(record)) == before


def test_ten_decisions_and_more_are_undone_also_after_the_page_was_opened_anew(visit: Open, record: Path) -> None:
    page = visit()
    ready(page)
    for number in range(12):
        keys(page, "e", "k", "/")
        page.keyboard.type(str(20 + number))
        expect(page.locator(".options li").first).to_contain_text(str(20 + number))
        keys(page, "Enter")
        says(page, f"Killed: {20 + number}.")
        expect(page.locator(".fields")).to_be_visible()
    page.reload()
    ready(page)
    for number in reversed(range(12)):
        keys(page, "u")
        says(page, "Undone: ")
        text = str(19 + number) if number else "11 to 12"
        expect(field(page, "Killed")).to_have_text(text)
    keys(page, "u")
    says(page, "nothing of yours to undo")
    assert {event.review for event in events(record).values()} == {"unreviewed"}


def test_undo_waits_until_it_is_known_what_was_decided_before(visit: Open) -> None:
    page = visit()
    ready(page)
    keys(page, "e", "k", "1")
    says(page, "Killed: 11.")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile(r"/decisions\?by="), hold)
    page.reload()
    ready(page)
    keys(page, "u")
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    says(page, "Undone: ")


def test_keys_that_are_quicker_than_the_server_are_taken_in_their_order_and_none_for_what_is_not_yet_seen(
    visit: Open, record: Path
) -> None:
    page = visit()
    ready(page)
    held: list[Any] = []

    def meanwhile(*pressed: str) -> None:
        """Presses keys while a decision is on its way."""
        while not held:
            page.wait_for_timeout(20)
        keys(page, *pressed)
        held.pop().continue_()

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile("/decisions$"), hold)
    keys(page, "e", "k", "1")
    meanwhile("z", "e", "k", "0")
    meanwhile("a")
    meanwhile("r", "r")
    says(page, "Accepted.")
    ready(page)
    expect(page.locator(".above .place")).to_contain_text("2 of 4 waiting")
    with storing.open_store(record) as store:
        found = [row["kind"] for row in store.rows("SELECT kind FROM decision ORDER BY number")]
    assert found == ["correct", "correct", "accept"]
    assert held == []


def test_of_two_who_correct_one_field_the_second_sees_both_values(visit: Open, record: Path) -> None:
    ana, ben = visit(), visit()
    named(ben, "Ben")
    ben.goto(ana.url)
    for page in (ana, ben):
        ready(page)
    keys(ana, "e", "k", "1")
    says(ana, "Killed: 11.")
    keys(ben, "e", "k", "2")
    dialog = ben.get_by_role("dialog")
    expect(dialog).to_contain_text("Ana decided on this event after you had opened it")
    expect(dialog).to_contain_text("Killed now11")
    expect(dialog).to_contain_text("Yours12")
    keys(ben, "t")
    expect(field(ben, "Killed")).to_have_text("11")
    keys(ana, "e", "i", "/")
    ana.keyboard.type("3")
    expect(ana.locator(".options li").first).to_contain_text("3")
    keys(ana, "Enter")
    says(ana, "Injured: 3.")
    keys(ben, "e", "k", "1")
    expect(dialog).to_be_visible()
    keys(ben, "m")
    says(ben, "Killed: 12.")
    event = next(event for numbers, event in events(record).items() if numbers == "67")
    assert (event.killed.low, event.injured.low, event.review) == (12, 3, "disputed")


def test_readers_read_and_coders_sign_in(visit: Open, tmp_path: Path, record: Path) -> None:
    people = {"Rea": "reader", "Cody": "coder"}
    write_accounts(tmp_path / "people", {name: Account(name, role, hashed(PASSWORD, cost=16))  # type: ignore[arg-type]
                                         for name, role in people.items()})  # fmt: skip
    access = Access(rate=10_000, passwords=tmp_path / "people")

    def enter(page: Page, name: str, password: str = PASSWORD) -> None:
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()

    page = visit("/review?type=ASSAULT", access)
    enter(page, "Rea", "a wrong password")
    expect(page.get_by_role("alert")).to_contain_text("not right")
    enter(page, "Rea")
    ready(page)
    expect(page).to_have_url(re.compile(r"/review\?type=ASSAULT$"))
    expect(page.get_by_role("button", name="Accept")).to_be_disabled()
    keys(page, "a")
    says(page, "You may read here, and not decide.")
    coder = visit("/review", access)
    enter(coder, "Cody")
    ready(coder)
    keys(coder, "a")
    says(coder, "Accepted.")
    assert sum(event.review == "accepted" for event in events(record).values()) == 1


def test_two_people_code_a_round_blind_and_see_then_how_far_they_agree(visit: Open, record: Path) -> None:
    page = visit("/review/rounds")
    page.get_by_text("Begin a round").click()
    page.get_by_label("Name").fill("pilot")
    page.get_by_label("People").fill("Ana, Ben")
    page.get_by_label("Events").fill("3")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Code your part").click()
    ready(page)
    keys(page, "e", "k", "1")
    says(page, "Killed: 11.")
    expect(field(page, "Killed")).to_have_text("11")
    for number, key in enumerate(("a", "a", "r"), 1):
        keys(page, key)
        done(page, number)
        says(page, "Accepted." if key == "a" else "Rejected.")
    expect(page.locator(".ready")).to_contain_text("You have decided all events")
    keys(page, "f")
    expect(page.locator(".coders")).to_contain_text("finished")
    expect(page.locator(".round table")).to_have_count(0)
    assert {event.review for event in events(record).values()} == {"unreviewed"}  # nothing is in the record yet

    origin = page.url.removesuffix("/review/rounds")
    ben = visit("/sign-in")
    named(ben, "Ben")
    ben.goto(f"{origin}/review?round=1")
    ready(ben)
    expect(field(ben, "Killed")).to_have_text("11 to 12")
    expect(ben.locator(".history")).to_have_count(0)
    for number in (1, 2, 3):
        keys(ben, "a")
        done(ben, number)
        says(ben, "Accepted.")
    expect(ben.locator(".ready")).to_contain_text("You have decided all events")
    keys(ben, "f")
    expect(ben.locator(".round table")).to_contain_text("verdict")
    expect(ben.locator(".round")).to_contain_text("Ana says reject; Ben says accept")
    states = sorted(event.review for event in events(record).values())
    assert states == ["accepted", "corrected", "disputed", "unreviewed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_serious_fault_of_access_and_fits_a_narrow_screen(visit: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = visit("/review?type=ASSAULT", color_scheme=scheme, viewport={"width": 390, "height": 844})
    ready(page)
    for pressed in ((), ("e",), ("k",), ("w",), ("Escape", "Escape", "m"), ("Escape", "x"), ("Escape", "?")):
        keys(page, *pressed)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, pressed
        found = axe.run(page).response["violations"]
        serious = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found
                   if fault["impact"] in ("serious", "critical")]  # fmt: skip
        assert serious == [], pressed
    for path in ("/review/rounds", "/decisions", "/sign-in", "/audit", "/actors/norland-rebels/edit"):
        page.goto(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        found = axe.run(page).response["violations"]
        assert [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")] == [], path
