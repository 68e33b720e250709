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

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.serving.columns import Columns, Flags
from dateline.serving.listing import cursor, offset
from dateline.serving.record import Record
from dateline.storing import Filter, Store
from dateline.storing.filters import EVERY_REVIEW, codes
from dateline.storing.rounds import in_open_rounds

OPEN = ("unreviewed", "disputed", "outdated")
"""Reviews of events that somebody should look at."""
LOOK_AGAIN = {"disputed": "people differ on it", "outdated": "what was looked at has changed since"}


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
        again = np.array(self.review in LOOK_AGAIN)
        object.__setattr__(self, "score", float(scored(again, self.sure, self.differ, self.reports, self.killed)))

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


def scores(columns: Columns, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """What some events score."""
    review = columns.coded["review"]
    again = np.array([*(value in LOOK_AGAIN for value in review.values), False])[review.codes[rows]]
    return scored(again, columns.sure[rows], columns.differ[rows], columns.reports[rows], columns.killed_high[rows])


def scored(again: Flags, sure: Any, differ: Any, reports: Any, killed: Any) -> NDArray[np.float64]:
    """The score, of one event or of many; see the head of this file."""
    doubt, dispute = np.where(again, 1.0, 1 - sure), 1 - 1 / (1 + differ)
    weight = 1 + np.log2(np.maximum(1, reports)) + np.log2(1 + np.maximum(0.0, killed))
    found: NDArray[np.float64] = np.round((doubt + dispute) * weight, 4)
    return found


def in_states(columns: Columns, states: Iterable[str]) -> Flags:
    """Which events have one of some reviews."""
    review, wanted = columns.coded["review"], set(states)
    found: Flags = np.array([*(value in wanted for value in review.values), False])[review.codes]
    return found


def measured(columns: Columns, row: int) -> Measured:
    """The measures of one event."""
    review = columns.coded["review"]
    return Measured(
        columns.ids[row], review.values[review.codes[row]], int(columns.reports[row]),
        max(0, int(columns.killed_high[row])), int(columns.differ[row]), float(columns.sure[row]),
    )  # fmt: skip


def ranked(columns: Columns, rows: NDArray[np.int64], start: int, end: int) -> list[Measured]:
    """Those of some events that come from one place to another in the order of score and id.

    Only those of the scores that stand there are put in the order of their ids: they may be few of many.
    """
    score = -scores(columns, rows)
    order = np.argsort(score, kind="stable")
    in_order = score[order]
    if start >= len(rows):
        return []
    first = int(np.searchsorted(in_order, in_order[start], "left"))
    last = int(np.searchsorted(in_order, in_order[min(end, len(rows)) - 1], "right"))
    found = sorted((float(score[each]), columns.ids[rows[each]]) for each in order[first:last])
    return [measured(columns, columns.at[event]) for _, event in found[start - first : end - first]]


def find_queue(record: Record, store: Store, wanted: Filter, limit: int, after: str | None) -> dict[str, Any]:
    """Some of the queue of a filter: events of the review that the filter asks for, else the open ones.

    `events` counts all of the filter, `reviewed` those that are done. Events of open rounds of double coding are left
    out and counted as `elsewhere`.
    """
    away = in_open_rounds(store)
    columns, everything = record.chosen(store, replace(wanted, review=EVERY_REVIEW, limit=None))
    states = set(codes(wanted.review or "")) or set(OPEN)
    ours = everything if EVERY_REVIEW in states else everything & in_states(columns, states)
    here = ours.copy()
    here[[columns.at[event] for event in away if event in columns.at]] = False
    rows, start = np.flatnonzero(here), offset(after)
    shown = [{"id": each.id, "score": each.score, "why": each.why, "review": each.review}
             for each in ranked(columns, rows, start, start + limit)]  # fmt: skip
    return {
        "items": shown,
        "next": cursor(start + limit) if start + limit < len(rows) else None,
        "total": len(rows),
        "events": int(everything.sum()),
        "reviewed": int((everything & ~in_states(columns, OPEN)).sum()),
        "elsewhere": int(ours.sum()) - len(rows),
    }
