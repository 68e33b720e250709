"""Sides of a fight: one is the recipient where the other is the subject; named together, both act."""

from __future__ import annotations

import pytest

from pageclaims import claims


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Kenya fought Somalia near the border.", ["Kenya"], ["Somalia"]),
        ("Clashes erupted between Kenya and Somalia near the border.", ["Kenya", "Somalia"], []),
        ("Ten men died in an ambush by Boko Haram near Baga.", ["Boko Haram"], []),
    ],
)
def test_sides(text: str, actors: list[str], recipients: list[str]) -> None:
    (claim,) = [each for each in claims(text) if each.type == "ASSAULT"]
    assert [each.entity.name for each in claim.actors] == actors
    assert [each.entity.name for each in claim.recipients if each.entity.kind == "state"] == recipients


def test_a_day_before_the_first_of_two_verbs_dates_both() -> None:
    found = claims("The United States on Monday imposed sanctions on Chad and urged Libya to withdraw its soldiers.")
    assert {str(claim.when.start) for claim in found} == {"2031-05-05"}
