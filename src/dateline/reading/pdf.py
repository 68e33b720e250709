"""PDF: its text in the order in which it was set, with lines made into paragraphs and running heads left out."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from dateline.reading.faults import failure, too_large
from dateline.reading.inputs import Input, Items
from dateline.reading.streams import CHUNK, Budget, Damaged, at_most
from dateline.reading.text import without_surrogates

# About a thousand pages of print; each character is asked for by itself, at some hundred thousand a second.
MOST_CHARACTERS = 3_000_000
# The mark that PDFium leaves where a word was divided at the end of a line.
DIVIDED = 0x02
# A packed stream begins with a header of zlib, whose first byte says DEFLATE with a window of 32 KiB or less.
STREAM = re.compile(rb"\bstream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
FIGURES = re.compile(r"\d+")
FOLIO = re.compile(r"(?:(?:page|p\.)\s*)?[-–—\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
# So many lines at the head and the foot of a page may be running ones.
HEAD_LINES = 2
# Lines further apart than so many times the usual distance are two paragraphs, as are those of other sizes.
APART, OTHER_SIZE = 1.45, 1.12
# A line that ends so far before the right edge of its column, as part of its width, is the last of a paragraph.
SHORT = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: its text, where it begins and ends from the left, its height on the page, its size, in points.

    `divided` says that its last word goes on in the next line.
    """

    text: str
    left: float
    right: float
    height: float
    size: float
    divided: bool = False


def read_pdf(source: Input) -> Items:
    """The page of text that a PDF is. Raises Damaged or Bomb."""
    import pypdfium2

    data = at_most(source.stream, source.max_bytes)
    if data is None:
        yield too_large(source.name, source.max_bytes)
        return
    _weigh(data, source.budget)
    pages: list[list[Line]] = []
    size = 0
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                size += text.count_chars()
                if size > MOST_CHARACTERS:
                    message = f"is longer than {MOST_CHARACTERS:,} characters; split it."
                    yield failure(source.name, "too-large", message, "skipped")
                    return
                pages.append(list(_lines(text)))
                text.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            message = "is encrypted; save a copy without a password and give that."
            yield failure(source.name, "encrypted", message)
            return
        raise Damaged("bad-pdf", f"is cut short or broken ({error}); fetch it again.") from error
    text_ = "\n\n".join(_paragraphs(_without_running(pages)))
    if not text_:
        message = "is a PDF without text, such as a scan; have its text recognised first."
        yield failure(source.name, "no-text", message, "skipped")
        return
    yield source.page(without_surrogates(text_), "text/plain")


def _weigh(data: bytes, budget: Budget) -> None:
    """Counts what the packed streams of the file unpack to, since PDFium would hold them whole. Raises Bomb."""
    for found in STREAM.finditer(data):
        one, left = zlib.decompressobj(), data[found.end() : found.end() + CHUNK]
        at = found.end() + len(left)
        try:
            while left and not one.eof:
                budget.spend(len(one.decompress(left, CHUNK)))
                left = one.unconsumed_tail
                if not left:
                    left = data[at : at + CHUNK]
                    at += len(left)
        except zlib.error:
            continue


def _lines(text: Any) -> Iterator[Line]:
    """The lines of a page, in the order of its content."""
    from ctypes import byref, c_double

    import pypdfium2.raw as pdfium

    raw, x, y = text.raw, c_double(), c_double()
    edges = [c_double() for _ in range(4)]  # left, right, bottom, top
    held: list[str] = []
    left = right = height = size = 0.0
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        if code in (10, 13, DIVIDED):
            if "".join(held).strip():
                yield Line(_tidy(held), left, right, height, size, code == DIVIDED)
            held = []
            continue
        character = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if not character.isspace():
            pdfium.FPDFText_GetCharBox(raw, at, *map(byref, edges))
            right = edges[1].value
            if not "".join(held).strip():
                pdfium.FPDFText_GetCharOrigin(raw, at, byref(x), byref(y))
                left, height, size = edges[0].value, y.value, pdfium.FPDFText_GetFontSize(raw, at)
        held.append(character)
    if "".join(held).strip():
        yield Line(_tidy(held), left, right, height, size)


def _tidy(characters: Sequence[str]) -> str:
    return CONTROL.sub("", " ".join("".join(characters).split()))


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without lines that stand at the head or foot of half of them or more."""
    ends = [sorted(page, key=lambda line: -line.height) for page in pages]
    outer = [{id(line) for line in (*page[:HEAD_LINES], *page[-HEAD_LINES:])} for page in ends]
    seen: Counter[str] = Counter()
    for page, at_end in zip(pages, outer, strict=True):
        seen.update({FIGURES.sub("#", line.text) for line in page if id(line) in at_end})
    often = max(2, len(pages) / 2)
    return [
        [
            line
            for line in page
            if id(line) not in at_end
            or not (FOLIO.match(line.text) or (len(pages) > 1 and seen[FIGURES.sub("#", line.text)] >= often))
        ]
        for page, at_end in zip(pages, outer, strict=True)
    ]


def _paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Lines put together; a paragraph may go on in the next column or on the next page."""
    lines = [line for page in pages for line in page]
    steps = [
        above.height - below.height
        for above, below in pairwise(lines)
        if 0 < above.height - below.height < 3 * max(above.size, 1) and _alike(above, below)
    ]
    usual = median(steps) if steps else 0.0
    words = ""
    for at, line in enumerate(lines):
        if at and _goes_on(lines, at, usual):
            words = _joined(words, line.text, lines[at - 1].divided)
        else:
            if words:
                yield words
            words = line.text
    if words:
        yield words


def _goes_on(lines: Sequence[Line], at: int, usual: float) -> bool:
    """Whether the line at this place belongs to the paragraph of the one before it."""
    above, below = lines[at - 1], lines[at]
    if above.divided:
        return True
    if not _alike(above, below):
        return False
    ended = bool(ENDS.search(above.text))
    step = above.height - below.height
    if not 0 < step < 3 * max(above.size, usual):  # another column or page
        return not ended
    if usual and step > APART * usual:
        return False
    if not ended:
        return True
    edge = _edge(lines, at - 1)
    indented = below.left - above.left > 0.8 * above.size
    return not indented and above.right > edge - SHORT * (edge - above.left)


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large <= OTHER_SIZE * max(small, 0.1)


def _edge(lines: Sequence[Line], at: int) -> float:
    """The right edge of the column of a line: how far the lines around it reach that begin about where it does."""
    line, near = lines[at], lines[max(0, at - 30) : at + 31]
    return max(each.right for each in near if abs(each.left - line.left) <= 3 * max(line.size, 1))


def _joined(words: str, more: str, divided: bool) -> str:
    if divided:
        return words + more
    if re.search(r"[a-z]-$", words) and more[:1].islower():
        return words[:-1] + more
    return f"{words} {more}"
