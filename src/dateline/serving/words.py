"""Fields of an answer in plain words, without more precision than there is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Fields = Mapping[str, Any]
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
BASES = {
    "explicit": "the text gives the date",
    "relative": "counted from the day of the page or of another event",
    "context": "taken from what stands around it",
}
STATUSES = {
    "asserted": "told as a fact",
    "claimed": "claimed by a party to it",
    "alleged": "alleged",
    "denied": "denied",
    "negated": "said not to have happened",
    "planned": "planned or announced",
    "possible": "said to be possible",
    "hypothetical": "supposed only",
}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def day(value: str) -> str:
    """``3 March 2024``."""
    read = date.fromisoformat(value)
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def day_words(when: Fields) -> str:
    """``3 March 2024``, ``between 5 and 8 March 2024``, ``in March 2024``; empty where the day is unknown."""
    start, end = when["start"] or when["end"], when["end"] or when["start"]
    if not start:
        return ""
    if start == end:
        return day(start)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    if (
        first.day == 1
        and (last.year, last.month) == (first.year, first.month)
        and last.day == monthrange(last.year, last.month)[1]
    ):
        return f"in {MONTHS[first.month - 1]} {first.year}"
    if first.year != last.year:
        return f"between {day(start)} and {day(end)}"
    if first.month != last.month:
        return f"between {first.day} {MONTHS[first.month - 1]} and {day(end)}"
    return f"between {first.day} and {day(end)}"


def place_words(where: Fields) -> str:
    """``Gao, MLI``, ``near Gao, MLI``, ``somewhere in Gao Region, MLI``, ``somewhere in Mali``; empty where unknown."""
    if not where["name"]:
        return ""
    code = where["country"] if where["precision"] < 4 else None
    name = ", ".join(part for part in (where["name"], code) if part)
    before = {2: "near ", 3: "somewhere in ", 4: "somewhere in "}.get(where["precision"], "")
    return before + name


def precision_words(where: Fields) -> str:
    """What the precision of a place means."""
    return {
        1: "This spot or town itself.",
        2: "Near it, or in its district: not this very point.",
        3: "Somewhere in this region; no point is known.",
        4: "Somewhere in this country; no point is known.",
    }.get(where["precision"], where["reason"] or "No place is told.")


def number_words(quantity: Fields | None) -> str:
    """``5``, ``5 to 6``, ``at least 5``; empty where nothing is told."""
    if quantity is None:
        return ""
    low, high = quantity["low"], quantity["high"]
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def party_words(parties: Sequence[Fields]) -> str:
    """``Mali and Niger``."""
    names = [party["name"] for party in parties]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def sentence(event: Fields) -> str:
    """The event as a heading: ``Norland Rebels — ASSAULT heavy-weapons — Norland Army``."""
    what = " ".join(part for part in (event["type"], event["mode"]) if part)
    return " — ".join(part for part in (party_words(event["actors"]), what, party_words(event["recipients"])) if part)


def share_words(reviewed: int, total: int) -> str:
    """What part of some events a person has reviewed; "0 %" only where there is none."""
    if not reviewed or not total:
        return "none of them reviewed by a person"
    share = 100 * reviewed / total
    told = "less than 1" if share < 1 else min(round(share), 100 if reviewed == total else 99)
    return f"{told} % reviewed by a person"


def off_bars(series: Fields) -> str:
    """What events of a series are on no bar, and why: ``3 undated, 1 of a wider interval``; empty where all are."""
    why = (("undated", "undated"), ("wider", "of a wider interval"), ("aggregates", "that count several"))
    return ", ".join(f"{series[name]:,} {words}" for name, words in why if series[name])


def sure_words(confidence: float) -> str:
    """How sure the machine is of a claim."""
    word = "sure" if confidence >= 0.8 else "rather sure" if confidence >= 0.6 else "unsure"
    return f"{word} ({confidence:.2f})"
