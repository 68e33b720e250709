"""What pronouns and descriptions stand for: agreement, syntax, speakers, pairs; unresolved where two fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from dateline.coding.coreference import Coreference, Reference
from dateline.coding.mentions import find_mentions
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from treedocs import article, build, word


def reference(doc: Doc, at: str, publisher: str | None = None, home: str | None = None) -> Reference:
    """What the first word `at` of a doc stands for."""
    page = replace(article(doc.text), publisher=publisher)
    found = Coreference(page, find_mentions(doc, page, load_actors()), load_cues(), load_actors(), home)
    reference = found.at(word(doc, at))
    assert reference is not None
    return reference


def ids(doc: Doc, at: str, publisher: str | None = None, home: str | None = None) -> list[str]:
    return [each.entity.id for each in reference(doc, at, publisher, home).found]


SUDAN_MET_CHAD = "Sudan PROPN 2 nsubj\nmet VERB 0 root meet\nChad PROPN 2 obj\n. PUNCT 2 punct\n\n"
LEADERS = (
    "President NOUN 2 compound president\nPetro PROPN 6 nsubj\nand CCONJ 5 cc\nPresident NOUN 5 compound president\n"
    "Lula PROPN 2 conj\nspoke VERB 0 root speak\n. PUNCT 6 punct\n\n"
)


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


def test_the_two_leaders_are_two() -> None:
    rest = "The DET 3 det the\ntwo NUM 3 nummod\nleaders NOUN 4 nsubj leader Number=Plur\nleft VERB 0 root leave"
    assert len(ids(build(LEADERS + rest), "leaders")) == 2


def test_both_sides_are_the_two_states_and_three_are_not() -> None:
    rest = "Both DET 2 det both\nsides NOUN 3 nsubj side Number=Plur\nagreed VERB 0 root agree"
    assert ids(build(SUDAN_MET_CHAD + rest), "sides") == ["sudan", "chad"]
    three = "Sudan PROPN 2 nsubj\nmet VERB 0 root meet\nChad PROPN 2 obj\nand CCONJ 5 cc\nLibya PROPN 3 conj\n\n"
    assert reference(build(three + rest), "sides") == Reference((), "3 that 'sides' may be")


def test_his_before_the_name() -> None:
    doc = build(
        "In ADP 3 case in\nhis PRON 3 nmod:poss\nspeech NOUN 7 obl\n, PUNCT 7 punct\n"
        "President PROPN 6 compound president\n"
        "Petro PROPN 7 nsubj\nspoke VERB 0 root speak"
    )
    assert len(ids(doc, "his")) == 1


OURS = "Our PRON 2 nmod:poss our\ntroops NOUN 3 nsubj troop Number=Plur\nleft VERB 0 root leave"


def test_our_troops_only_where_the_publisher_is_known() -> None:
    doc = build(OURS)
    assert ids(doc, "Our", "Yonhap") == ["south-korea"]
    assert reference(doc, "Our", "The Nowhere Gazette") == Reference((), "'our' outside a quotation")
    assert reference(doc, "Our") == Reference((), "'our' outside a quotation")


def test_our_bread_is_no_states() -> None:
    doc = build("Our PRON 2 nmod:poss our\nbread NOUN 3 nsubj bread\nrose VERB 0 root rise")
    assert reference(doc, "Our", "Yonhap").found == ()


def test_we_in_a_quotation_is_the_side_of_the_speaker() -> None:
    quoted = (
        "“ PUNCT 3 punct\nWe PRON 3 nsubj we\nattacked VERB 6 ccomp attack\n"
        "” PUNCT 3 punct\n{} PROPN 6 nsubj\nsaid VERB 0 root say"
    )
    assert ids(build(quoted.format("Sudan")), "We") == ["sudan"]
    assert reference(build(quoted.format("Oresund")), "We") == Reference((), "the speaker of 'we' is not known")


def test_the_country_is_the_one_of_the_page_where_none_is_near() -> None:
    doc = build("The DET 2 det the\ncountry NOUN 3 nsubj country\nvoted VERB 0 root vote")
    assert ids(doc, "country", home="COL") == ["colombia"]
    assert reference(doc, "country").found == ()


def test_a_group_that_is_described_is_not_the_last_one() -> None:
    doc = build(
        "Hezbollah PROPN 2 nsubj\nleft VERB 0 root leave\n. PUNCT 2 punct\n\n"
        "The DET 2 det the\ngroup NOUN 6 nsubj group\n"
        "that PRON 4 nsubj\nshelled VERB 2 acl:relcl shell\nit PRON 4 obj\nfled VERB 0 root flee"
    )
    found = Coreference(
        article(doc.text), find_mentions(doc, article(doc.text), load_actors()), load_cues(), load_actors()
    )
    assert found.at(word(doc, "group")) is None


def test_the_group_is_the_last_group_unless_there_are_two() -> None:
    rest = "The DET 2 det the\ngroup NOUN 3 nsubj group\nleft VERB 0 root leave"
    one = "Hezbollah PROPN 2 nsubj\nattacked VERB 0 root attack\nSudan PROPN 2 obj\n. PUNCT 2 punct\n\n"
    assert ids(build(one + rest), "group") == ["hezbollah"]
    two = (
        "Hezbollah PROPN 4 nsubj\nand CCONJ 3 cc\nHamas PROPN 1 conj\nattacked VERB 0 root attack\n. PUNCT 4 punct\n\n"
    )
    assert reference(build(two + rest), "group").found == ()
