"""What a page says of its own dates: every statement with where it stands, whose it is and how far it can be trusted.

Statements are only gathered here; `published` decides between them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal

from dateline.cleaning.date_words import date_words
from dateline.cleaning.dates import stamp
from dateline.cleaning.html import Fact, Scanned
from dateline.records import Span

Role = Literal["published", "updated", "day"]
"""What a date is said to be; ``day`` where the page only prints it."""

# Other names that say it: "lastPublishedDate" does not.
UNUSUAL = re.compile(
    r"^(?!.*(?:last|modif|updat|expir)).*(?:publish|publication|created|upload).{0,4}(?:date|time|on|at)", re.I
)
UNUSUALLY = ("publi", "created", "upload")
STORIES = re.compile(r"article|posting|report|blog|story|review|recipe|discussion|question|webpage|liveblog", re.I)
NO_STORY = re.compile(r"image|video|audio|comment|person|organi[sz]ation|website|list|rating|event|offer|product", re.I)
STATED = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified)"\s{0,9}:\s{0,9}"([^"]{4,60})"')
NAMED = re.compile(r"\bpublished\b|entry-date|\bpubdate\b|post-date|date-published|posted-on", re.I)
CHANGED = re.compile(r"updated|modified|mod-date|last-?change", re.I)
# What the attributes of an element hold that `NAMED`, `CHANGED` or an itemprop tells apart.
TELLING = tuple(
    "publish pubdate created updated modified entry-date post-date mod-date posted-on last-change lastchange".split()
)
# Data that a page's own program reads; the last resort.
IN_SCRIPTS = re.compile(
    r"""["'](?=[fpc])(first_?published(?:_?(?:date|at|time))?|published?_?(?:date|at|time|on)?|publication_?(?:date|time)|pub_?date"""
    r"""|created_?(?:date|at|time|on)|createdDateTime|publishedDate)["']\s{0,4}:\s{0,4}["']((?:19|20)\d\d-?\d\d-?\d\d[^"'<]{0,30})["']""",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"[T\s](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\w:])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One date that a page gives: the day, its role, trust from 0 to 1, and the clock time with its zone if stated.

    `moment` is the stamp as an aware time where it has a zone. `span` is where it stands, for visible text alone.
    """

    day: date
    role: Role
    trust: float
    moment: datetime | None = None
    time: str | None = None
    span: Span | None = None

    @property
    def in_utc(self) -> bool:
        """Whether it is a stamp in UTC, which may name the day before or after that of its place."""
        return self.moment is not None and not self.moment.utcoffset()


def stated(value: str, role: Role, trust: float) -> Statement | None:
    """A machine's time stamp as a statement."""
    day = stamp(value)
    if day is None:
        return None
    clock = CLOCK.search(value)
    moment, time = None, None
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60 and int(clock[3] or 0) < 60:
        zone = offset(clock[4])
        naive = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), int(clock[3] or 0))
        moment = naive.replace(tzinfo=zone) if zone else None
        time = (moment or naive).isoformat()
    return Statement(day, role, trust, moment, time)


def same(one: datetime, other: datetime) -> bool:
    """Whether two stamps are of one moment; some are cut to the minute."""
    return abs(one - other) < timedelta(minutes=2)


def offset(written: str | None) -> timezone | None:
    if not written:
        return None
    if written[0] not in "+-":
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes)) if minutes < 24 * 60 else None


def in_markup(scanned: Scanned, source: str, read: Callable[[str], date | None]) -> Iterator[Statement]:
    """Statements of the head, of JSON-LD, and of elements that say that they hold a date."""
    metas, words = scanned.metas, date_words()
    found: list[Statement | None] = []
    for block in scanned.json_ld:
        found += json_ld(block)
    found += [
        stated(metas[name], "published", 0.96 if n < 2 else 0.9)
        for n, name in enumerate(words.meta_published)
        if name in metas
    ]
    found += [stated(metas[name], "day", 0.6) for name in words.meta_day if name in metas]
    found += [stated(metas[name], "updated", 0.9) for name in words.meta_updated if name in metas]
    found += [
        stated(content, "published", 0.8)
        for name, content in metas.items()
        if any(map(name.__contains__, UNUSUALLY)) and UNUSUAL.search(name)
    ]
    for fact in scanned.facts:
        if fact.tag == "meta":
            continue
        raw = fact.raw.lower()
        if any(map(raw.__contains__, TELLING)):
            found.append(element(fact, source, read))
    yield from filter(None, found)


def element(fact: Fact, source: str, read: Callable[[str], date | None]) -> Statement | None:
    """A date in an element whose attributes say which: itemprop, pubdate, the usual class names."""
    given = fact.attributes
    prop = given.get("itemprop", "").lower()
    names = f"{given.get('class', '')} {given.get('id', '')} {given.get('property', '')}"
    role: Role
    if "datemodified" in prop or CHANGED.search(prop):
        role, trust = "updated", 0.85
    elif "datepublished" in prop or "datecreated" in prop or "pubdate" in given:
        role, trust = "published", 0.85
    elif NAMED.search(names):
        role, trust = "published", 0.75
    elif CHANGED.search(names):
        role, trust = "updated", 0.7
    else:
        return None
    value = given.get("datetime") or given.get("content") or given.get("title") or ""
    made = stated(value, role, trust)
    if made is None:
        text = re.sub(r"<[^>]*>", " ", source[fact.end : fact.end + 200])
        day = read(text[:80])
        made = Statement(day, role, trust - 0.05) if day else None
    return made


def json_ld(block: str) -> list[Statement | None]:
    """The dates of the nodes of a JSON-LD block that are about the story, else of any."""
    try:
        nodes = list(dated_nodes(json.loads(block, strict=False)))
    except (ValueError, RecursionError):
        pairs = STATED.findall(block)
        nodes = [("", {name: value}) for name, value in pairs]
    chosen = [node for kind, node in nodes if STORIES.search(kind) and not NO_STORY.search(kind.replace("WebPage", ""))]
    chosen = chosen or [node for kind, node in nodes if not NO_STORY.search(kind)]
    found: list[Statement | None] = []
    for node in chosen[:3]:
        for name, role, trust in (
            ("datePublished", "published", 0.95),
            ("dateCreated", "published", 0.8),
            ("uploadDate", "published", 0.7),
            ("dateModified", "updated", 0.9),
        ):
            value = node.get(name)
            if isinstance(value, list):
                value = value[0] if value else None
            if isinstance(value, str):
                found.append(stated(value, role, trust))  # type: ignore[arg-type]
    return found


def dated_nodes(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object that gives a date, outer ones first, with its type."""
    waiting = [data]
    for item in waiting:
        if isinstance(item, list):
            waiting += item[:200]
        elif isinstance(item, dict):
            if {"datePublished", "dateCreated", "uploadDate", "dateModified"} & item.keys():
                kind = item.get("@type", "")
                yield " ".join(map(str, kind)) if isinstance(kind, list) else str(kind), item
            waiting += [value for value in item.values() if isinstance(value, (dict, list))]
        if len(waiting) > 5_000:
            return


def in_scripts(source: str) -> Statement | None:
    """What the page's own program is told of its date."""
    found = [(match[1].lower().startswith("created"), match[2]) for match in IN_SCRIPTS.finditer(source)]
    for created in (False, True):
        for is_created, value in found:
            if is_created == created:
                return stated(value, "day", 0.35 if created else 0.45)
    return None
