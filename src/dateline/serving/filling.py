"""Reading the columns from the database: what of each event is counted, decoded in one go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.ontology import load_types
from dateline.serving.columns import UNDATED, UNREVIEWED, Coded, Columns, Ints, Listed, Party, Spot, State
from dateline.storing import Store
from dateline.storing.connection import in_sentences
from dateline.storing.folding import key


class Named(msgspec.Struct, frozen=True, gc=False):
    """A party as an event tells it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None


class Days(msgspec.Struct, gc=False):
    start: str | None = None
    end: str | None = None


class Placed(msgspec.Struct, frozen=True, gc=False):
    name: str | None = None
    precision: int = 5
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None


class Range(msgspec.Struct, gc=False):
    low: int
    high: int | None = None


class Vouching(msgspec.Struct, gc=False):
    """A voice, of which only the number counts."""


class Weighed(msgspec.Struct, gc=False):
    """What of the record of a claim puts its event where it stands in the queue of review."""

    confidence: float = 0.0


class Told(msgspec.Struct, gc=False):
    """What of the record of an event is counted; the rest is skipped unread."""

    type: str
    mode: str | None
    status: str
    when: Days
    where: Placed
    actors: list[Named]
    recipients: list[Named]
    killed: Range | None = None
    reports: int = 1
    voices: list[Vouching] = []
    disagreements: list[msgspec.Raw] = []
    count: int | None = 1
    review: str = UNREVIEWED


NUMBERS = ("start", "end", "killed_low", "killed_high", "reports", "voices", "occurrences", "differ")
CODED = ("type", "mode", "status", "country", "precision", "quad", "review", "spot", "where")
ROLES = ("by", "against", "actor")
WIDTH = 1 << 32
"""A pair of an event and a value is one number, event * WIDTH + value: the collector of garbage looks at no numbers."""


def state_of(store: Store, file: tuple[int, int]) -> State:
    """The state of a database that lies in a file (device and inode)."""
    (row,) = store.rows("SELECT number, highest, told FROM made")
    return State(file, *row)


def turn(store: Store) -> int:
    """What changes when claims come or go, and with them what documents report."""
    return int(store.value("SELECT value FROM turn WHERE name = 'claims'"))


def read_columns(store: Store, state: State, only: Sequence[str] | None = None) -> Columns:
    """The columns of a database in its state, or of the events with some ids only."""
    ids: list[str] = []
    rows: list[int] = []
    changes: list[int] = []
    numbers: dict[str, list[int]] = {name: [] for name in NUMBERS}
    codes: dict[str, list[int]] = {name: [] for name in CODED}
    values: dict[str, dict[Any, int]] = {name: {} for name in CODED}
    parties: dict[Named, int] = {}
    pairs: dict[str, list[int]] = {role: [] for role in ROLES}
    quads = {name: each.quad for name, each in load_types().items()}
    add, put, kinds = ([each.append for each in numbers.values()], [each.append for each in codes.values()],
                       list(values.values()))  # fmt: skip
    decode = msgspec.json.Decoder(Told).decode
    limit = "" if only is None else " WHERE id IN (SELECT value FROM json_each(:only))"
    given = {"only": json.dumps(only)} if only is not None else {}
    query = f"SELECT rowid, id, number, record FROM event{limit} ORDER BY rowid"
    for rowid, event, number, record in each_row(store, query, given):
        told = decode(record)
        where, base = told.where, len(ids) * WIDTH
        rows.append(rowid)
        changes.append(number)
        ids.append(event)
        for append, one in zip(add, _numbers(told), strict=True):
            append(one)
        for append, known, value in zip(
            put, kinds,
            (told.type, told.mode, told.status, where.country, where.precision, quads.get(told.type), told.review,
             where if where.name else None, where),
            strict=True,
        ):  # fmt: skip
            append(-1 if value is None else known.setdefault(value, len(known)))
        for role, named in (("by", told.actors), ("against", told.recipients)):
            for party in named:
                pair = base + parties.setdefault(party, len(parties))
                pairs[role].append(pair)
                pairs["actor"].append(pair)
    at = {event: number for number, event in enumerate(ids)}
    columns = {name: np.array(column, dtype=np.int32) for name, column in numbers.items()}
    coded = {name: Coded(tuple(values[name]), np.array(codes[name], dtype=np.int32)) for name in CODED}
    people = tuple(Party(each.id, each.name, each.kind, each.country, each.sector) for each in parties)
    return Columns(
        state,
        tuple(ids),
        np.array(rows, dtype=np.int64),
        np.array(changes, dtype=np.int64),
        **columns,
        sure=_sure(store, at) if only is None else _sure_of(store, at, only),
        coded={
            **coded,
            "spot": Coded(tuple(map(_spot, coded["spot"].values)), coded["spot"].codes),
            "where": Coded(tuple(map(_place, coded["where"].values)), coded["where"].codes),
        },
        listed={
            **{role: _listed(people, found) for role, found in pairs.items()},
            **(reported(store, at) if only is None else _reported_by(store, at, only)),
        },
        by_date=_by_date(ids, columns["start"]),
        at=at,
    )


def each_row(
    store: Store, query: str, values: Mapping[str, str | int | float] | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows one after the other: a list of all would be most of the time and of the memory."""
    with in_sentences(store.path):
        cursor = store.db.cursor()
        cursor.row_factory = None
        yield from cursor.execute(query, values or {})


def _numbers(told: Told) -> tuple[int, ...]:
    start = ordinal(told.when.start) if told.when.start else UNDATED
    end = ordinal(told.when.end) if told.when.end else start
    low = told.killed.low if told.killed else -1
    high = low if told.killed is None or told.killed.high is None else told.killed.high
    return (
        start,
        end,
        min(low, UNDATED),
        min(high, UNDATED),
        told.reports,
        len(told.voices),
        min(told.count or 0, UNDATED),
        len(told.disagreements),
    )


@cache
def ordinal(day: str) -> int:
    """The number of a day; a record has few days and many events."""
    return date.fromisoformat(day).toordinal()


def _by_date(ids: Sequence[str], start: Ints) -> Ints:
    """The place of each event in the order of date and id."""
    place = np.empty(len(ids), dtype=np.int32)
    if ids:
        place[np.lexsort((np.array(ids, dtype=np.str_), start))] = np.arange(len(ids), dtype=np.int32)
    return place


def _spot(place: Placed) -> Spot:
    known = place.geoname_id
    key = f"{known if known is not None else place.name}.{place.precision}"
    return Spot(
        key, place.name or "", place.precision, known, place.latitude, place.longitude, place.country, place.admin1
    )


def _place(place: Placed) -> tuple[str, int | None]:
    """What a place is looked for by: its names folded, and its id."""
    return key(place.name, place.admin1, place.country), place.geoname_id


def _sure(store: Store, at: Mapping[str, int]) -> NDArray[np.float64]:
    """The confidence of the surest claim of each event; the claims are read once from front to end."""
    event_of = {claim: at[event] for event, claim in each_row(store, "SELECT event, claim FROM event_claim")}
    event_at = {row: event_of.get(claim, -1) for row, claim in each_row(store, "SELECT rowid, id FROM claim")}
    decode = msgspec.json.Decoder(Weighed).decode
    found = [0.0] * (len(at) + 1)  # the last is that of claims of no event
    for row, record in each_row(store, "SELECT rowid, record FROM claim"):
        event = event_at[row]
        found[event] = max(found[event], decode(record).confidence)
    return np.array(found[:-1], dtype=np.float64)


def _sure_of(store: Store, at: Mapping[str, int], only: Sequence[str]) -> NDArray[np.float64]:
    rows = store.rows(
        "SELECT event, max(confidence) FROM event_claim JOIN claim ON claim.id = claim "
        "WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event",
        (json.dumps(only),),
    )
    found = np.zeros(len(at), dtype=np.float64)
    for event, sure in rows:
        found[at[event]] = sure or 0.0
    return found


def _reported_by(store: Store, at: Mapping[str, int], only: Sequence[str]) -> dict[str, Listed]:
    """The publishers and languages of the reports of some events."""
    rows = store.rows(
        "SELECT event, publisher, language FROM event_claim JOIN claim ON claim.id = claim "
        "JOIN document ON document.id = document WHERE event IN (SELECT value FROM json_each(?))",
        (json.dumps(only),),
    )
    made = {}
    for name in ("source", "language"):
        known: dict[str, int] = {}
        value = "publisher" if name == "source" else name
        pairs = [at[row["event"]] * WIDTH + known.setdefault(row[value], len(known)) for row in rows if row[value]]
        made[name] = _listed(tuple(known), pairs)
    return made


def reported(store: Store, at: Mapping[str, int]) -> dict[str, Listed]:
    """The publishers and languages of the reports. Each table is read once from front to end, by an index that holds
    what is asked: going from row to row costs more."""
    event_of = {claim: at[event] for event, claim in each_row(store, "SELECT event, claim FROM event_claim")}
    event_at = {row: event_of.get(claim, -1) for row, claim in each_row(store, "SELECT rowid, id FROM claim")}
    sources: dict[str, int] = {}
    languages: dict[str, int] = {}
    source_of, language_of = {}, {}
    query = "SELECT id, publisher, language FROM document ORDER BY publisher, language"
    for document, publisher, language in each_row(store, query):
        if publisher:
            source_of[document] = sources.setdefault(publisher, len(sources))
        if language:
            language_of[document] = languages.setdefault(language, len(languages))
    by_source, by_language = [], []
    for row, document in each_row(store, "SELECT rowid, document FROM claim ORDER BY document, position"):
        number = event_at[row]
        if number < 0:
            continue
        source, language = source_of.get(document), language_of.get(document)
        if source is not None:
            by_source.append(number * WIDTH + source)
        if language is not None:
            by_language.append(number * WIDTH + language)
    return {"source": _listed(tuple(sources), by_source), "language": _listed(tuple(languages), by_language)}


def _listed(values: tuple[Any, ...], pairs: Sequence[int]) -> Listed:
    """The pairs, each once, in the order of the events."""
    flat = np.unique(np.array(pairs, dtype=np.int64))
    return Listed(values, (flat // WIDTH).astype(np.int32), (flat % WIDTH).astype(np.int32))
