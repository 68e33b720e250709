"""Which sentences the gate lets through."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.cleaning import clean
from dateline.coding import code
from dateline.knowledge.lexicon import load_lexicon
from dateline.parsing import parse
from dateline.parsing.gate import load_gate, sentences
from dateline.records import CodedArticle, Page, ParsedArticle

BLANK = spacy.blank("en")


def opens(sentence: str) -> bool:
    return load_gate().opens({token.lower_ for token in BLANK(sentence)})


def coded(text: str) -> CodedArticle:
    (result,) = code(parse(clean([Page("test.txt", text + "\n", published="2031-05-08")])))
    assert isinstance(result, CodedArticle), result
    return result


def trees(text: str) -> bool:
    (parsed,) = parse(clean([Page("test.txt", text + "\n")]))
    assert isinstance(parsed, ParsedArticle), parsed
    assert parsed.doc.text == text.replace("\n", " ").strip()
    return parsed.doc.has_annotation("DEP")


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels shelled the town on Monday.",
        "The SHELLING went on for hours.",
        "Protesters marched through Lima.",
        "The minister said the rebels must leave the valley.",
        "The army killed three farmers.",
        "Rebels counter-attacked before dawn.",
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


QUIET = "The soup needs an hour on a low flame. Her garden in Kenya is full of roses, and the river there is wide."


def test_an_article_that_cannot_report_an_event_is_not_parsed() -> None:
    assert not trees(QUIET)
    assert trees(QUIET + " Rebels shelled the town on Monday.")


def test_without_trees_there_are_sentences_and_no_claims() -> None:
    result = coded(QUIET)
    assert result.claims == ()
    assert "kenya" in {entity.id for entity, _ in result.entities}


def test_the_setting_turns_the_gate_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_GATE", "0")
    assert trees(QUIET)


def test_no_text_needs_no_trees() -> None:
    assert not load_gate().passes(BLANK(""))


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
