"""Sources: which outlets report how much, in what languages, what of it is copied, and whom they quote."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from dateline.serving.listing import offset, part
from dateline.serving.problems import NotThere
from dateline.serving.record import Record
from dateline.storing import Filter, Store

MOST = 50

SOURCES = """
    SELECT publisher AS name, count(*) AS documents, sum(state = 'coded') AS coded,
           min(published) AS first, max(published) AS last,
           json_group_array(DISTINCT language) FILTER (WHERE language IS NOT NULL) AS languages,
           sum(EXISTS (SELECT 1 FROM copy WHERE copy.document = document.id AND copy.origin <> document.id)) AS copies
    FROM document WHERE publisher IS NOT NULL
"""


def find_sources(store: Store, limit: int, after: str | None) -> dict[str, Any]:
    """The publishers, those with most documents first; `copies` are documents whose text stands in another's, too."""
    rows = store.rows(f"{SOURCES} GROUP BY publisher ORDER BY documents DESC, publisher")
    unnamed = store.value("SELECT count(*) FROM document WHERE publisher IS NULL")
    return {**part([_source(dict(row)) for row in rows], offset(after), limit), "unnamed": unnamed}


def source_detail(record: Record, store: Store, wanted: str) -> dict[str, Any]:
    """One publisher: its volume, the events it reports, whose texts it copies, and whom it quotes."""
    rows = store.rows(f"{SOURCES} AND publisher = ? GROUP BY publisher", (wanted,))
    if not rows:
        raise NotThere(f"There is no source {wanted[:80]!r}. Sources are listed at /api/v1/sources.")
    columns, chosen = record.chosen(store, Filter())
    reported = dict(zip(columns.listed["source"].values, columns.listed["source"].count(chosen), strict=True))
    origins = store.rows(
        "SELECT coalesce(origin.publisher, origin.name) AS name, count(*) AS documents FROM copy "
        "JOIN document mine ON mine.id = copy.document JOIN document origin ON origin.id = copy.origin "
        "WHERE mine.publisher = ? AND copy.origin <> copy.document GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (wanted, MOST),
    )
    quoted: Counter[tuple[str, bool]] = Counter()
    for row in store.rows(
        "SELECT json_extract(record, '$.sources') AS chain FROM claim JOIN document ON document.id = document "
        "WHERE publisher = ?", (wanted,),
    ):  # fmt: skip
        quoted.update((link["name"], bool(link["anonymous"])) for link in json.loads(row["chain"]))
    return {
        **_source(dict(rows[0])),
        "events": int(reported.get(wanted, 0)),
        "copied_from": [dict(row) for row in origins],
        "quotes": [
            {"name": name, "anonymous": anonymous, "claims": count}
            for (name, anonymous), count in sorted(quoted.items(), key=lambda each: (-each[1], each[0]))[:MOST]
        ],
    }


def _source(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "languages": sorted(json.loads(row["languages"]))}
