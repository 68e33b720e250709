"""Who says so on small pages: outlets that were told, that quote or show, and who speaks on."""

from __future__ import annotations

import pytest

from pageclaims import claims


def sources(text: str) -> list[str]:
    """The names of the sources of the last claim."""
    return [each.name for each in claims(text)[-1].sources]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen killed ten people, a nurse told the state news agency Petra on Monday.", ["Petra", "nurse"]),
        ("Gunmen killed ten people, the private radio station Ndeke Luka reported.", ["Ndeke Luka"]),
        (
            "Uganda threatened to close its border, the Lindu news agency reported, citing two officials.",
            ["Lindu news agency", "two officials"],
        ),
        ("Gunmen killed ten people, the Lindu agency said, citing its own count.", ["Lindu agency"]),
        ("Gunmen killed ten people, Reuters quoted an official as saying.", ["Reuters", "official"]),
        ("Gunmen killed ten people, according to video published by the Lindu agency.", ["Lindu agency"]),
    ],
)
def test_outlets_that_are_told_quote_or_show(text: str, names: list[str]) -> None:
    assert sources(text) == names


def test_a_body_that_adds_is_who_spoke_before() -> None:
    text = "Six soldiers died in an ambush, the defence ministry in Niamey said. The army killed ten rebels, it added."
    assert sources(text) == ["defence ministry in Niamey"]


def test_an_outlet_that_is_told_makes_no_page_its_country() -> None:
    (claim,) = claims("Gunmen killed ten people, an official told the BBC.")
    assert {each.entity.country for each in (*claim.actors, *claim.recipients)} == {None}
