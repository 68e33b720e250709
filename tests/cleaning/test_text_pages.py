"""Pages of our own, saved as text in the styles of many outlets: what is article in them, and what is not.

In text_pages/*.txt a line of article begins with "+ ", another with "- "; those of a file that ends in .line.txt
stand in one long line. No line of article may be lost; the floor is of characters over all pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cleaning import clean
from dateline.records import Article, Page, Span

FOLDER = Path(__file__).parent / "text_pages"
FILES = sorted(FOLDER.glob("*.txt"))
FLOOR = 0.9
"""F1 of the characters that are no article."""


@dataclass(frozen=True)
class Marked:
    """A page and its stretches, each with whether it is article."""

    text: str
    stretches: list[tuple[Span, bool]]


def read(file: Path) -> Marked:
    joint = " " if file.name.endswith(".line.txt") else "\n"
    text, stretches = "", []
    for line in file.read_text(encoding="utf-8").splitlines():
        text += joint if text else ""
        stretches.append((Span(len(text), len(text) + len(line[2:])), line.startswith("+")))
        text += line[2:]
    return Marked(text, stretches)


def left_out(text: str) -> set[int]:
    (item,) = clean([Page("p", text)])
    assert isinstance(item, Article), item
    return {at for run in item.boilerplate for at in range(run.span.start, run.span.end)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_article_line_is_lost(file: Path) -> None:
    page = read(file)
    gone = left_out(page.text)
    assert [page.text[s.start : s.end] for s, own in page.stretches if own and gone & set(range(s.start, s.end))] == []


def test_boilerplate_is_found() -> None:
    both = wanted = got = 0
    for file in FILES:
        page = read(file)
        gold = {
            at for s, own in page.stretches if not own for at in range(s.start, s.end) if not page.text[at].isspace()
        }
        found = {at for at in left_out(page.text) if not page.text[at].isspace()}
        both, wanted, got = both + len(gold & found), wanted + len(gold), got + len(found)
    assert 2 * both / (wanted + got) >= FLOOR
