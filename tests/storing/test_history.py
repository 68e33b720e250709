"""What became of the events of earlier runs, and what their ids lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import storing
from dateline.errors import StoreError
from dateline.exporting.tombstones import write_tombstones
from dateline.records import Claim
from dateline.resolving.identifying import event_id, identified
from dateline.storing import Change, Outcome, Store
from dateline.storing.history import changes, follow, read_changes
from dateline.storing.writing import has_point
from makers import SENTENCE, VERSIONS, coded, event, page


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": "A", "b": "A"}, {"a": "A", "b": "A", "c": "A"}, []),
        ({"a": "A"}, {"a": "Z", "z": "Z"}, [Change("A", "renamed", "Z")]),
        ({"a": "A", "b": "B"}, {"a": "A", "b": "A"}, [Change("B", "merged", "A")]),
        ({"a": "A", "b": "A"}, {"a": "A", "b": "B"}, [Change("A", "split", "B")]),
        ({"a": "A", "b": "A"}, {"a": "X", "b": "Y"}, [Change("A", "split", "X"), Change("A", "split", "Y")]),
        ({"a": "A", "b": "B"}, {"b": "B"}, [Change("A", "gone", None)]),
        ({"a": "A", "b": "A"}, {"b": "B"}, [Change("A", "renamed", "B")]),
    ],
)
def test_changes_between_two_sets_of_events(before: dict[str, str], after: dict[str, str], found: list[Change]) -> None:
    assert list(changes(before, after)) == found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four pages with a claim each, and no events yet."""
    with storing.open_store(tmp_path / "r.db", create=True) as opened:
        made = [coded(page(f"{SENTENCE}\n{number}", f"{number}.txt")) for number in range(4)]
        storing.write_batch(opened, storing.start_run(opened, VERSIONS), [Outcome(each) for each in made])
        yield opened


def group(store: Store, *groups: str) -> list[str]:
    """Makes events of the claims by number; their ids in the order given."""
    claims = read(store)
    made = [event(*(claims[int(number)] for number in each)) for each in groups]
    named = identified(made, {claim.id: claim for claim in claims}, {})
    storing.replace_events(store, named)
    by_claim = {claim: each.id for each in named for claim in each.claims}
    return [by_claim[claims[int(each[0])].id] for each in groups]


def read(store: Store) -> list[Claim]:
    return sorted(storing.read_claims(store), key=lambda claim: claim.document)


def test_an_event_that_gains_claims_or_changes_nothing_leaves_no_word(store: Store) -> None:
    one, *_ = group(store, "0", "2")
    rows = store.rows("SELECT number, mark FROM event WHERE id = ?", (one,))
    group(store, "0", "2")
    assert store.rows("SELECT number, mark FROM event WHERE id = ?", (one,)) == rows, "not written again"
    assert group(store, "013", "2")[0] == one
    assert read_changes(store) == []
    assert store.rows("SELECT mark FROM event WHERE id = ?", (one,)) != rows


def test_the_ids_of_merged_events_lead_to_the_merged_one(store: Store) -> None:
    one, two, three = group(store, "0", "1", "23")
    (merged, rest) = group(store, "01", "23")
    assert (merged, rest) == (one, three)
    assert [(t.event, t.change, t.successors) for t in storing.tombstones(store)] == [(two, "merged", (one,))]
    assert storing.find_event(store, two[:8]).events[0].id == one
    assert storing.select(store).formerly == {one: (two,)}
    assert group(store, "0", "1", "23")[1] == two
    assert storing.tombstones(store) == [], "an id that is an event again is no tombstone"
    assert [change.change for change in read_changes(store)] == ["merged", "split"]


def test_a_split_event_keeps_its_id_for_the_part_with_its_founder(store: Store) -> None:
    (whole,) = group(store, "0123")
    first, second = group(store, "01", "23")
    assert first == whole
    assert read_changes(store, whole)[0].successor == second
    assert follow(store, whole) == (whole,)


def test_an_id_whose_claims_are_all_gone_is_told_to_be_gone(store: Store) -> None:
    one, two = group(store, "0", "123")
    group(store, "123")
    with pytest.raises(StoreError, match="is gone"):
        storing.find_event(store, one[:8])
    assert [(t.event, t.change) for t in storing.tombstones(store)] == [(one, "gone")]
    assert follow(store, two) == (two,)


def test_an_event_whose_founder_is_gone_is_found_by_its_old_id(store: Store) -> None:
    (whole,) = group(store, "0123")
    (left,) = group(store, "123")
    store.db.execute("UPDATE run_input SET document = NULL")
    store.db.execute("DELETE FROM document WHERE id = ?", (read(store)[0].document,))
    assert left != whole
    assert storing.find_event(store, whole).events[0].id == left
    assert storing.select(store).formerly == {left: (whole,)}
    (later,) = group(store, "12")
    assert storing.find_event(store, whole).events[0].id == later
    assert set(storing.select(store).formerly[later]) == {whole, left}


def test_an_id_that_another_database_has_leads_to_the_event_with_its_claim(store: Store) -> None:
    (whole,) = group(store, "0123")
    assert storing.find_event(store, event_id(read(store)[2].id)).events[0].id == whole


def test_tombstones_are_written_as_tables_and_lines(store: Store, tmp_path: Path) -> None:
    one, two, *_ = group(store, "0", "1", "23")
    group(store, "01", "23")
    assert write_tombstones(storing.tombstones(store), tmp_path / "gone.csv") == 1
    assert (tmp_path / "gone.csv").read_text() == f"event,change,successors\n{two},merged,{one}\n"
    write_tombstones(storing.tombstones(store), tmp_path / "gone.jsonl")
    assert json.loads((tmp_path / "gone.jsonl").read_text()) == {
        "event": two, "change": "merged", "successors": [one]
    }  # fmt: skip


def test_the_indexes_follow_the_events(store: Store) -> None:
    for groups in (("0", "1", "23"), ("01", "23"), ("0123",), ("3", "12")):
        group(store, *groups)
        events = storing.read_events(store)
        assert all(has_point(each.where) for each in events)
        for table in ("event_text", "event_place"):
            column = "rowid" if table == "event_text" else "number"
            indexed = [row[0] for row in store.rows(f"SELECT {column} FROM {table} ORDER BY 1")]
            assert indexed == [row[0] for row in store.rows("SELECT number FROM event ORDER BY 1")]
        assert len(indexed) == len(groups)
