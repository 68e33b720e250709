"""The means of an act, and those who act, in a few classes: who reports a bomb does not mean a rifle."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.knowledge.tables import layers, read_rows

COLUMNS = ("name", "class")


@cache
def classes() -> dict[str, str | None]:
    """The class of each weapon and mode of ``resolving/means.csv``; None for those that tell no means."""
    rows = (row for path in layers("resolving/means.csv") for row in read_rows(path, COLUMNS))
    return {row["name"]: row["class"] or None for row in rows}


@cache
def known() -> frozenset[str]:
    """All classes of means."""
    return frozenset(each for each in classes().values() if each)


@cache
def circles() -> dict[str, str]:
    """The circle of each sector of ``resolving/circles.csv``: those whom the same words can describe."""
    rows = (row for path in layers("resolving/circles.csv") for row in read_rows(path, ("sector", "circle")))
    return {row["sector"]: row["circle"] for row in rows}


def circle(sectors: Iterable[str]) -> frozenset[str]:
    """The circles of sectors; a sector without one is its own."""
    every = circles()
    return frozenset(every.get(sector, sector) for sector in sectors)


def means(mode: str | None, weapon: str | None) -> str | None:
    """The class of a weapon, else of a mode, else the mode itself, which in other types is what was done."""
    every = classes()
    return every.get(weapon or "") or (every.get(mode, mode) if mode else None)
