"""The means of an act in a few classes: who reports a bomb does not mean a rifle."""

from __future__ import annotations

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


def means(mode: str | None, weapon: str | None) -> str | None:
    """The class of a weapon, else of a mode, else the mode itself, which in other types is what was done."""
    every = classes()
    return every.get(weapon or "") or (every.get(mode, mode) if mode else None)
