"""Sentences of the news pages' own text against starts marked by hand (`sentence_starts.json`: file and offsets)."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.cleaning import clean
from dateline.parsing.parse import annotate, load_pipeline, tokenize
from dateline.records import Article, Page

LEAST = {"news": 0.95, "seeds": 0.94}
"""F1; measured were 0.97 and 0.96."""


def starts(article: Article) -> set[int]:
    """Source offsets where sentences start."""
    doc = annotate(load_pipeline(), tokenize(article))
    return {article.source_span(sentence[0].idx, sentence[0].idx + 1).start for sentence in doc.sents}


def counts(path: Path, marked: list[int]) -> tuple[int, int, int]:
    """(hits, starts marked, starts found) of one page, within what is kept of it as the article."""
    (article,) = clean([Page(path.name, path.read_text(encoding="utf-8"))])
    assert isinstance(article, Article), article
    found = starts(article)
    kept = {at for at in marked if any(p.source.start <= at < p.source.end for p in article.pieces)}
    assert kept
    return len(kept & found), len(kept), len(found)


def test_sentences_of_news_pages(shared: Path) -> None:
    gold = json.loads((Path(__file__).parent / "sentence_starts.json").read_text(encoding="utf-8"))
    for part, least in LEAST.items():
        pages = [counts(shared / "gold" / name, marked) for name, marked in gold.items() if name.startswith(part)]
        hits, marked, found = map(sum, zip(*pages, strict=True))
        assert 2 * hits / (marked + found) >= least, (part, hits, marked, found)
