"""Aggregates and what they contain: "13 attacks in the past two weeks" is an event of its own, with a count and an
interval, and the attacks of these weeks are its parts. An aggregate and its parts are never added to one another.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Entity, Event, Where
from dateline.resolving.levels import same_place
from dateline.resolving.traits import FAMILIES

UNREAL = frozenset({"planned", "hypothetical", "possible", "negated"})
"""Statuses of what did not happen, or has not yet, and so is part of no count."""


def parts(aggregate: Event, events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of some events that an aggregate contains, in the order given."""
    return tuple(event for event in events if contains(aggregate, event))


def contains(aggregate: Event, event: Event) -> bool:
    """Whether an event is one of those that an aggregate counts, as far as what both state goes.

    Each field that the aggregate states must hold for the event, too: its days lie within, its place is there or in
    the same country, and a named party of the aggregate is named in the event or nobody is.
    """
    if aggregate.count == 1 or event.count != 1 or event.status in UNREAL or aggregate.status in UNREAL:
        return False
    if FAMILIES.get(aggregate.type, aggregate.type) != FAMILIES.get(event.type, event.type):
        return False
    if aggregate.mode is not None and event.mode is not None and aggregate.mode != event.mode:
        return False
    return (
        within(aggregate, event)
        and placed(aggregate.where, event.where)
        and shared(aggregate.actors, event.actors)
        and shared(aggregate.recipients, event.recipients)
    )


def within(aggregate: Event, event: Event) -> bool:
    outer, inner = aggregate.when, event.when
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def placed(outer: Where, inner: Where) -> bool:
    """Whether a place can hold another, as far as names and countries tell; an aggregate without a place holds any."""
    if outer.name is None:
        return True
    if inner.name is None or outer.country != inner.country:
        return False
    if outer.precision >= 4:
        return True
    if outer.precision == 3:
        return same_place(outer, inner) or outer.name in (inner.admin1, inner.name)
    return same_place(outer, inner)


def shared(outer: Iterable[Entity], inner: Iterable[Entity]) -> bool:
    """Whether two sides have a named party in common, or one of them names nobody."""
    mine, yours = ({e.id for e in side if not e.unnamed and e.kind != "population"} for side in (outer, inner))
    return not mine or not yours or bool(mine & yours)
