"""What a check finds in a database, and what it lets pass."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import storing
from dateline.records import Boilerplate, Mention, Span
from dateline.storing import Outcome, Store
from dateline.storing.checking import CHECKS, Finding, check, sound
from dateline.storing.quotes import reproduces
from makers import SENTENCE, VERSIONS, coded, each_its_own, page


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two pages with an event each and one without."""
    made = [coded(), coded(page(f"{SENTENCE}\nAgain", "two.txt")), coded(page("Nothing.", "three.txt"), [])]
    with storing.open_store(tmp_path / "r.db", create=True) as opened:
        run = storing.start_run(opened, VERSIONS)
        storing.write_batch(opened, run, [Outcome(each) for each in made])
        storing.replace_events(opened, each_its_own(storing.read_claims(opened)))
        storing.finish_run(opened, run)
        yield opened


def found(store: Store) -> list[Finding]:
    return [finding for each in check(store) for finding in each.findings]


def test_a_database_as_it_was_written_is_sound(store: Store) -> None:
    made = list(check(store))
    assert [each.name for each in made] == list(CHECKS)
    assert {each.name for each in made if not each.looked_at} == {"decisions", "blocks"}
    assert sound(made)
    assert found(store) == []


SPOILT = {
    "documents": "UPDATE document SET text = 'x' || text WHERE name = 'two.txt'",
    "quotes": "UPDATE claim SET record = replace(record, 'at least five', 'at least six')",
    "claims": "UPDATE claim SET record = '{\"id\": 1}' WHERE position = 0",
    "events": "UPDATE event SET record = json_remove(record, '$.type')",
    "search": "DELETE FROM event_text WHERE rowid = 1",
    "places": "DELETE FROM event_place",
    "history": "INSERT INTO event_change (event, change, successor) VALUES ('a', 'merged', 'b')",
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_was_spoilt_is_found_by_its_check_and_told_with_advice(store: Store, name: str) -> None:
    store.db.execute(SPOILT[name])
    faults = found(store)
    assert name in {fault.check for fault in faults}
    assert all(fault.level == "fault" and fault.advice.endswith(".") for fault in faults)
    assert not sound(list(check(store)))


def test_rows_that_lead_nowhere_are_found(store: Store) -> None:
    store.db.execute("PRAGMA foreign_keys = OFF")
    store.db.execute("DELETE FROM claim WHERE rowid = 1")
    assert {"keys", "documents"} <= {fault.check for fault in found(store)}


def test_a_claim_without_an_event_is_a_fault_and_after_a_killed_run_a_note(store: Store) -> None:
    storing.replace_events(store, storing.read_events(store)[1:])
    (fault,) = found(store)
    assert (fault.check, fault.what) == ("claims", "belongs to no event")
    storing.start_run(store, VERSIONS)
    (note,) = found(store)
    assert (note.check, note.level) == ("runs", "note")
    assert sound(list(check(store)))


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("shot   two\nmen", "shot two men"),
        ('the <a href="x">town</a> of A&amp;B', "the town of A&B"),
        ("soft\u00adly spo\u200bken", "softly spoken"),
        ("the <b>AD</b> army", "the army"),
    ],
)
def test_a_quote_reads_as_the_page_without_markup_and_boilerplate(source: str, quote: str) -> None:
    advert = source.find("<b>AD</b>")
    left_out = [Boilerplate(Span(advert, advert + 9), "advert")] if advert >= 0 else []
    assert reproduces(source, left_out, Mention(Span(0, len(source)), quote))
    assert not reproduces(source, left_out, Mention(Span(0, len(source)), quote + "x"))
    assert not reproduces(source, left_out, Mention(Span(1, len(source)), quote))


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_any_stretch_of_a_plain_page_reproduces_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert reproduces(text, [], Mention(Span(start, end), text[start:end]))
