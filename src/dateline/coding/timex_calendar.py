"""Meanings on the calendar: the days a time expression stands for, given when the text was published.

All functions are pure. What cannot be placed is returned as `Unplaced` with the reason, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor
from typing import Literal

from dateline.coding.holidays import holiday
from dateline.coding.timex_meaning import Meaning

Tense = Literal["past", "present", "future"]
Interval = tuple[date, date]

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the northern half of the world


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Why an expression has no days."""

    reason: str


NO_ANCHOR = Unplaced("relative to a publication date that is not known")
NO_PREVIOUS = Unplaced("counted from a day that the text has not named")
OUT_OF_RANGE = Unplaced("outside the calendar")


def place(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None = None) -> Interval | Unplaced:
    """First and last day of what is meant, before its preposition is heeded."""
    try:
        return _place(meaning, anchor, tense, previous)
    except (ValueError, OverflowError):
        return OUT_OF_RANGE


def _place(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None) -> Interval | Unplaced:
    if meaning.form == "calendar":
        return on_calendar(meaning, anchor, tense)
    if meaning.form == "weekday":
        return on_weekday(meaning, anchor, tense, previous)
    if meaning.form == "shift":
        return shifted(meaning, anchor, tense, previous)
    if meaning.form == "window":
        return around_publication(meaning, anchor)
    reasons = {
        "vague": "a vague time",
        "duration": "a length of time, not a date",
        "set": "a repeated time, not a date",
        "clock": "a time of day without a day",
    }
    return Unplaced(reasons[meaning.form])


# Calendar


def month_span(year: int, month: int) -> Interval:
    return date(year, month, 1), next_month(year, month) - timedelta(days=1)


def next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def unit_span(day: date, unit: str) -> Interval:
    """The calendar day, ISO week, weekend, month, quarter, year, decade or century that holds a day."""
    if unit == "W":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "WE":
        saturday = day + timedelta(days=5 - day.weekday())
        return saturday, saturday + timedelta(days=1)
    if unit == "M":
        return month_span(day.year, day.month)
    if unit == "Q":
        first = (day.month - 1) // 3 * 3 + 1
        return date(day.year, first, 1), next_month(day.year, first + 2) - timedelta(days=1)
    if unit in {"Y", "S"}:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "10Y":
        return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    if unit == "100Y":
        return date(day.year // 100 * 100, 1, 1), date(day.year // 100 * 100 + 99, 12, 31)
    return day, day


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    first, last = month_span(index // 12, index % 12 + 1)
    return min(first + timedelta(days=day.day - 1), last)


MONTHS = {"M": 1, "Q": 3, "S": 3, "Y": 12, "10Y": 120, "100Y": 1200}
DAYS = {"D": 1, "N": 1, "W": 7, "WE": 7, "2W": 14}
HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}


def add_units(day: date, count: float, unit: str) -> date:
    if unit in MONTHS:
        return add_months(day, round(count * MONTHS[unit]))
    return day + timedelta(days=round(count * DAYS.get(unit, 1)))


def third(span: Interval, edge: str | None) -> Interval:
    """The first, middle or last third: ten days of a month, four months of a year, else by count of days."""
    first, last = span
    if edge is None or first == last:
        return span
    if edge[0] in "WH":
        return part_of_month(span, edge)
    index = {"START": 0, "MID": 1, "END": 2}[edge]
    days = (last - first).days + 1
    if 28 <= days <= 31:
        start = first + timedelta(days=10 * index)
        return start, last if index == 2 else start + timedelta(days=9)
    if days in {365, 366} and first.day == 1:
        start = add_months(first, 4 * index)
        return start, add_months(start, 4) - timedelta(days=1)
    size = days // 3
    start = first + timedelta(days=size * index)
    return start, last if index == 2 else start + timedelta(days=size - 1)


def part_of_month(span: Interval, edge: str) -> Interval:
    """The seven days of its first to fourth week (W1 to W4) or its last ones (W-1), or one half (H1, H2)."""
    first, last = span
    if edge == "W-1":
        return last - timedelta(days=6), last
    if edge[0] == "H":
        middle = first + timedelta(days=14)
        return (first, middle) if edge == "H1" else (middle + timedelta(days=1), last)
    start = first + timedelta(days=7 * (int(edge[1:]) - 1))
    return start, start + timedelta(days=6)


def nearest_year(spans: list[Interval | None], anchor: date, tense: Tense) -> Interval | None:
    """Of the same span in neighbouring years, the one a year is left out for: the last that has begun, or the next."""
    known = sorted(span for span in spans if span is not None)
    if tense == "future":
        return next((span for span in known if span[1] >= anchor), None)
    return next((span for span in reversed(known) if span[0] <= anchor), None)


def without_year(meaning: Meaning, anchor: date | None, tense: Tense) -> Interval | Unplaced:
    if anchor is None:
        return Unplaced("no year, and no publication date to infer it from")
    if meaning.unit == "Y" and meaning.shift is not None:  # "May of last year"
        return on_calendar(replace(meaning, year=anchor.year + meaning.shift, shift=None, unit=None), anchor, tense)
    if meaning.quarter is not None and meaning.shift is not None:
        return on_calendar(replace(meaning, year=anchor.year + meaning.shift, shift=None), anchor, tense)
    if meaning.shift == 0 and meaning.season is None:
        return in_year(meaning, anchor.year) or OUT_OF_RANGE
    spans = [in_year(meaning, year) for year in range(anchor.year - 4, anchor.year + 5) if 1 <= year <= 9998]
    if meaning.shift == -1:
        spans = [span for span in spans if span is not None and span[1] < anchor - timedelta(days=5)]
        tense = "past"
    elif meaning.shift == 1:
        spans = [span for span in spans if span is not None and span[0] > anchor]
        tense = "future"
    found = nearest_year(spans, anchor, "past" if meaning.quarter else tense)
    return found if found is not None else OUT_OF_RANGE


def in_year(meaning: Meaning, year: int) -> Interval | None:
    """The days meant in a given year; None where it has none (29 February)."""
    if meaning.holiday is not None:
        span = holiday(meaning.holiday, year)
        if span is not None and meaning.unit == "W":
            return unit_span(span[1], "W")
        if span is not None and meaning.unit in {"D", "7D"}:  # "the second day of Eid", "the first week of Ramadan"
            length = 7 if meaning.unit == "7D" else 1
            first = span[0] + timedelta(days=length * int(meaning.count or 0))
            return first, first + timedelta(days=length - 1)
        if span is None or not meaning.count:
            return span
        eve = span[0] + timedelta(days=int(meaning.count))
        return eve, eve
    try:
        if meaning.quarter is not None:
            return unit_span(date(year, meaning.quarter * 3, 1), "Q")
        if meaning.half is not None:
            first = date(year, 6 * meaning.half - 5, 1)
            return first, add_months(first, 6) - timedelta(days=1)
        if meaning.season is not None:
            first = date(year, SEASON_START[meaning.season], 1)
            return third((first, add_months(first, 3) - timedelta(days=1)), meaning.edge)
        if meaning.month is None:
            return third((date(year, 1, 1), date(year, 12, 31)), meaning.edge)
        if meaning.day is None:
            return third(month_span(year, meaning.month), meaning.edge)
        day = date(year, meaning.month, meaning.day)
        return unit_span(day, "W") if meaning.unit == "W" else (day, day)
    except ValueError:
        return None


def on_calendar(meaning: Meaning, anchor: date | None, tense: Tense) -> Interval | Unplaced:
    if meaning.decade is not None:
        return third((date(meaning.decade, 1, 1), date(meaning.decade + 9, 12, 31)), meaning.edge)
    if meaning.century is not None:
        first = max(meaning.century * 100, 1)
        return third((date(first, 1, 1), date(meaning.century * 100 + 99, 12, 31)), meaning.edge)
    if meaning.year is None:
        return without_year(meaning, anchor, tense)
    if meaning.swapped is not None:
        return either_way(meaning, anchor)
    return in_year(meaning, meaning.year) or Unplaced("no such day in that year")


def either_way(meaning: Meaning, anchor: date | None) -> Interval | Unplaced:
    """Of the two readings of "03/01/2020" the only one that is not after publication, else the nearer."""
    if anchor is None or meaning.swapped is None:
        return Unplaced("day and month could be either way round")
    year, month, day = meaning.year or 1, meaning.month or 1, meaning.day or 1
    days = [date(year, month, day), date(year, *meaning.swapped)]
    days = [day for day in days if day <= anchor] or days
    nearest = min(days, key=lambda day: (abs((anchor - day).days), day))
    return nearest, nearest


# Day names


def on_weekday(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None) -> Interval | Unplaced:
    number = meaning.weekday or 1
    if meaning.origin == "previous" and previous is not None:
        anchor = previous[0] if (meaning.shift or 0) < 0 else previous[1]
    if anchor is None:
        return NO_ANCHOR
    if meaning.count is not None:  # "Friday of last week"
        day = unit_span(anchor, "W")[0] + timedelta(days=number - 1 + 7 * int(meaning.count))
    elif meaning.shift == -1:
        day = anchor - timedelta(days=(anchor.isoweekday() - number - 1) % 7 + 1)
    elif meaning.shift == 1:
        day = anchor + timedelta(days=(number - anchor.isoweekday() - 1) % 7 + 1)
    elif meaning.shift == 0 and tense != "past" or tense == "future":
        day = anchor + timedelta(days=(number - anchor.isoweekday()) % 7)
    else:
        day = anchor - timedelta(days=(anchor.isoweekday() - number) % 7)
    return day, day


# Counting from another day


def shifted(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None) -> Interval | Unplaced:
    unit, count = meaning.unit or "D", meaning.count or 0
    if meaning.origin == "event":
        return Unplaced("counted from an event that the text does not date")
    if meaning.origin == "previous":
        if previous is not None and not (unit == "D" and abs(count) <= 1 and previous[0] != previous[1]):
            return third(from_interval(previous, count, unit), meaning.edge)
        if anchor is None or (count >= 0 and not meaning.whole_edge):
            return NO_PREVIOUS
        meaning = replace(meaning, whole_edge=False)
    if anchor is None:
        return NO_ANCHOR
    if unit in HOURS:
        return hours_away(anchor, count * HOURS[unit])
    if meaning.part == "NI" and meaning.whole_edge:  # overnight
        return anchor - timedelta(days=1), anchor
    if unit == "WE":
        return weekend(anchor, int(count), tense)
    if abs(count) > 1 and (unit in {"10Y", "100Y"} or (meaning.mod and unit in {"Y", "M"})):
        return Unplaced("an approximate time")
    if meaning.value is not None and (unit in {"10Y", "100Y"} or (meaning.mod and unit in MONTHS)):
        return Unplaced("an approximate time")
    span = unit_span(add_units(anchor, count, unit), unit)
    if meaning.whole_edge:
        return (span[0], min(anchor, span[1])) if meaning.edge == "START" else (max(anchor, span[0]), span[1])
    span = third(span, meaning.edge)
    if count == 0 and unit != "D" and meaning.edge is None:
        return clipped(span, anchor, tense)
    return span


def clipped(span: Interval, anchor: date, tense: Tense) -> Interval:
    """Of the running week or month, what is over for a past event and what is left for a future one."""
    if tense == "past" and span[0] <= anchor <= span[1]:
        return span[0], anchor
    if tense == "future" and span[0] <= anchor <= span[1]:
        return anchor, span[1]
    return span


def from_interval(previous: Interval, count: float, unit: str) -> Interval:
    """Days are counted exactly; longer units give the whole unit."""
    if unit in {"D", "N"} | set(HOURS):
        days = round(count) if unit in {"D", "N"} else 0
        return previous[0] + timedelta(days=days), previous[1] + timedelta(days=days)
    first, last = add_units(previous[0], count, unit), add_units(previous[1], count, unit)
    if unit == "Y" and previous == unit_span(previous[0], "Q"):  # a year before a quarter is that quarter
        unit = "Q"
    return unit_span(first, unit)[0], unit_span(last, unit)[1]


def hours_away(anchor: date, hours: float) -> Interval:
    """Publication has no time of day, so some hours before it may be the day before."""
    if hours <= 0:
        return anchor - timedelta(days=ceil(-hours / 24)), anchor - timedelta(days=floor(-hours / 24))
    return anchor + timedelta(days=floor(hours / 24)), anchor + timedelta(days=ceil(hours / 24))


def weekend(anchor: date, count: int, tense: Tense) -> Interval:
    """The last weekend that has begun, in a future report the next that has not ended."""
    saturday = anchor - timedelta(days=(anchor.isoweekday() + 1) % 7)
    if count > 0 or (count == 0 and tense == "future" and anchor.isoweekday() < 6):
        saturday += timedelta(days=7)
    elif count < 0 and saturday + timedelta(days=1) >= anchor:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def around_publication(meaning: Meaning, anchor: date | None) -> Interval | Unplaced:
    """The 14 days that end on the publication date for "in the past two weeks"; months and years from the same day."""
    if anchor is None:
        return NO_ANCHOR
    count, unit = meaning.count, meaning.unit or "D"
    if count is None:
        return Unplaced("an unknown number of units")
    if unit in HOURS:
        span = hours_away(anchor, count * HOURS[unit])
        return (span[0], anchor) if count < 0 else (anchor, span[1])
    if unit in {"10Y", "100Y"}:
        return Unplaced("an approximate time")
    other = add_units(anchor, count, unit)
    if unit in DAYS:
        other += timedelta(days=1 if count < 0 else -1)
    return (min(other, anchor), anchor) if count < 0 else (anchor, max(other, anchor))
