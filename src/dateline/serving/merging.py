"""Columns brought up to date: only the events that have changed are read again, and put where they stood.

What has changed is told by the numbers of the events: each that is written gets a higher one than any had before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.serving.columns import Coded, Columns, Flags, Ints, Listed, State
from dateline.serving.filling import NUMBERS, each_row, read_columns, reported
from dateline.storing import Store

MOST_CHANGED = 0.3
"""Where more than this part has changed, all is read again."""
OWN = ("rows", "numbers", "sure", *NUMBERS)
"""The columns of one number an event."""
Rows = NDArray[np.int64]


def updated(store: Store, state: State, before: Columns | None) -> Columns:
    """The columns of a database in its state, from those of an earlier state of the same file, if there are any."""
    if before is None or before.state.file != state.file or before.state.number > state.number:
        return read_columns(store, state)
    if before.state == state:
        return before
    changed = [row["id"] for row in store.rows("SELECT id FROM event WHERE number > ?", (before.state.highest,))]
    if len(changed) > MOST_CHANGED * len(before):
        return read_columns(store, state)
    kept = len(before) + sum(event not in before.at for event in changed)
    gone: list[int] = []
    if store.value("SELECT count(*) FROM event") != kept:
        now = np.fromiter((row[0] for row in each_row(store, "SELECT number FROM event")), dtype=np.int64)
        written = set(changed)
        missing = np.flatnonzero(~np.isin(before.numbers, now)).tolist()
        gone = [row for row in missing if before.ids[row] not in written]
    made = replace(before, state=state)
    if changed or gone:
        made = merged(before, gone, read_columns(store, state, changed))
    if state.told != before.state.told:  # other publishers may report the same events
        return replace(made, listed={**made.listed, **reported(store, made.at)})
    return made


def merged(before: Columns, gone: Sequence[int], fresh: Columns) -> Columns:
    """The columns without some rows, and with fresh ones in the place of those of the same id, else behind them."""
    stays = np.ones(len(before), dtype=np.bool_)
    stays[list(gone)] = False
    moved = np.cumsum(stays) - 1  # where each row that stays is afterwards
    kept, added = int(stays.sum()), 0
    places = np.empty(len(fresh), dtype=np.int64)
    old = stays.copy()  # rows whose events are as they were
    for number, event in enumerate(fresh.ids):
        row = before.at.get(event)
        if row is None:
            places[number] = kept + added
            added += 1
        else:
            places[number] = moved[row]
            old[row] = False
    same = not added and not len(gone)
    ids = before.ids if same else (
        *compress(before.ids, stays.tolist()),
        *(event for event in fresh.ids if event not in before.at),
    )  # fmt: skip

    def joined(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        column = np.empty(kept + added, dtype=one.dtype)
        column[:kept] = one[stays]
        column[places] = other
        return column

    numbers: dict[str, Any] = {name: joined(getattr(before, name), getattr(fresh, name)) for name in OWN}
    coded = {}
    for name, field in before.coded.items():
        values, codes = _joined(field.values, fresh.coded[name].values)
        coded[name] = Coded(values, joined(field.codes, codes[fresh.coded[name].codes]))
    return replace(
        fresh,
        ids=ids,
        **numbers,
        coded=coded,
        listed={name: _listed(field, fresh.listed[name], old, moved, places) for name, field in before.listed.items()},
        by_date=_by_date(before, old, moved, places, ids, numbers["start"]),
        at=before.at if same else {event: row for row, event in enumerate(ids)},
    )


def _joined(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[tuple[Any, ...], Ints]:
    """The values of both, and where those of the other are among them; the last place is that of no value."""
    known = {value: code for code, value in enumerate(one)}  # a value may stand there twice; both keep their places
    values, codes = list(one), []
    for value in other:
        if value not in known:
            known[value] = len(values)
            values.append(value)
        codes.append(known[value])
    return tuple(values) if len(values) > len(one) else one, np.array([*codes, -1], dtype=np.int32)


def _listed(before: Listed, fresh: Listed, old: Flags, moved: Rows, places: Rows) -> Listed:
    values, codes = _joined(before.values, fresh.values)
    there = old[before.events]
    events = moved[before.events[there]].astype(np.int32)
    own, added = places[fresh.events].astype(np.int32), codes[fresh.codes]
    order = np.lexsort((added, own))
    own, added = own[order], added[order]
    at = np.searchsorted(events, own)
    return Listed(values, np.insert(events, at, own), np.insert(before.codes[there], at, added))


def _by_date(before: Columns, old: Flags, moved: Rows, places: Rows, ids: Sequence[str], start: Ints) -> Ints:
    """The place of each event in the order of date and id: those that have changed are put between the others."""
    order = np.empty(len(before), dtype=np.int64)
    order[before.by_date] = np.arange(len(before))
    order = moved[order[old[order]]]
    days = start[order]
    fresh = sorted(places.tolist(), key=lambda row: (start[row], ids[row]))
    at = []
    for row in fresh:
        low, high = np.searchsorted(days, start[row], "left"), np.searchsorted(days, start[row], "right")
        at.append(bisect_left(order, ids[row], int(low), int(high), key=lambda each: ids[each]))
    order = np.insert(order, at, fresh)
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place
