"""Parse articles with the trained English pipeline in ``parsing/model`` (how it is made: models/README.md).

An article is one Doc whose characters are those of `Article.text` with newlines as spaces; every block starts a
sentence, the parser finds the others. Long articles are parsed in stretches of whole blocks, so that memory stays
bounded; what is beyond `settings.max_tokens` is left out and named in the article's failures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline import settings
from dateline.parsing.datelines import datelines
from dateline.records import Article, Failure, ParsedArticle

MODEL = Path(__file__).parent / "model"


@cache
def load_pipeline() -> Language:
    """The pipeline of the package, loaded once a process."""
    return spacy.load(MODEL)


def model_version() -> str:
    """Name and version of the pipeline, as stored with each record."""
    meta = load_pipeline().meta
    return f"{meta['name']} {meta['version']}"


def parse(items: Iterable[Article | Failure], *, language: str | None = None) -> Iterator[ParsedArticle | Failure]:
    """Yield each article with its trees; an article in another language becomes a skipped Failure."""
    wanted = language or settings.get_str("language")
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif item.language not in {wanted, None}:
            message = f"{item.page.name} is in language {item.language!r}; only {wanted!r} is coded. The page is kept."
            yield Failure(item.page.name, "parsing", "skipped", "other-language", message)
        else:
            yield ParsedArticle(item, parse_article(item))


def parse_article(article: Article) -> Doc:
    """The Doc of one article: tokens, sentences, trees, lemmas."""
    nlp = load_pipeline()
    doc = nlp.make_doc(article.text.replace("\n", " "))
    starts = {block.start for block in article.blocks} | {start for _, _, start in datelines(article)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    limit = settings.get_int("max_tokens")
    if len(doc) > limit:
        doc = cast(Doc, doc[:limit].as_doc())
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
