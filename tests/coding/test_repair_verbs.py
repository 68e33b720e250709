"""Verbs that a parser splits or misses are the verbs of their clauses."""

from __future__ import annotations

import pytest

from pageclaims import claims


@pytest.mark.parametrize(
    ("sentence", "trigger", "actor", "recipient"),
    [
        ("Police tear-gassed mourners at the cemetery in Nablus.", "gassed", "police", "mourners"),
        ("North Korea has test-fired two missiles off its coast, Seoul said.", "fired", "North Korea", ""),
        ("Riot police lathi-charged the marchers on Monday.", "charged", "police", "marchers"),
        ("Students were lathi-charged by police.", "charged", "police", "students"),
        ("Kidnappers whisked away the elders and a guard.", "whisked", "kidnappers", "elders"),
        ("Caracas held the guerrillas responsible for the raid.", "held", "Venezuela", "guerrillas"),
        (
            "Two Chinese engineers were killed in a bomb attack claimed by Baloch separatists.",
            "attack",
            "Baloch",
            "engineers",
        ),
    ],
)
def test_the_verb_of_a_clause(sentence: str, trigger: str, actor: str, recipient: str) -> None:
    (claim,) = [each for each in claims(sentence) if each.trigger.text == trigger]
    assert [actor in each.entity.name for each in claim.actors] == [True]
    assert not recipient or any(recipient in each.entity.name for each in claim.recipients), claim.recipients
    assert claim.status == "asserted"


def test_half_of_an_adjective_is_no_verb() -> None:
    assert [claim.trigger.text for claim in claims("A rebel-held town was shelled on Monday.")] == ["shelled"]


def test_holders_of_offices_are_of_the_country_of_the_text() -> None:
    (claim,) = claims("Gunmen shot the interior minister in Port-au-Prince.")
    assert [each.entity.name for each in claim.recipients] == ["Haitian interior minister"]
