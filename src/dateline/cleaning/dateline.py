"""Lines and openings that say when a page was published, told from dates inside a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.cleaning.date_words import date_words
from dateline.cleaning.dates import dates
from dateline.cleaning.local_dates import in_figures, local_dates
from dateline.cleaning.other_language import LETTERS, other_words

TIMES = r"(?:\d{1,2}[:.]?\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?,?\s?(?:[a-z]{2,4})?,?\s?(?:\([^()]{3,12}\)\s?)?(?:on\s)?)?$"
LABEL = re.compile(
    r"\b(?:(?P<first>(?:first\s)?(?:published|posted|released|issued|created)"
    r"|(?:publish|post|publication|release)[ _]date|(?<!modified[ _])(?<!update[ _])dated?)"
    rf"(?:\s(?:on|at|online|in))?\s?[:=]?\s{{0,3}}{TIMES}"
    r"|(?:(?:last\s)?(?:updated?|modified|edited|changed)|(?:modified|update)[ _]date)(?:\s(?:on|at))?\s?[:=]?\s{0,3}"
    rf"{TIMES})",
    re.IGNORECASE,
)
# What may stand beside a date on a line that is nothing but a time stamp.
BESIDE = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|created|released|issued|dated?|on|at|in|by|online|time|local|"
    r"a\.?m\.?|p\.?m\.?|gmt|utc|[abcemnpw][sde]?[st]t|est|edt|cet|cest|ist|bst|noon|midnight|read|min(?:ute)?s?|ago|"
    r"edition|issue|no|vol|admin|staff|editor|newsroom|desk|publish|update|from|our|special|correspondents?|reporters?|"
    r"bureau|writers?|agenc(?:y|ies)|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)\b|[\d:.,|/()\[\]–—+-]+|[zZ]\b|T(?=\d)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^\W*by\s[\w.-]+\W*$|^\W*(?:by\s)?(?:(?:[A-Z][\w.'’-]*|d[aeiou]|d[eo][ls]|des|el|l[aeo]s?|a[ul]|of|the|and|v[ao]n|y)\b\W*){0,8}$"
)
AGENCY = re.compile(r"^[A-Z][A-Z .,'’/-]{2,50}[,.]?\s(?:[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)?[,.]?\s)?$")
# A place with which a paragraph opens, and what sets a date off from the story: "Accra, 9 June 2023 – ",
# "GENEVA (9 June 2023) - ", "9 June 2023, Accra: ".
TOWN = r"(?:[A-Z][\w.'’-]*(?:\s(?:de|del|la|el|al|of|the|and|sur|upon))?[,\s/]*){1,5}"
OPENING = re.compile(rf"^[\[(]?{TOWN}[,(\[–—-]?\s?$")
SET_OFF = re.compile(r"\s?[)\]]?\s?(?:\([^()]{2,40}\))?\s?(?:[–—:]|--?(?=\s))\s?[“\"'‘]?[A-Z]")
SET_OFF_TOWN = re.compile(rf"\s?[,–—-]\s?{TOWN}(?:\([^()]{{2,40}}\))?\s?(?:[–—:]|--?(?=\s))\s?[“\"'‘]?[A-Z]")
# Words before a label that make it the verb of a sentence, unless what was published is the page.
IN_SENTENCE = re.compile(r"\b(?:was|were|is|are|be|been|had|has|have|first|last|originally|and|that|which|who)\s+$")
OF_PAGE = re.compile(
    r"(?:\b(?:article|story|post|page|piece|content|item|entry)\b|\bthis (?:report|version)|^\W*)"
    r"(?:\s?(?:was|were|is|has been|had been|first|last|originally))*\s+$",
    re.IGNORECASE,
)
# Of a post: "Started by someone_7, 23 Sep 2010 14:02".
STARTED = re.compile(r"\b(?:by|started|submitted|author)\b\W.{1,40}$", re.IGNORECASE)
TIME_BEFORE = re.compile(r"\b\d{1,2}[:.]?\d\d\s?(?:hrs?\s)?$")
TIME_AFTER = re.compile(r"^\s?(?:T|at\s|,\s|-\s)?\d{1,2}[:.]?\d\d\b")
LONGEST_LINE = 120
# When somebody fetched or kept a page says nothing of when it was published.
FETCHED = re.compile(
    r"\b(?:crawled|fetched|retrieved|accessed|archived|saved|captured|downloaded|printed|scraped"
    r"|(?:load|crawl|fetch|access|print|retrieval|capture|snapshot|archive|download|index)[ _-]date)"
    r"(?:\s(?:on|at|from))?\s?[:=]?\s{0,3}$",
    re.IGNORECASE,
)
# A date in another language counts on a line with at most so many other words; such a line has so many dates at most.
MOST_BESIDE, MOST_DATES = 5, 3
# The rank of a day on which a page was changed.
UPDATED = 3
# A time belongs to a date that stands within so many characters of it.
BESIDE_DATE = 12
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?!\.\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?"
    r"\s?(?P<half>[ap]\.?m\.?(?!\w))?"
    r"\s{0,2}\(?(?P<zone>Z(?!\w)|(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|[A-Z]{2,4}T(?!\w))?",
    re.IGNORECASE,
)
# Hours from UTC of zone names that mean one thing; others (IST, CST, BST, AST) mean several and stay untold.
ZONES = {"GMT": 0, "UTC": 0, "Z": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3,
         "MSK": 3, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "PKT": 5, "JST": 9, "KST": 9, "PHT": 8}  # fmt: skip
OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")


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
    return min(all_dated(line, opens), key=lambda item: item.rank, default=None)


def all_dated(line: str, opens: bool) -> list[Dated]:
    """Every date that a line gives for the page, of publication and of changes."""
    found = [item for item in dates(line) if not FETCHED.search(line[: item[0]])]
    if not found:
        return elsewhere(line, labelled=False)
    ranked = [
        Dated(start, end, day, rank)
        for start, end, day in found
        if (rank := _rank(line, start, end, opens)) is not None
    ]
    if all(item.rank == UPDATED for item in ranked) and len(line) <= LONGEST_LINE and _bare(line, found):
        own = [item for item in found if item[0] not in {dated.start for dated in ranked}]
        ranked += [Dated(*item, rank=1) for item in own[:1]]
    return ranked or elsewhere(line, labelled=True)


def elsewhere(line: str, labelled: bool) -> list[Dated]:
    """The dates of a short line in any language: "Publié le 9 janvier 2020 à 14:05 Modifié le 11/01/2020".

    Where one must be `labelled`, a word that surely says what it is stands before it. In a line with words of another
    language than English the day stands before the month.
    """
    if len(line) > LONGEST_LINE or not in_figures(line):
        return []
    abroad = any(word in other_words() for word in LETTERS.findall(line.casefold()))
    found = [item for item in local_dates(line, first=True if abroad else None) if not FETCHED.search(line[: item[0]])]
    if not 0 < len(found) <= MOST_DATES:
        return []
    rest = line
    for start, end, _ in reversed(found):
        rest = f"{rest[:start]} {rest[end:]}"
    if len(re.findall(r"[^\W\d_]{2,}", rest)) > MOST_BESIDE * len(found):
        return []
    words, last, made = date_words(), 0, []
    for start, end, day in found:
        before, last = line[last:start], end
        said = words.anywhere.search(before) is not None
        if said or (not labelled and len(found) == 1):
            rank = UPDATED if words.updated.search(before) else 0 if words.published.search(before) else 1
            made.append(Dated(start, end, day, rank))
    return made


def clock(line: str, found: Dated) -> str | None:
    """The ISO time stamp of a dated line: the one time that stands beside the date, with its zone where it is clear."""
    first, last = found.start - BESIDE_DATE, found.end + BESIDE_DATE
    near = [
        match
        for match in CLOCK.finditer(line)
        if not found.start <= match.start() < found.end and match.end() >= first and match.start() <= last
    ]
    if len(near) != 1:
        return None
    part = near[0]
    hour, half = int(part["hour"]), (part["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{found.day.isoformat()}T{hour:02}:{part['minute']}:{part['second'] or '00'}{zone(part['zone'] or '')}"


def zone(name: str) -> str:
    """``+01:00`` of a zone as pages write it; empty where it is not given or means several."""
    name = name.upper().replace(" ", "")
    offset = OFFSET.search(name)
    if offset:
        return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    hours = ZONES.get(name)
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def _rank(line: str, start: int, end: int, opens: bool) -> int | None:
    before = line[max(0, start - 60) : start]
    label = LABEL.search(before)
    if label and not _told(before[: label.start()]):
        return 0 if label["first"] else UPDATED
    changed = date_words().updated.search(before) if len(line) <= LONGEST_LINE else None
    if changed and not _told(before[: changed.start()]):
        return UPDATED
    head, tail = line[:start].strip(), line[end : end + 30].lstrip(" ,.:;|-–—)")
    if opens and not head and (not tail or tail[0].isupper() or not tail[0].isalnum()):
        return 1
    if AGENCY.match(line[:start]) and re.match(r"\W{0,3}\(?[A-Z]", line[end : end + 5]):
        return 2
    rest = line[end : end + 100]
    if (OPENING.match(line[:start]) and SET_OFF.match(rest)) or (not head and SET_OFF_TOWN.match(rest)):
        return 2
    numeric = line[start:end].replace(".", "").replace("/", "").replace("-", "").isdigit()
    if len(line) <= LONGEST_LINE and STARTED.search(before) and TIME_AFTER.match(line[end : end + 12]):
        return 1
    if numeric and (TIME_BEFORE.search(before) or TIME_AFTER.match(line[end : end + 12])):
        return 1
    return None


def _told(before: str) -> bool:
    """Whether a label goes on with a sentence that is not about the page: "the law was changed on"."""
    return bool(IN_SENTENCE.search(before)) and not OF_PAGE.search(before)


def _bare(line: str, found: list[tuple[int, int, date]]) -> bool:
    rest = line
    for start, end, _ in reversed(found):
        rest = rest[:start] + " | " + rest[end:]
    rest = BESIDE.sub(" ", rest).strip()
    return not rest or (len(rest.split()) <= 8 and BYLINE.match(rest) is not None)
