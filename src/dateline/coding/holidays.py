"""Holidays that move from year to year, as days of the Gregorian calendar.

Western and Orthodox Easter are exact (Meeus, Astronomical Algorithms, chapter 8). Islamic days are those of the Umm
al-Qura calendar of Saudi Arabia, 1924 to 2077, from the library hijridate; where the moon is sighted elsewhere they may
fall a day later. Jewish days and Nowruz come from the library convertdate. The first day of the lunar year in China
comes from a table.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline.coding.timex_words import load_time_words


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
    """A day of the Umm al-Qura calendar; raises OverflowError outside of it."""
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def islamic_in(year: int, month: int, day: int) -> date:
    """The first time that an Islamic day falls in a Gregorian year."""
    first = (year - 622) * 33 // 32 - 1
    for candidate in range(first, first + 5):
        try:
            found = islamic(candidate, month, day)
        except (OverflowError, ValueError):
            continue
        if found.year == year:
            return found
    raise ValueError(f"no such Islamic day is known in {year}")


def jewish(year: int, month: int, day: int) -> date:
    """A day of the Jewish calendar in a Gregorian year; months count from Nisan, as in convertdate."""
    from convertdate import hebrew

    return date(*hebrew.to_gregorian(year + (3761 if month >= 7 else 3760), month, day))


def nowruz(year: int) -> date:
    """The first day of the Iranian year, by the equinox at Tehran."""
    from convertdate import persian

    return date(*persian.to_gregorian(year - 621, 1, 1))


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
    "islamic_new_year": lambda year: islamic_in(year, 1, 1),
    "arbaeen": lambda year: islamic_in(year, 2, 20),
    "mawlid": lambda year: islamic_in(year, 3, 12),
    "passover": lambda year: jewish(year, 1, 15),
    "rosh_hashanah": lambda year: jewish(year, 7, 1),
    "yom_kippur": lambda year: jewish(year, 7, 10),
    "sukkot": lambda year: jewish(year, 7, 15),
    "simchat_torah": lambda year: jewish(year, 7, 22),
    "hanukkah": lambda year: jewish(year, 9, 25),
    "nowruz": nowruz,
    "lunar_new_year": lunar_new_year,
    "thanksgiving": lambda year: nth_weekday(year, 11, 4, 4),
    "us_election_day": lambda year: nth_weekday(year, 11, 1, 1) + timedelta(days=1),
}

ISLAMIC = frozenset({"ramadan", "eid_al_fitr", "eid_al_adha", "ashura", "islamic_new_year", "arbaeen", "mawlid"})


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
    """By how many days a holiday may begin after the computed day: one where the moon must be sighted."""
    moving = load_time_words().moving_holidays.get(name)
    return 1 if moving is not None and moving[0] in ISLAMIC else 0
