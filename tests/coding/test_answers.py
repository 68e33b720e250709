"""What a force does right behind what a crowd did, it does there and then."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.records import Claim
from pageclaims import claims

CROWD = "Protesters stormed the consulate in Gao on Tuesday.{}"


def last(text: str) -> Claim:
    return claims(CROWD.format(text))[-1]


@pytest.mark.parametrize("text", [" Police fired in the air.", " Police arrested 16 men."])
def test_a_force_answers_there_and_then(text: str) -> None:
    claim = last(text)
    assert (claim.where.name, claim.when.start, claim.when.basis) == ("Gao", date(2031, 5, 6), "context")


@pytest.mark.parametrize(
    "text", ["\n\nPolice arrested 16 men.", " A minister spoke for hours. Police arrested 16 men."]
)
def test_no_answer_in_another_paragraph_or_further_on(text: str) -> None:
    claim = last(text)
    assert (claim.where.name, claim.when.start) == (None, None)


def test_an_answer_keeps_a_day_of_its_own() -> None:
    claim = last(" Police arrested 16 men on Wednesday.")
    assert claim.when.start == date(2031, 5, 7)


def test_police_answer_attackers() -> None:
    text = "Gunmen stormed a hotel in Gao on Tuesday. Police said they had shot dead two of the attackers."
    claim = claims(text)[-1]
    assert (claim.where.name, claim.when.start) == ("Gao", date(2031, 5, 6))
