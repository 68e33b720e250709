"""Finding events: the query of a filter, which every table, export and view shares."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.errors import StoreError
from dateline.records import Claim, Copy, Decision, Event, Review
from dateline.storing.aggregates import wholes
from dateline.storing.connection import Store
from dateline.storing.copies import read_copies
from dateline.storing.decisions import decided_claims, decisions_of
from dateline.storing.filters import EVERY_EVENT, EVERY_REVIEW, EXACT, Filter, alternatives, codes
from dateline.storing.folding import fold, key, pattern
from dateline.storing.history import follow, former_ids
from dateline.storing.reading import StoredDocument, read_claims, read_documents, read_events

WRITTEN: Mapping[str, Callable[[str], str | int]] = {
    "type": str.upper, "mode": str.lower, "status": str.lower, "country": str.upper, "precision": int,
}  # fmt: skip
"""The columns of codes, and how the codes are written there."""
HIDDEN: tuple[Review, ...] = ("rejected", "duplicate")
"""What is left out where a filter does not say how far events are checked."""
CHECKED: tuple[Review, ...] = ("accepted", "corrected", "rejected", "duplicate", "disputed")
"""Reviews of events that people have looked at, and that need no second look."""
PART = 500
"""Events that are read at once where all are not needed together."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some events, and the claims and documents that they rest on, by id.

    `copies` has the groups of the documents that are copies or have some, by document; the origins of these groups are
    among the documents. `formerly` has the ids of earlier runs that lead to an event now, by the id of the event.
    Claims are as people have corrected them; `decisions` are theirs on these events, by id. `part_of` has the ids of
    the aggregates of the database that count an event, by its id.
    """

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    documents: Mapping[str, StoredDocument]
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    part_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def select(store: Store, wanted: Filter = EVERY_EVENT) -> Selection:
    """The events that a filter takes, with all that they rest on, in the order of date and id."""
    return _with_evidence(store, read_events(store, select_ids(store, wanted)))


def select_parts(store: Store, wanted: Filter = EVERY_EVENT, size: int = PART) -> Iterator[Selection]:
    """The same events in the same order, some at a time, so that a large record is never held whole."""
    ids = select_ids(store, wanted)
    for start in range(0, len(ids), size):
        yield _with_evidence(store, read_events(store, ids[start : start + size]))


def count_events(store: Store, wanted: Filter) -> tuple[int, int]:
    """How many events a filter takes, its limit left aside, and how many of these people have checked."""
    sql, values = where(store, wanted)
    checked = json.dumps(CHECKED)
    row = store.rows(
        f"SELECT count(*), coalesce(sum(review IN (SELECT value FROM json_each(:checked))), 0) FROM event{sql}",
        {**values, "checked": checked},
    )[0]
    return int(row[0]), int(row[1])


def select_events(store: Store, ids: Sequence[str]) -> Selection:
    """The events of these ids, with all that they rest on, in the order of date and id."""
    return _with_evidence(store, read_events(store, ids))


def find_event(store: Store, prefix: str) -> Selection:
    """The one event whose id begins so, or that an id which begins so leads to now.

    Raises StoreError where there is none or more than one.
    """
    prefix = prefix.strip().casefold()
    if not re.fullmatch(r"[0-9a-f]+", prefix):
        raise StoreError(f"{prefix!r} is not an event id. Take one from the first column of: dateline events")
    begin = (prefix, prefix + "g")  # ids are hexadecimal, and a range is found by the index
    found = [row[0] for row in store.rows("SELECT id FROM event WHERE id >= ? AND id < ? ORDER BY id", begin)]
    if not found:
        found = _successors(store, prefix)
    elif len(found) > 1:
        raise StoreError(f"{len(found)} events begin with {prefix}: {_some(found)}. Give more of the id.")
    return _with_evidence(store, read_events(store, found))


def _successors(store: Store, prefix: str) -> list[str]:
    """The one event that the id which begins so leads to. Raises StoreError."""
    rows = store.rows(
        "SELECT event FROM event_change WHERE event >= :low AND event < :high UNION "
        "SELECT founds FROM claim WHERE founds >= :low AND founds < :high ORDER BY 1",
        {"low": prefix, "high": prefix + "g"},
    )
    past = [row[0] for row in rows]
    if not past:
        raise StoreError(
            f"No event in {store.path} begins with {prefix}. List them with: dateline events --db {store.path}"
        )
    if len(past) > 1:
        raise StoreError(f"{len(past)} ids of earlier runs begin with {prefix}: {_some(past)}. Give more of the id.")
    found = list(follow(store, past[0]))
    if not found:
        raise StoreError(f"{past[0]} was an event of {store.path} and is gone: nothing reports it any more.")
    if len(found) > 1:
        raise StoreError(f"{past[0]} was split into {len(found)} events: {_some(found)}. Give one of these.")
    return found


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")


def find_documents(store: Store, wanted: str) -> tuple[StoredDocument, ...]:
    """The documents of this name, or whose id begins so. Raises StoreError where there is none, or ids are several.

    A name may be cut at its front where a folder begins: ``page.html`` for ``saved/page.html``.
    """
    rows = store.rows("SELECT id FROM document WHERE id = ?", (wanted,))  # without a look at all names
    if not rows:
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
    decided = decided_claims(store, [claim.id for claim in claims])
    claims = tuple(decided[claim.id][0] if claim.id in decided else claim for claim in claims)
    reporting = {claim.document for claim in claims}
    copies = read_copies(store, sorted(reporting))
    origins = {copy.origin for rows in copies.values() for copy in rows}
    documents = read_documents(store, sorted(reporting | origins))
    by_id = {document.id: document for document in documents}
    formerly = former_ids(store, [event.id for event in events])
    decisions = decisions_of(store, sorted({decision for event in events for decision in event.decisions}))
    part_of = {event: tuple(each.id for each in found) for event, found in wholes(store, events).items()}
    return Selection(events, {claim.id: claim for claim in claims}, by_id, copies, formerly, decisions, part_of)


def select_ids(store: Store, wanted: Filter) -> list[str]:
    """The ids of the events that a filter takes, in the order of date and id; the undated come last."""
    sql, values = where(store, wanted)
    values["limit"] = -1 if wanted.limit is None else wanted.limit
    order = "ORDER BY date_start IS NULL, date_start, id LIMIT :limit"
    return [row[0] for row in store.rows(f"SELECT id FROM event{sql} {order}", values)]


def where(store: Store, wanted: Filter) -> tuple[str, dict[str, str | int | float]]:
    """The condition on `event` that a filter is, with its values; its limit is left to the caller."""
    given = Conditions()
    if wanted.start:
        given.add("coalesce(date_end, date_start) >= ?", wanted.start.isoformat())
    if wanted.end:
        given.add("date_start <= ?", wanted.end.isoformat())
    for column, written in WRITTEN.items():
        value = getattr(wanted, column)
        if value is not None:
            chosen = json.dumps([written(code) for code in codes(value)])
            given.add(f"{column} IN (SELECT value FROM json_each(?))", chosen)
    for column, least in (
        ("coalesce(killed_high, killed_low)", wanted.killed),
        ("reports", wanted.reports),
        ("json_array_length(record, '$.voices')", wanted.voices),
    ):
        if least is not None:
            given.add(f"{column} >= ?", least)
    _reviewed(given, wanted.review)
    _in_words(store, given, wanted)
    return given.sql, given.values


def _reviewed(given: Conditions, wanted: str | None) -> None:
    states = codes(wanted or "")
    if not states:
        given.add("review NOT IN (SELECT value FROM json_each(?))", json.dumps(HIDDEN))
    elif EVERY_REVIEW not in states:
        given.add("review IN (SELECT value FROM json_each(?))", json.dumps(states))


def _in_words(store: Store, given: Conditions, wanted: Filter) -> None:
    """What names parties, places, reports and words."""
    for role, value in (("", wanted.actor), ("actor", wanted.by), ("recipient", wanted.against)):
        if value is not None:
            _party(given, role, value)
    if wanted.place is not None:
        _place(given, wanted.place)
    if wanted.box is not None:
        _box(given, wanted.box)
    if wanted.text is not None:
        _need_words("text", wanted.text)
        given.add("id IN (SELECT event FROM event_text WHERE words MATCH ?)", _match(wanted.text))
    if wanted.article is not None:
        _need_words("article", wanted.article)
        given.add(
            "id IN (SELECT event FROM event_claim JOIN claim ON claim.id = claim "
            "JOIN document ON document.id = document WHERE document.number IN "
            "(SELECT rowid FROM document_words WHERE words MATCH ?))",
            _match(wanted.article),
        )
    if wanted.source is not None:
        _documents(given, "publisher", _publishers(store, wanted.source))
    if wanted.language is not None:
        _documents(given, "language", [code.lower() for code in codes(wanted.language)])


class Conditions:
    """Conditions that must all hold, and their values by name."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: dict[str, str | int | float] = {}

    def add(self, sql: str, *values: str | int | float) -> None:
        """Adds a condition with a question mark for each of its values."""
        for value in values:
            name = f"v{len(self.values)}"
            sql = sql.replace("?", f":{name}", 1)
            self.values[name] = value
        self.parts.append(sql)

    @property
    def sql(self) -> str:
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def _party(given: Conditions, role: str, value: str) -> None:
    """A party of which a word of the name, the id or the code begins so, or the one with this id."""
    tests, values = [], []
    for one in alternatives(value):
        _need_words("actor", one)
        exact = one.startswith(EXACT)
        tests.append("entity = ?" if exact else "key LIKE ?")
        values.append(one.removeprefix(EXACT).strip() if exact else pattern(one))
    if not tests:
        _need_words("actor", value)
    chosen = f"({' OR '.join(tests)})" + (f" AND role = '{role}'" if role else "")
    given.add(f"id IN (SELECT event FROM event_party WHERE {chosen})", *values)


def _place(given: Conditions, value: str) -> None:
    tests, values = [], []
    for one in alternatives(value):
        _need_words("place", one)
        exact = one.startswith(EXACT)
        tests.append("json_extract(record, '$.where.geoname_id') = CAST(? AS INTEGER)" if exact else "place_key LIKE ?")
        values.append(one.removeprefix(EXACT).strip() if exact else pattern(one))
    if not tests:
        _need_words("place", value)
    given.add(f"({' OR '.join(tests)})", *values)


def _box(given: Conditions, value: str) -> None:
    west, south, east, north = (float(part) for part in value.split(","))
    over = "OR" if west > east else "AND"
    given.add(
        f"number IN (SELECT number FROM event_place WHERE north >= ? AND south <= ? AND (east >= ? {over} west <= ?))",
        south, north, west, east,
    )  # fmt: skip
    inside = f"(longitude >= ? {over} longitude <= ?)"  # the index has fewer digits
    given.add(f"latitude BETWEEN ? AND ? AND {inside}", south, north, west, east)


def _publishers(store: Store, value: str) -> list[str]:
    """The publishers of which words of the name begin so."""
    wanted = [f" {fold(one)}" for one in alternatives(value)]
    names = [row[0] for row in store.rows("SELECT DISTINCT publisher FROM document WHERE publisher IS NOT NULL")]
    return [name for name in names if any(one in key(name) for one in wanted)]


def _documents(given: Conditions, column: str, values: Sequence[str]) -> None:
    """Events that a document reports of which the column has one of these values."""
    given.add(
        "id IN (SELECT event FROM event_claim JOIN claim ON claim.id = claim JOIN document ON document.id = document "
        f"WHERE document.{column} IN (SELECT value FROM json_each(?)))",
        json.dumps(list(values)),
    )


def search_documents(store: Store, words: str) -> tuple[str, ...]:
    """The ids of the pages whose article has these words, best first; they are written as for `Filter.text`."""
    _need_words("text", words)
    rows = store.rows(
        "SELECT id FROM document_words JOIN document ON number = document_words.rowid WHERE words MATCH ? "
        "ORDER BY bm25(document_words), id",
        (_match(words),),
    )
    return tuple(row[0] for row in rows)


def _need_words(name: str, text: str) -> None:
    if not fold(text):
        raise StoreError(f"The {name} to look for, {text!r}, has no letter or digit. Give a word.")


def _match(text: str) -> str:
    """The FTS5 query for words and "quoted phrases" that must all occur; what a person types is never syntax."""
    parts = []
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text):
        folded = fold(quoted or word)
        if folded:
            parts.append(f'"{folded}"' + ("*" if word.endswith("*") else ""))
    return " AND ".join(parts)
