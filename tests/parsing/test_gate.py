"""Which sentences the gate lets through."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.knowledge.lexicon import load_lexicon
from dateline.parsing.gate import BEFORE, joined, load_gate, sentences

BLANK = spacy.blank("en")


def opens(sentence: str) -> bool:
    return load_gate().opens({token.lower_ for token in BLANK(sentence)})


def kept(text: str) -> list[str]:
    doc = BLANK(text)
    return [doc[start:end].text for start, end in load_gate().keep(doc)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels shelled the town on Monday.",
        "The SHELLING went on for hours.",
        "Protesters marched through Lima.",
        "The minister said the rebels must leave the valley.",
        "The army killed three farmers.",
        "Parliament imposed sanctions on the junta.",
    ],
)
def test_what_can_report_an_event_opens_the_gate(sentence: str) -> None:
    assert opens(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The soup needs an hour on a low flame.",
        "Her garden is full of roses.",
        "This screen is larger than the last one.",
        "You must rinse the rice.",
    ],
)
def test_what_cannot_does_not(sentence: str) -> None:
    assert not opens(sentence)


def test_a_word_opens_only_with_what_its_reading_asks_for() -> None:
    gate = load_gate()
    word, wanted = next((word, each[0]) for word, each in sorted(gate.conditional.items()) if len(each) == 1)
    assert not gate.opens({word} - {each for words in wanted for each in words})
    assert gate.opens({word, *(min(words) for words in wanted)})


def test_the_examples_of_the_lexicon_open_the_gate() -> None:
    """All but those whose own row's condition names none of their words, which coding does not find either."""
    examples = {t.example for each in load_lexicon().triggers.values() for t in each if t.type != "NONE" and t.example}
    shut = {example for example in examples if not opens(example)}
    assert len(examples) > 500
    assert len(shut) <= len(examples) // 100, sorted(shut)


def test_the_sentence_before_is_kept_for_antecedents() -> None:
    assert BEFORE == 1
    text = "It was a warm day. Ahmed Saleh sat in the shade. Then he bombed the bridge. The river is wide. Birds sang."
    assert kept(text) == ["Ahmed Saleh sat in the shade. Then he bombed the bridge."]


def test_without_an_event_word_nothing_is_kept() -> None:
    assert kept("The soup needs an hour. Her garden is full of roses.") == []
    assert kept("") == []


def test_marked_starts_and_full_stops_end_sentences() -> None:
    words = ["Hello", "all", "“", "It", "rains", ".", "”", "he", "said", ".", "It", "pours", "."]
    doc = Doc(
        BLANK.vocab, words, spaces=[word not in {"“", "rains", ".", "said"} or at == 9 for at, word in enumerate(words)]
    )
    doc[2].is_sent_start = True
    assert sentences(doc) == [(0, 2), (2, 10), (10, 13)]


@given(st.lists(st.sampled_from(["a", "B", ".", "”", "!", "7"]), max_size=30))
def test_sentences_cover_every_word_once(words: list[str]) -> None:
    doc = Doc(BLANK.vocab, words)
    bounds = sentences(doc)
    assert [at for start, end in bounds for at in range(start, end)] == list(range(len(words)))
    assert list(joined(bounds)) == ([(0, len(words))] if words else [])
