"""The outlines of countries (Natural Earth), thinned out; made by ``scripts/outlines.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
FILE = Path(__file__).with_name("outlines.json")


@cache
def countries() -> Mapping[str, Sequence[Sequence[Point]]]:
    """The rings of each country by its alpha-3 code, as longitude and latitude; "" has those without a code.

    A ring over the date line goes on beyond 180 degrees, so that no edge runs around the world.
    """
    data = json.loads(FILE.read_text(encoding="ascii"))
    arcs = [_points(row, data["scale"]) for row in data["arcs"]]
    return {
        code: tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
        for code, polygons in data["countries"].items()
    }


def _points(row: Sequence[int], scale: int) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(row[::2], row[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """The points of a ring of arcs; a number below zero is an arc that runs backwards, as in TopoJSON."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    shift, straight = 0.0, ring[:1]
    for (before, _), (after, latitude) in pairwise(ring):
        if abs(after - before) > 180:
            shift -= 360 if after > before else -360
        straight.append((after + shift, latitude))
    return tuple(straight)
