"""Which passages of an HTML page are its article: trafilatura says it in words, and these are found in the page."""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left

import trafilatura

from dateline.cleaning.html import Draft, Scanned

LOGGER = logging.getLogger(__name__)

# libxml2 stops at 256 nested elements, and trafilatura recurses: deeper or larger pages go without it.
MAX_DEPTH = 250
MAX_CHARACTERS = 4_000_000
WORD = re.compile(r"\w+")
# Four words place a line in the page; so does the body scorer of the ScrapingHub benchmark.
GRAM = 4
CANDIDATES = 16
# A passage belongs to the article when half its words were found in what trafilatura returned.
KEPT_SHARE = 0.5
# Less than this share of trafilatura's words found in the page means that they came from elsewhere (JSON-LD).
FOUND_SHARE = 0.3
# Without trafilatura: a paragraph is article text from this many words on, when hardly any of it is links.
LONG_WORDS = 20
FEW_LINKS = 0.3


def main_passages(source: str, scanned: Scanned) -> list[int]:
    """The indices of the drafts that are article text, in page order; empty where there is no article."""
    drafts = scanned.drafts
    lines = _extracted(source, scanned.depth)
    kept = _aligned(lines, drafts) if lines else []
    words = sum(len(drafts[at].passage.text.split()) for at in kept)
    if words < LONG_WORDS and all(drafts[at].chrome or drafts[at].linked > FEW_LINKS for at in kept):
        kept = []  # the last resort of trafilatura is any text, also that of a menu; an article in a <form> is longer
    return kept or long_paragraphs(drafts)


def long_paragraphs(drafts: list[Draft]) -> list[int]:
    """The fallback: long paragraphs outside menus and forms that are not made of links."""
    return [
        index
        for index, draft in enumerate(drafts)
        if not draft.chrome and draft.linked < FEW_LINKS and len(draft.passage.text.split()) >= LONG_WORDS
    ]


def _extracted(source: str, depth: int) -> list[str]:
    if depth > MAX_DEPTH or len(source) > MAX_CHARACTERS:
        return []
    try:
        text = trafilatura.extract(source, fast=True, include_comments=False, include_tables=True)
    except Exception as error:  # a library fault on a broken page must not end the job; the fallback takes over
        LOGGER.info("trafilatura gave up: %s", error)
        return []
    return text.split("\n") if text else []


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return WORD.findall(text)


def _aligned(lines: list[str], drafts: list[Draft]) -> list[int]:
    page = _Words(drafts)
    cursor = wanted = found = 0
    for line in lines:
        words = _words(line)
        wanted += len(words)
        if len(words) < GRAM:
            hit = page.whole(words, cursor)
            if hit is not None:
                cursor = page.mark(hit, len(words))
                found += len(words)
            continue
        at = 0
        while at <= len(words) - GRAM:
            start, length = page.longest(words, at, cursor)
            if length:
                cursor = page.mark(start, length)
                found += length
            at += length or 1
    return page.kept() if found >= FOUND_SHARE * wanted else []


class _Words:
    """All words of the page in order, with an index of every four in a row, and which of them were found."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.wholes: dict[tuple[str, ...], list[int]] = {}
        for draft in drafts:
            words = _words(draft.passage.text)
            self.starts.append(len(self.words))
            if 0 < len(words) < GRAM:
                self.wholes.setdefault(tuple(words), []).append(len(self.words))
            self.words.extend(words)
        self.found = bytearray(len(self.words))
        self.grams: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(self.words) - GRAM + 1):
            self.grams.setdefault(tuple(self.words[at : at + GRAM]), []).append(at)

    def whole(self, words: list[str], cursor: int) -> int | None:
        """Where a short line stands as a passage of its own: the first from the cursor on."""
        places = self.wholes.get(tuple(words), [])
        index = bisect_left(places, cursor)
        return places[index] if index < len(places) else None

    def longest(self, words: list[str], at: int, cursor: int) -> tuple[int, int]:
        """The longest stretch of the page equal to the words from `at`; the first after the cursor among equals."""
        places = self.grams.get(tuple(words[at : at + GRAM]), [])
        index = bisect_left(places, cursor)
        best, length = 0, 0
        for place in places[index : index + CANDIDATES] + places[max(0, index - CANDIDATES) : index]:
            size = GRAM
            most = min(len(words) - at, len(self.words) - place)
            while size < most and words[at + size] == self.words[place + size]:
                size += 1
            if size > length:
                best, length = place, size
        return best, length

    def mark(self, start: int, length: int) -> int:
        self.found[start : start + length] = b"\1" * length
        return start + length

    def kept(self) -> list[int]:
        ends = [*self.starts[1:], len(self.words)]
        return [
            index
            for index, (start, end) in enumerate(zip(self.starts, ends, strict=True))
            if end > start and self.found.count(1, start, end) >= KEPT_SHARE * (end - start)
        ]
