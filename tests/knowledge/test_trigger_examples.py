"""Every row of the lexicon is tried on its own example: the word fires there with the row's type, or stays silent."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.coding.triggers import TriggerMatch, find_triggers
from dateline.knowledge.lexicon import Trigger, load_lexicon
from dateline.parsing import parse
from dateline.records import Article, Block, Page, ParsedArticle, Piece, Span

ROWS_A_PAGE = 20
KNOWN_UNMET = 0.015
"""Rows whose example is read otherwise, as a share: another word of the sentence carries it, or a fuller row wins."""


def rows() -> list[Trigger]:
    """One reading of each row; a combination stands for all words of its class and its example shows one of them."""
    found = {trigger.where: trigger for each in load_lexicon().triggers.values() for trigger in each}
    return [found[where] for where in sorted(found)]


def page_of(triggers: list[Trigger]) -> tuple[Article, list[tuple[int, int]]]:
    spans, at = [], 0
    for trigger in triggers:
        spans.append((at, at + len(trigger.example)))
        at += len(trigger.example) + 2
    text = "\n\n".join(trigger.example for trigger in triggers)
    blocks = tuple(Block(start, end, "body") for start, end in spans)
    return Article(Page("rows", text), text, blocks, (Piece(0, len(text), Span(0, len(text))),)), spans


@cache
def unmet() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rows of a type that do not fire on their example, and the rows of no event whose word does."""
    silent, loud = [], []
    everything = rows()
    for first in range(0, len(everything), ROWS_A_PAGE):
        part = everything[first : first + ROWS_A_PAGE]
        article, spans = page_of(part)
        (parsed,) = parse([article])
        assert isinstance(parsed, ParsedArticle)
        matches = list(find_triggers(parsed.doc, load_lexicon()))
        for trigger, (start, end) in zip(part, spans, strict=True):
            here = [match for match in matches if start <= match.token.idx < end]
            told = f"{trigger.where} {trigger.lemma}: {trigger.example}"
            if trigger.type == "NONE":
                loud += [told for match in here if same_word(match, trigger)]
            elif not any(match.trigger.type == trigger.type for match in here):
                silent.append(told)
    return tuple(silent), tuple(loud)


def same_word(match: TriggerMatch, trigger: Trigger) -> bool:
    return (match.trigger.lemma, match.trigger.pos) == (trigger.lemma, trigger.pos)


def test_examples_fire_with_the_type_of_their_row() -> None:
    silent, _ = unmet()
    assert len(silent) <= KNOWN_UNMET * len(rows()), "\n".join(silent)


def test_words_that_are_no_event_stay_silent_in_their_example() -> None:
    _, loud = unmet()
    assert len(loud) <= 2, "\n".join(loud)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The guerrillas suspended the truce in March.", {("SANCTION", "discontinue")}),
        ("A truce between the two clans collapsed within days.", {("RETREAT", "ceasefire")}),
        ("Gunners violated the ceasefire agreement near the ridge.", {("ASSAULT", None)}),
        ("The M23 took the town of Sake on Friday.", {("ASSAULT", None)}),
        ("Muscat launched a mediation effort between the two sides.", {("CONSULT", "third-party")}),
    ],
)
def test_the_type_turns_with_the_verb(sentence: str, words: set[tuple[str, str | None]]) -> None:
    article = Article(
        Page("one", sentence), sentence, (Block(0, len(sentence)),), (Piece(0, len(sentence), Span(0, len(sentence))),)
    )
    (parsed,) = parse([article])
    assert isinstance(parsed, ParsedArticle)
    assert {(m.trigger.type, m.trigger.mode) for m in find_triggers(parsed.doc, load_lexicon())} == words
