"""When a page was published: what the input says, then its markup, its URL, its text. Never guessed.

A date counts only where something presents it as the page's own. A date inside the story does not, nor does one
that stands nowhere in the page, such as the day on which it was fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from dateline.cleaning import evidence, printed
from dateline.cleaning.dateline import UPDATED, Dated, all_dated, clock
from dateline.cleaning.dates import dates, in_url
from dateline.cleaning.evidence import Statement
from dateline.cleaning.html import Scanned
from dateline.cleaning.local_dates import day_first, local_dates
from dateline.records import Page, Published, Span

# How far from the top a text may date itself: characters, and lines.
TOP_CHARACTERS, TOP_LINES = 1_200, 16
# Among so many lines from the headline on stands the date of the article.
BELOW = 5
# In one long line only its opening is looked at.
TOP_OF_LINE = 400
# How many lines from the end a text may be labelled with its date, and how long such a line is.
FOOT_LINES, LONGEST_FOOT = 3, 80
FRONT_KEY = re.compile(
    r"^(?:post_|pub_|publish_|publication_)?(?:date|published|published_at|pubdate|created|datetime)(?:_gmt)?\s*:\s*['\"]?(.{8,40})$",
    re.M | re.I,
)
# Trust in what the input says, in a date in the URL, and in a line of plain text by its rank in `dateline.Dated`.
GIVEN, IN_URL = 1.0, 0.7
RANKED = (0.8, 0.6, 0.6, 0.4)
# The rank of a date in the opening of a paragraph, behind a place.
OPENING = 2
# From this trust on markup says when a page was published, whatever is printed on it.
SURE = 0.8
# A page that says only when it was changed was published then or before.
ONLY_UPDATED = 0.5
# Before this hour in UTC it is still yesterday on America's west coast; from then on it is tomorrow in New Zealand.
WESTERNMOST, EASTERNMOST = 8, 11
# So sure must a printed day be to correct one in UTC.
PRINTED = 0.6
ONE_DAY = timedelta(days=1)
Place = Callable[[], tuple[Sequence[int], int | None]]
"""Which passages of a page are its article, and which is its headline."""
# A whole hour at which a day begins in Central Europe, written in UTC by systems that store days as midnights.
MIDNIGHTS = (time(22), time(23))


def published(
    page: Page,
    urls: Iterable[str],
    lines: Sequence[tuple[int, str]],
    front: Span | None = None,
    scanned: Scanned | None = None,
    place: Place = lambda: ((), None),
    headline: int | None = None,
) -> Published | None:
    """The publication date of a page.

    `urls` are the addresses known for it, `lines` its visible lines in order, each with its source offset,
    `front` its front matter, `scanned` its markup where it has any. `place` is asked only where the markup alone is
    not sure; in plain text `headline` is where the headline begins.
    """
    if page.published:
        return Published(date.fromisoformat(page.published), "given", confidence=GIVEN)
    urls = list(urls)
    in_urls = next((day for url in urls if (day := in_url(url))), None)
    whole = scanned is not None and page.media == "text/html"
    found = from_markup(page, urls, in_urls, scanned, place) if scanned and whole else None
    if found is None and scanned and not whole:
        found = chosen(list(evidence.in_markup(scanned, page.text, lambda _: None)), in_urls)
    if found:
        return found
    if in_urls:
        return Published(in_urls, "url", confidence=IN_URL)
    if whole:
        return None
    return (from_front(page.text, front) if front else None) or from_text(lines, headline)


def from_markup(
    page: Page, urls: Sequence[str], in_urls: date | None, scanned: Scanned, place: Place
) -> Published | None:
    """The date of a whole page of HTML, from all that it says."""
    language, first = tongue(scanned, urls)
    found = declared(page, scanned, language, first)
    best = surest(found)
    if best is None or best.trust < SURE or best.in_utc:
        kept, top = place()
        found += printed.times(scanned, kept, top)
        found += printed.in_text(scanned, kept, top, language, first)
    return decided(page, found, in_urls)


def tongue(scanned: Scanned, urls: Sequence[str]) -> tuple[str, bool | None]:
    """The language that a page declares, as ISO 639-1, and whether its figures give the day before the month."""
    said = next((fact.attributes.get("lang", "") for fact in scanned.facts if fact.tag == "html"), "")
    return said.lower()[:2], day_first(said, urls[0] if urls else None)


def declared(page: Page, scanned: Scanned, language: str, first: bool | None) -> list[Statement]:
    """What the markup of a page says of its dates."""

    def read(text: str) -> date | None:
        return next((day for _, _, day in local_dates(text, language, first)), None)

    return list(evidence.in_markup(scanned, page.text, read))


def surest(found: Sequence[Statement]) -> Statement | None:
    """The most trusted statement of when a page was published."""
    return max((item for item in found if item.role == "published"), key=lambda item: item.trust, default=None)


def decided(page: Page, found: list[Statement], in_urls: date | None) -> Published | None:
    """The statement to believe of a page of HTML; its programs are looked into where nothing else speaks."""
    if in_urls is None and all(item.role == "updated" for item in found):
        found += filter(None, [evidence.in_scripts(page.text)])
    return chosen(found, in_urls)


def chosen(found: Sequence[Statement], in_urls: date | None) -> Published | None:
    """The statement to believe: the most trusted that speaks of publication, told in the page's own time zone."""
    updates = sorted((item for item in found if item.role == "updated"), key=lambda item: -item.trust)
    own = [item for item in found if item.role != "updated"]
    if in_urls:
        own.append(Statement(in_urls, "day", IN_URL))
    if not own:
        if not updates:
            return None
        own = [replace(updates[0], trust=ONLY_UPDATED * updates[0].trust)]
    best = max(own, key=lambda item: item.trust)
    best = local(best, own)
    changed = next((item.day for item in updates if item.day >= best.day), None)
    basis = "text" if best.span else "url" if best.day == in_urls and best.trust == IN_URL else "html"
    return Published(best.day, basis, best.span, best.time, changed, round(best.trust, 2))  # type: ignore[arg-type]


def local(best: Statement, others: Sequence[Statement]) -> Statement:
    """The same moment as the place of the page dates it.

    A stamp in UTC may name the day before or after: another stamp of that moment with its zone tells, or the day in
    the URL, or one that the page prints. Midnights of Central Europe are the day that they begin.
    """
    if best.moment is None or best.moment.utcoffset():
        return best
    for other in others:
        if other.moment and other.moment.utcoffset() and evidence.same(other.moment, best.moment):
            return replace(best, day=other.day, time=other.time, moment=other.moment)
    plain = [item for item in others if item.time is None]
    if any(item.trust == IN_URL and abs(item.day - best.day) == ONE_DAY for item in plain):
        return replace(best, day=next(item.day for item in plain if item.trust == IN_URL))
    there = {
        best.day - ONE_DAY if best.moment.hour < WESTERNMOST else None,
        best.day + ONE_DAY if best.moment.hour >= EASTERNMOST else None,
    }
    near = [item for item in plain if item.day in there and item.trust >= PRINTED]
    same = any(item.day == best.day and item.trust >= PRINTED for item in plain)
    if near and not same:
        return replace(best, day=max(near, key=lambda item: item.trust).day)
    if best.moment.time() in MIDNIGHTS and not same:
        return replace(best, day=(best.moment + timedelta(hours=2)).date())
    return best


def from_front(text: str, front: Span) -> Published | None:
    for match in FRONT_KEY.finditer(text[front.start : front.end]):
        for start, end, day in dates(match[1]):
            at = front.start + match.start(1)
            return Published(day, "text", Span(at + start, at + end), confidence=RANKED[0])
    return None


def from_text(lines: Sequence[tuple[int, str]], headline: int | None) -> Published | None:
    """The best of the dates by which the top of a plain text dates itself; paragraphs that open with places and
    different days are a chronicle, which has no date of its own. Of dates of one rank that right below the headline
    is the page's: above it stands the day on which somebody looked at the site."""
    best: tuple[tuple[int, bool], Published] | None = None
    openings: set[date] = set()
    changed: date | None = None
    seen = 0
    title = next((number for number, (start, _) in enumerate(lines) if start == headline), -BELOW)
    for number, (start, whole) in enumerate(lines[:TOP_LINES]):
        if seen > TOP_CHARACTERS:
            break
        seen += len(whole)
        line = whole[:TOP_OF_LINE]
        for found in all_dated(line, opens=number == 0):
            if found.rank == UPDATED:
                changed = changed or found.day
            if found.rank == OPENING:
                openings.add(found.day)
            order = found.rank, not title <= number < title + BELOW
            if best is None or order < best[0]:
                span = Span(start + found.start, start + found.end)
                made = Published(found.day, "text", span, clock(line, found), confidence=RANKED[found.rank])
                best = order, made
    rank, own = (best[0][0], best[1]) if best else (UPDATED, None)
    if rank == OPENING and len(openings) > 1:
        rank, own = UPDATED, None
    foot = at_foot(lines, anywhere=own is not None and rank == UPDATED)
    labelled = next((made for found, made in foot if found.rank == 0), None)
    if rank == UPDATED and labelled and (own is None or labelled.day <= own.day):
        own = labelled
    if own is None:
        return None
    changed = changed or next((found.day for found, _ in foot if found.rank == UPDATED), None)
    return replace(own, updated=changed if changed and changed >= own.day else None)


def at_foot(lines: Sequence[tuple[int, str]], anywhere: bool) -> list[tuple[Dated, Published]]:
    """The dates with which a text ends: "(Published on 12 November 2020)", "Last updated: 3 May 2021".

    With `anywhere`, those of short lines of the whole text: the top has told only when the page was changed.
    """
    made = []
    for start, line in lines if anywhere else lines[-FOOT_LINES:]:
        for found in all_dated(line, opens=False) if len(line) <= LONGEST_FOOT else []:
            span = Span(start + found.start, start + found.end)
            day = Published(found.day, "text", span, clock(line, found), confidence=RANKED[found.rank])
            made.append((found, day))
    return made
