"""The confidence of a claim is a logistic function of its signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.confidence import TOLD, confidence
from dateline.knowledge.confidence import load_confidence
from pageclaims import only


def test_signs_add_up() -> None:
    weights = load_confidence()
    assert confidence(()) == 0.5
    assert confidence(("always", "actor named")) > confidence(("always", "no actor"))
    assert confidence(("no such sign",)) == 0.5
    assert {f"told as {told}" for told in TOLD.values()} <= weights.keys()


def test_a_dated_attack_is_surer_than_bare_support() -> None:
    plain = only("Gunmen of the Lindu Movement attacked a market in Garissa on Monday, killing two guards.")
    bare = only("Kenya supported Uganda.")
    assert bare.confidence < plain.confidence < 1


@given(st.sets(st.sampled_from(sorted(load_confidence()))))
def test_it_is_a_probability(signs: set[str]) -> None:
    assert 0 <= confidence(signs) <= 1
