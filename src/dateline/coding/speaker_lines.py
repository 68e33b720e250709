"""Speakers that stand before a colon or behind a dash: headlines, transcripts, passages that a page quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.attributed import Attribution, trimmed
from dateline.coding.quotations import Quotation
from dateline.knowledge.cues import load_words

TAIL_MARKS = frozenset({":", "-", "–", "—", "--"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PUNCT", "ADP", "PART"})
"""Words of a name or title before a colon."""
LONGEST_NAME = 5
"""Words of a name in capitals at the start of a turn."""
FURTHEST_TURN = 4
"""Paragraphs from one turn to the next within which all between is said by the first speaker."""


def headed(sentence: Sentence) -> Iterator[Attribution]:
    """What stands after a name and a colon: "Minister: Talks have failed", at the start of a sentence."""
    for token in sentence[1:9]:
        if token.text == ":" and sentence.end - token.i > 3:
            before = sentence[: token.i - sentence.start]
            nouns = [t for t in before if t.pos_ in {"PROPN", "NOUN"}]
            told = any(t.pos_ in {"VERB", "AUX"} for t in sentence[token.i + 1 - sentence.start :])
            if told and nouns and heads_words(nouns[-1]) and all(t.pos_ in NAMING for t in before):
                yield Attribution("say", token, nouns[-1], trimmed(token.doc, set(range(token.i + 1, sentence.end))))
            return


def heads_words(head: Token) -> bool:
    """Whether a noun before a colon can be a speaker: a name of more than a letter ("Q:"), or a noun for one."""
    words = load_words().speakers
    named = head.pos_ == "PROPN" and len(head.text) > 1 and not (head.is_upper and head.is_sent_start)
    return named or tree.lemma(head) in words or head.lower_ in words


def tailed(sentence: Sentence) -> Iterator[Attribution]:
    """What stands in a headline before a mark and a speaker: "Town captured: officials", "Town captured - state TV"."""
    if len(sentence) < 5 or sentence[-1].text in {".", "?", "!", "”", '"'}:
        return
    for token in sentence[-6:-1]:
        if is_tail_mark(token):
            after = sentence[token.i + 1 - sentence.start :]
            head = after[-1]
            if all(t.pos_ in {"PROPN", "NOUN", "ADJ"} for t in after) and speaks_in_headlines(head, token.text):
                yield Attribution("say", token, head, trimmed(token.doc, set(range(sentence.start, token.i))))
            return


def is_tail_mark(token: Token) -> bool:
    """A colon, or a dash between spaces."""
    spaced = token.i > 0 and bool(token.doc[token.i - 1].whitespace_) and bool(token.whitespace_)
    return token.text == ":" or (token.text in TAIL_MARKS and spaced)


def speaks_in_headlines(head: Token, mark: str) -> bool:
    """Whether a noun at the end of a headline is a speaker; after a dash a name is rather that of the outlet."""
    words = load_words().speakers
    return tree.lemma(head) in words or head.lower_ in words or (mark == ":" and head.pos_ == "PROPN")


def to_the_end(each: Attribution, starts: Collection[int]) -> Attribution:
    """What a transcript has after a name and a colon at the start of a paragraph goes on to the paragraph's end."""
    doc, cue = each.cue.doc, each.cue
    if cue.text != ":" or doc[cue.sent.start].idx not in starts or not each.content or each.content[0] < cue.i:
        return each
    end = next((t.i for t in doc[cue.sent.end :] if t.idx in starts), len(doc))
    return replace(each, content=trimmed(doc, set(range(each.content[0], end))))


def turns(doc: Doc, paragraphs: Sequence[int]) -> list[Attribution]:
    """The turns of a transcript: paragraphs that begin with a name in capitals and a colon, two at least. What stands
    before the next turn is said, too."""
    colons = [(number, colon) for number, start in enumerate(paragraphs) if (colon := turn_at(doc, start)) is not None]
    found = []
    for at, (number, colon) in enumerate(colons if len(colons) > 1 else ()):
        following = colons[at + 1][0] if at + 1 < len(colons) else number + 1
        last = following if following - number <= FURTHEST_TURN else number + 1
        end = paragraphs[last] if last < len(paragraphs) else len(doc)
        if content := trimmed(doc, set(range(colon.i + 1, end))):
            found.append(Attribution("say", colon, doc[colon.i - 1], content))
    return found


def turn_at(doc: Doc, start: int) -> Token | None:
    """The colon of a turn that begins at a token."""
    for token in doc[start : start + LONGEST_NAME + 1]:
        if token.text == ":":
            return token if token.i > start and len(doc[token.i - 1].text) > 1 else None
        if not (token.is_upper or token.text == "."):
            return None
    return None


def named_before(doc: Doc, quotation: Quotation) -> Attribution | None:
    """A quotation behind a speaker and a colon: "From the mayor: "We left at dawn."""
    colon = doc[quotation.start - 1] if quotation.start > 1 else None
    if colon is None or colon.text != ":":
        return None
    head = doc[colon.i - 1]
    if head.pos_ not in {"PROPN", "NOUN"} or head.sent.start != colon.sent.start:
        return None
    speaks = head.pos_ == "PROPN" or heads_words(head)
    return Attribution("say", colon, head, tuple(range(quotation.start, quotation.end))) if speaks else None


def mark_before(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text in {":", ","}
