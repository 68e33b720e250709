"""A briefing tells what the record holds of a filter, each sentence with its sources, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from dateline import storing
from dateline.cli import main
from dateline.knowledge.ontology import load_types
from dateline.records import Quantity, Status, When, Where
from dateline.serving.briefing.gathering import Briefing, Note, Spot, gather
from dateline.serving.briefing.outlines import countries
from dateline.serving.briefing.papers import html, markdown, safe, summary, web_link
from dateline.serving.briefing.pictures import Frame, area, bars, chart, map_of, radius
from dateline.serving.briefing.sentences import sentence, verbs
from dateline.storing.filters import Filter, parse
from makers import NORLAND, SUDLAND, claim, event, page
from serving_client import HOSTILE, events, fill

ATTACK = event(claim(page(), count=1), count=1)


@pytest.fixture(scope="module")
def told(record: Path) -> Briefing:
    with storing.open_store(record) as store:
        return gather(store, parse([]))


def test_every_type_has_words_in_all_four_forms() -> None:
    assert set(verbs()) == set(load_types())
    assert all(set(words) == {"past", "alone", "noun", "towards"} for words in verbs().values())


def test_an_event_is_a_sentence_with_no_more_than_it_says() -> None:
    assert sentence(ATTACK) == (
        "Norland Rebels attacked Norland Army (heavy-weapons; weapon: rocket) near Zürichau, NRL; at least 5 killed."
    )
    bare = replace(ATTACK, mode=None, weapon="none stated", where=Where(), killed=None)
    assert sentence(bare) == "Norland Rebels attacked Norland Army."
    assert sentence(replace(bare, recipients=())) == "Norland Rebels carried out an attack."
    assert sentence(replace(bare, actors=())) == "Attack on Norland Army."
    assert sentence(replace(bare, actors=(), recipients=())) == "Attack."
    assert sentence(replace(bare, count=13)) == "Norland Rebels attacked Norland Army, 13 times."
    assert sentence(replace(bare, type="OWN")) == "OWN by Norland Rebels towards Norland Army."
    named = replace(bare, where=Where("Lodzov", 5))
    assert sentence(named) == "Norland Rebels attacked Norland Army at Lodzov, a place that is not located."


@pytest.mark.parametrize("status", get_args(Status))
def test_what_did_not_happen_is_not_told_as_done(status: Status) -> None:
    words = sentence(replace(ATTACK, status=status))
    assert ("Rebels attacked" in words) == (status in ("asserted", "claimed", "alleged"))
    assert words.startswith("Norland Rebels") == (status == "asserted")


def test_all_is_counted_and_each_sentence_cites_its_pages(told: Briefing) -> None:
    assert (told.total, told.reviewed, told.undated, told.unplaced) == (3, 0, 1, 1)
    assert [line.type for line in told.lines] == ["CONSULT", "ASSAULT", "AGREE"]
    assert len({number for number, _ in told.lines[1].cites}) == 2
    assert {number for line in told.lines for number, _ in line.cites} == {note.number for note in told.notes}
    assert told.lines[1].differs == ("killed: 5 or 6",)
    assert "none of them reviewed" in summary(told)


def test_a_limit_says_how_many_are_told_and_not_how_many_are_counted(record: Path) -> None:
    with storing.open_store(record) as store:
        few = gather(store, parse([("limit", "1")]))
    assert (few.total, len(few.lines)) == (3, 1)
    assert "2 more events are counted above" in markdown(few)


def test_pages_are_counted_alike_one_by_one_and_all_at_once(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in (Filter(), Filter(type="ASSAULT"), Filter(type="PROTEST")):
        with storing.open_store(record) as store:
            one_by_one = gather(store, wanted)
            with monkeypatch.context() as few:
                few.setattr("dateline.serving.briefing.gathering.FEW", -1)
                assert gather(store, wanted) == one_by_one


def test_what_counts_several_is_part_of_no_sum(told: Briefing, tmp_path: Path) -> None:
    assert told.killed.events == 1
    assert [toll.several for toll in told.tolls] == [False]
    fill(tmp_path / "r.db")
    with storing.open_store(tmp_path / "r.db") as store:
        storing.replace_events(store, [replace(events()[0][0], count=None)])
        plural = gather(store, parse([]))
    assert plural.killed.events == 0
    assert [toll.several for toll in plural.tolls] == [True]


def test_the_page_leads_from_each_sentence_to_the_words(client: TestClient) -> None:
    shown = markup.fromstring(client.get("/briefing?type=ASSAULT").text)
    links = shown.xpath("//ol[@class='told']//sup/a/@href")
    assert len(links) == 2
    for link in links:
        path, _, anchor = link.partition("#")
        assert markup.fromstring(client.get(path).text).xpath(f"//mark[@id='{anchor}']")
    assert shown.xpath("//svg[contains(@class,'map')]//circle[contains(@class,'near')]")
    assert shown.xpath("//svg[contains(@class,'chart')]//rect[@class='quad4']")
    assert shown.xpath("//script|//@style|//style") == []


def test_a_briefing_is_a_page_a_file_and_json(client: TestClient) -> None:
    assert client.get("/api/v1/briefing?type=ASSAULT").json()["total"] == 1
    for suffix, media in (("md", "text/markdown"), ("html", "text/html")):
        response = client.get(f"/api/v1/briefing.{suffix}?type=ASSAULT")
        assert response.headers["content-type"].startswith(media)
        assert "at least 5 killed" in response.text or "5 to 6 killed" in response.text
    assert client.get("/api/v1/briefing.pdf").status_code == 404
    assert client.get("/briefing?type=WAR").status_code == 400


def test_the_file_needs_nothing_else_and_has_no_markup_from_outside(told: Briefing) -> None:
    shown = html(told)
    assert HOSTILE not in shown
    parsed = markup.fromstring(shown)
    assert parsed.xpath("//script|//link|//img|//@src|//@onmouseover") == []
    assert [link for link in parsed.xpath("//@href") if not link.startswith(("#", "https://one.example/"))] == []
    assert "@media print" in shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", None, "//[", ""])
def test_only_addresses_of_the_web_become_links(address: str | None) -> None:
    assert web_link(Note(1, "d", "n", None, None, None, address)) is None
    assert web_link(Note(1, "d", "n", None, None, None, "https://one.example/a")) == "https://one.example/a"


@given(st.text(max_size=60))
def test_text_in_markdown_is_text(text: str) -> None:
    made = safe(text)
    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~!]", made)


def test_no_event_is_told_so(client: TestClient, record: Path) -> None:
    with storing.open_store(record) as store:
        empty = gather(store, parse([("type", "AID")]))
    assert "no event of this kind" in markdown(empty)
    assert "no event of this kind" in client.get("/briefing?type=AID").text
    assert (chart(*bars(empty)[:2]), map_of(empty)) == (None, None)


def test_bars_reach_over_what_is_known_to_a_bar_and_count_the_rest_apart(told: Briefing) -> None:
    day = date(2024, 3, 3).toordinal()
    unit, stretches, wider = bars(replace(told, days=((day, day, 4), (day - 900, day + 900, 1), (day + 2, day + 2, 1))))
    assert (unit, len(stretches), wider) == ("day", 3, 1)
    assert [sum(each.quads) for each in stretches] == [1, 0, 1]
    assert bars(replace(told, days=()))[1:] == ([], 0)


def test_a_region_is_an_area_and_never_a_point(told: Briefing) -> None:
    town = Spot("Gao", 1, 1, 16.3, -0.04, "MLI", (0, 0, 0, 2), 2)
    region = Spot("Gao Region", 3, None, 17.0, 0.0, "MLI", (0, 0, 0, 1), 1)
    country = Spot("Mali", 4, None, 17.0, -4.0, "MLI", (1, 0, 0, 0), 1)
    lost = Spot("Nowhere", 3, None, None, None, None, (1, 0, 0, 0), 1)
    drawn = map_of(
        Briefing(*[()] * 1, 4, 0, 1, 1, 0, 0, (), (), (town, region, country, lost), *[None] * 2, (), (), ())
    )  # type: ignore[arg-type,misc]
    assert drawn is not None
    shown = markup.fromstring(str(drawn))
    assert [each.get("class") for each in shown.xpath("//circle")] == ["spot quad4"]
    assert [each.get("class") for each in shown.xpath("//path[contains(@class,'area')]")] == [
        "area quad4",
        "area quad1",
    ]
    assert area(lost) is None


def test_outlines_are_whole_and_do_not_run_around_the_world() -> None:
    assert len(countries()) > 200
    for code, rings in countries().items():
        for ring in rings:
            assert ring[0] == ring[-1] or abs(ring[0][0] - ring[-1][0]) in (0, 360), code
            assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(ring)), code


@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-80, 80)), min_size=1, max_size=8))
def test_a_frame_holds_all_its_points(points: list[tuple[float, float]]) -> None:
    frame = Frame(points)
    for x, y in map(frame.at, points):
        assert -0.01 <= x <= 640.01
        assert -0.01 <= y <= frame.height + 0.01


@given(st.integers(0, 10**6))
def test_circles_are_of_a_bounded_size(events: int) -> None:
    assert 2 < radius(events) <= 18


def test_the_command_writes_a_file_or_to_the_screen(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "briefing.html"
    assert main(["briefing", str(record), "--type", "ASSAULT", "-o", str(target)]) == 0
    assert "Wrote a briefing on 1 event" in capsys.readouterr().out
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert main(["briefing", str(record), "--type", "CONSULT"]) == 0
    assert "Planned or announced: meeting or talks by Norland and Sudland" in capsys.readouterr().out
    assert main(["briefing", str(record), "-o", str(tmp_path / "b.pdf")]) == 1
    assert "End it in .html or .md" in capsys.readouterr().err


def test_a_time_that_is_known_to_a_month_is_told_so() -> None:
    month = When(date(2024, 3, 1), date(2024, 3, 31), "context")
    both = replace(ATTACK, when=month, injured=Quantity(2, 3), actors=(NORLAND, SUDLAND))
    assert sentence(both).endswith("at least 5 killed, 2 to 3 injured.")
    assert sentence(both).startswith("Norland and Sudland attacked")


def test_the_command_needs_nothing_of_what_serves(record: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('fastapi', 'starlette', 'msgspec', 'uvicorn'): sys.modules[name] = None\n"
        "from dateline.cli import main\n"
        f"sys.exit(main(['briefing', {str(record)!r}, '--format', 'html']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "<h1>Briefing</h1>" in done.stdout
