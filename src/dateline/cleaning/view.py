"""Builds the cleaned view: the text to be parsed, its blocks, and the pieces that map it to the page.

A `Passage` is what the readers of HTML and of plain text both make: one paragraph, as runs of source characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.records import Block, BlockKind, Piece, Span

# Invisible characters that only split words: soft hyphen, zero width space, word joiner, byte order mark; and
# control characters that are no white space.
DROPPED = "\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f"
GAP = re.compile(rf"[\s{DROPPED}]+")
# All such stretches but single spaces between words.
UNEVEN = re.compile(rf"(?:[^\S ]|[{DROPPED}]| (?=[\s{DROPPED}])|^ | \Z)[\s{DROPPED}]*")
SOME_SPACE = re.compile(r"\s")


class Run(NamedTuple):
    """Characters of a passage and the source [start, end) they come from.

    Where the text is as long as its source, character stands for character; else (an entity) the whole for the whole.
    """

    text: str
    start: int
    end: int


class Passage(NamedTuple):
    """One paragraph, heading or caption before it enters the view. `level` is 1 to 6 for headings, else 0."""

    runs: tuple[Run, ...]
    kind: BlockKind = "body"
    outlet: str | None = None
    level: int = 0
    text: str = ""
    stretches: tuple[tuple[str, int, int], ...] = ()

    @property
    def start(self) -> int:
        return self.runs[0].start

    @property
    def end(self) -> int:
        return self.runs[-1].end

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def passage(runs: Iterable[Run], kind: BlockKind = "body", outlet: str | None = None, level: int = 0) -> Passage | None:
    """A passage of the runs with its text as it will read in the view; None where only white space is left."""
    kept = tuple([run for run in runs if run.text])
    stretches = tuple(_collapsed(kept))
    text = "".join([text for text, _, _ in stretches])
    return Passage(kept, kind, outlet, level, text, stretches) if text else None


def plain_passage(text: str, start: int, level: int = 0) -> Passage:
    """A passage of printable text with single spaces, which stands in the source as it reads, from `start` on."""
    run = Run(text, start, start + len(text))
    return Passage((run,), level=level, text=text, stretches=(run,))


@dataclass(frozen=True, slots=True)
class View:
    """The text of an article with its blocks and pieces."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]


def build(passages: Iterable[Passage]) -> View:
    """Join the passages into one view: single spaces inside blocks, one newline between them."""
    texts: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    at = 0
    for item in passages:
        start = at
        for stretch, source in _merged(item.stretches):
            pieces.append(Piece(at, len(stretch), source))
            at += len(stretch)
            texts.append(stretch)
        if at > start:
            blocks.append(Block(start, at, item.kind, item.outlet))
            texts.append("\n")
            at += 1
    return View("".join(texts)[:-1], tuple(blocks), tuple(pieces))


def _collapsed(runs: Iterable[Run]) -> list[tuple[str, int, int]]:
    """Stretches (text, source start, source end) with white space collapsed and trimmed."""
    out: list[tuple[str, int, int]] = []
    gap: tuple[int, int] | None = None
    for run in runs:
        text, start, end = run
        # Printable text has no white space but spaces, and nothing that is dropped.
        if text.isprintable() and "  " not in text and len(text) == end - start:
            if text == " ":
                gap = gap or (start, end)
                continue
            if text[0] == " ":
                gap = gap or (start, start + 1)
                text, start = text[1:], start + 1
            if gap and out:
                out.append((" ", *gap))
            gap = None
            if text[-1] == " ":
                text, end, gap = text[:-1], end - 1, (end - 1, end)
            out.append((text, start, end))
            continue
        for stretch in _stretches(run):
            if stretch[0] == " ":
                gap = gap or stretch[1:]
                continue
            if gap and out:
                out.append((" ", *gap))
            out.append(stretch)
            gap = None
    return out


def _merged(stretches: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, Span]]:
    """Neighbouring stretches as one where all of them map character for character."""
    if len(stretches) == 1:
        ((text, start, end),) = stretches
        yield text, Span(start, end)
        return
    held: list[str] = []
    start = end = 0
    for text, source_start, source_end in stretches:
        plain = len(text) == source_end - source_start
        if held and plain and source_start == end:
            held.append(text)
            end = source_end
            continue
        if held:
            yield "".join(held), Span(start, end)
        held = []
        if plain:
            held, start, end = [text], source_start, source_end
        else:
            yield text, Span(source_start, source_end)
    if held:
        yield "".join(held), Span(start, end)


def _stretches(run: Run) -> Iterator[tuple[str, int, int]]:
    """Words with single spaces between them, and every other gap as a stretch of its own (" " for white space)."""
    if len(run.text) != run.end - run.start:
        yield from _atomic(run)
        return
    at = 0
    for gap in UNEVEN.finditer(run.text):
        if gap.start() > at:
            yield run.text[at : gap.start()], run.start + at, run.start + gap.start()
        if SOME_SPACE.search(gap[0]):
            yield " ", run.start + gap.start(), run.start + gap.end()
        at = gap.end()
    if at < len(run.text):
        yield run.text[at:], run.start + at, run.end


def _atomic(run: Run) -> Iterator[tuple[str, int, int]]:
    """An entity: its characters stand for its source as a whole."""
    if GAP.fullmatch(run.text):
        if SOME_SPACE.search(run.text):
            yield " ", run.start, run.end
    else:
        yield GAP.sub("_", run.text), run.start, run.end
