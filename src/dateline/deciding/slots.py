"""Which of several decisions on one thing has effect: the later one, and of two people the later, but disputed."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.records import Decision, DecisionState, Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, and what it says of the thing that it is about."""

    decision: Decision
    says: Any


@dataclass(slots=True)
class Slots:
    """Decisions by what they are about, such as the verdict on an event or one field of it, in the order they came."""

    entries: dict[Hashable, list[Entry]] = field(default_factory=dict)

    def add(self, about: Hashable, decision: Decision, says: Any) -> None:
        self.entries.setdefault(about, []).append(Entry(decision, json.dumps(says, sort_keys=True)))

    def settled(self) -> Iterator[tuple[Hashable, Decision, DecisionState, list[Standing]]]:
        """For each thing the decision that has effect, its state, and the standing of the others.

        In the order in which those came that have effect.
        """
        settled = []
        for about, entries in self.entries.items():
            latest = {entry.decision.by: entry for entry in entries}
            effective = entries[-1]
            disputed = len({entry.says for entry in latest.values()}) > 1
            state: DecisionState = "disputed" if disputed else "applied"
            others = []
            for entry in entries[:-1]:
                if latest[entry.decision.by] is not entry:
                    reason = f"{entry.decision.by} decided anew later"
                    others.append(Standing(entry.decision.id, "superseded", None, reason))
                elif disputed:
                    reason = f"{effective.decision.by} decided otherwise later"
                    others.append(Standing(entry.decision.id, "disputed", None, reason))
                else:
                    others.append(Standing(entry.decision.id, "applied"))
            settled.append((about, effective.decision, state, others))
        return iter(settled)


def undone(decisions: list[Decision]) -> dict[str, Decision]:
    """The decisions that are undone, by id, with the decision that undoes each. An undo can be undone itself."""
    found: dict[str, Decision] = {}
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in found:
            found.setdefault(decision.target, decision)
    return found
