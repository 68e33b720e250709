"""Finding events: one filter that every table, export and view shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.errors import StoreError
from dateline.records import Claim, Copy, Event
from dateline.storing.connection import Store
from dateline.storing.copies import read_copies
from dateline.storing.folding import fold, pattern
from dateline.storing.reading import StoredDocument, read_claims, read_documents, read_events


@dataclass(frozen=True, slots=True)
class Filter:
    """What events to take; what is empty does not limit.

    `start` and `end` are days: an event is taken when its interval touches them, so undated events are not.
    `actor` and `place` are the beginning of words of a name, an id or an alpha-3 code; `actor` looks at both roles.
    `text` looks at the sentences: all its words must occur, words in double quotes side by side.
    """

    start: date | None = None
    end: date | None = None
    actor: str | None = None
    type: str | None = None
    place: str | None = None
    text: str | None = None
    status: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Some events, and the claims and documents that they rest on, by id.

    `copies` has the groups of the documents that are copies or have some, by document; the origins of these groups are
    among the documents.
    """

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    documents: Mapping[str, StoredDocument]
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)


def select(store: Store, wanted: Filter = Filter()) -> Selection:
    """The events that a filter takes, with all that they rest on, in the order of date and id."""
    return _with_evidence(store, read_events(store, _ids(store, wanted)))


def find_event(store: Store, prefix: str) -> Selection:
    """The one event whose id begins so. Raises StoreError where there is none or more than one."""
    prefix = prefix.strip().casefold()
    if not re.fullmatch(r"[0-9a-f]+", prefix):
        raise StoreError(f"{prefix!r} is not an event id. Take one from the first column of: dateline events")
    found = [row[0] for row in store.rows("SELECT id FROM event WHERE id LIKE ? ORDER BY id", (prefix + "%",))]
    if not found:
        raise StoreError(f"No event in {store.path} begins with {prefix}. List them with: dateline events")
    if len(found) > 1:
        shown = ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
        raise StoreError(f"{len(found)} events begin with {prefix}: {shown}. Give more of the id.")
    return _with_evidence(store, read_events(store, found))


def find_documents(store: Store, wanted: str) -> tuple[StoredDocument, ...]:
    """The documents of this name, or whose id begins so. Raises StoreError where there is none, or ids are several.

    A name may be cut at its front where a folder begins: ``page.html`` for ``saved/page.html``.
    """
    rows = store.rows("SELECT id FROM document WHERE name = ? ORDER BY id", (wanted,))
    if not rows and re.fullmatch(r"[0-9a-f]{4,16}", wanted.strip().casefold()):
        rows = store.rows("SELECT id FROM document WHERE id LIKE ? ORDER BY id", (wanted.strip().casefold() + "%",))
        if len(rows) > 1:
            raise StoreError(f"{len(rows)} documents in {store.path} begin with {wanted}. Give more of the id.")
    if not rows:
        tail = "/" + wanted.lstrip("/")
        rows = store.rows("SELECT id FROM document WHERE substr(name, -length(?)) = ? ORDER BY id", (tail, tail))
    if not rows:
        raise StoreError(
            f"{store.path} has no page {wanted!r}. Give its name as `dateline status` and `dateline show` tell it, "
            "or the beginning of its id."
        )
    return read_documents(store, [row[0] for row in rows])


def _with_evidence(store: Store, events: tuple[Event, ...]) -> Selection:
    claims = read_claims(store, [claim for event in events for claim in event.claims])
    reporting = {claim.document for claim in claims}
    copies = read_copies(store, sorted(reporting))
    origins = {copy.origin for rows in copies.values() for copy in rows}
    documents = read_documents(store, sorted(reporting | origins))
    by_id = {document.id: document for document in documents}
    return Selection(events, {claim.id: claim for claim in claims}, by_id, copies)


def _ids(store: Store, wanted: Filter) -> list[str]:
    """The ids of the events that a filter takes."""
    conditions: list[str] = []
    values: dict[str, str | int] = {}

    def condition(sql: str, **given: str) -> None:
        conditions.append(sql)
        values.update(given)

    if wanted.start:
        condition("coalesce(date_end, date_start) >= :start", start=wanted.start.isoformat())
    if wanted.end:
        condition("date_start <= :end", end=wanted.end.isoformat())
    if wanted.type:
        condition("type = :type", type=wanted.type.upper())
    if wanted.status:
        condition("status = :status", status=wanted.status.lower())
    if wanted.actor is not None:
        _need_words("actor", wanted.actor)
        condition("id IN (SELECT event FROM event_party WHERE key LIKE :actor)", actor=pattern(wanted.actor))
    if wanted.place is not None:
        _need_words("place", wanted.place)
        condition("place_key LIKE :place", place=pattern(wanted.place))
    if wanted.text is not None:
        _need_words("text", wanted.text)
        condition("id IN (SELECT event FROM event_text WHERE words MATCH :text)", text=_match(wanted.text))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    values["limit"] = -1 if wanted.limit is None else wanted.limit
    order = "ORDER BY date_start IS NULL, date_start, id LIMIT :limit"
    return [row[0] for row in store.rows(f"SELECT id FROM event{where} {order}", values)]


def _need_words(name: str, text: str) -> None:
    if not fold(text):
        raise StoreError(f"The {name} to look for, {text!r}, has no letter or digit. Give a word.")


def _match(text: str) -> str:
    """The FTS5 query for words and "quoted phrases" that must all occur; what a person types is never syntax."""
    parts = [fold(quoted or word) for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text)]
    return " AND ".join(f'"{part}"' for part in parts if part)
