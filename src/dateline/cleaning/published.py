"""When a page was published: what the input says, then its markup, its URL, its text. Never guessed.

A date counts only where something presents it as the page's own. A date inside the story does not, nor does one
that stands nowhere in the page, such as the day on which it was fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from htmldate import find_date

from dateline.cleaning.dateline import Dated, dated
from dateline.cleaning.dates import MONTHS, dates, in_url, stamp
from dateline.cleaning.html import Fact, Scanned
from dateline.records import Page, Published, Span

LOGGER = logging.getLogger(__name__)

# How far from the top a text may date itself: characters, and lines.
TOP_CHARACTERS, TOP_LINES = 1_200, 16
# In one long line only its opening is looked at.
TOP_OF_LINE = 400
META = (
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date dcterms.date pubdate publishdate "
    "publish-date publish_date publication_date publication-date date_published published_time published "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime rbpubdate bt:pubdate citation_publication_date "
    "citation_date timestamp originalpublicationdate article.published article_date_original article-date "
    "shareaholic:article_published_time cre datecreated ptime date"
).split()
JSON_LD = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
JSON_LD_CREATED = re.compile(r'"(?:dateCreated|uploadDate)"\s{0,9}:\s{0,9}"([^"]{4,60})"')
PUBLISHED_CLASS = re.compile(r"\bpublished\b|entry-date")
FRONT_KEY = re.compile(
    r"^(?:post_|pub_|publish_|publication_)?(?:date|published|published_at|pubdate|created|datetime)(?:_gmt)?\s*:\s*['\"]?(.{8,40})$",
    re.M | re.I,
)
MAX_DEPTH, MAX_CHARACTERS = 250, 4_000_000
# htmldate reads the clock for its latest date unless it is given one; any date this far off is a fault anyway.
LATEST = datetime(2099, 12, 31)


def published(
    page: Page,
    urls: Iterable[str],
    lines: Sequence[tuple[int, str]],
    front: Span | None = None,
    scanned: Scanned | None = None,
) -> Published | None:
    """The publication date of a page.

    `urls` are the addresses known for it, `lines` its visible lines in order, each with its source offset,
    `front` its front matter, `scanned` its markup where it has any.
    """
    if page.published:
        return Published(date.fromisoformat(page.published), "given")
    day = _markup(scanned) if scanned else None
    if day:
        return Published(day, "html")
    for url in urls:
        day = in_url(url)
        if day:
            return Published(day, "url")
    found = _front(page.text, front) if front else None
    found = found or _text(page.text, lines)
    if found:
        return found
    day = _searched(page, scanned) if scanned and page.media == "text/html" else None
    return Published(day, "html") if day else None


def _markup(scanned: Scanned) -> date | None:
    """Meta elements in the order of `META`, then JSON-LD, then marked elements, then a first <time>."""
    metas: dict[str, str] = {}
    for fact in scanned.facts:
        if fact.tag == "meta":
            given = fact.attributes
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            metas.setdefault(name.lower(), fact.attributes.get("content", ""))
    candidates = [metas[name] for name in META[:6] if name in metas]
    candidates += [match[1] for block in scanned.json_ld for match in JSON_LD.finditer(block)]
    candidates += [metas[name] for name in META[6:] if name in metas]
    candidates += [_value(f) for f in scanned.facts if "datepublished" in f.attributes.get("itemprop", "").lower()]
    candidates += [_value(fact) for fact in scanned.facts if "pubdate" in fact.attributes]
    candidates += [match[1] for block in scanned.json_ld for match in JSON_LD_CREATED.finditer(block)]
    candidates += [_value(f) for f in scanned.facts if PUBLISHED_CLASS.search(f.attributes.get("class", ""))]
    return next((day for value in candidates if value and (day := stamp(value))), None)


def _value(fact: Fact) -> str:
    return fact.attributes.get("datetime") or fact.attributes.get("content") or fact.attributes.get("title") or ""


def _front(text: str, front: Span) -> Published | None:
    for match in FRONT_KEY.finditer(text[front.start : front.end]):
        for start, end, day in dates(match[1]):
            at = front.start + match.start(1)
            return Published(day, "text", Span(at + start, at + end))
    return None


def _text(text: str, lines: Sequence[tuple[int, str]]) -> Published | None:
    """The best of the dates by which the top of the text dates itself."""
    best: tuple[int, Published] | None = None
    seen = 0
    for number, (start, line) in enumerate(lines[:TOP_LINES]):
        if seen > TOP_CHARACTERS:
            break
        seen += len(line)
        found: Dated | None = dated(line[:TOP_OF_LINE], opens=number == 0)
        if found and (best is None or found.rank < best[0]):
            best = found.rank, Published(found.day, "text", Span(start + found.start, start + found.end))
    return best[1] if best else None


def _searched(page: Page, scanned: Scanned | None) -> date | None:
    """What htmldate finds, if that very day stands written in the page."""
    if scanned is None or scanned.depth > MAX_DEPTH or len(page.text) > MAX_CHARACTERS:
        return None
    try:
        found = find_date(page.text, extensive_search=True, original_date=True, url=page.url, max_date=LATEST)
    except Exception as error:  # a library fault on a broken page must not end the job
        LOGGER.info("htmldate gave up on %s: %s", page.name, error)
        return None
    day = date.fromisoformat(found) if found else None
    return day if day and stands_in(page.text, day) else None


def stands_in(text: str, day: date) -> bool:
    """Whether a page writes this day out, in any of the usual orders and in figures or with the month in words."""
    names = "|".join(name for name, number in MONTHS.items() if number == day.month)
    y, m, d = day.year, day.month, day.day
    forms = (
        rf"{y}[-/._]?0?{m}[-/._]?0?{d}(?!\d)",
        rf"(?<!\d)0?{d}[-/.]\s?0?{m}[-/.]\s?(?:{y}|{y % 100:02})(?!\d)",
        rf"(?<!\d)0?{m}[-/.]0?{d}[-/.](?:{y}|{y % 100:02})(?!\d)",
        rf"(?<!\d)0?{d}(?:st|nd|rd|th|\.)?(?:\s+of|\s+de)?[\s,-]+(?:{names}|[^\W\d]{{3,12}})[.,]?[\s,-]+(?:de\s+)?{y}(?!\d)",
        rf"(?:{names})\.?[\s-]+0?{d}(?:st|nd|rd|th)?[\s,-]+{y}(?!\d)",
    )
    return any(re.search(form, text, re.IGNORECASE) for form in forms)
