"""Dates that one claim of a page lends to another of the same event."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.context import HABIT, Told, fill_from_context
from dateline.records import Claim, Entity, Mention, Participant, Span, When, Where, digest
from treedocs import build

HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
MONDAY = When(date(2031, 5, 5), date(2031, 5, 5), "explicit", Mention(Span(0, 1), "x"))


def claim(at: int, **fields: object) -> Claim:
    mention = Mention(Span(at, at + 6), "attack")
    base = Claim(digest("claim", str(at)), "page", "ASSAULT", None, mention, mention, mention)
    return replace(base, **fields)  # type: ignore[arg-type]


def by(name: str) -> tuple[Participant, ...]:
    return (Participant(Entity(name, name, "group", "NRL", "REB"), Mention(Span(0, 1), name)),)


FULL = claim(10, when=MONDAY, where=HARBOUR)


def test_a_bare_mention_takes_the_date() -> None:
    _, filled = fill_from_context([FULL, claim(90)])
    assert (filled.when.start, filled.when.basis) == (MONDAY.start, "context")
    assert {why.field for why in filled.why} == {"when"}


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


def test_the_last_told_before_gives_and_what_comes_after_only_where_there_is_none() -> None:
    tuesday = When(date(2031, 5, 6), date(2031, 5, 6), "explicit", Mention(Span(0, 1), "x"))
    late = claim(500, when=tuesday)
    assert fill_from_context([FULL, claim(490), late])[1].when.start == FULL.when.start
    assert fill_from_context([claim(40), late])[0].when.start == tuesday.start


def test_what_is_filled_lends_nothing_on() -> None:
    claims = [FULL, claim(20), claim(30)]
    assert fill_from_context(claims)[0] is FULL
    assert [each.id for each in fill_from_context(claims)] == [each.id for each in claims]


def test_a_page_of_thousands_of_claims_takes_bounded_time() -> None:
    begin = time.process_time()
    assert len(fill_from_context([claim(at) for at in range(3000)])) == 3000
    assert time.process_time() - begin < 20  # far more than it takes; a comparison of all pairs takes minutes


def test_wide_and_old_dates_stay_with_their_own_event() -> None:
    year = When(date(2021, 1, 1), date(2021, 12, 31), "explicit", Mention(Span(0, 1), "x"))
    assert fill_from_context([claim(10, when=year), claim(90)])[1].when.start is None
    old = Told(published=date(2031, 7, 1))
    assert fill_from_context([FULL, claim(90)], old)[1].when.start is None
    assert fill_from_context([FULL, claim(90)], Told(published=date(2031, 5, 9)))[1].when.start == MONDAY.start


def test_since_a_day_is_the_date_of_many() -> None:
    since = When(date(2031, 5, 5), date(2031, 5, 9), "relative", Mention(Span(0, 1), "Monday"))
    sentence = Mention(Span(10, 60), "Rebels have attacked towns since Monday.")
    assert fill_from_context([claim(10, when=since, sentence=sentence), claim(90)])[1].when.start is None


def test_a_headline_takes_the_one_day_of_its_page() -> None:
    elsewhere = Where("Quay", 1, 102, 30.0, 40.0, "NRL", "Hills")
    doc = build("attack NOUN 0 root")
    headline, lead = claim(0, where=elsewhere), claim(90, when=MONDAY, where=HARBOUR)
    assert fill_from_context([headline, lead], Told({0: doc[0]}, None, 6))[0].when.start == MONDAY.start
    assert fill_from_context([headline, lead], Told({0: doc[0]}))[0].when.start is None


def test_background_takes_and_lends_no_date() -> None:
    past = "Mood=Ind|Tense=Past|VerbForm=Fin"
    doc = build(f"""
Rebels NOUN 5 nsubj
who PRON 3 nsubj
attacked VERB 1 acl:relcl {past} attack
Harbour PROPN 3 obj
attacked VERB 0 root {past} attack
. PUNCT 5 punct
""")
    told = Told({10: doc[2], 50: doc[4]})
    assert fill_from_context([claim(10), claim(50, when=MONDAY)], told)[0].when.start is None
    assert fill_from_context([claim(10, when=MONDAY), claim(50)], told)[1].when.start is None


def test_a_nearer_date_that_is_not_resolved_stops_the_search() -> None:
    unresolved = When(
        mention=Mention(Span(0, 1), "Thursday"), reason="relative to a publication date that is not known"
    )
    lead = claim(80, when=unresolved)
    assert fill_from_context([FULL, lead, claim(90)])[2].when.start is None
    assert fill_from_context([lead, claim(200), replace(FULL, id="late")])[1].when.start is None
