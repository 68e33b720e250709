"""A network drawn: actors as circles, who deals with whom as lines, laid out the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, hypot, pi, sin, sqrt
from typing import Any
from urllib.parse import quote

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from dateline.serving.drawing import element, svg

WIDTH, HEIGHT = 900.0, 620.0
MARGIN, RIGHT = 40.0, 130.0
TURNS = 220
LETTER = 6.0
THICK = 12
"""Events of a line of full width, where none has more."""
TOGETHER = 1.2
"""How strongly all are drawn to the middle: those who deal with nobody else would drift away, and all others shrink."""
Places = NDArray[np.float64]
Box = tuple[float, float, float, float]


def picture(told: Mapping[str, Any], query: str = "") -> Markup | None:
    """The network as a picture; None where nobody deals with anybody. `query` is the filter, for the links of pairs."""
    nodes, edges = told["nodes"], told["edges"]
    if not edges:
        return None
    number = {node["id"]: place for place, node in enumerate(nodes)}
    places = layout(len(nodes), [(number[e["by"]], number[e["against"]], e["events"]) for e in edges])
    most = max(THICK, *(edge["events"] for edge in edges))
    heaviest = max(node["dealings"] for node in nodes)
    radii = [4.0 + 12.0 * sqrt(node["dealings"] / heaviest) for node in nodes]
    there = {(edge["by"], edge["against"]) for edge in edges}
    parts: list[Markup] = []
    for edge in reversed(edges):
        one, other = number[edge["by"]], number[edge["against"]]
        bent = (edge["against"], edge["by"]) in there
        parts.append(_edge(edge, nodes[one], nodes[other], places[one], places[other], radii[other], most, bent, query))
    for node, (x, y), radius in zip(nodes, places, radii, strict=True):
        inner = [
            element("title", f"{node['name']}: {node['dealings']:,} dealings"),
            element("circle", cx=float(x), cy=float(y), r=radius),
        ]
        parts.append(element("a", inner, href=f"/actors/{quote(node['id'], safe='')}", class_=f"node {node['kind']}"))
    parts += _names(nodes, places, radii)
    return svg(parts, WIDTH, HEIGHT, "Who deals with whom; the table has the same.", "network", links=True)


def layout(count: int, edges: list[tuple[int, int, int]]) -> Places:
    """Where the actors stand: those who deal draw each other near, all push each other away (Fruchterman, Reingold).

    They begin on a spiral in the order given, so that the same network has the same picture.
    """
    turn = pi * (3 - sqrt(5))
    at = np.array([[cos(i * turn), sin(i * turn)] for i in range(count)]) * np.sqrt(np.arange(1, count + 1))[:, None]
    at /= max(1.0, sqrt(count))
    pull = np.zeros((count, count))
    for one, other, events in edges:
        if one != other:
            pull[one, other] += 1 + np.log(events)
            pull[other, one] += 1 + np.log(events)
    pull /= max(1.0, float(pull.max()))
    apart = 1.4 / sqrt(max(1, count))
    for step in range(TURNS):
        away = at[:, None, :] - at[None, :, :]
        far = np.sqrt((away**2).sum(axis=2))
        np.fill_diagonal(far, 1.0)
        far = np.maximum(far, 0.01)
        force = apart**2 / far**2 - pull * far / apart
        moved = (away * force[:, :, None]).sum(axis=1) - TOGETHER * at
        length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
        heat = 0.12 * (1 - step / TURNS) + 0.002
        at = at + moved / length[:, None] * np.minimum(length, heat)[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    wide = np.maximum(high - low, 1e-9)
    room = np.array([WIDTH - MARGIN - RIGHT, HEIGHT - 2 * MARGIN])
    placed: Places = np.round((at - low) / wide * room + MARGIN, 1)
    return placed


def _edge(
    edge: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any], begin: Places, end: Places,
    radius: float, most: int, bent: bool, query: str,
) -> Markup:  # fmt: skip
    """A line from who to whom with its head at whom; where both deal with each other the lines bow apart."""
    wide = 0.8 + 5.0 * sqrt(edge["events"] / most)
    quad = 0 if not any(edge["quads"]) else 4 - list(reversed(edge["quads"])).index(max(edge["quads"]))
    link = f"/events?by=id%3A{quote(one['id'], safe='')}&against=id%3A{quote(other['id'], safe='')}"
    title = element("title", f"{one['name']} → {other['name']}: {edge['events']:,} event{'s'[: edge['events'] != 1]}")
    (x, y), (u, v) = begin.tolist(), end.tolist()
    length = hypot(u - x, v - y)
    if length < 1:  # somebody who deals with itself
        d = f"M{x - 3:.1f} {y - radius:.1f}c-22 -34 28 -34 8 0"
        inner = [title, element("path", class_="line", d=d, stroke_width=wide)]
    else:
        dx, dy = (u - x) / length, (v - y) / length
        bow = min(40.0, 0.12 * length) if bent else 0.0
        mx, my = (x + u) / 2 - dy * bow, (y + v) / 2 + dx * bow
        tail = hypot(u - mx, v - my)
        ex, ey = (u - mx) / tail, (v - my) / tail
        head = 5.0 + wide
        tx, ty = u - ex * (radius + 1), v - ey * (radius + 1)
        bx, by = tx - ex * head, ty - ey * head
        line = element(
            "path", class_="line", d=f"M{x:.1f} {y:.1f}Q{mx:.1f} {my:.1f} {bx:.1f} {by:.1f}", stroke_width=wide
        )
        half = head * 0.5
        tip = f"M{tx:.1f} {ty:.1f}L{bx - ey * half:.1f} {by + ex * half:.1f}L{bx + ey * half:.1f} {by - ex * half:.1f}Z"
        inner = [title, line, element("path", class_="head", d=tip)]
    return element("a", inner, href=link + query.replace("?", "&", 1), class_=f"edge quad{quad}", tabindex="-1")


def _names(nodes: list[Mapping[str, Any]], places: Places, radii: list[float]) -> Iterator[Markup]:
    """The names, those of the most active first. One that would cover another or a circle stands on another side, or is
    left; the title of each circle has it."""
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places.tolist(), radii, strict=True)]
    for node, (x, y), radius in zip(nodes, places.tolist(), radii, strict=True):
        name = node["name"] if len(node["name"]) <= 28 else f"{node['name'][:27]}…"
        wide, beside, below = LETTER * len(name), radius + 4, radius + 9
        for anchor, at, line in (
            ("start", x + beside, y), ("end", x - beside, y), ("middle", x, y + below), ("middle", x, y - below),
        ):  # fmt: skip
            left = at - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
            box = (left, line - 6, left + wide, line + 6)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield element("text", name, class_="name", x=float(at), y=line + 4, text_anchor=anchor)
                break


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
