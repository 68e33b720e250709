"""All events as columns of numbers in memory, by which counts over any filter take milliseconds.

The filter itself is always a query of the database (`storing.queries`), so that the command line, exports and pages
take the same events; what it gives is a set of rows of these columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

    `occurrences` is how many an event covers, 0 for an unknown plural. `marks` are by id what changes with an event,
    `turn` what changes with the claims.
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
    marks: Mapping[str, str]
    turn: int

    def __len__(self) -> int:
        return len(self.ids)


def in_order(columns: Columns, chosen: Flags, key: Callable[[Columns], Ints] | None = None) -> NDArray[np.int64]:
    """The rows of the chosen events, in the order of a key, then of date and id."""
    rows = np.flatnonzero(chosen)
    keys = (key(columns)[rows],) if key else ()
    return rows[np.lexsort((columns.by_date[rows], *keys))]
