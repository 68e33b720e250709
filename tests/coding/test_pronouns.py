"""Who pronouns stand for: agreement, syntax, what is no actor."""

from __future__ import annotations

import pytest

from dateline.coding.discourse import Reference
from references import SUDAN_MET_CHAD, ids, reference
from treedocs import build


def test_it_is_the_subject_of_the_last_sentence() -> None:
    assert ids(build(SUDAN_MET_CHAD + "It PRON 2 nsubj it\nattacked VERB 0 root attack"), "It") == ["sudan"]


def test_it_is_no_actor_where_a_thing_is_nearer() -> None:
    doc = build(
        SUDAN_MET_CHAD
        + "the DET 2 det\nbridge NOUN 3 nsubj\nfell VERB 0 root fall\nsince SCONJ 6 mark\nit PRON 6 nsubj\n"
        "rusted VERB 3 advcl rust"
    )
    assert reference(doc, "it") == Reference((), "'it' is no actor")


def test_an_object_is_not_the_subject_of_its_verb() -> None:
    doc = build("Sudan PROPN 2 nsubj\nattacked VERB 0 root attack\nit PRON 2 obj")
    assert reference(doc, "it") == Reference((), "no antecedent of 'it'")


def test_a_reflexive_is_the_subject_of_its_verb() -> None:
    doc = build("Sudan PROPN 2 nsubj\ndefended VERB 0 root defend\nitself PRON 2 obj")
    assert ids(doc, "itself") == ["sudan"]


@pytest.mark.parametrize(
    "rows",
    [
        "It PRON 2 expl it\nseems VERB 0 root seem",
        "It PRON 3 nsubj it\nis AUX 3 cop be\nclear ADJ 0 root\n"
        "that SCONJ 6 mark\nit PRON 6 nsubj\nleft VERB 3 ccomp leave",
        "It PRON 3 nsubj:pass it\nwas AUX 3 aux:pass be\nreported VERB 0 root report\n"
        "that SCONJ 6 mark\nit PRON 6 nsubj\n"
        "left VERB 3 ccomp leave",
    ],
)
def test_it_for_a_clause_is_nobody(rows: str) -> None:
    assert reference(build(SUDAN_MET_CHAD + rows), "It") == Reference((), "'it' stands for a clause")


def test_a_woman_is_not_he() -> None:
    doc = build(
        "Mrs. PROPN 2 compound mrs\nKarin PROPN 4 nsubj\nHolm PROPN 2 flat\nsaid VERB 0 root say\nso ADV 4 advmod\n"
        ". PUNCT 4 punct\n\nHe PRON 2 nsubj he\nleft VERB 0 root leave"
    )
    assert reference(doc, "He").found == ()


def test_his_before_the_name() -> None:
    doc = build(
        "In ADP 3 case in\nhis PRON 3 nmod:poss\nspeech NOUN 7 obl\n, PUNCT 7 punct\n"
        "President PROPN 6 compound president\n"
        "Petro PROPN 7 nsubj\nspoke VERB 0 root speak"
    )
    assert len(ids(doc, "his")) == 1
