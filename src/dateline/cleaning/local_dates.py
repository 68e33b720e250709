"""Dates as pages of any language print them: month names of the Unicode CLDR, and figures in the order of the place.

Only whole days of stated years. The names are in `months.csv`; one that is another month elsewhere counts only where
the language of the page is known.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.cleaning.dates import MONTHS, whole

NAME = r"(?P<{}>[^\W\d_][^\s\d,/|()<>]{{2,15}}?)"
LOCAL = re.compile(
    rf"""(?<![\w.,/:-])(?:
      (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?!\d)
    | (?P<y2>(?:19|20)\d\d)\s?[年년]\s?(?P<m2>\d\d?)\s?[月월]\s?(?P<d2>\d\d?)\s?[日일]
    | (?P<a3>\d\d?)(?P<s3>[-/.])\s?(?P<b3>\d\d?)(?P=s3)\s?(?P<y3>(?:19|20)\d\d|\d\d(?=[\s,|)<]|$))(?!\d)
    | (?P<d4>\d\d?)(?:st|nd|rd|th|er|º|°|\.|-?го)?(?:\s+de|\s+of|\s+d['’]|\s+ta['’])?[\s-]{{0,3}}{NAME.format("m4")}
      (?:[.,\s-]{{1,3}}|\s+de[l]?\s+|\s+of\s+)(?:de[l]?\s+)?(?P<y4>(?:19|20)\d\d)(?!\d)
    | {NAME.format("m5")}[.\s]{{1,3}}(?P<d5>\d\d?)(?:st|nd|rd|th|\.)?,?[\s]{{1,3}}(?P<y5>(?:19|20)\d\d)(?!\d)
    | (?P<y6>(?:19|20)\d\d)[.,]?\s{{1,3}}{NAME.format("m6")}[.\s]{{1,3}}(?P<d6>\d\d?)(?!\d)
    )""",
    re.VERBOSE,
)
FIGURE = re.compile(r"[0-9]")
# No date is without one of these: a whole year, or three figures with marks between.
FIGURES = re.compile(r"(?:19|20)\d\d|\d[-/.]\s?\d\d?[-/.]\s?\d\d")
# English regions that write the day first; the United States do not.
DAY_FIRST = frozenset("gb uk ie au nz za in pk ng ke gh sg hk my lk bd mt".split())
MONTH_FIRST = frozenset("us ph".split())
DOMAIN = re.compile(r"^\w+://[^/]*?\.([a-z]{2,6})(?:[:/]|$)", re.I)


@cache
def month_names() -> Mapping[str, Mapping[str, int]]:
    """The months by name, for each language, and under "" those that are one month in all languages."""
    by_language: dict[str, dict[str, int]] = defaultdict(dict)
    everywhere: dict[str, set[int]] = defaultdict(set)
    with files("dateline.cleaning").joinpath("months.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in row["names"].split():
                by_language[row["language"]][name] = int(row["month"])
                everywhere[name].add(int(row["month"]))
    sure = {name: next(iter(months)) for name, months in everywhere.items() if len(months) == 1}
    return {**by_language, "": {**sure, **MONTHS}}


def month(name: str, language: str) -> int:
    """The number of a month by its name; 0 where it is none."""
    name = unicodedata.normalize("NFC", name).casefold().rstrip(".")
    names = month_names()
    own = names.get(language)
    return (own.get(name, 0) if own else 0) or names[""].get(name, 0)


def day_first(language: str, url: str | None) -> bool | None:
    """Whether figures give the day before the month; None where nobody knows (English of no known place)."""
    tongue, _, region = language.lower().replace("_", "-").partition("-")
    domain = DOMAIN.match(url or "")
    place = domain[1].lower() if domain else ""
    if place in DAY_FIRST or region in DAY_FIRST:
        return True
    if region in MONTH_FIRST or place in MONTH_FIRST or place == "gov":
        return False
    return None if tongue in ("en", "") else True


def in_figures(text: str) -> bool:
    """Whether the text has the figures without which it holds no date; the first look is for speed."""
    return FIGURE.search(text) is not None and FIGURES.search(text) is not None


def local_dates(text: str, language: str = "", first: bool | None = None) -> Iterator[tuple[int, int, date]]:
    """Every date in the text as (start, end, day).

    `language` is the page's, as ISO 639-1; `first` says whether 3/4/2020 is the third of April. Where that is None
    such a date is none.
    """
    if not in_figures(text):
        return
    for found in LOCAL.finditer(text):
        part = found.groupdict()
        day = None
        if part["y1"]:
            day = whole(int(part["y1"]), int(part["m1"]), int(part["d1"]))
        elif part["y2"]:
            day = whole(int(part["y2"]), int(part["m2"]), int(part["d2"]))
        elif part["y3"]:
            day = figures(int(part["a3"]), int(part["b3"]), part["y3"], part["s3"], first)
        else:
            number = next(number for number in "456" if part[f"y{number}"])
            day = whole(int(part[f"y{number}"]), month(part[f"m{number}"], language), int(part[f"d{number}"]))
        if day:
            yield found.start(), found.end(), day


def figures(one: int, other: int, year: str, mark: str, first: bool | None) -> date | None:
    """A date in figures with the year last; two figures of a year are of this century."""
    number = int(year) if len(year) == 4 else 2000 + int(year)
    if len(year) == 2 and mark == "-":
        return None
    if mark == "." or one > 12 or one == other:
        return whole(number, other, one)
    if other > 12:
        return whole(number, one, other)
    return None if first is None else whole(number, *((other, one) if first else (one, other)))
