"""The dead of coordinated nouns are added up."""

from __future__ import annotations

import pytest

from pageclaims import claims, only


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two soldiers and three policemen were killed in an attack in Lodwar.", (5, 5)),
        ("Gunmen killed 10 farmers, four women and a child in Lodwar.", (15, 15)),
        ("The clashes killed at least 120 rebels and 19 civilians.", (139, None)),
        ("The clashes killed 120 rebels, 38 soldiers and police and 19 civilians.", (177, 177)),
        ("The blast killed five people and wounded two soldiers and a guard.", (5, 5)),
        ("The blast killed two guards and several shoppers.", (4, None)),
        ("Gunmen killed Judge Peter Onyango and five others in Lodwar.", (6, 6)),
        ("Militants shot dead a policeman in Lodwar.", (1, 1)),
        ("Eight soldiers died when two mines exploded under their trucks.", (8, 8)),
        ("An air strike on Lodwar killed two men, a woman and a baby.", (4, 4)),
        ("The blast killed more than 100 people in Lodwar.", (101, None)),
    ],
)
def test_coordinated_dead(text: str, killed: tuple[int, int | None]) -> None:
    claim = only(text)
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == killed


def test_a_breakdown_is_not_added() -> None:
    claim = only("A shell killed five people, two women and three children, in Lodwar.")
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (5, 5)


def test_the_sum_is_cited_from_the_first_word_to_the_last() -> None:
    claim = only("Two soldiers and three policemen were killed in an attack in Lodwar.")
    assert claim.killed is not None
    assert claim.killed.mention is not None
    assert claim.killed.mention.text == "Two soldiers and three policemen"


def test_the_hurt_behind_a_relative_clause_are_those_of_the_attack() -> None:
    claim = only("Artillery shelled Qana, killing 100 civilians who had taken refuge there and wounding 116.")
    assert claim.injured is not None
    assert claim.injured.low == 116


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Between 30 and 40 people were killed in shelling of Homs.", (30, 40), None),
        ("Almost 200 people were killed and many more injured in an attack in Baga.", (200, 200), (2, None)),
        ("Police shot dead a woman and her son in Kisumu.", (2, 2), None),
        ("Ten people were killed and several others wounded in Gao.", (10, 10), (2, None)),
        ("Soldiers shot dead a 17-year-old near Gao on Sunday.", (1, 1), None),
    ],
)
def test_ranges_more_and_relatives(text: str, killed: object, injured: object) -> None:
    (claim,) = claims(text)
    assert [None if each is None else (each.low, each.high) for each in (claim.killed, claim.injured)] == [
        killed,
        injured,
    ]
