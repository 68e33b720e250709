"""Parse articles with the English pipeline of the package (models/README.md: how it was made).

An article is one Doc whose characters are those of `Article.text` with newlines as spaces; every block starts a
sentence, the parser finds the others. Text in capitals is put into ordinary case first. What is beyond
`settings.max_tokens` is left out, which the note of the parsed article says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

import numpy as np
from spacy.tokens import Doc

from dateline import settings
from dateline.parsing.casing import restored
from dateline.parsing.datelines import datelines
from dateline.parsing.gate import load_gate, without_trees
from dateline.parsing.pipeline import annotate, load_pipeline, model_version
from dateline.records import Article, Failure, ParsedArticle, internal_fault

__all__ = ["load_pipeline", "model_version", "parse", "parse_article"]

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as broken JSON has it, which spaCy does not take; the sign of the unreadable is parsed instead."""
LONGEST_WORDS = 20
"""Characters a word that are read for `max_tokens` words; English has 6, so this never cuts prose first."""
LONGEST_SENTENCE = 250
"""Words after which a sentence is ended where no full stop did so; lists and machine text are, news is not."""


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
            yield parsed_or_failed(item)


def parsed_or_failed(article: Article) -> ParsedArticle | Failure:
    """The parsed article with a note where it was cut; a fault in one article must not end the job."""
    try:
        article = restored(article, tokenize)
        doc = parse_article(article)
    except Exception as fault:
        return internal_fault(article.page.name, "parsing", fault)
    read, whole = len(doc.text), len(article.text)
    if read >= whole:
        return ParsedArticle(article, doc)
    share = f"{100 * read // whole} % of the text"
    note = f"only the first {len(doc)} words ({share}) were coded; raise DATELINE_MAX_TOKENS"
    return ParsedArticle(article, doc, f"{note} to code the rest")


def parse_article(article: Article) -> Doc:
    """The Doc of one article: tokens, sentences, trees, lemmas; tokens and sentences only where no event can be."""
    doc = tokenize(article)
    if settings.get_int("gate") and not load_gate().passes(doc):
        return without_trees(doc)
    return annotate(load_pipeline(), doc)


def tokenize(article: Article) -> Doc:
    """The words of one article; every block, and what follows a dateline, starts a sentence."""
    limit = settings.get_int("max_tokens")
    text = SURROGATE.sub("\ufffd", article.text.replace("\n", " "))
    if len(text) > limit * LONGEST_WORDS:
        text = text[: text.rfind(" ", 0, limit * LONGEST_WORDS) + 1] or text[: limit * LONGEST_WORDS]
    doc = load_pipeline().tokenizer(text)
    if len(doc) > limit:
        doc = cast(Doc, doc[:limit].as_doc())
    starts = {block.start for block in article.blocks} | {start for _, _, start in datelines(article)}
    start_sentences(doc, starts)
    bound_sentences(doc)
    return doc


def start_sentences(doc: Doc, offsets: Iterable[int]) -> None:
    """Starts a sentence at each word that begins at one of these offsets of the text."""
    places = doc.to_array(["IDX"])
    for at in np.flatnonzero(np.isin(places, np.fromiter(offsets, dtype=places.dtype))):
        doc[int(at)].is_sent_start = True


def bound_sentences(doc: Doc) -> None:
    """Starts a sentence at least every `LONGEST_SENTENCE` words, after a full stop where there is one: coding compares
    all words of a sentence with each other."""
    given = [int(at) for at in np.flatnonzero(doc.to_array(["SENT_START"]) == 1)]
    for first, end in pairwise([0, *given, len(doc)]):
        begin = stop = first
        for token in doc[first:end] if end - first > LONGEST_SENTENCE else ():
            if token.i - begin >= LONGEST_SENTENCE:
                begin = stop = stop if stop > begin else token.i
                doc[begin].is_sent_start = True
            if token.i and doc[token.i - 1].text in {".", "!", "?"} and not token.is_punct:
                stop = token.i
