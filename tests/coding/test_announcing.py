"""What an actor announces is the announcement: threat, promise or refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.coding.announcing import announced, announcements
from dateline.knowledge.ontology import load_types
from drafting import ARMY, FRONT, draft, found
from pageclaims import claims
from treedocs import build, word

WILL = "Norland PROPN 3 nsubj\nwill AUX 3 aux\n{verb} VERB 0 root\naid NOUN 3 obj"


@pytest.mark.parametrize(("verb", "type_"), [("attack", "ASSAULT"), ("send", "AID"), ("sanction", "SANCTION")])
def test_what_it_will_do_is_announced(verb: str, type_: str) -> None:
    doc = build(WILL.format(verb=verb))
    result = announced(draft(word(doc, verb), type_, actors=(found(ARMY),)))
    assert result.type == announcements()[type_].announced
    assert result.verdict.status == "asserted"


def test_what_it_will_not_do_is_refused() -> None:
    doc = build("Norland PROPN 4 nsubj\nwill AUX 4 aux\nnot PART 4 advmod\nwithdraw VERB 0 root")
    result = announced(draft(word(doc, "withdraw"), "RETREAT", actors=(found(ARMY),)))
    assert result.type == announcements()["RETREAT"].refused


def test_ready_to() -> None:
    doc = build("Norland PROPN 2 nsubj\nready ADJ 0 root\nto PART 4 mark\nsend VERB 2 xcomp\naid NOUN 4 obj")
    assert announced(draft(word(doc, "send"), "AID", actors=(found(ARMY),))).type == announcements()["AID"].announced


def test_what_others_predict_or_nobody_does_stays() -> None:
    doc = build(WILL.format(verb="attack"))
    by_another = draft(word(doc, "attack"), actors=(found(ARMY),), speakers=(FRONT,))
    by_nobody = draft(word(doc, "attack"))
    by_somebody = draft(word(doc, "attack"), actors=(found(replace(FRONT, unnamed=True)),))
    for each in (by_another, by_nobody, by_somebody):
        assert announced(each) is each


def test_what_was_done_is_no_announcement() -> None:
    doc = build("Norland PROPN 2 nsubj\nattacked VERB 0 root attack")
    done = draft(word(doc, "attacked"), actors=(found(ARMY),))
    assert announced(done) is done


def test_the_table_names_types_of_the_ontology() -> None:
    for type_, change in announcements().items():
        assert {type_, change.announced, change.refused} - {None} <= load_types().keys()


def test_the_unnamed_may_announce_what_they_do_themselves() -> None:
    assert [claim.type for claim in claims("A militia said it would attack American bases.")] == ["THREATEN"]
    foreseen = claims("Officials said gunmen would attack American bases.")
    assert [(claim.type, claim.status) for claim in foreseen] == [("ASSAULT", "planned")]
