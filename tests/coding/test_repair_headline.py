"""Headlines whose verb is also a noun or an adjective give their claim; noun phrases that only look so give none."""

from __future__ import annotations

import pytest

from pageclaims import claims

BODY = "\n\nThe harbour town of Zarvelo has been quiet since the spring, and its market is open again."


@pytest.mark.parametrize(
    ("headline", "trigger", "actor", "recipient"),
    [
        ("M23 rebels free three police officers held since January", "free", "March 23 Movement", "police"),
        ("NGO: Abu Sayyaf beheads Danish hostage after deadline passes", "beheads", "Abu Sayyaf", "hostage"),
        ("Troops fire on protesters in Khartoum", "fire", "troops", "protesters"),
    ],
)
def test_a_headline_has_a_verb(headline: str, trigger: str, actor: str, recipient: str) -> None:
    (claim,) = [each for each in claims(headline + BODY) if each.trigger.text == trigger]
    assert [actor.casefold() in each.entity.name.casefold() for each in claim.actors] == [True]
    assert [recipient in each.entity.name for each in claim.recipients] == [True]


@pytest.mark.parametrize("headline", ["Sudan talks deadlock over truce", "Peace talks schedule", "Two rebels"])
def test_a_noun_stays_a_noun(headline: str) -> None:
    assert all(each.type != "ASSAULT" for each in claims(headline + BODY))
