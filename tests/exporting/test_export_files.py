"""Events as files: what stands in them, that they are safe to open, and that they are whole."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import storing
from dateline.errors import ExportError
from dateline.exporting import FORMATS, write_export
from dateline.exporting import csv as csv_format
from dateline.exporting.csv import _cell
from dateline.exporting.files import write_lines
from dateline.exporting.flat import COLUMNS
from dateline.records import Event, Where
from dateline.storing import Outcome, Selection, StoredDocument
from makers import ARMY, REBELS, VERSIONS, claim, coded, event, page


def selection(*events: Event) -> Selection:
    source = page(url="https://example.org/1")
    made = claim(source)
    document = StoredDocument(source.id, source, "coded", None, None, "T", None, "P", "en", (), VERSIONS)
    return Selection(events or (event(made),), {made.id: made}, {source.id: document})


def one_event(**fields: object) -> Event:
    return event(claim(page(url="https://example.org/1")), **fields)


def test_csv_has_a_row_for_each_event() -> None:
    (row,) = csv.DictReader(io.StringIO("\n".join(csv_format.lines(selection()))))
    assert list(row) == [column.name for column in COLUMNS]
    assert row["actors"] == "Norland Rebels"
    assert row["actor_codes"] == "NRLREB"
    assert (row["type"], row["mode"], row["cameo"]) == ("ASSAULT", "heavy-weapons", "194")
    assert (row["date_start"], row["date_end"]) == ("2024-03-03", "2024-03-03")
    assert (row["latitude"], row["longitude"], row["precision"]) == ("47.25", "-8.5", "2")
    assert (row["killed_min"], row["killed_max"], row["count"]) == ("5", "", "")
    assert (row["documents"], row["urls"], row["reports"]) == ("pages/one.txt", "https://example.org/1", "1")


@given(st.text(st.characters(), max_size=30))
def test_no_text_cell_begins_like_a_formula_or_breaks_its_row(text: str) -> None:
    cell = _cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "|"))
    assert not any(character in cell for character in "\r\n\t\x00")


def test_negative_numbers_stay_numbers() -> None:
    assert _cell(-8.5) == "-8.5"


def test_a_hostile_name_cannot_run_in_a_spreadsheet() -> None:
    hostile = replace(REBELS, name='=HYPERLINK("http://example.org")')
    (row,) = csv.DictReader(io.StringIO("\n".join(csv_format.lines(selection(one_event(actors=(hostile, ARMY)))))))
    assert row["actors"].startswith("'=HYPERLINK")


def test_jsonl_carries_claims_with_their_evidence() -> None:
    (line,) = FORMATS[".jsonl"](selection())
    record = json.loads(line)
    (found,) = record["claims"]
    assert found["evidence"]["text"].startswith("Norland Rebels fired rockets")
    assert found["trigger"]["span"] == {"start": 15, "end": 20}
    assert found["sources"][0]["name"] == "police"
    assert record["documents"][0]["url"] == "https://example.org/1"
    assert "text" not in record["documents"][0]


@pytest.mark.parametrize(
    ("where", "point"),
    [
        (Where("Town", 1, latitude=1.5, longitude=2.5), [2.5, 1.5]),
        (Where("Near town", 2, latitude=1.5, longitude=2.5), [2.5, 1.5]),
        (Where("Region", 3, latitude=1.5, longitude=2.5), None),
        (Where("Country", 4, latitude=1.5, longitude=2.5), None),
        (Where("Town without point", 1), None),
        (Where(), None),
    ],
)
def test_geojson_draws_no_region_as_a_point(where: Where, point: list[float] | None) -> None:
    collection = json.loads("\n".join(FORMATS[".geojson"](selection(one_event(where=where)))))
    (feature,) = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert (feature["geometry"] or {}).get("coordinates") == point
    assert feature["properties"]["place"] == where.name
    assert feature["id"] == one_event().id


def test_geojson_of_nothing_is_valid() -> None:
    assert json.loads("\n".join(FORMATS[".geojson"](Selection((), {}, {}))))["features"] == []


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_the_same_database_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        one = coded()
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(one)])
        storing.replace_events(store, [event(*one.claims)])
        for name in ("a", "b"):
            assert write_export(storing.select(store), tmp_path / f"{name}{suffix}") == 1
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_an_unknown_suffix_names_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.csv, \.geojson, \.jsonl"):
        write_export(selection(), tmp_path / "events.xls")


def test_a_fault_in_the_middle_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "e.csv"
    target.write_text("old\n")

    def lines():  # type: ignore[no-untyped-def]
        yield "new"
        yield str(1 / math.floor(0.5))

    with pytest.raises(ZeroDivisionError):
        write_lines(lines(), target)
    assert target.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        write_export(selection(), tmp_path / "none" / "e.csv")
    with pytest.raises(ExportError, match="is a folder"):
        write_lines([], tmp_path)
