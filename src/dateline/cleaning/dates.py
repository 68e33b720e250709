"""Calendar dates in words and figures, as pages print their publication date. Only whole days of stated years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
MONTH = r"(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*\s{0,3})"
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"""(?<![\w/.-]){DAY_NAME}?(?:
      (?P<y1>{YEAR})(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?=T\d|\D|$)
    | (?P<d2>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s-]{{1,3}}{MONTH.format("m2")}[,\s-]{{1,3}}(?P<y2>{YEAR})
    | {MONTH.format("m3")}\s{{1,3}}(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y3>{YEAR})
    | (?P<d4>\d\d?)\.\s?(?P<m4>\d\d?)\.\s?(?P<y4>{YEAR})
    | (?P<a5>\d\d?)(?P<sep5>[/-])(?P<b5>\d\d?)(?P=sep5)(?P<y5>{YEAR})
    )(?![\d])""",
    re.IGNORECASE | re.VERBOSE,
)
IN_FIGURES = re.compile(YEAR)
ISO = re.compile(rf"({YEAR})-(\d\d)-(\d\d)(?!\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?([01]\d|[a-z]{3,9}|\d(?=[/_-]))[/_-]?([0-3]\d|\d(?=\D|$))(?!\d)", re.IGNORECASE
)
URL_DAY_FIRST = re.compile(r"(?<!\d)([0-3]\d)([-_.])([01]\d)\2((?:19|20)\d\d)(?!\d)")
# Nothing on the web is older; later years are typing errors or events to come.
FIRST_YEAR, LAST_YEAR = 1990, 2099


def dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Every date in the text as (start, end, day). 3/4/2020, which may be March or April, is none."""
    if not IN_FIGURES.search(text):
        return
    for found in DATE.finditer(text):
        day = _day(found)
        if day:
            yield found.start(), found.end(), day


def stamp(value: str) -> date | None:
    """The day of a machine's time stamp or any single date: ``2020-01-09T23:30:00-05:00``, ``20200109``."""
    value = value.strip()[:80]
    iso = ISO.match(value)
    if iso:  # as nearly all are written
        return whole(int(iso[1]), int(iso[2]), int(iso[3]))
    found = DATE.search(value)
    if found:
        return _day(found)
    compact = COMPACT.search(value)
    return whole(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None


def in_url(url: str) -> date | None:
    """The day that the path of a URL names: ``/2020/01/09/``, ``/2020/jan/09/``, ``2020-01-09``, ``20200109``."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    for found in URL_DATE.finditer(path):
        month = int(found[2]) if found[2].isdigit() else MONTHS.get(found[2].lower(), 0)
        day = whole(int(found[1]), month, int(found[3]))
        if day:
            return day
    last = URL_DAY_FIRST.search(path)
    return whole(int(last[4]), int(last[3]), int(last[1])) if last else None


def whole(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day or no such year of the web."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    if part["y1"]:
        return whole(int(part["y1"]), int(part["m1"]), int(part["d1"]))
    if part["y2"]:
        return whole(int(part["y2"]), MONTHS[part["m2"].lower()], int(part["d2"]))
    if part["y3"]:
        return whole(int(part["y3"]), MONTHS[part["m3"].lower()], int(part["d3"]))
    if part["y4"]:
        return whole(int(part["y4"]), int(part["m4"]), int(part["d4"]))
    one, other, year = int(part["a5"]), int(part["b5"]), int(part["y5"])
    if one > 12 or one == other:
        return whole(year, other, one)
    return whole(year, one, other) if other > 12 else None
