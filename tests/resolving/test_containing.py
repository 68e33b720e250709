"""Which events an aggregate contains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.records import Event, When, Where
from dateline.resolving.containing import contains, parts
from makers import NORLAND, REBELS, claim, event, page

WEEKS = When(date(2024, 3, 1), date(2024, 3, 14), "relative")
NATION = Where("Norland", 4, 1, 47.0, -8.0, "NRL")
AGGREGATE = event(claim(page()), count=13, when=WEEKS, where=NATION, mode=None)
ATTACK = event(claim(page()), count=1)


def test_an_attack_of_these_weeks_in_this_country_is_part_of_the_aggregate() -> None:
    assert contains(AGGREGATE, ATTACK)
    assert parts(AGGREGATE, [ATTACK, AGGREGATE]) == (ATTACK,)


@pytest.mark.parametrize(
    "other",
    [
        replace(ATTACK, when=When(date(2024, 3, 15), date(2024, 3, 15))),
        replace(ATTACK, when=When()),
        replace(ATTACK, where=replace(ATTACK.where, country="SUD")),
        replace(ATTACK, where=Where()),
        replace(ATTACK, type="PROTEST"),
        replace(ATTACK, status="planned"),
        replace(ATTACK, actors=(NORLAND,)),
        replace(ATTACK, count=None),
    ],
    ids=["later", "undated", "abroad", "placeless", "other type", "planned", "other actor", "several"],
)
def test_what_is_no_part_of_it(other: Event) -> None:
    assert not contains(AGGREGATE, other)


def test_a_part_without_a_named_actor_can_be_of_the_aggregate() -> None:
    assert contains(replace(AGGREGATE, actors=(REBELS,)), replace(ATTACK, actors=()))


def test_one_event_contains_nothing() -> None:
    assert not contains(ATTACK, ATTACK)
