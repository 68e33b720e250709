"""Circles of sectors: parties of one circle can be told in the same words, as fighters of any group are "militants"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.knowledge.tables import layers, read_rows

COLUMNS = ("sector", "circle")


@cache
def circles() -> dict[str, str]:
    """The circle of each sector of ``resolving/circles.csv``: those whom the same words can describe."""
    rows = (row for path in layers("resolving/circles.csv") for row in read_rows(path, COLUMNS))
    return {row["sector"]: row["circle"] for row in rows}


def circle(sectors: Iterable[str]) -> frozenset[str]:
    """The circles of sectors; a sector without one is its own."""
    every = circles()
    return frozenset(every.get(sector, sector) for sector in sectors)
