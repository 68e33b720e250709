"""Quotations: the stretches of a document between quotation marks, also over sentences and paragraphs.

A quotation that runs over several paragraphs opens anew in each and closes only in the last, as newspapers print it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc

OPENS = frozenset({"“", "«", "„", "``"})
CLOSES = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''"})
"""Marks that open and close."""
LONGEST = 1500
"""Tokens after which a mark that was never closed opens nothing."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens [start, end) of one quotation within one paragraph, marks included; whether the next one goes on."""

    start: int
    end: int
    goes_on: bool = False


def find_quotations(doc: Doc, starts: Collection[int]) -> tuple[Quotation, ...]:
    """The quotations of a document in text order; `starts` are the character offsets at which paragraphs begin."""
    found: list[Quotation] = []
    begin: int | None = None
    for token in doc:
        if token.idx in starts and begin is not None:
            goes_on = opens(token.text)
            if goes_on or token.i - begin <= LONGEST:
                found.append(Quotation(begin, last_word(doc, token.i), goes_on))
            begin = None
        if begin is None:
            if opens(token.text):
                begin = token.i
        elif token.text in CLOSES or token.text in STRAIGHT:
            found.append(Quotation(begin, token.i + 1))
            begin = None
        elif token.text in OPENS:
            begin = token.i
    if begin is not None:
        found.append(Quotation(begin, len(doc)))
    return tuple(found)


def opens(mark: str) -> bool:
    return mark in OPENS or mark in STRAIGHT


def last_word(doc: Doc, end: int) -> int:
    """The end of a stretch without the white space before it."""
    while end > 0 and doc[end - 1].is_space:
        end -= 1
    return end
