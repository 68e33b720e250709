"""Makes the outlines of countries that pictures without the front end are drawn with: ``python scripts/outlines.py``.

Reads Natural Earth at 1:50 million as the npm package world-atlas has it (``npm ci`` in web/ puts it there), thins out
its lines, and writes ``outlines.json`` of serving/briefing: ``arcs`` are lines in hundredths of a degree, each point
told by the difference to the one before; ``countries`` have for each alpha-3 code rings of arcs, as in TopoJSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "web" / "node_modules"
TARGET = ROOT / "src" / "dateline" / "serving" / "briefing" / "outlines.json"
SCALE = 100
"""Steps a degree."""
TOLERANCE = 0.04
"""Degrees by which a line may leave its course: less than a pixel on a map of one country."""
LEFT_OUT = {"ATA"}
"""Its outline runs along the edge of the map."""

Point = tuple[float, float]


def main() -> None:
    atlas = json.loads((MODULES / "world-atlas" / "countries-50m.json").read_text(encoding="utf-8"))
    codes = {
        row[2]: row[1]
        for row in json.loads((MODULES / "i18n-iso-countries" / "codes.json").read_text(encoding="utf-8"))
    }
    arcs = [thinned(decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    countries: dict[str, list[Any]] = {}
    for each in atlas["objects"]["countries"]["geometries"]:
        code = codes.get(str(each.get("id", "")).zfill(3), "")
        if code in LEFT_OUT or not each.get("arcs"):
            continue
        polygons = [each["arcs"]] if each["type"] == "Polygon" else each["arcs"]
        countries.setdefault(code, []).extend(polygons)
    made = {"scale": SCALE, "arcs": [stepped(arc) for arc in arcs], "countries": dict(sorted(countries.items()))}
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="ascii")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {sum(map(len, arcs)):,} points.")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """The points of an arc in degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def thinned(points: list[Point]) -> list[Point]:
    """The points without those that the line hardly needs (Douglas and Peucker); both ends stay."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    furthest, most = 0, 0.0
    for index, (x, y) in enumerate(points[1:-1], 1):
        off = (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        )
        if off > most:
            furthest, most = index, off
    if most <= TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: furthest + 1])[:-1] + thinned(points[furthest:])


def stepped(points: list[Point]) -> list[int]:
    """The points in steps, each as the difference to the one before, in one row of numbers."""
    row, x, y = [], 0, 0
    for lon, lat in points:
        nx, ny = round(lon * SCALE), round(lat * SCALE)
        row += [nx - x, ny - y]
        x, y = nx, ny
    return row


if __name__ == "__main__":
    main()
