"""Claims to events: what is joined, what is kept apart, and that order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Entity, Mention, Participant, Quantity, Span, When, Where, digest
from dateline.resolving import resolve
from dateline.resolving.blocking import NEAREST
from dateline.resolving.events import joined

ARMY = Entity("norland-army", "Norland army", "organisation", "NRL", "MIL")
FRONT = Entity("river-front", "River Front", "group", "NRL", "REB")
GUNMEN = Entity("unidentified-gunmen", "unidentified gunmen", "group", None, "UAF", unnamed=True)
HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
MILL = Where("Mill Town", 1, 102, 10.5, 20.5, "NRL", "Coast")
COUNTRY = Where("Norland", 4, None, None, None, "NRL")


def claim(document: str, at: int, day: int | None = 3, **changes) -> Claim:  # type: ignore[no-untyped-def]
    when = When(date(2031, 5, day), date(2031, 5, day), "explicit") if day else When()
    mention = Mention(Span(at, at + 6), "attack")
    base = Claim(
        id=digest("claim", document, str(at)), document=document, type="ASSAULT", mode=None, trigger=mention,
        evidence=mention, sentence=mention, when=when, where=HARBOUR, weapon="none stated",
    )  # fmt: skip
    return replace(base, **changes)


def who(*entities: Entity) -> tuple[Participant, ...]:
    return tuple(Participant(entity, Mention(Span(0, 1), entity.name)) for entity in entities)


def test_reports_of_one_day_and_place_are_one_event() -> None:
    claims = [
        claim("a", 10, mode="explosives", recipients=who(ARMY), killed=Quantity(7, 7)),
        claim("b", 40, mode="explosives", recipients=who(ARMY), killed=Quantity(8, 8)),
    ]
    (event,) = resolve(claims)
    assert event.reports == 2
    assert (event.killed.low, event.killed.high) == (7, 8)
    assert event.disagreements == ("killed: 7 or 8",)
    assert "same day" in event.merges[0].reason
    assert event.merges[0].score > 0


def test_a_vague_place_joins_a_precise_one() -> None:
    claims = [
        claim("a", 10, actors=who(FRONT), mode="aerial"),
        claim("b", 10, actors=who(FRONT), where=COUNTRY, mode="aerial"),
    ]
    (event,) = resolve(claims)
    assert event.where.name == "Harbour"


def test_an_unnamed_attacker_joins_a_named_one_and_the_name_stays() -> None:
    claims = [
        claim("a", 10, actors=who(GUNMEN), recipients=who(ARMY)),
        claim("b", 10, actors=who(FRONT), recipients=who(ARMY)),
    ]
    (event,) = resolve(claims)
    assert [entity.id for entity in event.actors] == ["river-front"]


def test_days_places_and_attackers_that_differ_are_kept_apart() -> None:
    claims = [
        claim("a", 10, 3),
        claim("a", 90, 4),
        claim("b", 10, 3, where=MILL),
        claim("c", 10, 3, actors=who(FRONT), recipients=who(ARMY)),
        claim("d", 10, 3, actors=who(ARMY), recipients=who(FRONT)),
    ]
    events = resolve(claims)
    together = [set(event.claims) for event in events]
    assert not any({claims[0].id, claims[1].id} <= group for group in together)
    assert not any({claims[0].id, claims[2].id} <= group for group in together)
    assert not any({claims[3].id, claims[4].id} <= group for group in together)


def test_an_aggregate_is_an_event_of_its_own() -> None:
    assert len(resolve([claim("a", 10), claim("a", 50, count=13)])) == 2


def test_days_of_one_list_stay_apart() -> None:
    same_words = Mention(Span(10, 16), "attack")
    one, other = claim("a", 10, 3), claim("a", 11, 3)
    assert len(resolve([replace(one, trigger=same_words), replace(other, trigger=same_words)])) == 2


def test_undated_claims_of_two_pages_are_not_joined_by_a_type_alone() -> None:
    assert len(resolve([claim("a", 10, None), claim("b", 10, None)])) == 2


@given(st.permutations(range(6)))
def test_the_order_of_claims_does_not_matter(order: list[int]) -> None:
    claims = [
        claim("a", 10, recipients=who(ARMY)),
        claim("b", 20, recipients=who(ARMY)),
        claim("c", 30, recipients=who(ARMY), where=COUNTRY),
        claim("a", 70, 4, recipients=who(ARMY)),
        claim("b", 90, 4, actors=who(FRONT), recipients=who(ARMY)),
        claim("c", 95, None, actors=who(FRONT)),
    ]
    assert resolve([claims[i] for i in order]) == resolve(claims)


@pytest.mark.parametrize("when", [When(), When(date(2031, 5, 3), date(2031, 5, 3))], ids=["undated", "dated"])
def test_a_page_of_many_claims_is_compared_in_proportion(when: When) -> None:
    claims = [claim("a", 10 * at, killed=Quantity(at + 2, at + 2), when=when) for at in range(400)]
    assert joined(claims).comparer.compared <= 400 * NEAREST


def test_the_same_event_is_found_again_after_few_others_on_its_page() -> None:
    others = [claim("a", 10 * at, None, recipients=who(Entity(f"e{at}", f"E{at}", "group"))) for at in range(1, 90)]
    claims = [claim("a", 1, None, actors=who(FRONT), mode="aerial", recipients=who(ARMY))]
    claims += [*others, claim("a", 5000, None, actors=who(FRONT), mode="aerial", recipients=who(ARMY))]
    assert len(resolve(claims)) == len(claims) - 1


def test_acts_of_two_armies_on_one_page_are_two_events() -> None:
    """Neither has a day, and they share nothing but that soldiers did it."""
    brigades = Entity("brigades", "brigades", "organisation", None, "MIL", unnamed=True)
    guards = Entity("sudland-guards", "Sudland guards", "organisation", "SUD", "MIL", unnamed=True)
    drove = claim("a", 100, None, actors=who(brigades), recipients=who(ARMY), where=COUNTRY)
    fired = claim("a", 400, None, actors=who(guards), where=Where(), weapon="firearm", mode="firearms")
    others = [claim("a", at, day, mode="aerial", killed=Quantity(at, at)) for at, day in ((900, 9), (1500, 20))]
    assert len(resolve([drove, fired, *others])) == 4


def test_a_copied_sentence_without_a_day_is_one_event() -> None:
    sentence = Mention(Span(0, 60), "The council called on all sides to lay down their arms.")
    pages = [
        claim(name, 10, None, type="REQUEST", weapon=None, sentence=sentence, where=Where(), actors=who(ARMY))
        for name in "ab"
    ]
    (event,) = resolve(pages)
    assert event.reports == 2
    assert "same sentence" in event.merges[0].reason
