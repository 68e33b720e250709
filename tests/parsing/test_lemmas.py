"""Lemmas by the rules of English spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.lemmas import Lemmatiser, apply_rule, regular

PAST, GERUND, THIRD, PLURAL = "Tense=Past|VerbForm=Fin", "VerbForm=Ger", "Person=3|VerbForm=Fin", "Number=Plur"


@pytest.mark.parametrize(
    ("word", "upos", "morph", "lemma"),
    [
        ("fired", "VERB", PAST, "fire"), ("forced", "VERB", PAST, "force"), ("charged", "VERB", PAST, "charge"),
        ("bombed", "VERB", PAST, "bomb"), ("shelled", "VERB", PAST, "shell"), ("planned", "VERB", PAST, "plan"),
        ("expelled", "VERB", PAST, "expel"), ("killed", "VERB", PAST, "kill"), ("agreed", "VERB", PAST, "agree"),
        ("carried", "VERB", PAST, "carry"), ("died", "VERB", PAST, "die"), ("freed", "VERB", PAST, "free"),
        ("shot", "VERB", PAST, "shoot"), ("dying", "VERB", GERUND, "die"), ("seizing", "VERB", GERUND, "seize"),
        ("accused", "VERB", PAST, "accuse"), ("evacuated", "VERB", PAST, "evacuate"), ("raided", "VERB", PAST, "raid"),
        ("attacking", "VERB", GERUND, "attack"), ("fleeing", "VERB", GERUND, "flee"),
        ("clashes", "VERB", THIRD, "clash"),
        ("allies", "NOUN", PLURAL, "ally"), ("clashes", "NOUN", PLURAL, "clash"), ("forces", "NOUN", PLURAL, "force"),
        ("houses", "NOUN", PLURAL, "house"), ("heavier", "ADJ", "Degree=Cmp", "heavy"),
        ("bigger", "ADJ", "Degree=Cmp", "big"),
        ("men", "NOUN", PLURAL, "man"), ("fire", "VERB", "VerbForm=Inf", "fire"), ("gas", "NOUN", "Number=Sing", "gas"),
    ],
)  # fmt: skip
def test_regular_inflection_is_undone(word: str, upos: str, morph: str, lemma: str) -> None:
    assert regular(word, upos, morph) == lemma


def test_known_words_choose_between_bases() -> None:
    assert regular("visited", "VERB", PAST, known={"visit"}) == "visit"
    assert regular("ignited", "VERB", PAST, known={"ignite"}) == "ignite"


def test_the_encoder_chooses_only_between_possible_bases() -> None:
    assert regular("fired", "VERB", PAST, guess="fir") == "fire"


def test_the_table_goes_first() -> None:
    lemmatise = Lemmatiser({("data", "NOUN"): "datum"}, {"data"})
    assert lemmatise("Data", "NOUN", PLURAL, "L0+") == "datum"


def test_names_and_roman_numbers_keep_their_letters() -> None:
    lemmatise = Lemmatiser({}, set())
    assert lemmatise("Rebels", "PROPN", PLURAL, "K1+") == "Rebel"
    assert lemmatise("Kabul", "PROPN", "Number=Sing", "L0+") == "Kabul"
    assert lemmatise("II", "NUM", "", "L0+") == "II"
    assert lemmatise("Korean", "ADJ", "Degree=Pos", "K0+") == "Korean"


def test_typographic_apostrophes_are_apostrophes() -> None:
    assert Lemmatiser({("'s", "AUX"): "be"}, set())("’s", "AUX", "", "L0+") == "be"


@given(
    st.text(min_size=1),
    st.sampled_from(["VERB", "NOUN", "ADJ", "PROPN", "NUM"]),
    st.sampled_from([PAST, GERUND, PLURAL, ""]),
)
def test_any_text_has_a_lemma(word: str, upos: str, morph: str) -> None:
    assert Lemmatiser({}, set())(word, upos, morph, "L0+")


@pytest.mark.parametrize(("word", "rule", "lemma"), [("Was", "L=be", "be"), ("Men", "L2+an", "man"), ("a", "L3+", "a")])
def test_rules_cut_and_add(word: str, rule: str, lemma: str) -> None:
    assert apply_rule(word, rule) == lemma
