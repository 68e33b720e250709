"""All events as columns of numbers in memory, by which counts over any filter take milliseconds.

The filter itself is always a query of the database (`storing.queries`), so that the command line, exports and pages
take the same events; what it gives is a set of rows of these columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
UNREVIEWED = "unreviewed"
"""The review of an event that no person has looked at."""
UNDATED = np.iinfo(np.int32).max
"""The day of an event without one: it comes last in order of date."""


class State(NamedTuple):
    """Which state of which file columns are of: equal states have equal events.

    `file` is its device and inode, `number` how often events were made, `highest` the highest number that one ever
    had, `told` how often a document was told of another publisher or language.
    """

    file: tuple[int, int]
    number: int
    highest: int
    told: int


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
    """The columns. Days count from 1 January of the year 1 (`toordinal`).

    `rows` are the row ids of table `event`; `numbers` change with whatever is stored of an event. `occurrences` is how
    many an event covers, 0 for an unknown plural; `differ` in how many respects its reports differ, `sure` the
    confidence of its surest claim. `by_date` is the place of each event in the order of date and id.
    """

    state: State
    ids: tuple[str, ...]
    rows: NDArray[np.int64]
    numbers: NDArray[np.int64]
    start: Ints
    end: Ints
    killed_low: Ints
    killed_high: Ints
    reports: Ints
    voices: Ints
    occurrences: Ints
    differ: Ints
    sure: NDArray[np.float64]
    coded: Mapping[str, Coded]
    listed: Mapping[str, Listed]
    by_date: Ints
    at: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.ids)


def in_order(columns: Columns, chosen: Flags, key: Callable[[Columns], Ints] | None = None) -> NDArray[np.int64]:
    """The rows of the chosen events, in the order of a key, then of date and id."""
    rows = np.flatnonzero(chosen)
    keys = (key(columns)[rows],) if key else ()
    return rows[np.lexsort((columns.by_date[rows], *keys))]
