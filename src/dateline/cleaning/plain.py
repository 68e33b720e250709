"""Plain text to passages: lines, joined into paragraphs where the text is wrapped, with what is no article cut out.

Where a page has lost its line breaks, its one long line is cut into segments, which are judged like lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.cleaning.boilerplate import cuts, opening_menu
from dateline.cleaning.dateline import dated
from dateline.cleaning.segments import segments
from dateline.cleaning.view import Passage, Run, passage
from dateline.records import Boilerplate, Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Hard-wrapped text has many lines of nearly one width: mail and terminals break at 72 to 80, print at about 60.
NARROWEST, WIDEST = 40, 120
FULL_LINE = 0.8
FULL_LINES = 3
# A date before a long line stands within its first characters, after a label of a word or two.
OPENING_DATE, LONGEST_LABEL = 80, 20
# A menu before the text in one line with it is looked for in lines of more characters.
LONG_LINE = 300
# A page has lost its line breaks where one line has this many characters and this share of the page's.
LOST_BREAKS, MOSTLY = 600, 0.6
QUOTE_MARK = re.compile(r"\s*>(?:\s?>)*\s*(?=[^\s>])")
BULLET = re.compile(r"\s*(?:[-*•·–—►]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its end; `blank` tells whether an empty line stands before it."""

    start: int
    end: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """The passages of a plain text in order, and the stretches inside lines that were cut out.

    `joined` are the numbers of the passages that continue the line of the passage before them.
    """

    passages: list[Passage]
    cut: list[Boilerplate]
    joined: frozenset[int]


def read_plain(text: str, start: int = 0) -> Plain:
    """The passages of a plain text; see `Plain`."""
    passages: list[Passage] = []
    cut: list[Boilerplate] = []
    joined: set[int] = set()

    def add(start: int, end: int, lost: bool) -> None:
        parts = segments(text[start:end]) if lost else [(0, end - start)]
        for number, (first, last) in enumerate(parts):
            made = _passage(text, start + first, start + last)
            if made:
                if number:
                    joined.add(len(passages))
                passages.append(made)

    for number, group in enumerate(_paragraphs(text, _lines(text, start))):
        at, end = group[0].start, group[-1].end
        quoted = _quoted(text, group)
        if quoted:
            passages.append(quoted)
            continue
        lost = len(group) == 1 and end - at > max(LOST_BREAKS, MOSTLY * (len(text) - start))
        menu = opening_menu(text[at:end]) if number == 0 and end - at > LONG_LINE else 0
        if menu:
            cut.append(Boilerplate(Span(at, at + menu), "menu"))
            at += menu
            at += len(text[at:end]) - len(text[at:end].lstrip())
        opening = _opening_date(text[at:end]) if number == 0 else 0
        if opening:
            cut.append(Boilerplate(Span(at, at + opening), "date-line"))
            at += opening
        first = at
        for cut_start, cut_end, slug in cuts(text[at:end]):
            stop = max(at, first + cut_start)
            add(at, stop, lost)
            at = max(at, first + cut_end)
            cut.append(Boilerplate(Span(stop, at), slug))
        add(at, end, lost)
    return Plain(passages, cut, frozenset(joined))


def rejoined(text: str, passages: Sequence[tuple[int, Passage]], joined: frozenset[int]) -> list[Passage]:
    """The passages that are left, by number, with neighbours of one long line as one passage again."""
    rows: list[list[Passage]] = []
    before = -1
    for number, item in passages:
        if rows and number == before + 1 and number in joined:
            rows[-1].append(item)
        else:
            rows.append([item])
        before = number
    whole = [row[0] if len(row) == 1 else _passage(text, row[0].start, row[-1].end) for row in rows]
    return [item for item in whole if item]


def _opening_date(text: str) -> int:
    """How many characters the date takes with which a long first line opens; 0 where it opens with none."""
    found = dated(text[:OPENING_DATE], opens=True) if len(text) > 2 * OPENING_DATE else None
    return found.end if found and found.start <= LONGEST_LABEL else 0


def _quoted(text: str, group: Sequence[Line]) -> Passage | None:
    """The paragraph without the marks that mail and forums put before each quoted line; None where it has none."""
    marks = [QUOTE_MARK.match(text, line.start, line.end) for line in group]
    if not all(marks):
        return None
    runs: list[Run] = []
    for line, mark in zip(group, marks, strict=True):
        start = mark.end() if mark else line.start
        if runs:
            runs.append(Run(" ", runs[-1].end, start))
        words = text[start : line.end].rstrip()
        runs.append(Run(words, start, start + len(words)))
    return passage(runs, "quote")


def _passage(text: str, start: int, end: int) -> Passage | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    stretch = stretch.strip()
    return passage([Run(stretch, start, start + len(stretch))])


def _lines(text: str, start: int) -> Iterator[Line]:
    last = start
    for found in LINE.finditer(text, start):
        if found[0].isspace():
            continue
        yield Line(found.start(), found.end(), len(BREAK.findall(text[last : found.start()])) > 1)
        last = found.end()


def _paragraphs(text: str, lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines that make one paragraph: each alone, unless the text is wrapped at a width."""
    held = list(lines)
    width = _width(text, held)
    spaced = any(line.blank for line in held[1:])
    group: list[Line] = []
    for line in held:
        if group and not (width and _continues(text, group[-1], line, width, spaced)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _width(text: str, lines: list[Line]) -> int | None:
    """The width at which the text is wrapped, or None where each line is a paragraph."""
    widths = [line.end - line.start for line in lines]
    widest = max(widths, default=0)
    if not NARROWEST <= widest <= WIDEST:
        return None
    inner = [width for width, line in zip(widths, lines[1:], strict=False) if not line.blank]
    full = sum(width >= FULL_LINE * widest for width in inner)
    return widest if full >= FULL_LINES and full * 2 >= len(inner) else None


def _continues(text: str, line: Line, following: Line, width: int, spaced: bool) -> bool:
    """Whether the next line goes on with the paragraph: its first word would not have fitted before, or, where empty
    lines part the paragraphs, the line stops within a sentence, as where a dateline was cut from its front."""
    words = text[following.start : following.end]
    if following.blank or words[0] in " \t\u3000" or BULLET.match(words):
        return False
    before = text[line.start : line.end].rstrip()
    if spaced and (before[-1].isalnum() or before[-1] == ",") and (words[0].islower() or (before + words).isupper()):
        return True
    return (line.end - line.start) + 1 + len(words.split(maxsplit=1)[0]) > FULL_LINE * width
