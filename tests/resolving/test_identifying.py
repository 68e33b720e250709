"""Which claim an event has its id from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Event
from dateline.resolving.identifying import event_id, founder, identified
from makers import SENTENCE, claim, event, page

CLAIMS = [replace(claim(page(f"{SENTENCE}\n{number}")), id=f"{number:016x}") for number in range(6)]
DAYS = {one.document: date(2024, 3, 4 + number % 3) for number, one in enumerate(CLAIMS) if number}


def test_the_earliest_published_claim_founds_the_event_and_the_undated_come_last() -> None:
    assert founder(CLAIMS[:3], DAYS) == CLAIMS[1]
    assert founder([CLAIMS[0], CLAIMS[4]], DAYS) == CLAIMS[4]
    assert founder([CLAIMS[0]], {}) == CLAIMS[0]


@given(st.permutations(CLAIMS))
def test_the_order_of_the_claims_plays_no_part(claims: list[Claim]) -> None:
    assert founder(claims, DAYS) == founder(CLAIMS, DAYS)


def test_later_reports_leave_the_id_as_it_is() -> None:
    def named(*claims: Claim) -> Event:
        return identified([event(*claims)], {one.id: one for one in claims}, DAYS)[0]

    first = named(CLAIMS[3])
    assert first.id == event_id(CLAIMS[3].id)
    later = [one for one in CLAIMS if DAYS.get(one.document, date.max) > DAYS[CLAIMS[3].document]]
    assert later
    assert named(*later, CLAIMS[3]).id == first.id
