"""Giving records back as they were stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from dateline.records import (
    Boilerplate,
    Claim,
    Entity,
    Event,
    Media,
    Mention,
    Origin,
    Page,
    Published,
    PublishedBasis,
    Span,
)
from dateline.storing.connection import Store
from dateline.storing.plain import build, load
from dateline.storing.writing import State, Versions

READ = 2_000
"""Claims that are read at a time where all are gone through."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A page, what cleaning found of it, its state, the versions that coded it, and a note on how that went."""

    id: str
    page: Page
    state: State
    reason: str | None
    message: str | None
    title: str | None
    published: Published | None
    publisher: str | None
    language: str | None
    boilerplate: tuple[Boilerplate, ...]
    versions: Versions
    note: str | None = None
    origin: Origin = field(default_factory=Origin)


def known_ids(store: Store) -> frozenset[str]:
    """The ids of the pages that need no coding again; those that failed or were skipped are tried anew."""
    return frozenset(row[0] for row in store.rows("SELECT id FROM document WHERE state IN ('coded', 'no-event')"))


def read_claims(store: Store, ids: Iterable[str] | None = None) -> tuple[Claim, ...]:
    """All claims, or those with these ids, in the order of document and text."""
    rows = _rows(store, "SELECT record FROM claim", "id", ids, "document, position")
    return tuple(load(Claim, row["record"]) for row in rows)


def each_claim(store: Store) -> Iterator[Claim]:
    """All claims one by one, some in memory at a time, in the order in which they were written."""
    last = -1
    while rows := store.rows("SELECT rowid, record FROM claim WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, READ)):
        last = rows[-1]["rowid"]
        for row in rows:
            yield load(Claim, row["record"])


def claims_of(store: Store, document: str) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text."""
    rows = store.rows("SELECT record FROM claim WHERE document = ? ORDER BY position", (document,))
    return tuple(load(Claim, row["record"]) for row in rows)


def read_documents(store: Store, ids: Iterable[str] | None = None) -> tuple[StoredDocument, ...]:
    """All documents, or those with these ids, in the order of their ids."""
    return tuple(_document(row) for row in _rows(store, "SELECT * FROM document", "id", ids, "id"))


def read_entities(store: Store, document: str) -> tuple[tuple[Entity, tuple[Mention, ...]], ...]:
    """All actors named in a document, with their mentions."""
    rows = store.rows("SELECT record, mentions FROM entity WHERE document = ? ORDER BY position", (document,))
    return tuple(
        (load(Entity, row["record"]), tuple(build(Mention, mention) for mention in json.loads(row["mentions"])))
        for row in rows
    )


def read_events(store: Store, ids: Iterable[str] | None = None) -> tuple[Event, ...]:
    """All events, or those with these ids, in the order of date and id; the undated come last."""
    wanted = None if ids is None else list(ids)
    events = _rows(store, "SELECT id, record FROM event", "id", wanted, "date_start IS NULL, date_start, id")
    claims: dict[str, list[str]] = {row["id"]: [] for row in events}
    for row in _rows(store, "SELECT event, claim FROM event_claim", "event", wanted, "event, position"):
        claims[row["event"]].append(row["claim"])
    merges: dict[str, list[dict[str, str | float]]] = {row["id"]: [] for row in events}
    for row in _rows(store, "SELECT * FROM merge", "event", wanted, "event, position"):
        merges[row["event"]].append({name: row[name] for name in ("claim", "joined_with", "reason", "score")})
    return tuple(
        build(Event, {**json.loads(row["record"]), "claims": claims[row["id"]], "merges": merges[row["id"]]})
        for row in events
    )


def unfinished(store: Store) -> bool:
    """Whether the last run was cut short, so that some claims may not have reached the events yet."""
    rows = store.rows("SELECT state FROM run ORDER BY id DESC LIMIT 1")
    return bool(rows) and rows[0]["state"] != "finished"


def sizes(store: Store) -> tuple[int, int]:
    """How many claims and events the database holds."""
    return int(store.value("SELECT count(*) FROM claim")), int(store.value("SELECT count(*) FROM event"))


def up_to_date(store: Store, made_by: Versions) -> bool:
    """Whether the last run reached its end and was made by these versions, so that its events are those of today."""
    rows = store.rows("SELECT package, pipeline, knowledge, state FROM run ORDER BY id DESC LIMIT 1")
    return bool(rows) and tuple(rows[0]) == (made_by.package, made_by.pipeline, made_by.knowledge, "finished")


def _rows(store: Store, select: str, column: str, ids: Iterable[str] | None, order: str) -> list[sqlite3.Row]:
    """The rows of a query, all or those whose column is among the ids."""
    if ids is None:
        return store.rows(f"{select} ORDER BY {order}")
    chosen = f"{select} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}"
    return store.rows(chosen, (json.dumps(list(ids)),))


def _document(row: sqlite3.Row) -> StoredDocument:
    page = Page(
        name=row["name"],
        text=row["text"],
        media=cast(Media, row["media"]),
        url=row["url"],
        title=row["given_title"],
        published=row["given_published"],
        publisher=row["given_publisher"],
        crawled=row["crawled"],
        offset=row["record_offset"],
    )
    return StoredDocument(
        id=row["id"],
        page=page,
        state=row["state"],
        reason=row["reason"],
        message=row["message"],
        title=row["title"],
        published=_published(row) if row["published"] else None,
        publisher=row["publisher"],
        language=row["language"],
        boilerplate=tuple(build(Boilerplate, run) for run in json.loads(row["boilerplate"])),
        versions=Versions(row["package"], row["pipeline"], row["knowledge"]),
        note=row["note"],
        origin=load(Origin, row["origin"]),
    )


def _published(row: sqlite3.Row) -> Published:
    """The publication date; a database of an older dateline kept no confidence, which is 1 then."""
    return Published(
        day=date.fromisoformat(row["published"]),
        basis=cast(PublishedBasis, row["published_basis"]),
        span=None if row["published_start"] is None else Span(row["published_start"], row["published_end"]),
        time=row["published_time"],
        updated=date.fromisoformat(row["updated"]) if row["updated"] else None,
        confidence=1.0 if row["published_confidence"] is None else row["published_confidence"],
    )
