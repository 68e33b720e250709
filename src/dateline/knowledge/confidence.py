"""How much each sign of a claim speaks for it. Data: ``confidence.csv`` (from ``models/scripts/fit_confidence.py``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_rows


@cache
def load_confidence(path: Path = DATA / "confidence.csv") -> Mapping[str, float]:
    """The weight of each sign in logits. Raises KnowledgeError."""
    weights = {}
    for row in read_rows(path, ("sign", "weight")):
        try:
            weights[row["sign"]] = float(row["weight"])
        except ValueError:
            raise KnowledgeError(f"{row.where}: the weight of {row['sign']!r} must be a number.") from None
    return weights
