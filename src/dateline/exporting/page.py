"""A page with everything that was read from it: its runs in order, its facts with their grounds, its marked words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.cleaning import clean
from dateline.cleaning.rules import rules
from dateline.exporting.sentence import Role, mentions
from dateline.records import Article, Claim, Failure, Page, Span, Stated
from dateline.storing import Store, StoredDocument, claims_of
from dateline.storing.plain import plain, storable

UNSEEN = frozenset({"script", "hidden", "title"})
"""Runs that a browser does not show in the page; their length is told in their place."""
TAG = re.compile(r"<[^<>]*>|<!--.*?-->", re.DOTALL)
NO_DATE = "the page states no date as its own"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page and what became of it: its article and claims, or why there are none.

    `refused` says why a page that has an article was not coded; `failure` why it has none.
    """

    page: Page
    article: Article | None = None
    claims: tuple[Claim, ...] = ()
    failure: Failure | None = None
    refused: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PageRun:
    """A stretch of the page: a block of the article by its kind, or ``boilerplate`` with the rule that left it out."""

    span: Span
    kind: str
    outlet: str | None = None
    rule: str | None = None
    view: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that play a role in a claim, by its number on the page from 1; a dateline has none. Source offsets."""

    span: Span
    role: Role
    claim: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the page as a whole, what it was read from, and where; no value where nothing says it."""

    name: str
    value: str | None
    basis: str
    span: Span | None = None
    confidence: float | None = None


def page_runs(article: Article) -> list[PageRun]:
    """The blocks of the article and the runs that are none, in the order of the page."""
    blocks = [
        PageRun(article.source_span(block.start, block.end), block.kind, block.outlet, view=(block.start, block.end))
        for block in article.blocks
    ]
    rest = [PageRun(run.span, "boilerplate", rule=run.rule) for run in article.boilerplate]
    return sorted([*blocks, *rest], key=lambda run: (run.span.start, run.span.end))


def shown_runs(runs: Sequence[PageRun]) -> Iterator[PageRun]:
    """The runs; boilerplate of one rule that a browser does not show is one run where it follows itself."""
    held: list[PageRun] = []
    for run in [*runs, None]:
        if held and (run is None or run.rule != held[0].rule):
            yield PageRun(Span(held[0].span.start, held[-1].span.end), "boilerplate", rule=held[0].rule)
            held = []
        if run is not None and run.rule in UNSEEN:
            held.append(run)
        elif run is not None:
            yield run


def visible_words(article: Article, run: PageRun) -> str:
    """The words of a run as a reader sees them: without tags and entities."""
    raw = article.quote(run.span)
    return html.unescape(TAG.sub(" ", raw)) if article.page.media == "text/html" else raw


def in_view(article: Article, span: Span) -> tuple[int, int] | None:
    """Where the words of a span stand in the view."""
    first = last = None
    for piece in article.pieces:
        if piece.source.end <= span.start or piece.source.start >= span.end:
            continue
        same = piece.length == piece.source.end - piece.source.start
        begin = piece.start + (max(0, span.start - piece.source.start) if same else 0)
        end = piece.start + (min(piece.length, span.end - piece.source.start) if same else piece.length)
        first = begin if first is None else min(first, begin)
        last = end if last is None else max(last, end)
    return None if first is None or last is None else (first, last)


def marks(article: Article, claims: Iterable[Claim]) -> list[Mark]:
    """The words that carry the fields of each claim, and the datelines."""
    from dateline.parsing.datelines import datelines  # loads spaCy, for half a second

    found = [
        Mark(article.source_span(start, end), "dateline", None, article.text[start:end].rstrip())
        for start, _, end in datelines(article)
        if end > start
    ]
    for number, claim in enumerate(claims, 1):
        found += [Mark(each.span, role, number, each.text) for role, each in mentions(claim)]
    return found


def facts(article: Article) -> list[Fact]:
    """Title, publication date, publisher, agency, byline, section, genre and language, with their grounds."""
    origin, when = article.origin, article.published
    rows = [Fact("title", article.title, "given" if article.page.title else "page")]
    if when is None:
        rows.append(Fact("published", None, NO_DATE))
    else:
        told = when.time or when.day.isoformat()
        rows.append(Fact("published", told, when.basis, when.span, when.confidence))
        if when.updated:
            rows.append(Fact("updated", when.updated.isoformat(), "page"))
    rows.append(Fact("publisher", article.publisher, origin.publisher_basis or "nothing names it"))
    for name in ("agency", "byline", "section", "genre"):
        said: Stated | None = getattr(origin, name)
        rows.append(Fact(name, said.value, said.basis, said.span) if said else Fact(name, None, "nothing says it"))
    rows.append(Fact("language", article.language, "words and markup", None, origin.language_confidence))
    return rows


def why_run(run: PageRun) -> str | None:
    """Why a run is no article, in words."""
    return rules().reasons.get(run.rule or "", run.rule) if run.rule else None


def stored_page(store: Store, document: StoredDocument) -> Seen:
    """A page of the database as it is read, with the claims that the database has of it."""
    (article,) = clean([document.page])
    if isinstance(article, Failure):
        return Seen(document.page, failure=article)
    return Seen(document.page, article, claims_of(store, document.id), refused=document.message, note=document.note)


def line(seen: Seen) -> str:
    """One page as JSON: its text, its runs, facts, claims and marks; all offsets count characters of its text."""
    return json.dumps(page_record(seen), ensure_ascii=False)


def page_record(seen: Seen) -> dict[str, Any]:
    """One page as what JSON knows."""
    page, article = seen.page, seen.article
    return {
        "name": storable(page.name),
        "document": page.id,
        "url": page.url,
        "crawled": page.crawled,
        "media": page.media,
        "state": seen.failure.state if seen.failure else "not-coded" if seen.refused else "coded",
        "reason": seen.failure.message if seen.failure else seen.refused,
        "note": seen.note,
        "text": storable(page.text),
        "facts": [plain(fact) for fact in facts(article)] if article else [],
        "runs": [
            {**plain(run.span), "kind": run.kind, "outlet": run.outlet, "rule": run.rule, "why": why_run(run)}
            for run in (page_runs(article) if article else ())
        ],
        "marks": [
            {**plain(mark.span), "role": mark.role, "claim": mark.claim, "words": mark.words}
            for mark in (marks(article, seen.claims) if article else ())
        ],
        "claims": [{"number": number, **plain(claim)} for number, claim in enumerate(seen.claims, 1)],
    }
