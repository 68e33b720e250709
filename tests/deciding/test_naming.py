"""Who is who: actors that are one, names that are an actor's and names that are not, over all claims, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import deciders
from dateline import making, storing
from dateline.deciding.fingerprints import decision_id
from dateline.deciding.naming import entity_value, join, naming
from dateline.errors import DecisionError
from dateline.records import Decision, Entity
from dateline.reviewing import version_of
from dateline.storing import Store
from makers import ARMY, REBELS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with deciders.made(tmp_path / "r.db") as opened:
        yield opened


def who(store: Store) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(tuple(e.id for e in event.actors), tuple(e.id for e in event.recipients))
            for event in storing.read_events(store)}  # fmt: skip


def all_anew(store: Store) -> None:
    """What is made around decisions is what making everything gives."""
    now, standings = storing.read_events(store), store.rows("SELECT * FROM decision_standing ORDER BY decision")
    claims = store.rows("SELECT * FROM claim_decided ORDER BY claim")
    making.make_events(store, deciders.by_page)
    assert storing.read_events(store) == now
    assert store.rows("SELECT * FROM decision_standing ORDER BY decision") == standings
    assert store.rows("SELECT * FROM claim_decided ORDER BY claim") == claims


def test_two_actors_are_one_in_all_events_and_two_again(store: Store) -> None:
    before = storing.read_events(store)
    version = version_of(store, "norland-rebels")
    done = deciders.say(store, "unite", "norland-rebels", other="france")
    assert who(store) == {(("france",), ("norland-army",))}
    assert len(done.events) == 4
    assert {event.review for event in storing.read_events(store)} == {"unreviewed"}
    assert version_of(store, "norland-rebels") != version
    assert store.rows("SELECT DISTINCT entity FROM event_party WHERE role = 'actor'")[0][0] == "france"
    all_anew(store)
    undo = deciders.say(store, "undo", str(done.number))
    assert [replace(event, decisions=()) for event in storing.read_events(store)] == list(before)
    all_anew(store)
    deciders.say(store, "undo", str(undo.number))
    assert who(store) == {(("france",), ("norland-army",))}
    all_anew(store)


def test_a_name_becomes_another_actors_and_is_taken_from_it(store: Store) -> None:
    deciders.say(store, "alias", "france", party="the Norland  Army")
    assert who(store) == {(("norland-rebels",), ("france",))}
    all_anew(store)
    deciders.say(store, "unalias", "norland-rebels", party="Norland Rebels")
    assert who(store) == {(("norland-rebels",), ("france",))}  # own id of the name is the same
    deciders.say(store, "unalias", "norland-rebels", party="Norland Rebels", after=entity_value(ARMY))
    assert who(store) == {(("norland-army",), ("france",))}
    all_anew(store)


def test_pages_that_come_later_have_them_too(store: Store, tmp_path: Path) -> None:
    with deciders.made(tmp_path / "few.db", "0123") as few:
        deciders.say(few, "unite", "norland-rebels", other="france")
        deciders.pages(few, "4567")
        assert who(few) == {(("france",), ("norland-army",))}
        all_anew(few)


def test_an_accepted_event_stays_accepted_and_a_reassignment_goes_along(store: Store) -> None:
    event = deciders.events(store)["67"]
    deciders.say(store, "accept", event.id)
    deciders.say(store, "reassign", deciders.events(store)["5"].id, field="actors", party="norland-rebels",
                 after=entity_value(ARMY))  # fmt: skip
    deciders.say(store, "unite", "norland-rebels", other="france")
    deciders.say(store, "unite", "norland-army", other="germany")
    found = deciders.events(store)
    assert (found["67"].review, found["5"].actors[0].id) == ("accepted", "germany")
    assert [row[0] for row in store.rows("SELECT state FROM decision_standing ORDER BY decision")] == ["applied"] * 4
    all_anew(store)


def test_two_who_differ_on_an_actor_dispute(store: Store) -> None:
    deciders.say(store, "unite", "norland-rebels", other="france")
    later = deciders.say(store, "unite", "norland-rebels", "Ben", other="germany")
    assert later.standing.state == "disputed"
    assert who(store) == {(("germany",), ("norland-army",))}
    all_anew(store)


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("unite", {"other": "norland-rebels"}, "one with itself"), ("unite", {"other": "nobody-at-all"}, "No actor"),
        ("alias", {"party": " "}, "Give the name"), ("unalias", {}, "Give the name"),
        ("unalias", {"party": "x", "after": entity_value(REBELS)}, "as before"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(store: Store, kind: str, fields: dict[str, object], told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        deciders.say(store, kind, "norland-rebels", **fields)


ENTITIES = [Entity(letter, letter.upper(), "group") for letter in "abcde"]


@given(st.lists(st.tuples(st.sampled_from(ENTITIES), st.sampled_from(ENTITIES)), max_size=12))
def test_however_actors_are_joined_each_is_somebody_in_the_end(pairs: list[tuple[Entity, Entity]]) -> None:
    united: dict[str, tuple[Entity, str]] = {}
    decisions = []
    for gone, stays in pairs:
        if gone != stays:
            join(united, gone.id, stays, "x")
            bare = Decision("", "unite", "actor", "Ana", deciders.AT, gone.id, other=stays.id,
                            after=entity_value(stays), turn=len(decisions))  # fmt: skip
            decisions.append(replace(bare, id=decision_id(bare)))
    made, standings = naming(decisions)
    assert len(standings) == len(decisions)
    for entity in ENTITIES:
        at, _ = made.now(entity)
        assert at.id not in made.united
    if decisions:
        one, other = (Entity(each or "", "", "group") for each in (decisions[-1].target, decisions[-1].other))
        assert made.now(one)[0].id == made.now(other)[0].id
