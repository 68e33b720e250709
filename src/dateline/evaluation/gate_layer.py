"""What the relevance gate costs and saves: the same articles with the gate and without it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.coding import code
from dateline.parsing.gate import load_gate, sentences, words_of
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline
from dateline.records import Article, CodedArticle, ParsedArticle


@dataclass(slots=True)
class GateFigures:
    """Counts over some articles; seconds are CPU time. `shut` articles are those that the gate keeps from parsing."""

    articles: int = 0
    shut: int = 0
    words: int = 0
    words_shut: int = 0
    sentences: int = 0
    sentences_open: int = 0
    claims: int = 0
    claims_shut: int = 0
    eventful: int = 0
    gate_seconds: float = 0.0
    seconds: float = 0.0
    seconds_shut: float = 0.0

    def row(self) -> dict[str, float]:
        """Shares and counts for a table."""
        return {
            "articles": self.articles,
            "not parsed": share(self.shut, self.articles),
            "with claims": share(self.eventful, self.articles),
            "words": self.words,
            "words not parsed": share(self.words_shut, self.words),
            "sentences that pass": share(self.sentences_open, self.sentences),
            "claims": self.claims,
            "claims lost": self.claims_shut,
            "seconds of parsing": round(self.seconds, 1),
            "of these saved": round(self.seconds_shut, 2),
            "seconds of the gate": round(self.gate_seconds, 2),
        }


def share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def measure(articles: Iterable[Article]) -> GateFigures:
    """Parses and codes every article, and asks the gate which of them it would have kept from that."""
    figures, gate, nlp = GateFigures(), load_gate(), load_pipeline()
    annotate(nlp, nlp.make_doc("Loading is no part of the times."))
    for article in articles:
        doc = tokenize(article)
        began = time.process_time()
        shut = not gate.passes(doc)
        asked = time.process_time()
        bounds = sentences(doc)
        figures.sentences += len(bounds)
        figures.sentences_open += sum(gate.opens(words_of(doc, start, end)) for start, end in bounds)
        parsing = time.process_time()
        doc = annotate(nlp, doc)
        taken = time.process_time() - parsing
        claims = number_of_claims(ParsedArticle(article, doc))
        figures.articles += 1
        figures.shut += shut
        figures.words += len(doc)
        figures.words_shut += shut * len(doc)
        figures.claims += claims
        figures.claims_shut += shut * claims
        figures.eventful += claims > 0
        figures.gate_seconds += asked - began
        figures.seconds += taken
        figures.seconds_shut += shut * taken
    return figures


def number_of_claims(parsed: ParsedArticle) -> int:
    (coded,) = code([parsed])
    return len(coded.claims) if isinstance(coded, CodedArticle) else 0
