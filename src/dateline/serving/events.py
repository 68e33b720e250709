"""Events: lists in order, and one event with everything behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dateline.errors import StoreError
from dateline.exporting.jsonl import event_record
from dateline.exporting.sentence import marked
from dateline.records import Event
from dateline.reviewing import version_of
from dateline.serving.chains import chains
from dateline.serving.citing import citations
from dateline.serving.columns import UNDATED, Columns, Ints, in_order
from dateline.serving.comparing import compared
from dateline.serving.counts import reviewed
from dateline.serving.listing import START_AGAIN, cursor, keys
from dateline.serving.problems import NotThere, Problem
from dateline.serving.record import Record
from dateline.serving.snippets import snippet
from dateline.serving.tolls import tolls
from dateline.storing import Filter, Store, find_event, read_claims, read_events
from dateline.storing.aggregates import members, wholes
from dateline.storing.plain import plain

Order = Literal["date", "-date", "-killed", "-reports", "-voices"]
ORDERS: Mapping[Order, Callable[[Columns], Ints] | None] = {
    "date": None,
    "-date": lambda columns: np.where(columns.start == UNDATED, UNDATED, -columns.start),
    "-killed": lambda columns: -columns.killed_high,
    "-reports": lambda columns: -columns.reports,
    "-voices": lambda columns: -columns.voices,
}
"""The orders of a list, each by what counts before date and id; a minus says that the largest come first."""
NEAR_DAYS = 3
MOST_RELATED = 12


def find_events(
    record: Record, store: Store, wanted: Filter, order: Order, limit: int, after: str | None
) -> dict[str, Any]:
    """The events that a filter takes, some at a time: as in the record, without the reasons for joining.

    Where the filter looks for text, each has a `snippet` of the sentence that it was found by.
    """
    columns, chosen = record.chosen(store, wanted)
    rows = in_order(columns, chosen, ORDERS[order])
    start = _behind(columns, rows, order, after)
    ids = [columns.ids[row] for row in rows[start : start + limit]]
    return {
        "items": _items(store, _listed(record, store, columns, ids), wanted.text),
        "next": cursor(order, ids[-1]) if start + limit < len(rows) else None,
        "total": len(rows),
        "reviewed": reviewed(columns, chosen),
    }


def event_detail(record: Record, store: Store, wanted: str) -> dict[str, Any]:
    """The one event whose id begins so, with its claims, their documents, and the events that are near it."""
    try:
        selection = find_event(store, wanted)
    except StoreError as fault:
        raise NotThere(str(fault)) from fault
    event = selection.events[0]
    told = event_record(event, selection)
    claims = [selection.claims[claim] for claim in event.claims]
    whole, held = wholes(store, [event]).get(event.id, ()), members(store, event)
    return {
        **told,
        "version": version_of(store, event.id),
        "compared": compared(told),
        "sentences": {claim.id: marked(claim, selection.documents[claim.document].page.text) for claim in claims},
        "tolls": tolls(told),
        "chains": chains(told),
        "citations": citations(told),
        "part_of": _items(store, whole, None),
        "contains": _items(store, held, None),
        "related": related(record, store, event, {each.id for each in (*whole, *held)}),
    }


def citation(store: Store, wanted: str, suffix: str) -> str:
    """The citation of an event as a file with this suffix."""
    try:
        event = find_event(store, wanted).events[0]
    except StoreError as fault:
        raise NotThere(str(fault)) from fault
    made = citations(plain(event))
    if suffix not in made:
        known = ", ".join(f"citation.{each}" for each in made)
        raise NotThere(f"There is no citation as {suffix[:20]!r}. There are {known}.")
    return made[suffix]


def related(record: Record, store: Store, event: Event, told: set[str]) -> list[dict[str, Any]]:
    """Events of the same days that share the place or a party, those that share most first; not those told already."""
    if event.when.start is None:
        return []
    span = timedelta(NEAR_DAYS)
    near = Filter(start=event.when.start - span, end=(event.when.end or event.when.start) + span)
    place = Filter(**_days(near), place=f"id:{event.where.geoname_id}") if event.where.geoname_id else None
    parties = "|".join(f"id:{party.id}" for party in (*event.actors, *event.recipients))
    shared = Filter(**_days(near), actor=parties) if parties else None
    scores: dict[str, int] = {}
    for wanted in (place if event.where.precision <= 2 else None, shared):
        if wanted is not None:
            columns, chosen = record.chosen(store, wanted)
            for row in in_order(columns, chosen):
                scores[columns.ids[row]] = scores.get(columns.ids[row], 0) + 1
    for each in (event.id, *told):
        scores.pop(each, None)
    best = sorted(scores, key=lambda each: (-scores[each], each))[:MOST_RELATED]
    return _items(store, read_events(store, best), None)


def _days(wanted: Filter) -> dict[str, Any]:
    return {"start": wanted.start, "end": wanted.end}


def _behind(columns: Columns, rows: NDArray[np.int64], order: Order, after: str | None) -> int:
    """Where a cursor stands in the list."""
    given = keys(after, 2)
    if given is None:
        return 0
    place = np.flatnonzero(rows == columns.at.get(str(given[1]), -1))
    if given[0] != order or not len(place):
        raise Problem(HTTPStatus.BAD_REQUEST, START_AGAIN)
    return int(place[0]) + 1


def _listed(record: Record, store: Store, columns: Columns, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Events as a list tells them; those that were told lately, and have not changed, are not read again."""
    keys = {each: (each, columns.state.file, int(columns.numbers[columns.at[each]])) for each in ids}
    found = {each: item for each, key in keys.items() if (item := record.told(*key)) is not None}
    for event in read_events(store, [each for each in ids if each not in found]):
        found[event.id] = _plain(event)
        record.tell(*keys[event.id], found[event.id])
    return [found[each] for each in ids]


def _plain(event: Event) -> dict[str, Any]:
    item: dict[str, Any] = plain(event)
    del item["merges"]
    return item


def _items(store: Store, listed: Sequence[dict[str, Any] | Event], text: str | None) -> list[dict[str, Any]]:
    items = [_plain(each) if isinstance(each, Event) else each for each in listed]
    if text is None:
        return items
    claims = {claim.id: claim for claim in read_claims(store, [each for item in items for each in item["claims"]])}
    sentences = [[claims[each].sentence.text for each in item["claims"] if each in claims] for item in items]
    return [{**item, "snippet": snippet(told, text)} for item, told in zip(items, sentences, strict=True)]
