"""Exports of large records: written some events at a time, and told beside how much of them people have checked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline import storing
from dateline.cli import main
from dateline.exporting import FORMATS
from dateline.exporting.about import metadata, share
from dateline.exporting.flat import COLUMNS
from dateline.storing import Outcome, Selection
from dateline.storing.filters import parse
from dateline.storing.queries import count_events, select_parts
from makers import SENTENCE, VERSIONS, claim, coded, event, page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("parts") / "record.db"
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        pages = [page(f"{SENTENCE}\n{number}", f"pages/{number}.txt") for number in range(7)]
        storing.write_batch(store, run, [Outcome(coded(each, [claim(each)])) for each in pages])
        made = [event(claim(each)) for each in pages]
        storing.replace_events(store, [replace(made[0], review="accepted"), *made[1:]])
        storing.finish_run(store, run)
    return target


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_parts_make_the_same_file_as_the_whole(record: Path, suffix: str, size: int) -> None:
    with storing.open_store(record) as store:
        whole = list(FORMATS[suffix](storing.select(store)))
        assert list(FORMATS[suffix](select_parts(store, parse([]), size))) == whole


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_no_events_are_a_file_too(suffix: str) -> None:
    assert list(FORMATS[suffix]([])) == list(FORMATS[suffix](Selection((), {}, {})))


def test_a_map_says_how_much_of_it_is_checked(record: Path) -> None:
    with storing.open_store(record) as store:
        told = json.loads("\n".join(FORMATS[".geojson"](select_parts(store))))
    assert (told["about"]["events"], told["about"]["reviewed"]) == (7, 1)
    assert told["about"]["note"] == "7 events, coded by a machine; 1 of them reviewed by people."


def test_events_are_counted_with_those_that_are_checked(record: Path) -> None:
    with storing.open_store(record) as store:
        assert count_events(store, parse([])) == (7, 1)
        assert count_events(store, parse([("review", "unreviewed")])) == (6, 0)
        assert count_events(store, parse([("type", "AID")])) == (0, 0)
    assert share(1, 0) == "1 event, coded by a machine; none of them reviewed by people."


def test_what_stands_beside_a_table_describes_every_column() -> None:
    told = json.loads(metadata("events.csv", 7, 1, [("type", "ASSAULT")]))
    assert [column["name"] for column in told["tableSchema"]["columns"]] == [column.name for column in COLUMNS]
    assert told["filter"] == {"type": "ASSAULT"}
    assert "tableSchema" not in json.loads(metadata("events.jsonl", 7, 1, []))


def test_the_command_writes_it_where_it_is_asked_to(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "e.csv"), "--db", str(record)]) == 0
    assert [each.name for each in tmp_path.iterdir()] == ["e.csv"]
    assert main(["export", str(tmp_path / "e.csv"), "--about", "--type", "ASSAULT", "--db", str(record)]) == 0
    assert "1 of them reviewed by people" in capsys.readouterr().out
    told = json.loads((tmp_path / "e.csv-metadata.json").read_text(encoding="utf-8"))
    assert (told["url"], told["events"], told["reviewed"], told["filter"]) == ("e.csv", 7, 1, {"type": "ASSAULT"})
