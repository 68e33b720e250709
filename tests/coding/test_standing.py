"""What the standing of a speaker does to a status."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Token

from dateline.coding.speech import Speech
from dateline.coding.standing import is_named, speaks_for, weigh_speaker
from dateline.records import Entity, Source
from drafting import ARMY, FRONT, SUDLAND, draft, found
from pageclaims import claims
from treedocs import tree

SOURCE = (Source("somebody"),)


def attacked() -> Token:
    return tree("said VERB 0 root say\nattacked VERB 1 ccomp attack", "attacked")


def test_the_actors_own_word_is_a_claim_anothers_an_allegation() -> None:
    token = attacked()
    speech = (Speech(token.head, "say", None),)
    own = draft(token, actors=(found(FRONT),), speakers=(FRONT,), speeches=speech, sources=SOURCE)
    assert weigh_speaker(own).verdict.status == "claimed"
    assert weigh_speaker(replace(own, speakers=(ARMY,))).verdict.status == "alleged"
    assert weigh_speaker(replace(own, sources=())).verdict.status == "asserted"


def test_who_speaks_for_itself_is_no_source() -> None:
    own = draft(attacked(), "ACCUSE", actors=(found(FRONT),), speakers=(FRONT,), sources=SOURCE)
    assert weigh_speaker(own).sources == ()


def test_officials_speak_for_their_state_and_rebels_do_not() -> None:
    minister = Entity("minister", "Minister", "person", "SUD", "GOV")
    rebel = Entity("rebel", "Rebel", "person", "SUD", "REB")
    assert speaks_for(minister, SUDLAND)
    assert not speaks_for(rebel, SUDLAND)
    assert not speaks_for(minister, ARMY)


def test_classes_are_not_named() -> None:
    assert is_named(ARMY)
    assert not is_named(replace(ARMY, unnamed=True))
    assert not is_named(replace(FRONT, origin="text"))
    assert not is_named(replace(SUDLAND, kind="population"))


@pytest.mark.parametrize(
    ("speaker", "status"),
    [("defence ministry", "claimed"), ("health ministry", "alleged"), ("officials", "alleged")],
)
def test_only_who_answers_for_the_act_claims_it(speaker: str, status: str) -> None:
    text = f"Egyptian troops stormed two camps in Cairo on Monday, Egyptian {speaker} said."
    assert [claim.status for claim in claims(text.replace("Egyptian officials", "officials"))] == [status]
