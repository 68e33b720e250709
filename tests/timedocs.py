"""Small hand-built parses for the tests of dates."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

import treedocs
from dateline.coding.timex import find_dates
from dateline.coding.when import event_dates
from dateline.records import Article, BlockKind, When
from treedocs import build, word

PUBLISHED = date(2020, 1, 9)  # a Thursday

__all__ = ["PUBLISHED", "article", "build", "dates", "spans", "word"]


def article(text: str, published: date | None = PUBLISHED, kind: BlockKind = "body") -> Article:
    """An article of one block, published on the day of these tests."""
    return treedocs.article(text, published, kind)


def dates(
    doc: Doc, trigger: str, *, published: date | None = PUBLISHED, kind: BlockKind = "body", speech_act: bool = False
) -> tuple[When, ...]:
    """The dates of a trigger word in the article of a doc."""
    page = article(doc.text, published, kind)
    found = find_dates(page.text, published)
    return event_dates(word(doc, trigger), doc, found, page, speech_act=speech_act)


def spans(whens: tuple[When, ...]) -> list[tuple[str | None, str | None]]:
    return [(w.start.isoformat() if w.start else None, w.end.isoformat() if w.end else None) for w in whens]
