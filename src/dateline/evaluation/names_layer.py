"""The recognised names on their own, against the names of a treebank (`treebank_names` has the rule).

A recognised name without a kind is no mention and is not counted. A group is right where the treebank has an
organisation, since treebanks have no groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dateline.evaluation.treebank_names import GoldName

KINDS = ("person", "group", "organisation", "place")
ACCEPTED = {"organisation": {"organisation", "group"}, "group": {"group"}, "person": {"person"}, "place": {"place"}}
"""What may be recognised for a name of each kind."""

Span = tuple[int, int]


@dataclass(slots=True)
class NameScore:
    """Counts over some documents. `kinds` has per kind (right, gold, found); a found group that is an organisation
    in gold counts with the organisations."""

    gold: int = 0
    found: int = 0
    spans: int = 0
    right: int = 0
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in KINDS})

    def add(self, gold: Iterable[GoldName], found: Iterable[tuple[int, int, str]]) -> None:
        """Count one document; `found` holds (start, end, kind) in characters."""
        wanted: dict[Span, str] = {(name.start, name.end): name.kind for name in gold if name.kind is not None}
        got: dict[Span, str] = {(start, end): kind for start, end, kind in found}
        self.gold += len(wanted)
        self.found += len(got)
        for span, kind in wanted.items():
            self.kinds[kind]["gold"] += 1
            self.spans += span in got
            if got.get(span) in ACCEPTED[kind]:
                self.right += 1
                self.kinds[kind]["right"] += 1
        for span, kind in got.items():
            same = wanted.get(span)
            self.kinds[same if same is not None and kind in ACCEPTED[same] else kind]["found"] += 1

    def row(self) -> dict[str, Any]:
        """Precision, recall and F1 of spans, of spans with kind, and per kind."""
        kinds = {k: rates(c["right"], c["gold"], c["found"]) | {"gold": c["gold"]} for k, c in self.kinds.items()}
        return {
            "gold": self.gold,
            "span": rates(self.spans, self.gold, self.found),
            "span_kind": rates(self.right, self.gold, self.found),
            "kinds": kinds,
        }


def rates(right: int, gold: int, found: int) -> dict[str, float]:
    return {
        "precision": round(right / found, 3) if found else 0.0,
        "recall": round(right / gold, 3) if gold else 0.0,
        "f1": round(2 * right / (gold + found), 3) if gold + found else 0.0,
    }
