"""Whether the confidence of claims is the share of them that is right: the reliability table of `dateline evaluate`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Lower ends of the bands, and the end of the last."""


@dataclass(frozen=True, slots=True)
class Band:
    """The claims with a confidence in [low, high): how many, its mean, the shares whose type and record are right."""

    low: float
    high: float
    claims: int
    confidence: float
    typed: float
    whole: float


def reliability(judged: Iterable[tuple[float, bool, bool]]) -> list[Band]:
    """The bands that hold claims, from (confidence, type right, record right) of each coded claim."""
    rows = list(judged)
    bands = []
    for low, high in pairwise(EDGES):
        inside = [row for row in rows if low <= row[0] < high]
        if inside:
            means = [round(sum(row[part] for row in inside) / len(inside), 4) for part in range(3)]
            bands.append(Band(low, min(high, 1.0), len(inside), *means))
    return bands


def calibration_error(bands: Iterable[Band]) -> float | None:
    """The mean distance between confidence and share of right types, over all claims; None without claims."""
    rows = list(bands)
    total = sum(band.claims for band in rows)
    return round(sum(band.claims * abs(band.confidence - band.typed) for band in rows) / total, 4) if total else None
