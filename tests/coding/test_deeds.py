"""Deeds that a noun tells of: who did them stands before the noun or behind "by", whom they hit behind "of"."""

from __future__ import annotations

import pytest

from pageclaims import claims


@pytest.mark.parametrize(
    ("sentence", "trigger", "actor", "recipient"),
    [
        ("Kenya's arrest of two Somali elders strained its ties with the neighbour.", "arrest", "Kenya", "Somali"),
        ("The Turkish killing of a Kurdish commander drew a protest.", "killing", "Turkey", "commander"),
        ("Shelling by the Syrian army of a camp for refugees killed nine.", "Shelling", "Syria", "refugees"),
        ("Cambodian rockets slammed into a petrol station run by the Thai army.", "slammed", "Cambodia", ""),
        ("The interception of a relief flotilla by the Israeli navy took an hour.", "interception", "Israeli navy", ""),
    ],
)
def test_a_deed_has_its_doer_and_its_victim(sentence: str, trigger: str, actor: str, recipient: str) -> None:
    (claim,) = [each for each in claims(sentence) if each.trigger.text == trigger]
    assert any(actor.casefold() in each.entity.name.casefold() for each in claim.actors), claim.actors
    assert not recipient or any(recipient in each.mention.text for each in claim.recipients), claim.recipients


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Bandits waylaid a bus of traders near Zurmi.", "ASSAULT"),
        ("Talks resume in Muscat between the two Yemeni sides", "CONSULT"),
        ("Three elders gunned down in Kupwara", "ASSAULT"),
        ("Hundreds rallied in support of the jailed mayor of Diyarbakir.", "PROTEST"),
    ],
)
def test_verbs_that_were_missed(sentence: str, type_: str) -> None:
    assert [claim.type for claim in claims(sentence + "\n\nThe harbour has been quiet since the spring.")] == [type_]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("A mine ripped through a lorry carrying Malian soldiers.", "Malian soldiers"),
        ("Rioters clashed with police at the university in Dhaka.", "police"),
        ("Protesters in Lima called for the president to resign.", "Peruvian president"),
    ],
)
def test_whom_it_was_done_to(sentence: str, recipient: str) -> None:
    (claim,) = claims(sentence)
    assert any(recipient in each.entity.name for each in claim.recipients), claim.recipients


def test_wounded_who_are_treated_are_not_wounded_by_the_doctors() -> None:
    assert [claim.type for claim in claims("Doctors Without Borders treated 300 wounded in Zalingei.")] == ["AID"]


def test_a_family_name_may_stand_in_the_middle() -> None:
    text = "Issa Tchiroma Bakary voted in Garoua. Tchiroma urged the army to stand by the voters."
    (claim,) = [each for each in claims(text) if each.trigger.text == "urged"]
    assert [each.entity.name for each in claim.actors] == ["Issa Tchiroma Bakary"]


@pytest.mark.parametrize(
    ("sentence", "type_", "actor"),
    [
        ("M23 fighters forced families to leave their shelters near Goma.", "COERCE", "March 23 Movement"),
        ("Masked men took away four patients from a clinic in Goma.", "ASSAULT", "masked men"),
        (
            "The premier of Georgia said there would be no new vote and accused Belarus of blackmail.",
            "ACCUSE",
            "Georgian",
        ),
    ],
)
def test_who_did_it(sentence: str, type_: str, actor: str) -> None:
    (claim,) = [each for each in claims(sentence) if each.type == type_]
    assert any(actor in each.entity.name for each in claim.actors), claim.actors
