"""What is a claim and what only points back, lacks an actor or is remembered."""

from __future__ import annotations

import pytest

from dateline.coding.admission import refusal
from dateline.coding.drafts import Draft
from dateline.knowledge.cues import load_cues
from drafting import ARMY, FRONT, draft, found
from pageclaims import claims
from treedocs import build, word


def refused(made: Draft, *, dated: bool = False, placed: bool = False) -> str | None:
    return refusal(made, load_cues(), dated=dated, placed=placed)


def test_an_act_of_speech_needs_a_speaker() -> None:
    doc = build("condemned VERB 0 root condemn\nattack NOUN 1 obj")
    assert refused(draft(doc[0], "ACCUSE")) == "no actor"
    assert refused(draft(doc[0], "ACCUSE", actors=(found(ARMY),))) is None


def test_an_arrest_is_told_by_who_was_arrested_but_blame_only_in_the_passive() -> None:
    doc = build("Men NOUN 3 nsubj:pass man\nwere AUX 3 aux:pass be\nblamed VERB 0 root blame")
    assert refused(draft(doc[2], "ACCUSE", recipients=(found(FRONT),))) is None
    active = build("blamed VERB 0 root blame\nmen NOUN 1 obj man")
    assert refused(draft(active[0], "ACCUSE", recipients=(found(FRONT),))) == "no actor"
    assert refused(draft(active[0], "COERCE", recipients=(found(FRONT),))) is None


def test_the_attack_points_back_unless_it_tells_a_date() -> None:
    doc = build("The DET 2 det\nattack NOUN 3 nsubj\nended VERB 0 root end")
    bare = draft(word(doc, "attack"))
    assert refused(bare) == "points back and adds nothing"
    assert refused(bare, dated=True) is None


def test_a_noun_before_a_noun_is_no_event() -> None:
    doc = build("bomb NOUN 2 compound\nsquad NOUN 0 root")
    assert refused(draft(doc[0])) == "modifies another noun"


def test_deaths_of_nobody_are_not_counted() -> None:
    doc = build("died VERB 0 root die")
    assert refused(draft(doc[0])) == "counts nobody"


def test_what_is_remembered_is_not_reported() -> None:
    doc = build("anniversary NOUN 0 root\nof ADP 4 case\nthe DET 4 det\nmassacre NOUN 1 nmod")
    assert refused(draft(word(doc, "massacre")), placed=True) == "commemorated, not reported"


def kept(text: str) -> list[tuple[str, str]]:
    return [(claim.trigger.text, claim.type) for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Reservists were called up in Latvia on Monday.", [("called", "MOBILIZE")]),
        ("A ceasefire was agreed in Doha in 2019.", [("agreed", "AGREE")]),
        ("Shops were looted and a curfew was imposed.", [("looted", "COERCE"), ("imposed", "COERCE")]),
        ("The mayor was indicted over the purchase of guns.", [("indicted", "ACCUSE")]),
        ("More than 900 were arrested, according to prosecutors.", [("arrested", "COERCE")]),
        ("It has imposed martial law in six districts.", [("imposed", "COERCE")]),
        ("The two countries restored diplomatic relations.", [("restored", "COOPERATE")]),
        ("Peace talks resumed in Abuja on Monday.", [("talks", "CONSULT")]),
        ("Negotiations between the two sides collapsed.", [("Negotiations", "CONSULT")]),
        ("Protests erupted in several cities after the vote.", [("Protests", "PROTEST")]),
        ("A night curfew came into force in Khartoum.", [("curfew", "COERCE")]),
        ("A convoy of forty trucks delivered aid to Daraya.", [("delivered", "AID")]),
    ],
)
def test_an_act_may_be_told_without_anybody_whom_the_catalogue_knows(
    text: str, reported: list[tuple[str, str]]
) -> None:
    assert kept(text) == reported


@pytest.mark.parametrize(
    "text",
    [
        "The main topic was the soldiers currently stationed in Iraq.",
        "The militias can only be used as long as they cannot be disbanded.",
    ],
)
def test_a_participle_or_a_clause_beside_tells_no_act_of_nobody(text: str) -> None:
    assert kept(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A bus fell into a ravine near Quito, killing 12 passengers.",
        "A lorry driver was killed when his vehicle overturned.",
        "Three friends died after a car hit a tree.",
    ],
)
def test_deaths_of_an_accident_are_nobodys_deed(text: str) -> None:
    assert kept(text) == []


def test_a_crash_after_fire_is_an_attack() -> None:
    assert kept("A helicopter crashed after rebels fired a missile at it, killing nine soldiers.") != []


def test_what_somebody_is_on_is_no_name_for_it() -> None:
    assert kept("Lecturers in Kampala were on strike on Monday.") == [("strike", "PROTEST")]
    assert kept("Istanbul has been on high alert since May.") == [("alert", "MOBILIZE")]
