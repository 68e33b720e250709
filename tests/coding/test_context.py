"""Dates and places that one claim of a page lends to another of the same event."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.context import HABIT, fill_from_context
from dateline.records import Claim, Entity, Mention, Participant, Span, When, Where, digest

HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
MONDAY = When(date(2031, 5, 5), date(2031, 5, 5), "explicit", Mention(Span(0, 1), "x"))


def claim(at: int, **fields: object) -> Claim:
    mention = Mention(Span(at, at + 6), "attack")
    base = Claim(digest("claim", str(at)), "page", "ASSAULT", None, mention, mention, mention)
    return replace(base, **fields)  # type: ignore[arg-type]


def by(name: str) -> tuple[Participant, ...]:
    return (Participant(Entity(name, name, "group", "NRL", "REB"), Mention(Span(0, 1), name)),)


FULL = claim(10, when=MONDAY, where=HARBOUR)


def test_a_bare_mention_takes_date_and_place() -> None:
    _, filled = fill_from_context([FULL, claim(90)])
    assert (filled.when.start, filled.when.basis, filled.where) == (MONDAY.start, "context", HARBOUR)
    assert {why.field for why in filled.why} == {"when", "where"}


@pytest.mark.parametrize(
    "other",
    [
        claim(90, type="ACCUSE"),
        claim(90, type="COERCE"),
        claim(90, status="planned"),
        claim(90, mode="aerial"),
        claim(90, actors=by("others")),
    ],
)
def test_what_cannot_be_the_same_event_takes_nothing(other: Claim) -> None:
    giver = replace(FULL, mode="heavy-weapons", actors=by("front"))
    assert fill_from_context([giver, other])[1] == other


def test_habits_and_unresolved_dates_stay_undated() -> None:
    habit = claim(90, when=When(reason=HABIT))
    vague = claim(95, when=When(mention=Mention(Span(0, 1), "recently"), reason="a vague time"))
    _, first, second = fill_from_context([FULL, habit, vague])
    assert first.when.start is None
    assert second.when.start is None


def test_the_nearest_gives() -> None:
    tuesday = When(date(2031, 5, 6), date(2031, 5, 6), "explicit", Mention(Span(0, 1), "x"))
    filled = fill_from_context([FULL, claim(40), claim(50, when=tuesday)])
    assert filled[1].when.start == tuesday.start


def test_what_is_filled_lends_nothing_on() -> None:
    claims = [FULL, claim(20), claim(30)]
    assert fill_from_context(claims)[0] is FULL
    assert [each.id for each in fill_from_context(claims)] == [each.id for each in claims]


def test_a_page_of_thousands_of_claims_takes_bounded_time() -> None:
    begin = time.perf_counter()
    assert len(fill_from_context([claim(at) for at in range(3000)])) == 3000
    assert time.perf_counter() - begin < 20  # far more than it takes; a comparison of all pairs takes minutes
