"""Lines and openings that say when a page was published, told from dates inside a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.cleaning.dates import dates

LABEL = re.compile(
    r"(?P<first>(?:first\s)?(?:published|posted|released|issued|created)"
    r"|(?:publish|post|publication|release)[ _]date|dated?)"
    r"(?:\s(?:on|at|online|in))?\s?[:=]?\s{0,3}"
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?,?\s?(?:[a-z]{2,4})?,?\s?(?:on\s)?)?$"
    r"|(?:(?:last\s)?(?:updated|modified|edited|changed)|(?:modified|update)[ _]date)(?:\s(?:on|at))?\s?[:=]?\s{0,3}"
    r"(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?,?\s?(?:[a-z]{2,4})?,?\s?(?:on\s)?)?$",
    re.IGNORECASE,
)
# What may stand beside a date on a line that is nothing but a time stamp.
BESIDE = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|created|released|issued|dated?|on|at|in|by|online|time|local|"
    r"a\.?m\.?|p\.?m\.?|gmt|utc|[abcemnpw][sde]?[st]t|est|edt|cet|cest|ist|bst|noon|midnight|read|min(?:ute)?s?|ago|"
    r"edition|issue|no|vol|admin|staff|editor|newsroom|desk|publish|update|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)\b|[\d:.,|/()\[\]–—+-]+|[zZ]\b|T(?=\d)",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^\W*(?:by\s)?(?:[A-Z][\w.'’-]*\W*){0,6}$")
AGENCY = re.compile(r"^[A-Z][A-Z .,'’/-]{2,50}[,.]?\s(?:[A-Z][a-z]+[,.]?\s)?$")
TIME_BEFORE = re.compile(r"\b\d{1,2}[:.]?\d\d\s?(?:hrs?\s)?$")
TIME_AFTER = re.compile(r"^\s?(?:T|at\s|,\s|-\s)?\d{1,2}[:.]?\d\d\b")
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text gives as its own: where it stands, and its rank (0 labelled published … 3 updated)."""

    start: int
    end: int
    day: date
    rank: int


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and at most a byline beside it."""
    if len(line) > LONGEST_LINE or "@" in line:  # the signature of an embedded message: "— A Name (@aname) 9 May 2020"
        return False
    found = list(dates(line))
    return bool(found) and _bare(line, found)


def dated(line: str, opens: bool) -> Dated | None:
    """The date that a line gives for the page, or None; `opens` where the line is the first of the text."""
    found = list(dates(line))
    if not found:
        return None
    ranked = [
        Dated(start, end, day, rank)
        for start, end, day in found
        if (rank := _rank(line, start, end, opens)) is not None
    ]
    if not ranked and len(line) <= LONGEST_LINE and _bare(line, found):
        ranked = [Dated(*found[0], rank=1)]
    return min(ranked, key=lambda item: item.rank, default=None)


def _rank(line: str, start: int, end: int, opens: bool) -> int | None:
    before = line[max(0, start - 60) : start]
    label = LABEL.search(before)
    if label:
        return 0 if label["first"] else 3
    head, tail = line[:start].strip(), line[end : end + 30].lstrip(" ,.:;|-–—)")
    if opens and not head and (not tail or tail[0].isupper() or not tail[0].isalnum()):
        return 1
    if AGENCY.match(line[:start]) and re.match(r"\W{0,3}\(?[A-Z]", line[end : end + 5]):
        return 2
    numeric = line[start:end].replace(".", "").replace("/", "").replace("-", "").isdigit()
    if numeric and (TIME_BEFORE.search(before) or TIME_AFTER.match(line[end : end + 12])):
        return 1
    return None


def _bare(line: str, found: list[tuple[int, int, date]]) -> bool:
    rest = line
    for start, end, _ in reversed(found):
        rest = rest[:start] + " | " + rest[end:]
    rest = BESIDE.sub(" ", rest).strip()
    return not rest or (len(rest.split()) <= 6 and BYLINE.match(rest) is not None)
