"""dateline events, show, export and settings."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline import settings, storing
from dateline.cli.screen import clean
from dateline.cli.show import highlighted
from dateline.cli.words import day, number
from dateline.records import Quantity, When
from dateline.storing import Outcome
from makers import REBELS, SENTENCE, VERSIONS, claim, coded, event, page

Run = Callable[..., tuple[int, str, str]]


def test_events_fit_the_terminal(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (60, 80, 100, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        status, out, _ = run("events", "--db", database)
        table = out.split("2 events")[0]
        assert status == 0
        assert all(len(line) <= width for line in table.splitlines())
        assert "ASSAULT" in table


def test_a_filter_limits_the_table(run: Run, database: Path) -> None:
    assert "2 events" in run("events", "--db", database, "--actor", "rebels", "--from", "2024-03-01")[1]
    assert "1 event." in run("events", "--db", database, "--limit", "1")[1]
    assert "No event fits" in run("events", "--db", database, "--type", "consult")[1]
    assert "No event fits" in run("events", "--db", database, "--to", "2024-03-01")[1]


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--type", "WAR", "ASSAULT"),
        ("--status", "true", "asserted"),
        ("--from", "3 March", "2024-03-09"),
        ("--limit", "none", "--limit"),
        ("--limit", "0", "--limit"),
        ("--text", "!!", "no letter"),
    ],
)
def test_a_wrong_option_is_told_with_what_would_do(
    run: Run, database: Path, option: str, value: str, says: str
) -> None:
    status, _, err = run("events", "--db", database, option, value)
    assert status == 1
    assert says in err
    assert "Traceback" not in err


def test_days_the_wrong_way_round_are_told(run: Run, database: Path) -> None:
    assert "Swap them" in run("events", "--db", database, "--from", "2024-03-09", "--to", "2024-03-01")[2]


def test_events_as_json_are_the_rows_of_the_export(run: Run, database: Path, tmp_path: Path) -> None:
    rows = json.loads(run("events", "--db", database, "--format", "json")[1])
    run("export", tmp_path / "e.csv", "--db", database)
    with open(tmp_path / "e.csv", encoding="utf-8", newline="") as file:
        exported = list(csv.DictReader(file))
    assert [row["event"] for row in rows] == [row["event"] for row in exported]
    assert list(rows[0]) == list(exported[0])


def test_show_gives_the_words_their_place_and_the_speaker(run: Run, database: Path) -> None:
    shown = run("events", "--db", database)[1].split("dateline show ")[1].split()[0]
    status, out, _ = run("show", shown, "--db", database)
    assert status == 0
    assert SENTENCE in out
    assert "pages/" in out
    assert "characters 15–20" in out
    assert "says police (anonymous)" in out
    assert "5+" in out
    assert "fire rocket" not in out
    assert "type by trigger: fire rocket" in run("show", shown, "--why", "--db", database)[1]


def test_show_of_an_unknown_event_is_told(run: Run, database: Path) -> None:
    status, _, err = run("show", "0000", "--db", database)
    assert status == 1
    assert "No event" in err


def test_the_trigger_is_bold_and_the_evidence_underlined() -> None:
    made = claim(page())
    text = highlighted(made, page().text)
    assert text.plain == SENTENCE
    styles = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert styles["fired"] == "underline bold"
    assert styles["Norland Rebels "] == "underline"


def test_a_word_that_stands_twice_is_marked_where_it_is_meant() -> None:
    source = page(
        "They fired on Norland Army and Norland Rebels fired at police near Zürichau on 3 March, killing at least five."
    )
    first = claim(source)
    at = source.text.rindex("fired")
    second = replace(first, trigger=replace(first.trigger, span=type(first.trigger.span)(at, at + 5)))
    bold = next(span for span in highlighted(second, source.text).spans if "bold" in str(span.style))
    assert bold.start == at


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "geojson"])
def test_export_says_what_it_wrote(run: Run, database: Path, tmp_path: Path, suffix: str) -> None:
    status, out, _ = run("export", tmp_path / f"e.{suffix}", "--db", database, "--limit", "1")
    assert status == 0
    assert out.startswith("Wrote 1 event to ")


def test_export_to_an_unknown_format_is_told_before_reading(run: Run, tmp_path: Path) -> None:
    status, _, err = run("export", tmp_path / "e.xlsx", "--db", tmp_path / "none.db")
    assert status == 1
    assert ".geojson" in err


def test_hostile_text_neither_marks_up_nor_moves_the_cursor(run: Run, tmp_path: Path) -> None:
    hostile = replace(REBELS, name="[bold red]Rebels[/] \x1b[2J\x9b31m\u202egnp\x07")
    source = page(SENTENCE, "\x1b]0;owned\x07[link=http://x]name.txt")
    made = claim(source)
    with storing.open_store(tmp_path / "h.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded(source, [made]))])
        storing.replace_events(store, [event(made, actors=(hostile,))])
    for command in (["events"], ["show", event(made).id]):
        _, out, _ = run(*command, "--db", tmp_path / "h.db")
        assert not set(out) & set("\x1b\x9b\x07\u202e")
        assert "[bold" in out
    assert "[link=http://x]name.txt" in out


def test_an_event_of_nobody_at_no_time_is_told_by_its_words(run: Run, tmp_path: Path) -> None:
    source = page()
    made = claim(source, actors=(), recipients=(), when=When(reason="no date in the clause"))
    with storing.open_store(tmp_path / "n.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded(source, [made]))])
        storing.replace_events(store, [event(made)])
    _, out, _ = run("events", "--db", tmp_path / "n.db")
    assert "told 2024-03-04" in out
    assert "“" in out


def test_clean_text_is_one_line() -> None:
    assert clean("a\r\n\tb\u2028c\x00\x1b[31md\ud800") == "a b c[31md"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (("2024-03-09", "2024-03-09"), "2024-03-09"),
        (("2024-03-09", "2024-03-12"), "2024-03-09–12"),
        (("2024-03-09", "2024-04-02"), "2024-03-09–04-02"),
        (("2023-12-30", "2024-01-02"), "2023-12-30–2024-01-02"),
    ],
)
def test_an_interval_in_few_words(interval: tuple[str, str], words: str) -> None:
    assert day(When(*map(date.fromisoformat, interval))) == words
    assert day(When()) == ""


def test_numbers_in_few_words() -> None:
    assert [number(q) for q in (None, Quantity(5, 5), Quantity(4, 5), Quantity(5, None))] == ["", "5", "4–5", "5+"]


def test_settings_lists_every_setting(run: Run) -> None:
    _, out, _ = run("settings")
    assert all(row.variable in out for row in settings.TABLE)


def test_a_wrong_setting_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_BYTES", "many")
    status, _, err = run("settings")
    assert status == 1
    assert "not a whole number" in err


def test_an_aggregate_names_what_it_contains_and_its_parts_what_they_are_part_of(run: Run, tmp_path: Path) -> None:
    source, weeks = page(SENTENCE), When(date(2024, 3, 1), date(2024, 3, 14), "relative")
    attack, count = claim(source, count=1), claim(source, "killing", count=13, when=weeks, mode=None)
    one, several = event(attack), event(count)
    target = tmp_path / "a.db"
    with storing.open_store(target, create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded(source, [attack, count]))])
        storing.replace_events(store, [one, several])
    shown = run("show", several.id, "--db", target)[1]
    assert f"contains    1 of 13 that are recorded: {one.id[:8]}" in shown
    assert "part of" not in shown
    assert f"part of     {several.id}" in run("show", one.id, "--db", target)[1]
    rows = {row["event"]: row for row in json.loads(run("events", "--format", "json", "--db", target)[1])}
    assert rows[one.id]["part_of"] == [several.id]
    assert rows[several.id]["part_of"] == []
    run("export", tmp_path / "e.jsonl", "--db", target)
    lines = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["id"]: line["part_of"] for line in lines} == {one.id: [several.id], several.id: []}
