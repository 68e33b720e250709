"""What the relevance gate costs and saves: the same articles coded with the gate and without it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.coding import code
from dateline.parsing.cascade import annotate_gated, complement
from dateline.parsing.gate import load_gate, sentences
from dateline.parsing.parse import tokenize
from dateline.records import Article, Claim, CodedArticle, ParsedArticle, Span

Keyed = dict[tuple[int, str, int], Claim]
"""Claims by the source offset of the trigger, the type, and a number."""


@dataclass(slots=True)
class GateFigures:
    """Counts over some articles; seconds are CPU time.

    `lost` and `added` claims have no counterpart of the same trigger and type; `missed` are those of the lost whose
    sentence the gate left out, the others come from other trees. `changed` claims have a counterpart that differs in
    actors, recipients, date, place, casualties, status or sources.
    """

    articles: int = 0
    untouched: int = 0
    words: int = 0
    words_kept: int = 0
    sentences: int = 0
    sentences_open: int = 0
    claims: int = 0
    lost: int = 0
    missed: int = 0
    added: int = 0
    changed: int = 0
    eventful: int = 0
    eventful_lost: int = 0
    gate_seconds: float = 0.0
    whole_seconds: float = 0.0
    gated_seconds: float = 0.0

    def row(self) -> dict[str, float]:
        """Shares and counts for a table."""
        return {
            "articles": self.articles,
            "words": self.words,
            "sentences that open the gate": share(self.sentences_open, self.sentences),
            "words parsed": share(self.words_kept, self.words),
            "articles not parsed at all": share(self.untouched, self.articles),
            "seconds of parsing without": round(self.whole_seconds, 1),
            "seconds with": round(self.gated_seconds, 1),
            "of these the gate": round(self.gate_seconds, 2),
            "claims without": self.claims,
            "lost": self.lost,
            "of these left out by the gate": self.missed,
            "added": self.added,
            "changed": self.changed,
            "articles with claims": self.eventful,
            "of these lost": self.eventful_lost,
        }


def share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def measure(articles: Iterable[Article]) -> GateFigures:
    """Parses and codes each article twice, once with every sentence parsed and once with the gate."""
    figures = GateFigures()
    for number, article in enumerate(articles):
        if not number:  # loading is no part of the times
            annotate_gated(tokenize(article), gated=True)
        left_out = count_words(article, figures)
        doc, same = tokenize(article), tokenize(article)
        began = time.process_time()
        whole = annotate_gated(doc, gated=False)
        middle = time.process_time()
        gated = annotate_gated(same, gated=True)
        figures.whole_seconds += middle - began
        figures.gated_seconds += time.process_time() - middle
        wanted, given = (keyed(claims_of(ParsedArticle(article, each))) for each in (whole, gated))
        compare(wanted, given, figures)
        lost = wanted.keys() - given.keys()
        figures.missed += sum(any(span.start <= start < span.end for span in left_out) for start, _, _ in lost)
    return figures


def count_words(article: Article, figures: GateFigures) -> list[Span]:
    """Counts the gate's own time and how much of the article it lets through; the source of what it leaves out."""
    doc, gate = tokenize(article), load_gate()
    began = time.process_time()
    kept = gate.keep(doc)
    figures.gate_seconds += time.process_time() - began
    bounds = sentences(doc)
    figures.articles += 1
    figures.untouched += not kept
    figures.words += len(doc)
    figures.words_kept += sum(end - start for start, end in kept)
    figures.sentences += len(bounds)
    figures.sentences_open += sum(gate.opens({token.lower_ for token in doc[start:end]}) for start, end in bounds)
    return [
        article.source_span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        for start, end in complement(kept, len(doc))
    ]


def claims_of(parsed: ParsedArticle) -> tuple[Claim, ...]:
    (coded,) = code([parsed])
    return coded.claims if isinstance(coded, CodedArticle) else ()


def compare(wanted: Keyed, given: Keyed, figures: GateFigures) -> None:
    figures.claims += len(wanted)
    figures.lost += len(wanted.keys() - given.keys())
    figures.added += len(given.keys() - wanted.keys())
    figures.changed += sum(fields(wanted[each]) != fields(given[each]) for each in wanted.keys() & given.keys())
    figures.eventful += bool(wanted)
    figures.eventful_lost += bool(wanted) and not given


def keyed(claims: tuple[Claim, ...]) -> Keyed:
    """Claims by trigger and type, with a number for each of a listed series of days."""
    found: Keyed = {}
    for claim in claims:
        start, number = claim.trigger.span.start, 0
        while (start, claim.type, number) in found:
            number += 1
        found[start, claim.type, number] = claim
    return found


def fields(claim: Claim) -> tuple[object, ...]:
    """What a record says of an event; the evidence and the reasons may differ."""
    actors, recipients = (frozenset(p.entity.id for p in side) for side in (claim.actors, claim.recipients))
    return actors, recipients, claim.when, claim.where, claim.status, claim.killed, claim.injured, claim.sources
