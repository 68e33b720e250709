"""Giving the groups of copies back; `grouping` makes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from dateline.records import Copy, Span
from dateline.resolving.voices import Outlet
from dateline.storing.connection import Store
from dateline.storing.plain import build


def without_text(store: Store) -> list[str]:
    """The ids of the documents whose text was never stored or indexed, as in a database of an older dateline."""
    return [row[0] for row in store.rows(
        "SELECT id FROM document LEFT JOIN document_text ON document = id "
        "WHERE (document IS NULL OR number IS NULL) AND state IN ('coded', 'no-event') ORDER BY id"
    )]  # fmt: skip


def read_outlets(store: Store, documents: Iterable[str] | None = None) -> dict[str, Outlet]:
    """Who each document with claims is by, or each of these documents."""
    rows = store.rows(
        "SELECT id, name, publisher, document_text.agency FROM document LEFT JOIN document_text ON document = id "
        f"WHERE state = 'coded'{' AND id IN (SELECT value FROM json_each(?))' if documents is not None else ''}",
        () if documents is None else (json.dumps(list(documents)),),
    )
    return {row["id"]: Outlet(row["name"], row["publisher"], row["agency"]) for row in rows}


def days(store: Store, documents: Iterable[str] | None = None) -> dict[str, date]:
    """The day of publication of each document with claims that is dated, or of those of these that are."""
    rows = store.rows(
        "SELECT id, published FROM document WHERE state = 'coded' AND published IS NOT NULL"
        f"{' AND id IN (SELECT value FROM json_each(?))' if documents is not None else ''}",
        () if documents is None else (json.dumps(list(documents)),),
    )
    return {row["id"]: date.fromisoformat(row["published"]) for row in rows}


def read_copies(store: Store, documents: Iterable[str] | None = None) -> Mapping[str, tuple[Copy, ...]]:
    """The group rows of all documents that are in a group, or of these, by document; the largest share first."""
    sql = "SELECT * FROM copy"
    chosen = "" if documents is None else " WHERE document IN (SELECT value FROM json_each(?))"
    values = () if documents is None else (json.dumps(list(documents)),)
    found: dict[str, list[Copy]] = {}
    for row in store.rows(f"{sql}{chosen} ORDER BY document, share DESC, origin", values):
        found.setdefault(row["document"], []).append(_copy(row))
    return {document: tuple(rows) for document, rows in found.items()}


def _copy(row: sqlite3.Row) -> Copy:
    passages = tuple(build(Span, span) for span in json.loads(row["passages"]))
    return Copy(row["document"], row["origin"], row["share"], row["origin_share"], passages, row["reason"])
