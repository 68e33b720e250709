"""Which claims are compared: whatever could join shares a key, and a crowded day stays cheap."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Entity, Mention, Participant, Quantity, Span, When, Where, digest
from dateline.resolving import resolve
from dateline.resolving.blocking import LONGEST, family, keys
from dateline.resolving.clustering import ACROSS
from dateline.resolving.comparing import compare

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


@given(FIELDS, FIELDS)
def test_dated_claims_of_two_pages_that_agree_enough_share_a_key(
    one: dict[str, object], other: dict[str, object]
) -> None:
    mine, yours = claim("a", **one), claim("b", **other)
    found = compare(mine, yours)
    if found.veto is None and found.points >= ACROSS:
        assert set(keys(mine)) & set(keys(yours))


def test_a_truce_declared_and_begun_are_one_family() -> None:
    assert family(claim("a", type="CONCEDE")) == family(claim("a", type="RETREAT"))


def test_a_long_interval_is_compared_on_its_page_only() -> None:
    year = When(DAY, DAY + timedelta(LONGEST + 1))
    assert list(keys(claim("a", when=year, where=HARBOUR))) == []


def test_a_crowded_day_takes_bounded_time() -> None:
    claims = [claim(f"page {n}") for n in range(5000)]
    begin = time.perf_counter()
    assert len(resolve(claims)) == 5000
    assert time.perf_counter() - begin < 20  # under a second; a comparison of all pairs takes minutes
