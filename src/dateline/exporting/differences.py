"""What differs between two databases: events that are new in the second, that are other than in the first, or gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from dateline.exporting.flat import COLUMNS, Value, rows
from dateline.storing import Store
from dateline.storing.history import follow
from dateline.storing.queries import select_events

T = TypeVar("T")
SOME = 500
"""Events that are compared at a time."""
COMPARED = [column.name for column in COLUMNS if column.name not in ("event", "formerly")]


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that differs: its id in the second database (in the first where it is gone), its row there, and for one
    that changed the fields with both values. `was` is its id in the first, where that is another.
    """

    change: Literal["added", "changed", "gone"]
    event: str
    row: dict[str, Value]
    fields: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    was: str | None = None


def differences(one: Store, other: Store) -> Iterator[Difference]:
    """The events in which the second database differs from the first: the changed, the gone, the added.

    An event of the first is that of the same id in the second, else the one that its id leads to there.
    """
    before = dict(map(tuple, one.rows("SELECT id, mark FROM event ORDER BY id")))
    after = dict(map(tuple, other.rows("SELECT id, mark FROM event ORDER BY id")))
    pairs: list[tuple[str, str]] = []
    gone: list[str] = []
    taken = before.keys() & after.keys()
    for event in sorted(before):
        successors = (event,) if event in after else follow(other, event)
        free = [each for each in successors if each == event or each not in taken]
        if not free:
            gone.append(event)
            continue
        taken |= {free[0]}
        if event != free[0] or before[event] != after[event]:
            pairs.append((event, free[0]))
    for some in batches(pairs):
        old = by_id(one, [event for event, _ in some])
        new = by_id(other, [event for _, event in some])
        for event, successor in some:
            was, now = old[event], new[successor]
            changed = {name: (was[name], now[name]) for name in COMPARED if was[name] != now[name]}
            if changed or event != successor:
                yield Difference("changed", successor, now, changed, event if event != successor else None)
    for lost in batches(gone):
        for event, row in by_id(one, lost).items():
            yield Difference("gone", event, row)
    for new_ones in batches(sorted(after.keys() - taken)):
        for event, row in by_id(other, new_ones).items():
            yield Difference("added", event, row)


def by_id(store: Store, events: Sequence[str]) -> dict[str, dict[str, Value]]:
    return {str(row["event"]): row for row in rows(select_events(store, events))}


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), SOME):
        yield items[start : start + SOME]
