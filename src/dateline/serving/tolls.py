"""The toll of an event as its reports have told it over time: who said how many, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from dateline.serving.drawing import ceiling, element, svg
from dateline.serving.words import day, number_words

WIDTH, HEIGHT = 460.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 42.0, 18.0, 22.0, 26.0
APART = 48.0
"""Between different numbers of one day, in units of the picture."""
ARROW = 16.0
FIELDS = (("killed", "Killed"), ("injured", "Injured"))


def tolls(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For killed and injured, where told: every report that gives a number, in order of publication, the undated last.

    `low` and `high` are the range of the event; a `high` of null is "at least". Nothing is averaged.
    """
    documents = {document["id"]: document for document in event["documents"]}
    found = []
    for field, label in FIELDS:
        told = [_report(claim, claim[field], documents[claim["document"]]) for claim in event["claims"] if claim[field]]
        if told:
            told.sort(key=lambda each: (each["published"] or "9999", each["source"], each["low"], each["claim"]))
            whole = event[field] or {"low": None, "high": None}
            found.append({"field": field, "label": label, "low": whole["low"], "high": whole["high"], "reports": told})
    return found


def _report(claim: Mapping[str, Any], told: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "claim": claim["id"],
        "document": document["id"],
        "published": document["published"]["day"] if document["published"] else None,
        "source": document["publisher"] or document["name"],
        "says": [link["name"] for link in claim["sources"]],
        "low": told["low"],
        "high": told["high"],
        "status": claim["status"],
        "at": told["mention"]["span"]["start"] if told["mention"] else None,
    }


def picture(toll: Mapping[str, Any]) -> Markup | None:
    """The reports that are dated as points over the day of publication, a range as a line, "at least" as an arrow.

    The band behind is the range of the event. None where no report is dated.
    """
    dated = [each for each in toll["reports"] if each["published"]]
    if not dated:
        return None
    days = [date.fromisoformat(each["published"]).toordinal() for each in dated]
    first, last = min(days), max(days)
    top = ceiling(max(1, *(each["high"] or each["low"] for each in toll["reports"])) * 1.08)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)

    parts = [_band(toll, y, top), *_axis(y, top), *_days(first, last)]
    same: dict[tuple[int, int, int | None], list[Mapping[str, Any]]] = {}
    for ordinal, each in zip(days, dated, strict=True):
        same.setdefault((ordinal, each["low"], each["high"]), []).append(each)
    beside: dict[int, int] = {}
    for (ordinal, _, _), alike in same.items():
        beside[ordinal] = beside.get(ordinal, -1) + 1
        parts.append(_point(alike, _x(ordinal, first, last) + beside[ordinal] * APART, y))
    label = f"{toll['label']}, as reported over time; the list below has the same."
    return svg(parts, WIDTH, HEIGHT, label, "toll", links=True)


def _x(ordinal: int, first: int, last: int) -> float:
    inner = WIDTH - LEFT - RIGHT - 90
    return LEFT + 24 + (inner * (ordinal - first) / (last - first) if last > first else 0)


def _band(toll: Mapping[str, Any], y: Any, top: int) -> Markup:
    if toll["low"] is None:
        return Markup("")
    high = y(toll["high"] if toll["high"] is not None else top)
    low = y(toll["low"])
    return element(
        "rect", class_="range", x=LEFT, y=high - 2, width=WIDTH - LEFT - RIGHT, height=max(4.0, low - high + 4)
    )


def _axis(y: Any, top: int) -> list[Markup]:
    marks = (0, top // 2, top) if top > 1 else (0, 1)
    return [
        part
        for value in marks
        for part in (
            element("line", class_="grid", x1=LEFT, x2=WIDTH - RIGHT, y1=y(value), y2=y(value)),
            element("text", f"{value:,}", class_="tick", x=LEFT - 6, y=y(value) + 4, text_anchor="end"),
        )
    ]


def _days(first: int, last: int) -> list[Markup]:
    ends = dict.fromkeys((first, last))
    return [
        element("text", day(date.fromordinal(each).isoformat()), class_="tick", x=_x(each, first, last), y=HEIGHT - 8,
                text_anchor="start" if each == first else "middle")
        for each in ends
    ]  # fmt: skip


def _point(alike: Sequence[Mapping[str, Any]], x: float, y: Any) -> Markup:
    """The reports of one day that give the same number, as one point that leads to the first."""
    each = alike[0]
    low, high = each["low"], each["high"]
    told = ", ".join(dict.fromkeys(one["source"] for one in alike))
    inner = [element("title", f"{number_words(each)}: {told}, {day(each['published'])}")]
    if high is None:
        end = y(low) - ARROW
        head = f"M{x - 4:.1f} {end + 5:.1f}L{x:.1f} {end:.1f}L{x + 4:.1f} {end + 5:.1f}"
        inner.append(element("path", class_="stem", d=f"M{x:.1f} {y(low):.1f}V{end:.1f}{head}"))
    elif high > low:
        inner.append(element("line", class_="stem", x1=x, x2=x, y1=y(low), y2=y(high)))
        inner.append(element("circle", cx=x, cy=y(high), r=4.5))
    inner.append(element("circle", cx=x, cy=y(low), r=4.5))
    label = f"{low:,}+" if high is None else f"{low:,}" if high == low else f"{low:,}–{high:,}"
    if len(alike) > 1:
        label += f" ×{len(alike)}"
    inner.append(element("text", label, class_="value", x=x + 8, y=y(high or low) + 4))
    target = f"#at-{each['at']}" if each["at"] is not None else ""
    return element("a", inner, href=f"/pages/{each['document']}{target}", class_=f"report {each['status']}")
