"""Holidays that move from year to year, as days of the Gregorian calendar.

Western and Orthodox Easter are exact (Meeus, Astronomical Algorithms, chapter 8). Islamic days follow the tabular
calendar (30-year cycle, civil epoch 16 July 622 Julian), from which the sighting of the moon may take a day. The first
day of the lunar year in China comes from a table.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline.coding.timex_words import load_time_words

ISLAMIC_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram 1 AH, civil: 19 July 622


def easter(year: int) -> date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the churches that keep the Julian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian_lag = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=julian_lag)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(ISLAMIC_EPOCH + days - 1)


def islamic_in(year: int, month: int, day: int) -> date:
    """The first time that an Islamic day falls in a Gregorian year."""
    first = (year - 622) * 33 // 32 - 1
    for candidate in range(max(first, 1), first + 5):
        found = islamic(candidate, month, day)
        if found.year == year:
            return found
    raise ValueError(f"no such Islamic day in {year}")


def lunar_new_year(year: int) -> date:
    """From the table; ValueError for a year outside it."""
    found = load_time_words().lunar_new_year.get(year)
    if found is None:
        raise ValueError(f"no lunar new year known for {year}")
    return date(year, int(found[:2]), int(found[3:]))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The number-th Monday (1) … Sunday (7) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))


RULES: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "orthodox_easter": orthodox_easter,
    "ramadan": lambda year: islamic_in(year, 9, 1),
    "eid_al_fitr": lambda year: islamic_in(year, 10, 1),
    "eid_al_adha": lambda year: islamic_in(year, 12, 10),
    "ashura": lambda year: islamic_in(year, 1, 10),
    "lunar_new_year": lunar_new_year,
    "thanksgiving": lambda year: nth_weekday(year, 11, 4, 4),
    "us_election_day": lambda year: nth_weekday(year, 11, 1, 1) + timedelta(days=1),
}

ISLAMIC = frozenset({"ramadan", "eid_al_fitr", "eid_al_adha", "ashura"})


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a holiday of the data file in a year; None where that cannot be told."""
    words = load_time_words()
    if (fixed := words.fixed_holidays.get(name)) is not None:
        day = date(year, int(fixed[:2]), int(fixed[3:]))
        return day, day
    rule, offset = words.moving_holidays[name]
    try:
        first = RULES[rule](year) + timedelta(days=offset)
        last = first + timedelta(days=words.holiday_days.get(rule, 1) - 1)
        return first, last
    except (ValueError, OverflowError):
        return None


def days_uncertain(name: str) -> int:
    """By how many days a holiday may begin before the computed day: one where the moon must be sighted."""
    moving = load_time_words().moving_holidays.get(name)
    return 1 if moving is not None and moving[0] in ISLAMIC else 0
