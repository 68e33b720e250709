"""The log of decisions as one reads it: some at a time, the newest first, of a person, a kind, a state or a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.storing.connection import Store
from dateline.storing.decisions import Recorded, read_decisions
from dateline.storing.plain import plain

CONDITIONS = {
    "by": "by = :by",
    "kind": "kind = :kind",
    "state": "state = :state",
    "on": "(subject = :on OR target = :on OR json_extract(record, '$.other') = :on)",
}
"""What one may ask for, and the condition of each."""


def find_decisions(
    store: Store, wanted: Mapping[str, str | None], limit: int, before: int | None = None
) -> tuple[Sequence[Recorded], int]:
    """The decisions that fit, the newest first, at most so many of those with a lower number; and how many fit.

    `wanted` may name who decided (`by`), a `kind`, a `state`, and the event or claim that a decision is `on`.
    """
    values: dict[str, str | int | None] = {name: value for name, value in wanted.items() if value is not None}
    chosen = " AND ".join(["true", *(CONDITIONS[name] for name in values)])
    source = f"FROM decision LEFT JOIN decision_standing ON decision = number WHERE {chosen}"
    total = int(store.value(f"SELECT count(*) {source}", values))
    rows = store.rows(
        f"SELECT number {source} AND (:before IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit",
        {**values, "before": before, "limit": limit},
    )
    return read_decisions(store, [row[0] for row in rows])[::-1], total


def item(recorded: Recorded) -> dict[str, Any]:
    """A decision of the log as what JSON knows, with its number and how it stands."""
    standing = plain(recorded.standing) if recorded.standing else None
    return {"number": recorded.number, **plain(recorded.decision), "standing": standing}
