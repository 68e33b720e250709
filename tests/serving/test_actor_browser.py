"""Actors edited in a browser, without the mouse: two become one, a name is given and taken, and all is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import deciders
from browsers import CHROMIUM, PATIENCE, chromium, served
from dateline.serving.guard import Access

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)

from playwright.sync_api import Page, expect

REBELS = "/actors/norland-rebels"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """A page without scripts, and the address of a server of four events of the same two actors."""
    record: Path = tmp_path_factory.mktemp("actors") / "r.db"
    deciders.made(record).close()
    with chromium() as browser, served(record, Access(rate=10_000)) as origin:
        page = browser.new_page(java_script_enabled=False)
        page.set_default_timeout(PATIENCE)
        yield page, origin


def press(page: Page, name: str) -> None:
    """A button, by the keyboard."""
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_who_edits_says_first_who_they_are(opened: tuple[Page, str]) -> None:
    page, origin = opened
    page.goto(origin + "/actors")
    page.get_by_role("link", name="Norland Rebels").press("Enter")
    page.get_by_role("link", name=re.compile("Edit names")).press("Enter")
    page.get_by_label("Name").fill("Ana")
    press(page, "That is me")
    expect(page).to_have_url(origin + REBELS + "/edit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norland Rebels")


def test_two_actors_become_one_in_all_events_and_two_again(opened: tuple[Page, str]) -> None:
    page, origin = opened
    page.goto(origin + REBELS + "/edit")
    page.get_by_label("The other, by id or name").fill("France")
    page.get_by_label("Why").nth(1).fill("the same since 2023")
    press(page, "They are one")
    decided = page.get_by_role("listitem").filter(has_text="norland-rebels is france")
    expect(decided).to_contain_text("the same since 2023")
    page.goto(origin + REBELS)
    page.get_by_role("link", name="France").press("Enter")
    expect(page.locator(".total")).to_contain_text("4 events")
    page.goto(origin + "/events?actor=id:norland-rebels")
    expect(page.locator(".total")).to_contain_text("0 events")
    page.goto(origin + "/decisions")
    expect(page.locator(".log")).to_contain_text("the same since 2023")
    page.goto(origin + REBELS + "/edit")
    press(page, "Undo")
    page.goto(origin + "/events?actor=id:norland-rebels")
    expect(page.locator(".total")).to_contain_text("4 events")


def test_a_name_is_given_and_taken_back(opened: tuple[Page, str]) -> None:
    page, origin = opened
    page.goto(origin + REBELS + "/edit")
    page.get_by_label("Another name of it, as pages write it").fill("Norland Army")
    press(page, "Add the name")
    names = page.locator("section", has=page.get_by_role("heading", name="Names")).get_by_role("listitem")
    expect(names.filter(has_text="Norland Army")).to_have_count(1)
    page.goto(origin + "/events?actor=id:norland-army")
    expect(page.locator(".total")).to_contain_text("0 events")
    page.goto(origin + REBELS + "/edit")
    names.filter(has_text="Norland Army").get_by_role("button", name="Not this actor").press("Enter")
    expect(names.filter(has_text="Norland Army")).to_have_count(0)


def test_somebody_unknown_is_told_and_what_was_typed_is_kept(opened: tuple[Page, str]) -> None:
    page, origin = opened
    page.goto(origin + REBELS + "/edit")
    page.get_by_label("The other, by id or name").fill("Nobody at all")
    press(page, "They are one")
    expect(page.get_by_role("alert")).to_contain_text("No actor is called 'Nobody at all'")
    expect(page.get_by_label("The other, by id or name")).to_have_value("Nobody at all")
