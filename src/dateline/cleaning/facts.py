"""What the markup says of a page, without its text: a quick walk over those tags alone that may say something.

It takes a fifth of the time of a whole walk (`scanner`), whose facts, metas, JSON-LD and title it has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from dateline.cleaning.html import Scanned
from dateline.cleaning.scanner import BOX, COMMENT, FACT, KINDS, LINK, SIGN, SKIP, SKIPPED, Scanner, kind_of

NAMES = "|".join(["meta", "html", "time", *sorted(SKIPPED)])
# Comments, elements that say something of the page or have no text, and tags with "date" or "publish" in an attribute
# (links aside: theirs are of other pages).
TELLING = re.compile(
    rf"<(?:((?:{NAMES}|{NAMES.upper()}|(?:link|LINK)(?=[^>]*canonical))(?=[\s/>])"
    r"|(?!(?:a|link)[\s>])[a-zA-Z](?=[^>au]*+(?:(?!ate|ublish)[au][^>au]*+)*+(?:ate|ublish))[^\s/>]*+)([^>]*+)>"
    rf"|{COMMENT}|[!?])"
)
ANY_TAG = re.compile(r"<[^>]*+>|^[^<>]*+>")
# The day and the year of a printed date stand within so many characters of each other, tags between them included.
APART = 250
LONGEST_TAG = 1_000
# What stands before a year of two figures.
BEFORE_SHORT = (".", ". ", "/")


class Facts(Scanner):
    """The walk; `passed` are the stretches without text that it went past."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 0)
        self.passed: list[tuple[int, int]] = []

    def run(self) -> Scanned:
        text = self.text
        limit = text.rfind(">") + 1
        at = 0
        while at >= 0:
            start, at = at, -1
            for match in TELLING.finditer(text, start, limit):
                at = self.take(match)
                if at >= 0:
                    break
        return self.out

    def take(self, match: re.Match[str]) -> int:
        """Note the fact that a tag may be; where to go on if it is not behind the tag, else -1."""
        tag, end = match.span()
        name, attributes = match.groups()
        if name is None:
            jump = -1
            if end - tag <= SIGN:
                jump = end = self.declaration(tag)
            self.passed.append((tag, end))
            return jump
        odd = attributes.count('"') & 1 or attributes.count("'") & 1
        if odd:
            end = self.tag_end(match.end(1))
            attributes = self.text[match.end(1) : end - 1]
        kind, name = KINDS.get(name) or kind_of(name)
        closed = attributes[-1:] == "/"
        if kind == SKIP and not closed:
            end = self.past(name, end, attributes)
            self.passed.append((tag, end))
            return end
        told = "ate" in attributes or "ublish" in attributes or (name == "time" and attributes)
        if kind == FACT or (told and kind not in (LINK, SKIP) and not (kind == BOX and closed)):
            self.fact(name, attributes, tag, end)
        return end if odd else -1

    def may_print(self, day: date) -> bool:
        """Whether readers may see this day printed: its figure stands near its year. To be asked after the walk."""
        year, figure = str(day.year), re.compile(rf"(?<!\d)0?{day.day}(?!\d)")
        for part in (year, *(mark + year[2:] for mark in BEFORE_SHORT)):
            for at in self.shown_at(part):
                around = max(0, at - APART), at + APART
                if figure.search(self.text, *around) and figure.search(ANY_TAG.sub(" ", self.text[slice(*around)])):
                    return True
        return False

    def shown_at(self, part: str) -> Iterator[int]:
        """Where a part of the text stands outside of tags and of what has no text."""
        text, at = self.text, 0
        while (at := text.find(part, at)) >= 0:
            before = bisect_right(self.passed, (at, at)) - 1
            past = self.passed[before][1] if before >= 0 else 0
            if past <= at:
                least = max(0, at - LONGEST_TAG)
                if text.rfind("<", least, at) <= text.rfind(">", least, at):
                    yield at
                    past = 0
                else:
                    past = text.find(">", at)
            at = max(past, at + 1)
