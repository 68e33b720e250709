"""The outline of a region, for maps: a region is drawn as an area and never as a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock

from dateline.knowledge.gazetteer import SCALE, load_gazetteer

Point = tuple[float, float]
LOCK = Lock()
FEWEST = 3
"""Towns that make an outline."""


def outline(region: int | None) -> list[Point] | None:
    """The convex outline of the towns of a first-level region, as longitude and latitude; None where there are too few.

    It is no border: it says where in the country the region lies and how large it is. A region over the date line has
    none, since its outline would go around the world.
    """
    with LOCK:  # made once, whoever asks first
        ring = _outlines().get(region or 0)
    if ring is None or max(lon for lon, _ in ring) - min(lon for lon, _ in ring) > 180:
        return None
    return [*ring, ring[0]]


@cache
def _outlines() -> Mapping[int, Sequence[Point]]:
    towns: dict[int, set[Point]] = {}
    for region, lon, lat in load_gazetteer().town_points():
        towns.setdefault(region, set()).add((round(lon / SCALE, 3), round(lat / SCALE, 3)))
    rings = {region: hull(points) for region, points in towns.items()}
    return {region: ring for region, ring in rings.items() if len(ring) >= FEWEST}


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < FEWEST:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
