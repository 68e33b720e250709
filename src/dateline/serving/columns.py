"""All events as columns of numbers in memory, by which counts over any filter take milliseconds.

The filter itself is always a query of the database (`storing.queries`), so that the command line, exports and pages
take the same events; what it gives is a set of rows of these columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.ontology import load_types
from dateline.serving.caching import Recent
from dateline.serving.database import Database
from dateline.storing import Store
from dateline.storing.filters import Filter
from dateline.storing.queries import where

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
UNREVIEWED = "unreviewed"
"""The review of an event that no person has looked at."""
UNDATED = np.iinfo(np.int32).max
"""The day of an event without one: it comes last in order of date."""
FILTERS_KEPT = 256
"""Answers to filters that are kept; each is a bit an event."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A field with one value an event, or none: `codes` are places in `values`, -1 for none."""

    values: tuple[Any, ...]
    codes: Ints

    def count(self, chosen: Flags) -> Ints:
        """How many of the chosen events have each value."""
        codes = self.codes[chosen]
        return np.bincount(codes[codes >= 0], minlength=len(self.values)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Listed:
    """A field with several values an event: pairs of an event's row and a place in `values`, each pair once."""

    values: tuple[Any, ...]
    events: Ints
    codes: Ints

    def count(self, chosen: Flags) -> Ints:
        """How many of the chosen events have each value."""
        return np.bincount(self.codes[chosen[self.events]], minlength=len(self.values)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is drawn: one for each gazetteer entry and precision."""

    key: str
    name: str
    precision: int
    geoname_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as it is counted."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, in the order of the rows of table `event`. Days count from 1 January of the year 1 (`toordinal`).

    `occurrences` is how many an event covers, 0 for an unknown plural.
    """

    ids: tuple[str, ...]
    rows: NDArray[np.int64]
    start: Ints
    end: Ints
    killed_low: Ints
    killed_high: Ints
    reports: Ints
    voices: Ints
    occurrences: Ints
    coded: Mapping[str, Coded]
    listed: Mapping[str, Listed]
    by_date: Ints
    at: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.ids)


def read_columns(store: Store) -> Columns:
    """The columns of a database."""
    maker = _Maker()
    for row in store.rows("SELECT rowid, id, record FROM event ORDER BY rowid"):
        maker.add(row["rowid"], row["id"], json.loads(row["record"]))
    reported = store.rows(
        "SELECT DISTINCT event.rowid, document.publisher, document.language FROM event "
        "JOIN event_claim ON event_claim.event = event.id JOIN claim ON claim.id = event_claim.claim "
        "JOIN document ON document.id = claim.document ORDER BY event.rowid"
    )
    for rowid, publisher, language in reported:
        maker.report(rowid, publisher, language)
    return maker.columns()


class _Maker:
    """Columns as they grow, an event at a time."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.at: dict[int, int] = {}
        self.numbers: dict[str, list[int]] = {
            name: [] for name in ("start", "end", "killed_low", "killed_high", "reports", "voices", "occurrences")
        }
        self.values: dict[str, dict[Any, int]] = {}
        self.codes: dict[str, list[int]] = {
            name: [] for name in ("type", "mode", "status", "country", "precision", "spot", "quad", "review")
        }
        self.pairs: dict[str, dict[tuple[int, int], None]] = {
            name: {} for name in ("by", "against", "actor", "source", "language")
        }
        self.quads = {name: each.quad for name, each in load_types().items()}

    def add(self, rowid: int, event: str, record: dict[str, Any]) -> None:
        number = len(self.ids)
        self.ids.append(event)
        self.at[rowid] = number
        when, place, killed = record["when"], record["where"], record["killed"]
        start = date.fromisoformat(when["start"]).toordinal() if when["start"] else UNDATED
        end = date.fromisoformat(when["end"]).toordinal() if when["end"] else start
        low = killed["low"] if killed else -1
        high = -1 if killed is None else low if killed["high"] is None else killed["high"]
        reports, voices = record.get("reports", 1), len(record.get("voices", ()))
        several = record.get("count", 1) or 0
        for name, value in zip(self.numbers, (start, end, low, high, reports, voices, several), strict=True):
            self.numbers[name].append(min(value, UNDATED))
        spot = _spot(place)
        for name, code in (
            ("type", record["type"]), ("mode", record["mode"]), ("status", record["status"]),
            ("country", place["country"]), ("precision", place["precision"]), ("spot", spot),
            ("quad", self.quads.get(record["type"])), ("review", record.get("review", UNREVIEWED)),
        ):  # fmt: skip
            self.codes[name].append(-1 if code is None else self._code(name, code))
        for role, name in (("actors", "by"), ("recipients", "against")):
            for each in record[role]:
                party = Party(each["id"], each["name"], each["kind"], each["country"], each["sector"])
                self.pairs[name][number, self._code(name, party)] = None
                self.pairs["actor"][number, self._code("actor", party)] = None

    def report(self, rowid: int, publisher: str | None, language: str | None) -> None:
        for name, value in (("source", publisher), ("language", language)):
            if value:
                self.pairs[name][self.at[rowid], self._code(name, value)] = None

    def _code(self, name: str, value: Any) -> int:
        known = self.values.setdefault(name, {})
        return known.setdefault(value, len(known))

    def columns(self) -> Columns:
        numbers = {name: np.array(values, dtype=np.int32) for name, values in self.numbers.items()}
        coded = {
            name: Coded(tuple(self.values.get(name, ())), np.array(codes, dtype=np.int32))
            for name, codes in self.codes.items()
        }
        listed = {}
        for name, pairs in self.pairs.items():
            flat = np.array(list(pairs), dtype=np.int32).reshape(-1, 2)
            listed[name] = Listed(tuple(self.values.get(name, ())), flat[:, 0], flat[:, 1])
        order = np.lexsort((np.array(self.ids, dtype=np.str_), numbers["start"])) if self.ids else np.array([], int)
        by_date = np.empty(len(self.ids), dtype=np.int32)
        by_date[order] = np.arange(len(self.ids), dtype=np.int32)
        rows = np.array(list(self.at), dtype=np.int64)
        return Columns(
            tuple(self.ids),
            rows,
            **numbers,
            coded=coded,
            listed=listed,
            by_date=by_date,
            at={event: number for number, event in enumerate(self.ids)},
        )


def _spot(place: dict[str, Any]) -> Spot | None:
    if not place["name"]:
        return None
    known = place["geoname_id"]
    key = f"{known if known is not None else place['name']}.{place['precision']}"
    return Spot(
        key, place["name"], place["precision"], known, place["latitude"], place["longitude"], place["country"],
        place["admin1"],
    )  # fmt: skip


class Record:
    """The columns of the database as it is now, and which of their rows a filter takes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._lock = Lock()
        self._columns: tuple[int, Columns] | None = None
        self._chosen: Recent[tuple[int, Filter], Flags] = Recent(FILTERS_KEPT)

    def now(self) -> tuple[int, Columns]:
        """The generation and the columns of the database."""
        generation = self.database.generation()
        with self._lock:
            if self._columns is None or self._columns[0] != generation:
                with self.database.reading() as fresh:  # what it sees is not older than the generation
                    self._columns = (generation, read_columns(fresh))
            return self._columns

    def chosen(self, store: Store, wanted: Filter) -> tuple[Columns, Flags]:
        """The columns, and for each event whether a filter takes it. The filter's limit plays no part."""
        generation, columns = self.now()
        return columns, self._chosen.get((generation, wanted), lambda: _chosen(store, columns, wanted))


def _chosen(store: Store, columns: Columns, wanted: Filter) -> Flags:
    condition, values = where(store, wanted)
    flags = np.zeros(len(columns), dtype=np.bool_)
    if not condition or not len(columns):
        flags[:] = True
        return flags
    found = np.fromiter((row[0] for row in store.rows(f"SELECT rowid FROM event{condition}", values)), dtype=np.int64)
    at = np.searchsorted(columns.rows, found).clip(max=max(len(columns) - 1, 0))
    flags[at[columns.rows[at] == found]] = True  # a row may have come since the columns were read
    return flags


def in_order(columns: Columns, chosen: Flags, key: Callable[[Columns], Ints] | None = None) -> NDArray[np.int64]:
    """The rows of the chosen events, in the order of a key, then of date and id."""
    rows = np.flatnonzero(chosen)
    keys = (key(columns)[rows],) if key else ()
    return rows[np.lexsort((columns.by_date[rows], *keys))]
