"""Columns brought up to date: only the events that have changed are read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.serving.columns import Coded, Columns, Flags, Ints, Listed
from dateline.serving.filling import NUMBERS, marks, read_columns, reported, turn
from dateline.storing import Store

MOST_CHANGED = 0.3
"""Where more than this part has changed, all is read again."""


def updated(store: Store, before: Columns | None) -> Columns:
    """The columns as the database is now."""
    if before is None or not len(before):
        return read_columns(store)
    now = marks(store)
    if now == before.marks and turn(store) == before.turn:
        return before
    changed = [event for event, mark in now.items() if before.marks.get(event) != mark]
    stay = np.array([before.marks[event] == now.get(event) for event in before.ids], dtype=np.bool_)
    if len(changed) > MOST_CHANGED * len(now):
        return read_columns(store)
    made = merged(before, stay, read_columns(store, changed))
    if made.turn != before.turn:  # other pages may report the same events
        return replace(made, listed={**made.listed, **reported(store, made.at)})
    return made


def merged(before: Columns, stay: Flags, fresh: Columns) -> Columns:
    """The rows of some columns that stay, and fresh ones, in the order of the rows of the table."""
    rows = np.concatenate([before.rows[stay], fresh.rows])
    order = np.argsort(rows, kind="stable")
    ids = np.array([*np.array(before.ids, dtype=object)[stay], *fresh.ids], dtype=object)[order]
    numbers: dict[str, Any] = {
        name: np.concatenate([getattr(before, name)[stay], getattr(fresh, name)])[order] for name in NUMBERS
    }
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    kept = int(stay.sum())
    moved = np.full(len(stay), -1, dtype=np.int64)
    moved[stay] = places[:kept]
    gone = set(before.ids) - set(ids)
    return replace(
        fresh,
        ids=tuple(ids),
        rows=rows[order],
        **numbers,
        coded={name: _coded(field, fresh.coded[name], stay, order) for name, field in before.coded.items()},
        listed={
            name: _listed(field, fresh.listed[name], moved, places[kept:]) for name, field in before.listed.items()
        },
        by_date=_by_date(ids, numbers["start"]),
        at={event: number for number, event in enumerate(ids)},
        marks={**{event: mark for event, mark in before.marks.items() if event not in gone}, **fresh.marks},
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
    return tuple(values), np.array([*codes, -1], dtype=np.int32)


def _coded(before: Coded, fresh: Coded, stay: Flags, order: NDArray[np.int64]) -> Coded:
    values, codes = _joined(before.values, fresh.values)
    return Coded(values, np.concatenate([before.codes[stay], codes[fresh.codes]])[order])


def _listed(before: Listed, fresh: Listed, moved: NDArray[np.int64], places: NDArray[np.int64]) -> Listed:
    values, codes = _joined(before.values, fresh.values)
    events = moved[before.events]
    there = events >= 0
    both = np.concatenate([events[there], places[fresh.events]]).astype(np.int32)
    coded = np.concatenate([before.codes[there], codes[fresh.codes]])
    order = np.lexsort((coded, both))
    return Listed(values, both[order], coded[order])


def _by_date(ids: NDArray[Any], start: Ints) -> Ints:
    place = np.empty(len(ids), dtype=np.int32)
    place[np.lexsort((ids.astype(np.str_), start))] = np.arange(len(ids), dtype=np.int32)
    return place
