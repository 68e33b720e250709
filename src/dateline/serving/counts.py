"""Counts over the events of a filter: facets, a series of days, places.

An aggregate ("13 attacks in two weeks") is never added to the events that it counts. A series and the places, with the
dead there, count events of one occurrence, and tell how many `aggregates` they left out. Facets count the rows of the
list, and tell how many of these are aggregates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from http import HTTPStatus
from typing import Any, Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.actors import load_actors
from dateline.serving.areas import outline
from dateline.serving.columns import UNDATED, UNREVIEWED, Coded, Columns, Flags, Listed, Party, Spot
from dateline.serving.parties import counted
from dateline.serving.problems import Problem
from dateline.serving.record import Record
from dateline.serving.units import BEGINS, FINEST, FOLLOWS, Unit
from dateline.storing import Filter, Store
from dateline.storing.filters import EVERY_REVIEW

Facet = Literal[
    "type", "mode", "status", "by", "against", "place", "country", "precision", "source", "language", "review", "year"
]
FACETS: tuple[Facet, ...] = get_args(Facet)
PARTIES = ("by", "against")
Split = Literal["quad", "type", "status"]
REGION = 3
"""The precision of a first-level region."""
OUTDATED = "outdated"
WITHOUT: Mapping[str, dict[str, Any]] = {"review": {"review": EVERY_REVIEW}, "year": {"start": None, "end": None}}
"""What stands in a filter instead of the condition of a facet, where that is not its name with nothing."""
MOST_BARS = 3_000


def _single(columns: Columns, chosen: Flags) -> tuple[Flags, int]:
    """The chosen events of one occurrence, and how many are of several."""
    single = chosen & (columns.occurrences == 1)
    return single, int(chosen.sum() - single.sum())


def facets(record: Record, store: Store, wanted: Filter, names: tuple[Facet, ...], most: int) -> dict[str, Any]:
    """For each facet the values that events have, with how many have them, the commonest first.

    What the filter itself says of a facet is left out in counting that facet, so that one sees what else there is.
    Values are written as the filter takes them. `missing` are the events that have no value.
    """
    columns, chosen = record.chosen(store, wanted)
    found = {}
    for name in names:
        others = replace(wanted, **WITHOUT.get(name, {name: None}))
        flags = chosen if others == wanted else record.chosen(store, others)[1]
        found[name] = _years(columns, flags, most) if name == "year" else _facet(columns, name, flags, most)
    aggregates = _single(columns, chosen)[1]
    return {
        "total": int(chosen.sum()), "aggregates": aggregates, "reviewed": reviewed(columns, chosen), "facets": found
    }  # fmt: skip


def reviewed(columns: Columns, chosen: Flags) -> int:
    """How many of the chosen events a person has looked at, and need no second look."""
    states = columns.coded["review"]
    counts = zip(states.values, states.count(chosen), strict=True)
    return sum(int(count) for state, count in counts if state not in (UNREVIEWED, OUTDATED))


def _facet(columns: Columns, name: Facet, flags: Flags, most: int) -> dict[str, Any]:
    column = "spot" if name == "place" else name
    field: Coded | Listed = columns.coded[column] if column in columns.coded else columns.listed[column]
    known: tuple[Any, ...] = field.values
    if isinstance(field, Listed) and name in PARTIES:
        known, counts = counted(field, flags)
    else:
        counts = field.count(flags)
    there = np.flatnonzero(counts)
    first = there
    if len(there) > most:  # all that are as frequent as the last that is told are put in order
        first = there[counts[there] >= np.partition(counts[there], -most)[-most]]
    order = sorted(first, key=lambda code: (-counts[code], str(known[code])))[:most]
    values = [{**_told(known[code]), "count": int(counts[code])} for code in order]
    if name == "country":
        values = [{**each, "label": _country(str(each["value"]))} for each in values]
    if isinstance(field, Coded):
        missing = int((field.codes[flags] < 0).sum())
    else:
        some = np.zeros(len(flags), dtype=np.bool_)
        some[field.events] = True
        missing = int((flags & ~some).sum())
    return {"values": values, "more": len(there) - len(order), "missing": missing}


def _years(columns: Columns, flags: Flags, most: int) -> dict[str, Any]:
    """How many events each year has, the latest first: those whose interval touches it, as its days take."""
    start, end = columns.start[flags], columns.end[flags]
    dated = start != UNDATED
    start, end = start[dated], end[dated]
    named = {date.fromordinal(int(day)).year for day in np.unique(np.concatenate([start, end]))}
    counted = []
    for year in sorted(named, reverse=True):
        touched = (end >= date(year, 1, 1).toordinal()) & (start <= date(year, 12, 31).toordinal())
        counted.append({"value": str(year), "label": str(year), "count": int(touched.sum())})
    return {"values": counted[:most], "more": max(0, len(counted) - most), "missing": int((~dated).sum())}


def _country(code: str) -> str:
    """The name of a country by its code, or the code where nothing has that."""
    state = load_actors().state(code)
    return state.entity.name if state else code


def _told(value: str | int | Spot | Party) -> dict[str, str]:
    """A value as the filter takes it, and as a person reads it."""
    if isinstance(value, Party):
        return {"value": f"id:{value.id}", "label": value.name}
    if isinstance(value, Spot):
        known = value.geoname_id
        label = ", ".join(part for part in (value.name, value.country if value.precision < 4 else None) if part)
        return {"value": f"id:{known}" if known is not None else value.name, "label": label}
    return {"value": str(value), "label": str(value)}


def series(record: Record, store: Store, wanted: Filter, unit: Unit | None, split: Split) -> dict[str, Any]:
    """How many events each day, week, month or year has.

    An event whose interval lies within one bar is counted there, by group. One whose interval is wider is not put on
    some day of it: each bar that it touches has it among `wider`, and it is counted once in the `wider` of the whole.
    Without `unit` the finest is taken that gives a readable number of bars.
    """
    columns, chosen = record.chosen(store, wanted)
    chosen, aggregates = _single(columns, chosen)
    start, end = columns.start[chosen], columns.end[chosen]
    dated = start != UNDATED
    undated, start, end = int((~dated).sum()), start[dated], end[dated]
    field = columns.coded[split]
    codes = field.codes[chosen][dated]
    if not len(start):
        empty: dict[str, Any] = {"unit": unit or "day", "split": split, "groups": [], "bars": [], "wider": 0}
        return {**empty, "undated": undated, "aggregates": aggregates}
    first, last = date.fromordinal(int(start.min())), date.fromordinal(int(end.max()))
    finest: list[Unit] = [name for name, days in FINEST if (last - first).days < days]
    taken: Unit = unit or [*finest, "year"][0]
    edges = _edges(first, last, taken)
    at, to = np.searchsorted(edges, start, "right") - 1, np.searchsorted(edges, end, "right") - 1
    within = at == to
    bars = len(edges) - 1
    groups = [str(value) for value in field.values]
    inside = within & (codes >= 0)
    counted = np.bincount(at[inside] * max(1, len(groups)) + codes[inside], minlength=bars * max(1, len(groups)))
    table = counted.reshape(bars, max(1, len(groups)))
    steps = np.zeros(bars + 1, dtype=np.int64)
    np.add.at(steps, at[~within], 1)
    np.add.at(steps, to[~within] + 1, -1)
    wider = np.cumsum(steps)[:bars]
    order = sorted(np.flatnonzero(table.sum(axis=0)), key=lambda code: groups[code])
    return {
        "unit": taken,
        "split": split,
        "groups": [groups[code] for code in order],
        "bars": [
            {"start": _iso(edges[bar]), "end": _iso(edges[bar + 1] - 1),
             "counts": [int(table[bar, code]) for code in order], "wider": int(wider[bar])}
            for bar in range(bars)
        ],
        "wider": int((~within).sum()),
        "undated": undated,
        "aggregates": aggregates,
    }  # fmt: skip


def _iso(ordinal: Any) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _edges(first: date, last: date, unit: Unit) -> NDArray[np.int64]:
    """The first days of the bars, and the day after the last."""
    day, edges = BEGINS[unit](first), []
    while day <= last:
        edges.append(day.toordinal())
        if len(edges) > MOST_BARS:
            raise Problem(
                HTTPStatus.BAD_REQUEST,
                f"From {first} to {last} there are more than {MOST_BARS:,} bars of a {unit}. Take a coarser unit, or "
                "filter the days.",
            )
        try:
            day = FOLLOWS[unit](day)
        except (OverflowError, ValueError):
            break
    return np.array([*edges, last.toordinal() + 1 if day <= last else day.toordinal()], dtype=np.int64)


def places(record: Record, store: Store, wanted: Filter) -> dict[str, Any]:
    """The places of the events, those with most first, each with how many events it has of each quad class.

    An event counts at the place as it is known: "in the region" is another place than the town. `unplaced` are the
    events of which no place is known.
    """
    columns, chosen = record.chosen(store, wanted)
    chosen, aggregates = _single(columns, chosen)
    spots, quads = columns.coded["spot"], columns.coded["quad"]
    codes, of = spots.codes[chosen], quads.codes[chosen]
    placed = codes >= 0
    counts = np.bincount(codes[placed], minlength=len(spots.values))
    table = np.zeros((len(spots.values), 5), dtype=np.int64)
    quad = np.array([*quads.values, 0], dtype=np.int64)[of]
    np.add.at(table, (codes[placed], quad[placed]), 1)
    low = np.maximum(columns.killed_low[chosen], 0)
    killed = np.bincount(codes[placed], weights=low[placed], minlength=len(spots.values))
    there = np.flatnonzero(counts)
    names = np.array([spots.values[code].key for code in there], dtype=np.str_)
    order = there[np.lexsort((names, -counts[there]))] if len(there) else there
    told = zip(order.tolist(), counts[order].tolist(), table[order, 1:].tolist(), killed[order].tolist(), strict=True)
    items = [
        msgspec.Raw(
            b'%b,"events":%d,"quads":[%d,%d,%d,%d],"killed":%d}' % (_drawn(spots.values[code]), events, *of, dead)
        )
        for code, events, of, dead in told
    ]
    return {"items": items, "total": len(items), "unplaced": int((~placed).sum()), "aggregates": aggregates}


@cache
def _drawn(spot: Spot) -> bytes:
    """The beginning of a place as JSON, with the outline of a region; whoever draws maps knows those of countries."""
    ring = outline(spot.geoname_id) if spot.precision == REGION else None
    return msgspec.json.encode({**asdict(spot), "outline": ring})[:-1]
