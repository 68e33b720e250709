"""The filter that tables and exports share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline import storing
from dateline.errors import StoreError
from dateline.records import Participant, When, Where
from dateline.storing import Filter, Outcome, Store
from dateline.storing.folding import fold
from dateline.storing.queries import search_documents
from makers import NORLAND, SUDLAND, VERSIONS, claim, coded, event, mention, page

TALKS = (
    "Norland and Sudland held talks in Łódźov from 5 to 8 March, killing at least five hours, police said on 3 March."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    attack = coded()
    source = page(TALKS + " Norland Rebels, Norland Army, Zürichau", "talks.txt")
    parties = (Participant(NORLAND, mention(TALKS, "Norland")), Participant(SUDLAND, mention(TALKS, "Sudland")))
    when, where = When(date(2024, 3, 5), date(2024, 3, 8), "explicit"), Where("Łódźov", 1, country="SUD")
    fields = {"type": "CONSULT", "mode": None, "actors": parties, "recipients": (), "status": "planned"}
    talks = claim(source, "held", when=when, where=where, **fields)
    undated = replace(talks, id="f" * 16, type="AGREE", when=When(), where=Where())
    with storing.open_store(tmp_path / "r.db", create=True) as opened:
        storing.write_batch(
            opened, storing.start_run(opened, VERSIONS), [Outcome(attack), Outcome(coded(source, [talks, undated]))]
        )
        storing.replace_events(opened, [event(talks), event(undated), event(attack.claims[0])])
        yield opened


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        (Filter(), ["ASSAULT", "CONSULT", "AGREE"]),
        (Filter(limit=1), ["ASSAULT"]),
        (Filter(start=date(2024, 3, 4)), ["CONSULT"]),
        (Filter(start=date(2024, 3, 8)), ["CONSULT"]),
        (Filter(start=date(2024, 3, 9)), []),
        (Filter(end=date(2024, 3, 3)), ["ASSAULT"]),
        (Filter(end=date(2024, 3, 5)), ["ASSAULT", "CONSULT"]),
        (Filter(type="consult"), ["CONSULT"]),
        (Filter(status="planned"), ["CONSULT", "AGREE"]),
        (Filter(actor="norland reb"), ["ASSAULT"]),
        (Filter(actor="Norland"), ["ASSAULT", "CONSULT", "AGREE"]),
        (Filter(actor="SUD"), ["CONSULT", "AGREE"]),
        (Filter(actor="norland-army"), ["ASSAULT"]),
        (Filter(actor="orland"), []),
        (Filter(place="lodz"), ["CONSULT"]),
        (Filter(place="Zurichau"), ["ASSAULT"]),
        (Filter(place="NRL"), ["ASSAULT"]),
        (Filter(text="rockets"), ["ASSAULT"]),
        (Filter(text="Rockets zürichau"), ["ASSAULT"]),
        (Filter(text='"fired rockets"'), ["ASSAULT"]),
        (Filter(text='"rockets fired"'), []),
        (Filter(text='talks" OR rockets*'), []),
        (Filter(text="talks", type="AGREE"), ["AGREE"]),
        (Filter(article='"lodzov from 5"'), ["CONSULT", "AGREE"]),
        (Filter(article="rockets Zurichau"), ["ASSAULT"]),
        (Filter(article="Subscribe"), []),
        (Filter(actor="100%"), []),
        (Filter(text="rocke* norl*"), ["ASSAULT"]),
        (Filter(type="agree,CONSULT"), ["CONSULT", "AGREE"]),
        (Filter(actor="army|sudl"), ["ASSAULT", "CONSULT", "AGREE"]),
        (Filter(by="id:norland-rebels"), ["ASSAULT"]),
        (Filter(by="id:norland"), ["CONSULT", "AGREE"]),
        (Filter(against="norland-army"), ["ASSAULT"]),
        (Filter(against="norland-rebels"), []),
        (Filter(place="id:7"), ["ASSAULT"]),
        (Filter(country="nrl", mode="HEAVY-weapons"), ["ASSAULT"]),
        (Filter(precision="2,3"), ["ASSAULT"]),
        (Filter(box="-9,47,-8,48"), ["ASSAULT"]),
        (Filter(box="170,47,-8,48"), ["ASSAULT"]),
        (Filter(box="0,47,8,48"), []),
        (Filter(source="norl"), ["ASSAULT", "CONSULT", "AGREE"]),
        (Filter(source="orland"), []),
        (Filter(language="EN,fr", killed=5, type="ASSAULT"), ["ASSAULT"]),
        (Filter(killed=6), []),
        (Filter(reports=2), []),
        (Filter(voices=1), []),
    ],
)
def test_a_filter_takes(store: Store, wanted: Filter, types: list[str]) -> None:
    assert [found.type for found in storing.select(store, wanted).events] == types


def test_a_selection_brings_what_its_events_rest_on(store: Store) -> None:
    selection = storing.select(store, Filter(type="ASSAULT"))
    (found,) = selection.events
    assert set(selection.claims) == set(found.claims)
    assert {claim.document for claim in selection.claims.values()} == set(selection.documents)


@pytest.mark.parametrize("text", ["", '"', "***", "—"])
def test_a_search_without_words_is_told(store: Store, text: str) -> None:
    if text:
        with pytest.raises(StoreError, match="no letter or digit"):
            storing.select(store, Filter(text=text))


def test_an_event_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    ids = [found.id for found in storing.select(store).events]
    assert storing.find_event(store, ids[0][:6].upper()).events[0].id == ids[0]


@pytest.mark.parametrize(
    ("prefix", "says"), [("0000000000", "No event"), ("no-id", "not an event id"), ("%", "not an event id")]
)
def test_an_unknown_id_is_told(store: Store, prefix: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        storing.find_event(store, prefix)


def test_an_ambiguous_id_lists_its_events(store: Store) -> None:
    first = storing.select(store).events[0]
    one, two = replace(first, id="abc1"), replace(first, id="abc2")
    storing.replace_events(store, [one, two])
    with pytest.raises(StoreError, match="2 events begin with abc: abc1, abc2"):
        storing.find_event(store, "abc")


def test_folding_is_one_script_without_marks() -> None:
    assert fold("  Kyïv—Žižkov’s  «Ü» ") == "kyiv zizkov s u"
    assert fold("Київ") == fold("kiiv")


def test_pages_are_found_by_the_words_of_their_article(store: Store) -> None:
    (talks,) = storing.find_documents(store, "talks.txt")
    assert search_documents(store, "Łódźov talk*") == (talks.id,)
    assert len(search_documents(store, "march")) == 2
    assert search_documents(store, "nothing") == ()
