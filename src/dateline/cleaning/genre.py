"""Whether a page is opinion, an editorial, analysis, a letter or a live blog, and in which section it stands.

A page is told by marks that its outlet sets: the address, the section, the headline's prefix, the markup, a line that
says so. The words of the text itself tell nothing: news quotes opinions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from dateline.cleaning.other_language import NOT_LATIN
from dateline.cleaning.rules import rules
from dateline.records import Article, Genre, Span, Stated

TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}(\[[^\]]{0,200}\]|"[^"]{0,60}")')
SECTION = re.compile(r'"articleSection"\s{0,9}:\s{0,9}\[?\s{0,9}"([^"]{2,60})"')
CRUMB = re.compile(r"\s+[>›»/|]\s+")
LONGEST_LINE = 240
CRUMB_WORDS = 3
# A live page has its word in the address between others; "live" alone as the last segment is a page's own name.
SEGMENT = re.compile(r"[^/?#]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What shows one genre."""

    genre: str
    path: frozenset[str]
    title: re.Pattern[str]
    alone: frozenset[str]
    schema: frozenset[str]
    line: re.Pattern[str]
    needs: tuple[str, ...]


@cache
def tables() -> tuple[tuple[Marks, ...], frozenset[str]]:
    """The marks of every genre, and the segments of addresses that name a section."""
    data = tomllib.loads(files("dateline.cleaning").joinpath("genres.toml").read_text("utf-8"))
    made = []
    for genre in get_args(Genre):
        row = data[genre]
        words = "|".join(map(re.escape, row["title"].split("|")))
        made.append(
            Marks(
                genre,
                frozenset(row["path"].split()),
                re.compile(rf"(?:{words})\s?(?:[:|•]|\s[–—-]\s)|.*\s\|\s(?:{words})$"),
                frozenset(word.casefold() for word in row["title"].split("|")),
                frozenset(row["schema"].split()),
                re.compile(row["line"], re.IGNORECASE | re.DOTALL),
                tuple(row["needs"]),
            )
        )
    return tuple(made), frozenset(data["sections"].split())


@cache
def telling() -> tuple[frozenset[str], tuple[str, ...]]:
    """The lines that show a genre by themselves, and what every other line that shows one has."""
    marks, _ = tables()
    return frozenset().union(*(mark.alone for mark in marks)), tuple(need for mark in marks for need in mark.needs)


def genre(
    article: Article, urls: Sequence[str], section: Stated | None, json_ld: Sequence[str], kind: str
) -> Stated | None:
    """The genre of a page and what shows it; None where it may be plain news. `kind` is og:type."""
    marks, _ = tables()
    types = {word for block in json_ld for found in TYPE.findall(block) for word in re.findall(r"\w+", found)} | {kind}
    segments = {segment.lower() for url in urls for segment in path(url)[:-1]}
    for mark in marks:
        if types & mark.schema:
            return Stated(mark.genre, "markup")
        if segments & mark.path:
            return Stated(mark.genre, "address")
        if section and (section.value.casefold() in mark.alone or section.value.casefold() in mark.path):
            return Stated(mark.genre, "section", section.span)
    return next(in_text(article, marks), None)


def in_text(article: Article, marks: Sequence[Marks]) -> Iterator[Stated]:
    """What the headline, or a line of its own, says of the genre."""
    heads = [block for block in article.blocks if block.kind == "headline"]
    lines = list(telling_lines(article))
    for mark in marks:
        for block in heads:
            if mark.title.match(article.text[block.start : block.end]):
                yield Stated(mark.genre, "headline", article.source_span(block.start, block.end))
        if article.title and mark.title.match(article.title):
            yield Stated(mark.genre, "headline")
        for span, line in lines:
            if small_letters(line) in mark.alone or mark.line.fullmatch(line):
                yield Stated(mark.genre, "line", span)


def telling_lines(article: Article) -> Iterator[tuple[Span, str]]:
    """The short lines of the page that may show a genre, in its order, of the article or not."""
    spans = [run.span for run in article.boilerplate if run.span.end - run.span.start <= LONGEST_LINE]
    spans += [
        article.source_span(block.start, block.end)
        for block in article.blocks
        if 0 < block.end - block.start <= LONGEST_LINE and tells(article.text[block.start : block.end])
    ]
    for span in sorted(spans, key=lambda span: span.start):
        line = article.quote(span).strip()
        if span.end - span.start <= LONGEST_LINE and tells(line):
            yield span, line


def tells(line: str) -> bool:
    """Whether a line may show a genre; for speed."""
    alone, needs = telling()
    small = small_letters(line)
    return small in alone or any(map(small.__contains__, needs))


def small_letters(line: str) -> str:
    return line.casefold().strip(" :|")


def section(article: Article, urls: Sequence[str], facts: dict[str, str], json_ld: Sequence[str]) -> Stated | None:
    """The section of the outlet: as the markup has it, above the headline, or in the address."""
    named = facts.get("article:section") or facts.get("section") or facts.get("parsely-section")
    for block in json_ld:
        found = SECTION.search(block)
        named = named or (found[1] if found else None)
    if named and not named.startswith("http"):
        return Stated(" ".join(named.split()), "markup")
    for run in article.boilerplate:
        if run.rule == "section" and (made := above(article.quote(run.span), run.span.start)):
            return made
        if run.rule == "breadcrumbs":
            return last_crumb(article.quote(run.span), run.span.start)
    _, sections = tables()
    segments = [segment.lower() for url in urls for segment in path(url)[:-1]]
    return next((Stated(segment.replace("-", " "), "address") for segment in segments if segment in sections), None)


def above(text: str, start: int) -> Stated | None:
    """The last of the lines above a headline that may name a section: not a button, nor in another script."""
    _, sections = tables()
    for line in reversed(text.splitlines()):
        words = line.strip(" /|>»›:•·-")
        small = words.casefold().split()
        button = all(word in rules().menu for word in small) and not sections & {"-".join(small), *small}
        if words and not button and all(ord(char) < NOT_LATIN for char in words):
            begin = start + text.index(words)
            return Stated(" ".join(words.split()), "line", Span(begin, begin + len(words)))
    return None


def last_crumb(line: str, start: int) -> Stated | None:
    """The last of "Home > World > Africa" that is short enough for a section."""
    at, crumbs = 0, []
    for found in [*CRUMB.finditer(line), None]:
        end = found.start() if found else len(line)
        words = line[at:end].strip()
        if 0 < len(words.split()) <= CRUMB_WORDS and words.casefold() != "home":
            begin = start + line.index(words, at)
            crumbs.append(Stated(words, "line", Span(begin, begin + len(words))))
        at = found.end() if found else end
    return crumbs[-1] if crumbs else None


def path(url: str) -> list[str]:
    """The segments of the path of an address."""
    return SEGMENT.findall(re.sub(r"^\w+://[^/]*", "", url).split("?")[0])
