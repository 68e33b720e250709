"""The place layer on its own, for measuring it against collections of news with coordinates.

Such collections count the adjectives and nationals of a country ("Iraqi") as names of it, which event coding does
not: `demonyms` adds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language

from dateline.coding.place_names import demonym_countries
from dateline.coding.places import find_places
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Block, Page, Piece, Span


def plain_article(text: str) -> Article:
    """An article whose blocks are the lines of a text; the view is the text itself."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return Article(Page("text", text), text, tuple(blocks), (Piece(0, len(text), Span(0, len(text))),))


def annotate_places(
    texts: Iterable[tuple[str, str]], nlp: Language, gazetteer: Gazetteer, *, demonyms: bool = False
) -> Iterator[dict[str, Any]]:
    """For each (id, text) a row ``{"id", "toponyms": [{"start", "end", "text", "lat", "lon"}]}`` with view offsets;
    a name whose entry could not be told has no coordinates."""
    for key, text in texts:
        doc = nlp(text.replace("\n", " "))
        rows = []
        taken: set[int] = set()
        for mention in find_places(doc, plain_article(text), gazetteer):
            if mention.adjective:
                continue
            span = doc[mention.start_token : mention.end_token]
            taken.update(range(span.start, span.end))
            point = None if mention.place is None else (mention.place.latitude, mention.place.longitude)
            rows.append(_row(span.start_char, span.end_char, span.text, point))
        if demonyms:
            for start, end, country in demonym_countries(doc, gazetteer):
                place = gazetteer.country_place(country)
                if place is not None and not taken & set(range(start, end)):
                    span = doc[start:end]
                    rows.append(_row(span.start_char, span.end_char, span.text, (place.latitude, place.longitude)))
        yield {"id": key, "toponyms": sorted(rows, key=lambda row: row["start"])}


def _row(start: int, end: int, text: str, point: tuple[float | None, float | None] | None) -> dict[str, Any]:
    row: dict[str, Any] = {"start": start, "end": end, "text": text}
    if point is not None and point[0] is not None:
        row |= {"lat": point[0], "lon": point[1]}
    return row
