"""The queue of review: which events a person should look at first.

An event comes the earlier, the less sure the machine is of the surest of its claims, the more its reports differ, the
more reports it has and the more people it killed::

    score   = (doubt + dispute) * weight
    doubt   = 1 - confidence of its surest claim; 1 where people differ or what they saw has changed since
    dispute = 1 - 1 / (1 + number of disagreements between the reports)
    weight  = 1 + log2(reports) + log2(1 + killed, the highest figure)

Events of one score stand in the order of their ids, so that the order is the same for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import log2
from threading import Lock
from typing import Any

import numpy as np

from dateline.serving.listing import cursor, offset
from dateline.serving.record import Record
from dateline.storing import Filter, Store
from dateline.storing.filters import EVERY_REVIEW, codes
from dateline.storing.rounds import in_open_rounds

OPEN = ("unreviewed", "disputed", "outdated")
"""Reviews of events that somebody should look at."""
LOOK_AGAIN = {"disputed": "people differ on it", "outdated": "what was looked at has changed since"}
FEW = 2_000
"""Events that have changed up to which only these are measured anew."""
MEASURED = """
    SELECT event.id, event.mark,
           json_extract(event.record, '$.review', '$.reports', '$.killed', '$.disagreements') AS told,
           (SELECT max(json_extract(claim.record, '$.confidence')) FROM event_claim
            JOIN claim ON claim.id = event_claim.claim WHERE event_claim.event = event.id) AS sure
    FROM event
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What puts an event where it stands in the queue; its score is rounded, to be the same on all machines."""

    id: str
    review: str
    reports: int
    killed: int
    differ: int
    sure: float
    score: float = field(init=False)

    def __post_init__(self) -> None:
        doubt = 1.0 if self.review in LOOK_AGAIN else 1 - self.sure
        dispute = 1 - 1 / (1 + self.differ)
        score = (doubt + dispute) * (1 + log2(max(1, self.reports)) + log2(1 + self.killed))
        object.__setattr__(self, "score", round(score, 4))

    @property
    def why(self) -> str:
        """Why it is to be looked at, in words."""
        parts = [LOOK_AGAIN[self.review]] if self.review in LOOK_AGAIN else []
        parts.append(f"the machine gives its surest claim {self.sure:.2f}")
        if self.differ:
            parts.append(f"the reports differ in {self.differ} respect{'' if self.differ == 1 else 's'}")
        if self.reports > 1:
            parts.append(f"{self.reports} reports")
        if self.killed:
            parts.append(f"{self.killed:,} killed")
        return "; ".join(parts)


class Queue:
    """The measures of all events; after a change those of the events that have changed are made anew."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._held: dict[str, tuple[str, Measured]] = {}
        self._lock = Lock()

    def measured(self, store: Store) -> dict[str, tuple[str, Measured]]:
        """The measures of all events by id, each with the mark of its event."""
        marks = dict(map(tuple, store.rows("SELECT id, mark FROM event")))
        with self._lock:
            held = self._held
            changed = [event for event, mark in marks.items() if event not in held or held[event][0] != mark]
            if changed or len(held) != len(marks):
                held = {event: one for event, one in held.items() if event in marks}
                held |= read_measured(store, changed if len(changed) <= FEW else None)
                self._held = held
            return held

    def chosen(self, store: Store, wanted: Filter) -> list[Measured]:
        """The events of a filter, whatever their review."""
        known = self.measured(store)
        columns, flags = self.record.chosen(store, replace(wanted, review=EVERY_REVIEW, limit=None))
        return [known[event][1] for row in np.flatnonzero(flags) if (event := columns.ids[row]) in known]

    def order(self, store: Store, wanted: Filter) -> tuple[list[Measured], list[Measured]]:
        """The events of a filter, and those of them that are to be looked at, the first first: those of the review that
        the filter asks for, else the open ones."""
        everything = self.chosen(store, wanted)
        states = set(codes(wanted.review or "")) or set(OPEN)
        found = [each for each in everything if EVERY_REVIEW in states or each.review in states]
        return everything, sorted(found, key=lambda each: (-each.score, each.id))


def read_measured(store: Store, events: Iterable[str] | None) -> dict[str, tuple[str, Measured]]:
    """The measures of some events or of all, by id, with the mark of each."""
    some = "" if events is None else " WHERE event.id IN (SELECT value FROM json_each(?))"
    found = {}
    for row in store.rows(MEASURED + some, () if events is None else (json.dumps(list(events)),)):
        review, reports, killed, differ = json.loads(row["told"])
        most = (killed["low"] if killed["high"] is None else killed["high"]) if killed else 0
        made = Measured(row["id"], review or "unreviewed", reports or 1, most, len(differ or ()), row["sure"] or 0.0)
        found[row["id"]] = (row["mark"], made)
    return found


def find_queue(queue: Queue, store: Store, wanted: Filter, limit: int, after: str | None) -> dict[str, Any]:
    """Some of the queue of a filter; `events` counts all of the filter, `reviewed` those that are done.

    Events of open rounds of double coding are left out and counted as `elsewhere`.
    """
    away = in_open_rounds(store)
    everything, order = queue.order(store, wanted)
    here = [each for each in order if each.id not in away]
    start = offset(after)
    shown = [{"id": each.id, "score": each.score, "why": each.why, "review": each.review}
             for each in here[start : start + limit]]  # fmt: skip
    return {
        "items": shown,
        "next": cursor(start + limit) if start + limit < len(here) else None,
        "total": len(here),
        "events": len(everything),
        "reviewed": sum(each.review not in OPEN for each in everything),
        "elsewhere": len(order) - len(here),
    }
