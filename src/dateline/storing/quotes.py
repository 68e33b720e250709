"""Whether the characters of a page at a span are the words that a record quotes.

A quote is text of the cleaned view, where white space is single spaces, markup is gone, entities are characters, and
runs that are no part of the article are left out. So the page's characters are brought to the same form first.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dateline.records import Boilerplate, Mention, Span
from dateline.storing.plain import storable

MARKUP = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^>]*>", re.DOTALL)
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f-\x9f]+")
"""White space, and characters that make no mark: cleaning turns some into spaces and drops others."""


def reproduces(page: str, boilerplate: Iterable[Boilerplate], mention: Mention) -> bool:
    """Whether the page has the words of the mention at its span."""
    if mention.span.end > len(page):
        return False
    wanted = UNSEEN.sub("", storable(mention.text))
    bare = page[mention.span.start : mention.span.end]
    if UNSEEN.sub("", bare) == wanted:
        return True
    kept = "".join(stretches(page, mention.span, boilerplate))
    return any(UNSEEN.sub("", html.unescape(MARKUP.sub("", stretch))) == wanted for stretch in (bare, kept))


def stretches(page: str, span: Span, boilerplate: Iterable[Boilerplate]) -> Iterator[str]:
    """The parts of a span that lie in no run of boilerplate."""
    at = span.start
    for run in sorted(boilerplate, key=lambda run: run.span.start):
        if run.span.end <= at or run.span.start >= span.end:
            continue
        yield page[at : max(at, run.span.start)]
        at = max(at, run.span.end)
    yield page[at : max(at, span.end)]


def mentions(record: Any) -> Iterator[Mention]:
    """All words of the page that a record quotes, wherever in it they stand."""
    if isinstance(record, Mention):
        yield record
    elif is_dataclass(record) and not isinstance(record, type):
        for field in fields(record):
            yield from mentions(getattr(record, field.name))
    elif isinstance(record, (tuple, list)):
        for item in record:
            yield from mentions(item)
