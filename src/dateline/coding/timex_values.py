"""TIMEX3 value strings (TimeML annotation guidelines 1.2.1) for meanings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.coding.timex_calendar import Interval, Tense, Unplaced, add_units, place
from dateline.coding.timex_grammar import timex_amount
from dateline.coding.timex_meaning import Meaning


def timex_value(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None) -> str:
    """The value; X stands for each figure that is not known."""
    if meaning.form in {"vague", "duration", "set"}:
        return meaning.value or "PXX"
    if meaning.form == "clock":
        day = previous[0] if previous is not None and previous[0] == previous[1] else anchor
        return f"{day.isoformat() if day else 'XXXX-XX-XX'}T{meaning.clock}"
    if meaning.form == "window":
        return window_value(meaning, anchor)
    if meaning.form == "calendar" and (meaning.decade is not None or meaning.century is not None):
        return f"{meaning.decade // 10}X" if meaning.decade is not None else f"{meaning.century:02d}"
    plain = replace(meaning, edge=None, whole_edge=False)
    if meaning.form == "shift" and meaning.value is not None:
        plain = replace(plain, mod=None, value=None)
    span = place(plain, anchor, tense, previous)
    if isinstance(span, Unplaced):
        return unplaced_value(meaning)
    return span_value(meaning, span, anchor) + suffix(meaning)


def suffix(meaning: Meaning) -> str:
    if meaning.clock:
        return f"T{meaning.clock}"
    return f"T{meaning.part}" if meaning.part else ""


def grain(meaning: Meaning) -> str:
    """The unit in which a meaning is stated."""
    if meaning.form == "weekday":
        return "D"
    if meaning.form == "shift":
        return meaning.unit or "D"
    if meaning.unit == "W":
        return "W"
    if meaning.quarter:
        return "Q"
    if meaning.half:
        return "H"
    if meaning.season:
        return "S"
    if meaning.day or meaning.holiday:
        return "D"
    return "M" if meaning.month else "Y"


def span_value(meaning: Meaning, span: Interval, anchor: date | None) -> str:
    unit = grain(meaning)
    if unit == "Y" and meaning.form == "shift" and 80 < (span[1] - span[0]).days < 100:
        unit = "Q"
    if unit == "10Y" and meaning.form == "shift" and meaning.value is not None and meaning.count is not None:
        if abs(meaning.count) > 1 or anchor is None:
            return meaning.value
        return unit_value(add_units(anchor, meaning.count, unit), "Y")
    return unit_value(span[0], unit, meaning.season)


def unit_value(day: date, unit: str, season: str | None = None) -> str:
    year = f"{day.year:04d}"
    if unit in {"W", "WE", "2W"}:
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{year}-{day.month:02d}"
    if unit == "Q":
        return f"{year}-Q{(day.month + 2) // 3}"
    if unit == "H":
        return f"{year}-H{1 if day.month < 7 else 2}"
    if unit == "S":
        return f"{year}-{season}" if season else year
    if unit == "Y":
        return year
    if unit == "10Y":
        return year[:3] + "X"
    if unit == "100Y":
        return year[:2]
    return day.isoformat()


def window_value(meaning: Meaning, anchor: date | None) -> str:
    """A year for "the past year", a length of time for "the past two years"."""
    unit, count = meaning.unit or "D", meaning.count
    if count in {1, -1} and unit in {"W", "M", "Q", "Y"} and meaning.value is None:
        found = place(Meaning("shift", unit=unit, count=count), anchor, "past")
        if not isinstance(found, Unplaced):
            return unit_value(found[0], unit)
    return timex_amount(None if count is None else abs(count), unit)


def unplaced_value(meaning: Meaning) -> str:
    if meaning.form == "weekday":
        return f"XXXX-WXX-{meaning.weekday}{suffix(meaning)}"
    if meaning.form == "calendar":
        year = f"{meaning.year:04d}" if meaning.year else "XXXX"
        if meaning.swapped is not None:
            return f"{year}-XX-XX"
        if meaning.quarter:
            return f"{year}-Q{meaning.quarter}"
        if meaning.season:
            return f"{year}-{meaning.season}"
        if meaning.month and meaning.day:
            return f"{year}-{meaning.month:02d}-{meaning.day:02d}{suffix(meaning)}"
        return f"{year}-{meaning.month:02d}" if meaning.month else year
    if meaning.unit in {"10Y", "100Y"} and meaning.value is not None:
        return meaning.value
    forms = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "10Y": "XXXX"}
    return forms.get(meaning.unit or "D", "XXXX-XX-XX") + suffix(meaning)
