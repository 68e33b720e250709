"""What is a claim and what only points back, lacks an actor or is remembered."""

from __future__ import annotations

from dateline.coding.admission import refusal
from dateline.coding.drafts import Draft
from dateline.knowledge.cues import load_cues
from drafting import ARMY, FRONT, draft, found
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
