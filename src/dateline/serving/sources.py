"""Sources: which outlets report how much, in what languages, what of it is copied, and whom they quote."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.serving.filling import each_row
from dateline.serving.listing import offset, part
from dateline.serving.problems import NotThere
from dateline.serving.record import Record
from dateline.storing import Filter, Store

MOST = 50
MOST_PAIRS = 200
"""Pairs of an outlet and whom it quotes that are told of all outlets."""

Voice = tuple[str, bool]
"""Who is quoted by name, and whether it is without one of its own ("officials")."""

SOURCES = """
    SELECT publisher AS name, count(*) AS documents, sum(state = 'coded') AS coded,
           min(published) AS first, max(published) AS last,
           json_group_array(DISTINCT language) FILTER (WHERE language IS NOT NULL) AS languages
    FROM document WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY documents DESC, publisher
"""
COPIES = """
    SELECT mine.publisher AS name, coalesce(origin.publisher, origin.name) AS origin,
           count(DISTINCT mine.id) AS documents
    FROM copy JOIN document mine ON mine.id = copy.document JOIN document origin ON origin.id = copy.origin
    WHERE copy.origin <> copy.document AND mine.publisher IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2
"""
COPIED = """
    SELECT mine.publisher AS name, count(DISTINCT mine.id) AS documents FROM copy
    JOIN document mine ON mine.id = copy.document
    WHERE copy.origin <> copy.document AND mine.publisher IS NOT NULL GROUP BY 1
"""


class Link(msgspec.Struct, gc=False):
    name: str
    anonymous: bool = False


class Chain(msgspec.Struct, gc=False):
    """The speakers of a claim, nearest first; the rest of it is skipped unread."""

    sources: list[Link] = []


def find_sources(record: Record, store: Store, limit: int, after: str | None) -> dict[str, Any]:
    """The publishers, those with most documents first; `copies` are documents whose text stands in another's, too."""
    unnamed = store.value("SELECT count(*) FROM document WHERE publisher IS NULL")
    return {**part(record.once("sources", store, volumes), offset(after), limit), "unnamed": unnamed}


def who_quotes_whom(record: Record, store: Store) -> dict[str, Any]:
    """Which outlet quotes whom in how many claims, the most frequent pairs first."""
    pairs: list[dict[str, Any]] = [
        {"source": outlet, "name": name, "anonymous": anonymous, "claims": count}
        for outlet, told in record.once("quotes", store, quoted).items()
        for (name, anonymous), count in told.items()
    ]
    pairs.sort(key=lambda each: (-each["claims"], each["source"], each["name"]))
    return {"items": pairs[:MOST_PAIRS], "total": len(pairs)}


def source_detail(record: Record, store: Store, wanted: str) -> dict[str, Any]:
    """One publisher: its volume, the events it reports, whose texts it copies, and whom it quotes."""
    found = next((each for each in record.once("sources", store, volumes) if each["name"] == wanted), None)
    if found is None:
        raise NotThere(f"There is no source {wanted[:80]!r}. Sources are listed at /api/v1/sources.")
    columns, chosen = record.chosen(store, Filter())
    reported = dict(zip(columns.listed["source"].values, columns.listed["source"].count(chosen), strict=True))
    copies = [row for row in record.once("copies", store, copied) if wanted in (row["name"], row["origin"])]
    told = record.once("quotes", store, quoted).get(wanted, Counter())
    return {
        **found,
        "events": int(reported.get(wanted, 0)),
        "copied_from": [
            {"name": row["origin"], "documents": row["documents"]} for row in copies if row["name"] == wanted
        ][:MOST],
        "copied_by": [
            {"name": row["name"], "documents": row["documents"]}
            for row in copies
            if row["origin"] == wanted and row["name"] != wanted
        ][:MOST],
        "quotes": [
            {"name": name, "anonymous": anonymous, "claims": count}
            for (name, anonymous), count in sorted(told.items(), key=lambda each: (-each[1], each[0]))[:MOST]
        ],
    }


def volumes(store: Store) -> list[dict[str, Any]]:
    """The publishers with their volume."""
    copies = {row["name"]: row["documents"] for row in store.rows(COPIED)}
    return [
        {**dict(row), "languages": sorted(json.loads(row["languages"])), "copies": copies.get(row["name"], 0)}
        for row in store.rows(SOURCES)
    ]


def copied(store: Store) -> list[dict[str, Any]]:
    """Which publisher has text of which other, in how many documents."""
    return [dict(row) for row in store.rows(COPIES)]


def quoted(store: Store) -> Mapping[str, Counter[Voice]]:
    """Whom each publisher quotes, in how many claims, over the whole database."""
    outlets = {
        document: outlet
        for document, outlet in each_row(store, "SELECT id, publisher FROM document ORDER BY publisher, language")
        if outlet
    }
    found: dict[str, Counter[Voice]] = defaultdict(Counter)
    decode = msgspec.json.Decoder(Chain).decode
    for document, record in each_row(store, "SELECT document, record FROM claim"):
        if outlet := outlets.get(document):
            for link in decode(record).sources:
                found[outlet][link.name, link.anonymous] += 1
    return found
