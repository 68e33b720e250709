"""Clauses of time and directions, by what claims they make."""

from __future__ import annotations

from datetime import date

import pytest

from pageclaims import claims

# 2031-05-08 is a Thursday


def days(text: str) -> dict[str, tuple[date | None, date | None]]:
    return {claim.trigger.text: (claim.when.start, claim.when.end) for claim in claims(text)}


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        (
            "A day after militants stormed a base in Uri, killing ten soldiers, forces combed the forests on Monday.",
            "stormed",
            date(2031, 5, 4),
            date(2031, 5, 4),
        ),
        (
            "Police arrested the mother of a commander on Tuesday, two days after her husband was detained in Davao.",
            "detained",
            date(2031, 5, 4),
            date(2031, 5, 4),
        ),
        ("Gunmen shot a mayor in the first week of March.", "shot", date(2031, 3, 1), date(2031, 3, 7)),
        ("Rebels shelled the town in the last week of January.", "shelled", date(2031, 1, 25), date(2031, 1, 31)),
        ("Rebels shelled the town in the second half of April.", "shelled", date(2031, 4, 16), date(2031, 4, 30)),
        (
            "The envoy flew to Aden on Tuesday and held talks with officials.",
            "held",
            date(2031, 5, 6),
            date(2031, 5, 6),
        ),
    ],
)
def test_the_days_of_what_happened(text: str, trigger: str, first: date, last: date) -> None:
    assert days(text)[trigger] == (first, last)


def test_what_came_later_does_not_share_the_day() -> None:
    assert days("Police arrested the mayor on Tuesday and later released him.")["released"] == (None, None)


def test_a_direction_hangs_on_the_verb_of_motion() -> None:
    claim = claims("A blast occurred near a convoy evacuating residents of the towns of Fua and Kefraya to Aleppo.")[0]
    assert claim.where.name == "Aleppo"


def test_the_day_of_telling_is_not_the_day_that_was_named() -> None:
    text = "Gunmen shot six men on Friday, police said on Monday. On the same day, rebels attacked a base at Mosul."
    assert days(text)["attacked"] == (date(2031, 5, 2), date(2031, 5, 2))


def test_a_clause_without_an_event_does_not_keep_the_day() -> None:
    assert days("Planes bombed gunmen holed up in Mosul on Sunday.")["bombed"] == (date(2031, 5, 4), date(2031, 5, 4))


def test_a_day_before_an_event_is_counted_from_that_event_and_a_date_before_after_is_one() -> None:
    text = "Rebels raided a base on Tuesday. Students had marched in Mosul a day before the raid."
    assert days(text)["marched"] == (date(2031, 5, 5), date(2031, 5, 5))
    assert days("Rebels seized Mosul on May 2 after two weeks of fighting.")["seized"] == (
        date(2031, 5, 2),
        date(2031, 5, 2),
    )
