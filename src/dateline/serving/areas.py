"""The outline of a region, for maps: a region is drawn as an area and never as a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

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
        ring = _ring(region or 0)
    if len(ring) < FEWEST or max(lon for lon, _ in ring) - min(lon for lon, _ in ring) > 180:
        return None
    return [*ring, ring[0]]


@cache
def _ring(region: int) -> list[Point]:
    regions, points = _towns()
    begin, end = np.searchsorted(regions, [region, region + 1])
    return hull((round(lon / SCALE, 3), round(lat / SCALE, 3)) for lon, lat in points[begin:end].tolist())


@cache
def _towns() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The regions of all towns in their order, and where each town is."""
    flat = np.fromiter(chain.from_iterable(load_gazetteer().town_points()), dtype=np.int64).reshape(-1, 3)
    flat = flat[np.argsort(flat[:, 0], kind="stable")]
    return flat[:, 0], flat[:, 1:]


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
