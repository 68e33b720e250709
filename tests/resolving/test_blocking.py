"""Which claims are compared: whatever could join shares a key, and a crowded day stays cheap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Entity, Mention, Participant, Quantity, Span, When, Where, digest
from dateline.resolving.blocking import NEAREST, Blocks, order
from dateline.resolving.events import joined
from dateline.resolving.traits import LONGEST, Reader

DAY = date(2031, 5, 3)
HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
ARMY = Entity("norland-army", "Norland army", "organisation", "NRL", "MIL")
STATE = Entity("norland", "Norland", "state", "NRL", "GOV")


def claim(document: str, **fields: object) -> Claim:
    mention = Mention(Span(10, 16), "attack")
    base = Claim(digest("claim", document), document, "ASSAULT", None, mention, mention, mention, when=When(DAY, DAY))
    return replace(base, **fields)  # type: ignore[arg-type]


def who(entity: Entity) -> tuple[Participant, ...]:
    return (Participant(entity, Mention(Span(0, 1), entity.name)),)


FIELDS = st.fixed_dictionaries(
    {
        "when": st.sampled_from([When(DAY, DAY), When(DAY - timedelta(3), DAY)]),
        "where": st.sampled_from([Where(), HARBOUR, Where("Norland", 4, None, None, None, "NRL")]),
        "actors": st.sampled_from([(), who(ARMY), who(STATE)]),
        "recipients": st.sampled_from([(), who(ARMY), who(STATE)]),
        "mode": st.sampled_from([None, "aerial"]),
        "killed": st.sampled_from([None, Quantity(4, 4), Quantity(9, None)]),
    }
)


def compared(*claims: Claim) -> set[frozenset[str]]:
    reader = Reader()
    traits = sorted((reader.read(each) for each in claims), key=order)
    blocks = Blocks(traits)
    return {
        frozenset((traits[at].document, traits[other].document))
        for at in range(len(traits))
        for other in blocks.later(at)
    }


@given(FIELDS, FIELDS)
def test_dated_claims_of_two_pages_are_compared_where_they_share_a_trait(
    one: dict[str, object], other: dict[str, object]
) -> None:
    mine, yours = claim("a", **one), claim("b", **other)
    shared = [
        mine.where.country is not None and mine.where.country == yours.where.country,
        bool(mine.actors and yours.actors),  # the army and the state are of one country
        bool(mine.recipients and yours.recipients),
        mine.mode is not None and mine.mode == yours.mode,
        mine.killed is not None and mine.killed == yours.killed,
    ]
    assert bool(compared(mine, yours)) == any(shared)


def test_a_truce_declared_and_begun_are_one_family() -> None:
    assert compared(claim("a", type="CONCEDE", where=HARBOUR), claim("b", type="RETREAT", where=HARBOUR))
    assert not compared(claim("a", type="CONCEDE", where=HARBOUR), claim("b", type="ASSAULT", where=HARBOUR))


def test_a_claim_without_a_day_meets_those_that_share_two_traits() -> None:
    undated = claim("a", when=When(), where=HARBOUR, actors=who(ARMY))
    assert compared(undated, claim("b", where=HARBOUR, actors=who(ARMY)))
    assert not compared(undated, claim("b", where=HARBOUR))


def test_a_year_is_no_date() -> None:
    year = When(DAY, DAY + timedelta(LONGEST + 1))
    assert not compared(claim("a", when=year, where=HARBOUR), claim("b", where=HARBOUR))


def test_a_crowded_day_is_compared_in_proportion() -> None:
    claims = [claim(f"page {n}", where=HARBOUR) for n in range(2000)]
    assert joined(claims).comparer.compared <= 2000 * NEAREST


def test_a_new_page_is_compared_with_its_blocks_only() -> None:
    held = [claim(f"page {n}", where=HARBOUR, when=When(day, day)) for n in range(300) if (day := DAY + timedelta(n))]
    new = claim("new", where=HARBOUR)
    assert joined([*held, new]).comparer.compared == joined(held).comparer.compared + 1


def test_claims_of_one_sentence_are_compared_wherever_it_is_printed() -> None:
    sentence = Mention(Span(0, 60), "The mayor said that nobody would be sent back home.")
    short = Mention(Span(0, 12), "He said that.")
    pages = [claim("a", when=When(), sentence=sentence), claim("b", when=When(), sentence=sentence)]
    assert compared(*pages, claim("c", when=When(), sentence=short)) == {frozenset("ab")}
    assert compared(*(replace(each, sentence=short) for each in pages)) == set()
