"""Whom "the two leaders" and "both sides" stand for."""

from __future__ import annotations

from dateline.coding.discourse import Reference
from references import SUDAN_MET_CHAD, ids, reference
from treedocs import build

LEADERS = (
    "President NOUN 2 compound president\nPetro PROPN 6 nsubj\nand CCONJ 5 cc\nPresident NOUN 5 compound president\n"
    "Lula PROPN 2 conj\nspoke VERB 0 root speak\n. PUNCT 6 punct\n\n"
)


def test_the_two_leaders_are_two() -> None:
    rest = "The DET 3 det the\ntwo NUM 3 nummod\nleaders NOUN 4 nsubj leader Number=Plur\nleft VERB 0 root leave"
    assert len(ids(build(LEADERS + rest), "leaders")) == 2


def test_both_sides_are_the_two_states_and_three_are_not() -> None:
    rest = "Both DET 2 det both\nsides NOUN 3 nsubj side Number=Plur\nagreed VERB 0 root agree"
    assert ids(build(SUDAN_MET_CHAD + rest), "sides") == ["sudan", "chad"]
    three = "Sudan PROPN 2 nsubj\nmet VERB 0 root meet\nChad PROPN 2 obj\nand CCONJ 5 cc\nLibya PROPN 3 conj\n\n"
    assert reference(build(three + rest), "sides") == Reference((), "3 that 'sides' may be")
