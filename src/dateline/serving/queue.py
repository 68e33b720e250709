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

from dataclasses import dataclass, replace
from math import log2
from typing import Any

from dateline.serving.caching import Recent
from dateline.serving.database import Database
from dateline.serving.listing import offset, part
from dateline.storing import Filter, Store
from dateline.storing.queries import select_ids
from dateline.storing.rounds import in_open_rounds

OPEN = ("unreviewed", "disputed", "outdated")
"""Reviews of events that somebody should look at."""
LOOK_AGAIN = {"disputed": "people differ on it", "outdated": "what was looked at has changed since"}
MEASURED = """
    SELECT event.id, event.review, event.reports, coalesce(event.killed_high, event.killed_low, 0) AS killed,
           json_array_length(event.record, '$.disagreements') AS differ, max(claim.confidence) AS sure
    FROM event JOIN event_claim ON event_claim.event = event.id JOIN claim ON claim.id = event_claim.claim
    GROUP BY event.id
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What puts an event where it stands in the queue."""

    id: str
    review: str
    reports: int
    killed: int
    differ: int
    sure: float

    @property
    def score(self) -> float:
        """See the module; rounded, so that it is the same on all machines."""
        doubt = 1.0 if self.review in LOOK_AGAIN else 1 - self.sure
        dispute = 1 - 1 / (1 + self.differ)
        return round((doubt + dispute) * (1 + log2(max(1, self.reports)) + log2(1 + self.killed)), 4)

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
    """The measures of all events, kept as long as the database is the same."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._measured: Recent[int, dict[str, Measured]] = Recent(1)

    def measured(self, store: Store) -> dict[str, Measured]:
        """The measures of all events by id."""
        return self._measured.get(self.database.generation(), lambda: read_measured(store))

    def order(self, store: Store, wanted: Filter) -> list[Measured]:
        """The events of a filter, the first to be looked at first; of one that asks for no review, the open ones."""
        chosen = replace(wanted, review=wanted.review or ",".join(OPEN), limit=None)
        known = self.measured(store)
        found = [known[each] for each in select_ids(store, chosen) if each in known]
        return sorted(found, key=lambda each: (-each.score, each.id))


def read_measured(store: Store) -> dict[str, Measured]:
    """The measures of all events by id."""
    return {
        row["id"]: Measured(row["id"], row["review"], row["reports"], row["killed"], row["differ"], row["sure"])
        for row in store.rows(MEASURED)
    }


def find_queue(queue: Queue, store: Store, wanted: Filter, limit: int, after: str | None) -> dict[str, Any]:
    """Some of the queue of a filter; `events` counts all of the filter, `reviewed` those that are done.

    Events of open rounds of double coding are left out and counted as `elsewhere`.
    """
    away = in_open_rounds(store)
    order = queue.order(store, wanted)
    here = [each for each in order if each.id not in away]
    items = [{"id": each.id, "score": each.score, "why": each.why, "review": each.review} for each in here]
    everything = len(select_ids(store, replace(wanted, review="all", limit=None)))
    still = len(order) if wanted.review is None else len(queue.order(store, replace(wanted, review=None)))
    told = part(items, offset(after), limit)
    return {**told, "events": everything, "reviewed": everything - still, "elsewhere": len(order) - len(here)}
