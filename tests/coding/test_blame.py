"""Who somebody says did it: participles, relative clauses and the passive allege; a main verb accuses."""

from __future__ import annotations

import pytest

from dateline.records import Claim
from pageclaims import claims


def names(claim: Claim) -> tuple[list[str], list[str]]:
    return [each.entity.name for each in claim.actors], [each.entity.name for each in claim.recipients]


@pytest.mark.parametrize(
    "text",
    [
        "An attack on a church in Kano blamed on Boko Haram killed nine people on Friday.",
        "Police are on alert after an ambush near Kano that officials attributed to Boko Haram.",
        "Six guards died in a raid in Kano that officials linked to Boko Haram.",
        "The bombing in Kano was blamed on Boko Haram.",
    ],
)
def test_a_deed_laid_on_somebody_is_alleged(text: str) -> None:
    (claim,) = [each for each in claims(text) if each.type == "ASSAULT"]
    assert (names(claim)[0], claim.status) == (["Boko Haram"], "alleged")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Ten guards died in a bombing in Kano's Sabon Gari that Nigerian police linked to Boko Haram.",
            "Nigerian police",
        ),
        ("Nigeria blamed Boko Haram for many of the attacks on its troops in Kano.", "Nigeria"),
        ("Nigeria accused Boko Haram of an attack on its troops in Kano.", "Nigeria"),
    ],
)
def test_who_lays_a_deed_on_somebody_is_its_source(text: str, source: str) -> None:
    (claim,) = [each for each in claims(text) if each.type == "ASSAULT"]
    assert (names(claim)[0], claim.status) == (["Boko Haram"], "alleged")
    assert [each.name for each in claim.sources] == [source]


def test_an_accusation_tells_nothing_of_the_target() -> None:
    (claim,) = claims("Hezbollah blamed the attack on the Islamic State group.")
    assert (claim.type, *names(claim)) == ("ACCUSE", ["Hezbollah"], ["Islamic State"])


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("France condemned recent attacks on a British convoy.", []),
        ("Norway condemned the killing of Jurgen Holm in Jolo.", []),
        ("Ukraine denounced Russia's attack on the port of Odesa.", ["Russia"]),
    ],
)
def test_who_condemns_a_deed_blames_who_did_it(text: str, blamed: list[str]) -> None:
    (claim,) = [each for each in claims(text) if each.type == "ACCUSE"]
    assert names(claim)[1] == blamed
