"""What is stored comes back as it was."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dateline import storing
from dateline.records import Claim, Event, Failure, Mention, Quantity, Span, When
from dateline.storing import Outcome
from dateline.storing.plain import dump, load, storable
from dateline.storing.reading import read_entities, unfinished
from makers import VERSIONS, claim, coded, event, page


def test_documents_claims_entities_and_events_come_back_equal(tmp_path: Path) -> None:
    given = page(url="https://example.org/1", title="T", published="2024-03-04", publisher="P", media="text/html")
    one = coded(replace(given, crawled="2024-03-05T06:07:08Z", offset=7))
    two = coded(
        page(
            "Norland Rebels fired rockets at the Norland Army at Zürichau on 3 March, killing at least five: police.",
            "two.txt",
        )
    )
    joined = event(*one.claims, *two.claims)
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(store, run, [Outcome(one), Outcome(two)])
        assert unfinished(store)
        storing.replace_events(store, [joined])
        storing.finish_run(store, run)
    with storing.open_store(tmp_path / "r.db") as store:
        assert not unfinished(store)
        assert set(storing.read_claims(store)) == {*one.claims, *two.claims}
        assert storing.read_claims(store, [two.claims[0].id]) == two.claims
        assert storing.read_events(store) == (joined,)
        assert read_entities(store, one.article.page.id) == one.entities
        stored = {document.id: document for document in storing.read_documents(store)}[one.article.page.id]
    assert stored.page == one.article.page
    assert stored.page.id == stored.id
    assert stored.published == one.article.published
    assert stored.origin == one.article.origin
    assert stored.boilerplate == one.article.boilerplate
    assert (stored.title, stored.publisher, stored.language) == ("A title", "The Norland Post", "en")
    assert (stored.state, stored.versions) == ("coded", VERSIONS)


def test_offsets_point_into_the_stored_text(tmp_path: Path) -> None:
    one = coded()
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(one)])
        (document,) = storing.read_documents(store)
        (found,) = storing.read_claims(store)
    assert document.page.text[found.trigger.span.start : found.trigger.span.end] == "fired"


def test_a_failed_page_is_kept_and_tried_again(tmp_path: Path) -> None:
    source = page()
    failure = Failure(source.name, "parsing", "failed", "crash", f"{source.name} could not be parsed.")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(
            store,
            run,
            [Outcome(failure, source), Outcome(Failure("x", "reading", "skipped", "binary", "x is binary."))],
        )
        assert storing.known_ids(store) == frozenset()
        assert storing.read_documents(store)[0].reason == "crash"
        storing.write_batch(store, run, [Outcome(coded(source))])
        assert storing.known_ids(store) == {source.id}
        (document,) = storing.read_documents(store)
        assert (document.state, document.reason) == ("coded", None)
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM run_input ORDER BY position")] == [
            "failed",
            "skipped",
            "coded",
        ]


def test_a_page_without_event_is_known(tmp_path: Path) -> None:
    source = page()
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded(source, []))])
        assert storing.known_ids(store) == {source.id}
        assert storing.read_documents(store)[0].state == "no-event"


def test_a_page_that_is_stored_already_is_left_as_it_is(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(store, run, [Outcome(coded()), Outcome(coded())])
        assert len(storing.read_claims(store)) == 1


def test_text_that_utf8_cannot_hold_keeps_its_offsets(tmp_path: Path) -> None:
    source = page("a\ud800b\x00c and more")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded(source, []))])
        (document,) = storing.read_documents(store)
        assert storing.known_ids(store) == {source.id}
    assert document.page.text == "a\ufffdb\x00c and more"


words = st.text(string.printable + "äßЖ中\u202e\x00", max_size=20)
spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair)))
mentions = st.builds(Mention, spans, words)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


whens = st.builds(When, days, days, st.just("none"), st.none() | mentions, st.none() | words)
numbers = st.integers(0, 10**6)
claims = st.builds(
    Claim,
    id=words,
    document=words,
    type=words,
    mode=st.none() | words,
    trigger=mentions,
    evidence=mentions,
    sentence=mentions,
    when=whens,
    killed=st.none() | st.builds(Quantity, numbers, st.none() | numbers),
    count=st.none() | st.integers(1, 99),
    confidence=st.floats(0, 1),
)


@given(claims)
def test_any_claim_survives_json(made: Claim) -> None:
    assert load(Claim, dump(made)) == made


def test_a_full_claim_and_event_survive_json() -> None:
    made = claim(page())
    assert load(Claim, dump(made)) == made
    assert load(Event, dump(event(made))) == event(made)


@given(st.text(st.characters(), max_size=20))
def test_storable_keeps_length_and_encodes(text: str) -> None:
    assert len(storable(text).encode("utf-8").decode("utf-8")) == len(text)
