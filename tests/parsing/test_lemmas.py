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


def test_the_likelier_spelling_goes_first_where_no_base_is_known() -> None:
    lemmatise = Lemmatiser({}, set())
    assert lemmatise("fired", "VERB", PAST, "L2+") == "fire"
    assert lemmatise("orchestrated", "VERB", PAST, "L2+") == "orchestrate"
    assert lemmatise("maladies", "NOUN", PLURAL, "L1+") == "malady"


def test_endings_that_the_morphology_denies_are_undone_to_known_words_only() -> None:
    assert regular("slightest", "ADJ", "Degree=Pos", known={"slight"}) == "slight"
    assert regular("honest", "ADJ", "Degree=Pos", known={"slight"}) == "honest"
    assert regular("bombing", "VERB", "VerbForm=Inf", known={"bomb"}) == "bomb"
    assert regular("bring", "VERB", "VerbForm=Inf", known={"bomb"}) == "bring"


def test_numbers_lose_their_commas() -> None:
    lemmatise = Lemmatiser({}, set())
    assert lemmatise("12,500", "NUM", "", "L0+") == "12500"
    assert lemmatise("3.5", "NUM", "", "L=6000") == "3.5"


def test_a_closed_word_may_have_a_lemma_for_the_accusative() -> None:
    lemmatise = Lemmatiser({("her", "PRON"): "her", ("her", "PRON|Case=Acc"): "she"}, set())
    assert lemmatise("Her", "PRON", "Case=Acc|Gender=Fem", "L0+") == "she"
    assert lemmatise("Her", "PRON", "Case=Gen|Poss=Yes", "L0+") == "her"


def test_capitals_of_common_words_are_kept_where_the_encoder_says_so() -> None:
    lemmatise = Lemmatiser({("men", "NOUN"): "man", ("national", "ADJ"): "national", ("tv", "NOUN"): "TV"}, set())
    assert lemmatise("National", "ADJ", "Degree=Pos", "K0+") == "National"
    assert lemmatise("national", "ADJ", "Degree=Pos", "L0+") == "national"
    assert lemmatise("TV", "NOUN", "Number=Sing", "L0+") == "TV"


def test_a_long_name_in_capitals_is_written_small() -> None:
    lemmatise = Lemmatiser({}, set())
    assert lemmatise("BAGHDAD", "PROPN", "Number=Sing", "K0+") == "Baghdad"
    assert lemmatise("NATO", "PROPN", "Number=Sing", "K0+") == "NATO"


def test_the_table_goes_first() -> None:
    lemmatise = Lemmatiser({("data", "NOUN"): "datum"}, {"data"})
    assert lemmatise("Data", "NOUN", PLURAL, "L0+") == "datum"


def test_of_be_and_have_the_encoder_knows() -> None:
    lemmatise = Lemmatiser({("'s", "AUX"): "be"}, set())
    assert lemmatise("'s", "AUX", "VerbForm=Fin", "L=have") == "have"
    assert lemmatise("'s", "AUX", "VerbForm=Fin", "L0+") == "be"


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
