"""Subjects, objects and phrases that a tree states or implies."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from treedocs import build, word

PASSIVE = """
The DET 2 det
bridge NOUN 4 nsubj:pass
was AUX 4 aux:pass Tense=Past be
bombed VERB 0 root VerbForm=Part|Tense=Past bomb
by ADP 6 case
rebels NOUN 4 obl:agent rebel
"""
SHARED = """
Rebels NOUN 2 nsubj rebel
attacked VERB 0 root VerbForm=Fin|Tense=Past attack
and CCONJ 4 cc
burned VERB 2 conj VerbForm=Fin|Tense=Past burn
the DET 6 det
mill NOUN 4 obj
"""
RELATIVE = """
soldiers NOUN 0 root soldier
who PRON 3 nsubj
shelled VERB 1 acl:relcl VerbForm=Fin|Tense=Past shell
the DET 5 det
camp NOUN 3 obj
"""


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_a_passive_turns_roles_round() -> None:
    verb = word(build(PASSIVE), "bombed")
    assert tree.is_passive(verb)
    assert texts(tree.logical_subjects(verb)) == ["rebels"]
    assert texts(tree.logical_objects(verb)) == ["bridge"]
    assert texts(tree.surface_subjects(verb)) == ["bridge"]


def test_coordinated_verbs_share_subject_and_object() -> None:
    doc = build(SHARED)
    assert texts(tree.logical_subjects(word(doc, "burned"))) == ["Rebels"]
    assert texts(tree.logical_objects(word(doc, "attacked"))) == ["mill"]


def test_a_relative_pronoun_is_its_noun() -> None:
    assert texts(tree.logical_subjects(word(build(RELATIVE), "shelled"))) == ["soldiers"]


def test_a_reduced_participle_has_its_noun_as_object() -> None:
    doc = build("men NOUN 0 root man\nkilled VERB 1 acl VerbForm=Part|Tense=Past kill\nthere ADV 2 advmod")
    assert texts(tree.logical_objects(word(doc, "killed"))) == ["men"]


def test_the_object_of_asking_does_what_is_asked() -> None:
    doc = build(
        "Kenya PROPN 2 nsubj\nurged VERB 0 root urge\nSomalia PROPN 2 obj\nto PART 5 mark\n"
        "withdraw VERB 2 xcomp VerbForm=Inf"
    )
    assert texts(tree.surface_subjects(word(doc, "withdraw"))) == ["Somalia"]


def test_prepositions_of_fixed_phrases_and_conjuncts() -> None:
    doc = build(
        "fled VERB 0 root flee\nout ADP 4 case\nof ADP 2 fixed\ntown NOUN 1 obl\nand CCONJ 6 cc\ncamp NOUN 4 conj"
    )
    assert tree.preposition(word(doc, "town")) == "out of"
    assert tree.preposition(word(doc, "camp")) == "out of"
    assert texts(tree.conjuncts(word(doc, "town"))) == ["town", "camp"]
    assert tree.first_conjunct(word(doc, "camp")).text == "town"


def test_phrases_hung_on_the_object_come_last() -> None:
    doc = build(
        "fired VERB 0 root fire\nrockets NOUN 1 obj rocket\nat ADP 4 case\nbase NOUN 2 nmod\nfrom ADP 6 case\n"
        "hills NOUN 1 obl hill"
    )
    assert [(prep, noun.text) for prep, noun in tree.obliques(doc[0])] == [("from", "hills"), ("at", "base")]


def test_climbing_ends_at_the_clause() -> None:
    doc = build(PASSIVE)
    assert tree.governing_verb(word(doc, "The")).text == "bombed"
    assert tree.clause_head(word(doc, "rebels")).text == "bombed"


def test_a_long_coordination_is_no_trouble() -> None:
    rows = ["towns NOUN 0 root town", *(f"town{n} NOUN {n - 1} conj" for n in range(2, 251))]
    doc = build("\n".join(rows))
    assert len(tree.conjuncts(doc[0])) == 250
    assert tree.preposition(doc[249]) == ""
