"""Forms of regular and irregular words."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.inflection import forms, s_form


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("panic", {"panic", "panics", "panicked", "panicking"}),
    ],
)
def test_verbs(lemma: str, expected: set[str]) -> None:
    assert expected <= forms(lemma, "VERB")


@pytest.mark.parametrize("wrong", ["visitted", "attackked", "seizeed"])
def test_what_is_no_form(wrong: str) -> None:
    assert wrong not in forms("visit", "VERB") | forms("attack", "VERB") | forms("seize", "VERB")


@pytest.mark.parametrize(
    ("lemma", "pos", "form"),
    [("strike", "VERB", "struck"), ("fight", "VERB", "fought"), ("shoot", "VERB", "shot"), ("man", "NOUN", "men")],
)
def test_the_irregular(lemma: str, pos: str, form: str) -> None:
    assert form in forms(lemma, pos)


@pytest.mark.parametrize(("noun", "plural"), [("ally", "allies"), ("convoy", "convoys"), ("clash", "clashes")])
def test_plurals(noun: str, plural: str) -> None:
    assert s_form(noun) == plural
    assert plural in forms(noun, "NOUN")


@given(st.text(string.ascii_lowercase, min_size=1, max_size=15), st.sampled_from(["VERB", "NOUN", "ADJ"]))
def test_a_word_is_one_of_its_forms(lemma: str, pos: str) -> None:
    found = forms(lemma, pos)
    assert lemma in found
    assert all(found)
