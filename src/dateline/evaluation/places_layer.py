"""The place layer on its own: every place that a text names, with its entry, point and precision.

Public collections of news with coordinates are scored on these rows. Such collections count the adjectives and
nationals of a country ("Iraqi") as names of it, which event coding does not: `demonyms` adds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from dateline.coding.mention_trie import name_trie
from dateline.coding.name_kinds import find_names
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_names import demonym_countries
from dateline.coding.places import find_places
from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import Place, load_gazetteer
from dateline.knowledge.name_words import load_name_words
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline
from dateline.records import Article, Block, Page, Piece, Span


def plain_article(text: str) -> Article:
    """An article whose blocks are the lines of a text; the view is the text itself."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return Article(Page("text", text), text, tuple(blocks), (Piece(0, len(text), Span(0, len(text))),))


def annotate_places(rows: Iterable[Mapping[str, Any]], *, demonyms: bool = False) -> Iterator[dict[str, Any]]:
    """``{"id", "toponyms": [...]}`` for documents with ``id`` and ``text``; a toponym as `row_of` has it."""
    for row in rows:
        article = plain_article(row["text"])
        doc = annotate(load_pipeline(), tokenize(article))
        yield {"id": row["id"], "toponyms": toponyms(doc, article, demonyms=demonyms)}


def toponyms(doc: Doc, article: Article, *, demonyms: bool = False) -> list[dict[str, Any]]:
    """The places of one parsed document in text order."""
    trie, gazetteer = name_trie(load_actors()), load_gazetteer()
    names = find_names(doc, trie.find(doc), trie, load_name_words(), gazetteer)
    found = [
        mention for mention in find_places(doc, article, gazetteer, names) if not (mention.adjective or mention.told)
    ]
    rows = [row_of(doc, mention) for mention in found]
    taken = {i for mention in found for i in range(mention.start_token, mention.end_token)}
    for start, end, country in demonym_countries(doc, gazetteer) if demonyms else ():
        place = gazetteer.country_place(country)
        if place is not None and taken.isdisjoint(range(start, end)):
            rows.append(row_of(doc, demonym_mention(doc, start, end, place)))
    return sorted(rows, key=lambda row: row["start"])


def demonym_mention(doc: Doc, start: int, end: int, place: Place) -> PlaceMention:
    text = doc[start:end].text
    return PlaceMention(start, end, text, place.name, place, place.precision, 0.9, "the country of the adjective")


def row_of(doc: Doc, mention: PlaceMention) -> dict[str, Any]:
    """``start``, ``end``, ``text`` as in the document; ``name`` of the phrase; ``geoname_id`` and ``country`` of the
    entry, ``precision`` as in a claim, ``confidence`` from 0 to 1; ``lat`` and ``lon`` in degrees, absent where the
    name has no entry or the entry could not be told, which ``reason`` then says."""
    span, place = doc[mention.start_token : mention.end_token], mention.place
    row = {
        "start": span.start_char,
        "end": span.end_char,
        "text": span.text,
        "name": mention.name,
        "geoname_id": place.id if place is not None and place.id > 0 and not mention.part else None,
        "country": None if place is None else place.country,
        "precision": mention.precision,
        "confidence": mention.confidence,
        "reason": mention.reason,
    }
    if place is not None and place.latitude is not None and not mention.unlisted:
        row |= {"lat": place.latitude, "lon": place.longitude}
    return row
