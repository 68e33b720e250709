"""Events that count several occurrences, and the events that these are part of: see `resolving.containing`."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Event
from dateline.resolving.containing import contains, parts
from dateline.resolving.traits import FAMILIES
from dateline.storing.connection import Store
from dateline.storing.reading import read_events

SHOWN = "review NOT IN ('rejected', 'duplicate')"


def wholes(store: Store, events: Sequence[Event]) -> dict[str, tuple[Event, ...]]:
    """The aggregates that each of these events is part of, by date and id, where it is part of any."""
    single = [event for event in events if event.count == 1 and event.when.start and event.when.end]
    if not single:
        return {}
    first = min(event.when.start for event in single if event.when.start)
    last = max(event.when.end for event in single if event.when.end)
    rows = store.rows(
        f"SELECT id FROM event WHERE occurrences IS NOT 1 AND date_start <= ? AND date_end >= ? AND {SHOWN}",
        (last.isoformat(), first.isoformat()),
    )
    several: dict[str, list[Event]] = {}
    for each in read_events(store, [row[0] for row in rows]):
        several.setdefault(family(each.type), []).append(each)
    found = {event.id: tuple(each for each in several.get(family(event.type), ()) if contains(each, event))
             for event in single}  # fmt: skip
    return {event: each for event, each in found.items() if each}


def members(store: Store, aggregate: Event) -> tuple[Event, ...]:
    """The recorded events that an aggregate contains, by date and id; none where it is none or has no days."""
    when = aggregate.when
    if aggregate.count == 1 or when.start is None or when.end is None:
        return ()
    rows = store.rows(
        "SELECT id, type FROM event WHERE date_start BETWEEN ? AND ? AND date_end <= ? AND occurrences IS 1 "
        f"AND {SHOWN}",
        (when.start.isoformat(), when.end.isoformat(), when.end.isoformat()),
    )
    alike = [row["id"] for row in rows if family(row["type"]) == family(aggregate.type)]
    return parts(aggregate, read_events(store, alike))


def family(kind: str) -> str:
    """The types that reports of one event may use for each other under one name."""
    return FAMILIES.get(kind, kind)
