"""The pictures of a briefing: events over time, and where they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, pi, radians, sin, sqrt
from typing import Any

from markupsafe import Markup

from dateline.serving.areas import outline
from dateline.serving.briefing.gathering import Briefing, Spot
from dateline.serving.briefing.outlines import Point, countries
from dateline.serving.drawing import ceiling, element, svg
from dateline.serving.units import BEGINS, FINEST, FOLLOWS, Unit
from dateline.serving.words import MONTHS

WIDTH = 640.0
CHART, LEFT, BOTTOM, TOP = 150.0, 34.0, 20.0, 8.0
WIDEST = 48.0
"""A bar of a chart that has few, so that one week does not look like all the time there is."""
MARGIN, SPARE = 2.0, 0.06
"""Around the outermost places: at least so many degrees, and such a part of what lies between them."""
LOWEST, HIGHEST = 220.0, 460.0
TICKS = 6
REGION_KM = 60.0
"""The radius of the circle that stands for a region of which only the middle is known."""
NAMED = 14
"""Places whose name is written."""
LETTER = 6.2
TOWN, REGION, COUNTRY = 2, 3, 4
"""The last precision that is drawn as a point, and those that are areas."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A bar of the chart: its first and last day, the events within it by quad class 0 to 4."""

    start: date
    end: date
    quads: tuple[int, ...]


def bars(told: Briefing) -> tuple[Unit, list[Stretch], int]:
    """The unit, the bars without a gap, and how many events are known to a wider interval than a bar only.

    The bars reach from the first to the last event that is within one, so that an event known to a year draws none out.
    """
    if not told.days:
        return "day", [], 0
    unit, edges = _edges([(start, end) for start, end, _ in told.days])
    inside = [(start, end) for start, end, _ in told.days if _within(edges, start, end) is not None]
    if inside:
        unit, edges = _edges(inside)
    counts, wider = [[0] * 5 for _ in edges[1:]], 0
    for start, end, quad in told.days:
        place = _within(edges, start, end)
        if place is None:
            wider += 1
        else:
            counts[place][quad] += 1
    return (
        unit,
        [
            Stretch(date.fromordinal(begin), date.fromordinal(after - 1), tuple(row))
            for (begin, after), row in zip(pairwise(edges), counts, strict=True)
        ],
        wider,
    )


def _edges(days: Sequence[tuple[int, int]]) -> tuple[Unit, list[int]]:
    """The finest unit that gives a readable number of bars, the first days of these, and the day after the last."""
    first, last = date.fromordinal(min(start for start, _ in days)), date.fromordinal(max(end for _, end in days))
    finest: list[Unit] = [name for name, most in FINEST if (last - first).days < most]
    unit: Unit = [*finest, "year"][0]
    at = BEGINS[unit](first)
    edges = [at.toordinal()]
    while at <= last:
        at = FOLLOWS[unit](at)
        edges.append(at.toordinal())
    return unit, edges


def _within(edges: Sequence[int], start: int, end: int) -> int | None:
    """The bar that an interval lies in."""
    place = bisect_right(edges, start) - 1
    return place if 0 <= place < len(edges) - 1 and end < edges[place + 1] else None


def of_series(series: Mapping[str, Any]) -> tuple[Unit, list[Stretch]]:
    """The bars of an answer of the API, by quad class; without those at both ends that have no event within them."""
    full = [
        Stretch(
            date.fromisoformat(bar["start"]), date.fromisoformat(bar["end"]),
            tuple(dict(zip(series["groups"], bar["counts"], strict=True)).get(str(quad), 0) for quad in range(5)),
        )
        for bar in series["bars"]
    ]  # fmt: skip
    some = [place for place, each in enumerate(full) if any(each.quads)]
    return series["unit"], full[some[0] : some[-1] + 1] if some else []


def chart(unit: Unit, stretches: Sequence[Stretch]) -> Markup | None:
    """Bars over time; None where all are empty."""
    most = max((sum(each.quads) for each in stretches), default=0)
    if not most:
        return None
    top, step = ceiling(most), min(WIDEST, (WIDTH - LEFT - 4) / len(stretches))
    high = CHART - BOTTOM - TOP
    parts = []
    for value in dict.fromkeys((0, top // 2, top)):
        y = TOP + high * (1 - value / top)
        parts.append(element("line", class_="grid", x1=LEFT, x2=WIDTH - 4, y1=y, y2=y))
        parts.append(element("text", f"{value:,}", class_="tick", x=LEFT - 5, y=y + 4, text_anchor="end"))
    for index, each in enumerate(stretches):
        base = TOP + high
        for quad, count in enumerate(each.quads):
            if count:
                tall = high * count / top
                base -= tall
                parts.append(
                    element("rect", class_=f"quad{quad}", x=LEFT + index * step + step * 0.08, y=base,
                            width=max(0.8, step * 0.84), height=tall)
                )  # fmt: skip
    every = max(1, -(-len(stretches) // TICKS))
    for index in range(0, len(stretches), every):
        words = _tick(stretches[index].start, unit)
        parts.append(element("text", words, class_="tick", x=LEFT + index * step, y=CHART - 5))
    return svg(parts, WIDTH, CHART, f"Events by {unit}; the list of events has the same.", "chart")


def _tick(start: date, unit: Unit) -> str:
    month = f"{MONTHS[start.month - 1][:3]} {start.year}"
    return str(start.year) if unit == "year" else month if unit == "month" else f"{start.day} {month}"


class Frame:
    """Degrees to the units of a picture: longitude and latitude on a plane, true to scale in the middle."""

    def __init__(self, points: Sequence[Point]) -> None:
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        wide, high = (max(MARGIN, SPARE * (max(each) - min(each))) for each in (lons, lats))
        west, east = min(lons) - wide, max(lons) + wide
        south, north = min(lats) - high, max(lats) + high
        south, north = max(south, -85.0), min(north, 85.0)
        narrow = max(0.2, cos(radians((south + north) / 2)))
        wide, high = (east - west) * narrow, north - south
        if high / wide < LOWEST / WIDTH:  # a belt: show what lies above and below it
            more = (wide * LOWEST / WIDTH - high) / 2
            south, north, high = south - more, north + more, high + 2 * more
        if high / wide > HIGHEST / WIDTH:
            more = (high * WIDTH / HIGHEST - wide) / 2 / narrow
            west, east, wide = west - more, east + more, high * WIDTH / HIGHEST
        self.west, self.east, self.south, self.north = west, east, south, north
        self.scale, self.narrow = WIDTH / wide, narrow
        self.height = high * self.scale

    def at(self, point: Point) -> Point:
        return (point[0] - self.west) * self.narrow * self.scale, (self.north - point[1]) * self.scale

    def sees(self, ring: Iterable[Point]) -> bool:
        """Whether the box of a ring touches the frame."""
        lons, lats = zip(*ring, strict=True)
        return bool(
            min(lons) < self.east and max(lons) > self.west and min(lats) < self.north and max(lats) > self.south
        )


def map_of(told: Briefing) -> Markup | None:
    """Where the events are: towns as points, regions and countries as areas with a dashed edge, never as points."""
    shapes = [(spot, shape) for spot in told.spots if spot.precision > TOWN and (shape := area(spot))]
    towns = [spot for spot in told.spots if spot.precision <= TOWN and spot.longitude is not None]
    points = [
        *((spot.longitude or 0.0, spot.latitude or 0.0) for spot in towns),
        *(point for spot, shape in shapes if spot.precision == REGION for ring in shape for point in ring),
    ] or [point for _, shape in shapes for ring in shape for point in ring]
    if not points:
        return None
    frame = Frame(points)
    parts = [element("rect", class_="sea", x=0.0, y=0.0, width=WIDTH, height=frame.height)]
    for rings in countries().values():
        parts += [element("path", class_="land", d=_path([ring], frame)) for ring in rings if frame.sees(ring)]
    for spot, shape in shapes:
        title = element("title", _words(spot))
        seen = [ring for ring in shape if frame.sees(ring)]
        if seen:
            parts.append(element("path", [title], class_=f"area quad{_leading(spot)}", d=_path(seen, frame)))
    for spot in sorted(towns, key=lambda each: -each.events):
        x, y = frame.at((spot.longitude or 0.0, spot.latitude or 0.0))
        near = " near" if spot.precision == TOWN else ""
        parts.append(
            element("circle", [element("title", _words(spot))], class_=f"spot{near} quad{_leading(spot)}", cx=x, cy=y,
                    r=radius(spot.events))
        )  # fmt: skip
    parts += _names(towns, frame)
    return svg(parts, WIDTH, frame.height, "Map of the places; the list below has the same.", "map")


def radius(events: int) -> float:
    """A circle grows in area with its events."""
    return min(18.0, 2.4 + 1.1 * sqrt(events))


def area(spot: Spot) -> Sequence[Sequence[Point]] | None:
    """What a region or country covers: the outline of the towns of a region, the rings of a country."""
    if spot.precision >= COUNTRY:
        return countries().get(spot.country or "-")
    if ring := outline(spot.geoname_id):
        return [ring]
    return None if spot.longitude is None or spot.latitude is None else [_circle(spot.longitude, spot.latitude)]


def _circle(longitude: float, latitude: float) -> list[Point]:
    high = REGION_KM / 111.2
    wide = high / max(0.15, cos(radians(latitude)))
    turns = [2 * pi * step / 36 for step in range(36)]
    return [(longitude + wide * cos(turn), latitude + high * sin(turn)) for turn in turns]


def _names(towns: Sequence[Spot], frame: Frame) -> Iterator[Markup]:
    """The names of the places with most events, as far as none covers another."""
    taken: list[tuple[float, float, float, float]] = []
    for spot in towns:
        (x, y), r = frame.at((spot.longitude or 0.0, spot.latitude or 0.0)), radius(spot.events)
        taken.append((x - r, y - r, x + r, y + r))
    written = 0
    for spot in towns:
        x, y = frame.at((spot.longitude or 0.0, spot.latitude or 0.0))
        beside = x + radius(spot.events) + 3
        box = (beside, y - 7, beside + LETTER * len(spot.name), y + 5)
        if box[2] > WIDTH or any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        yield element("text", spot.name, class_="name", x=beside, y=y + 4)
        written += 1
        if written == NAMED:
            return


def _path(rings: Iterable[Iterable[Point]], frame: Frame) -> str:
    return "".join(f"M{'L'.join(_point(frame.at, point) for point in ring)}Z" for ring in rings)


def _point(at: Callable[[Point], Point], point: Point) -> str:
    x, y = at(point)
    return f"{x:.1f} {y:.1f}"


def _leading(spot: Spot) -> int:
    """The quad class that most events of a place have; of several the one with more conflict."""
    most = max(spot.quads)
    return 0 if not most else max(quad for quad, count in enumerate(spot.quads, 1) if count == most)


def _words(spot: Spot) -> str:
    before = {2: "near ", 3: "somewhere in ", 4: "somewhere in "}.get(spot.precision, "")
    return f"{before}{spot.name}: {spot.events:,} event{'' if spot.events == 1 else 's'}"
