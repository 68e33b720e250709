"""Lists and ranges of dates: "on July 23, August 3, 9 and 23", "3 to 5 May", "from Monday to Wednesday".

Each day is an expression of its own; those of one series share a group number and are joined as ``list`` or ``range``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.coding.timex_calendar_rules import is_day
from dateline.coding.timex_grammar import WORDS, number_of
from dateline.coding.timex_meaning import Meaning

Found = tuple[int, int, Meaning]

DAY = r"((?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)"
NEXT_DAY = re.compile(rf"[ \u00a0]?(,? and |, | & | to | through | until |[-–—])(?:the )?{DAY}(?![\w%]|[.,:/]\d)")
DAY_BEFORE = re.compile(rf"(?<![\w.,:/$£€]){DAY}(,? and |, | & | to | or |[-–—])$")
LAST_IN_LIST = re.compile(r"\s*(?:[,.;:)\]–—-]|$|and\b|or\b|to\b|through\b|&)")
WORD_AFTER = re.compile(r"[ \u00a0]([\w.]+)")
YEAR_AFTER = re.compile(r",? ((?:19|20)\d\d)(?![\w%]|[.,:/]\d)")
RANGE = re.compile(r"[ \u00a0]*(?:to|through|until|till|[-–—])(?: the)?[ \u00a0]*$")
LIST = re.compile(r"[ \u00a0]*(?:,|,? ?and(?: on| in| again on)?|,? ?or|&)(?: the)?[ \u00a0]*$", re.IGNORECASE)
RANGE_BEFORE = re.compile(r"\b(?:between)(?: the)?[ \u00a0]{1,2}$", re.IGNORECASE)
SHORT_YEAR = re.compile(r"[-–/](\d\d)(?![\w%]|[.,:/-]\d)")


def days_after(text: str, end: int, meaning: Meaning, limit: int) -> Iterator[Found]:
    """The bare days that follow "July 23": each later in the month than the one before, and no count of something."""
    day = meaning.day or 0
    while (m := NEXT_DAY.match(text, end)) is not None and m.end() <= limit:
        number = number_of(m[2])
        if number <= day or not is_day(meaning.year, meaning.month or 1, number):
            return
        word = WORD_AFTER.match(text, m.end())
        if word and (word[1].lower() in WORDS.counted or word[1].lower().rstrip(".") in WORDS.months):
            return
        if m[1] == ", " and not LAST_IN_LIST.match(text, m.end()):
            return
        day, end = number, m.end()
        yield m.start(2), end, replace(meaning, day=number, weekday=None, clock=None, part=None)


def days_before(text: str, start: int, meaning: Meaning, floor: int) -> list[Found]:
    """The bare days before "5 May", in text order."""
    found: list[Found] = []
    day = meaning.day or 32
    while (m := DAY_BEFORE.search(text, max(floor, start - 14), start)) is not None:
        number = number_of(m[1])
        if number >= day or not is_day(meaning.year, meaning.month or 1, number):
            break
        start, day = m.start(1), number
        found.append((start, m.end(1), replace(meaning, day=number, weekday=None, clock=None, part=None)))
    return found[::-1]


def short_year(text: str, end: int, meaning: Meaning) -> Found | None:
    """The second half of "1957-58"."""
    m = SHORT_YEAR.match(text, end)
    if m is None or meaning.year is None or int(m[1]) <= meaning.year % 100:
        return None
    return m.start(1), m.end(1), Meaning("calendar", year=meaning.year // 100 * 100 + int(m[1]))


def link(text: str, first: Found, second: Found) -> str | None:
    """How two neighbouring expressions hang together: list, range, or not at all."""
    between = text[first[1] : second[0]]
    if len(between) > 12 or grain(first[2]) != grain(second[2]) or grain(first[2]) is None:
        return None
    if RANGE.match(between):
        return "range"
    if LIST.match(between):
        opened = RANGE_BEFORE.search(text, max(0, first[0] - 12), first[0]) is not None
        return "range" if opened and "and" in between else "list"
    return None


def grain(meaning: Meaning) -> str | None:
    """Expressions of one series are of one sort: days, months or years."""
    if meaning.form == "weekday":
        return "day"
    if meaning.form != "calendar" or meaning.holiday or meaning.century is not None or meaning.unit:
        return None
    if meaning.quarter or meaning.half or meaning.season or meaning.decade is not None:
        return None
    return "day" if meaning.day else "month" if meaning.month else "year"


def share_years(members: list[Meaning]) -> list[Meaning]:
    """A year at the end of a series holds for the members before it: "March 3 and April 5, 2019"."""
    shared: list[Meaning] = []
    later: Meaning | None = None
    for member in reversed(members):
        meaning = member
        if meaning.form == "calendar" and meaning.year is None and meaning.month and later is not None and later.year:
            after = (meaning.month, meaning.day or 0) > (later.month or 12, later.day or 32)
            meaning = replace(meaning, year=later.year - (1 if after else 0))
        shared.append(meaning)
        later = meaning if meaning.form == "calendar" else later
    return shared[::-1]
