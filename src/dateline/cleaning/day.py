"""The publication day of a page of HTML without its article: nothing is read that cannot change the day.

Most pages are sure by what their markup declares, and a quick walk over that is enough (`facts`). The others are
walked as a whole, and the judge of main text is asked only where they name several days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.cleaning import printed
from dateline.cleaning.dates import in_url
from dateline.cleaning.evidence import Statement
from dateline.cleaning.facts import Facts
from dateline.cleaning.headline import headline_index, page_title
from dateline.cleaning.html import Scanned
from dateline.cleaning.main_text import long_paragraphs, main_passages
from dateline.cleaning.origin import urls
from dateline.cleaning.published import (
    EASTERNMOST,
    GIVEN,
    IN_URL,
    MIDNIGHTS,
    ONE_DAY,
    SURE,
    WESTERNMOST,
    decided,
    declared,
    surest,
    tongue,
)
from dateline.cleaning.scanner import scan
from dateline.records import Page, Published

# The source of a page whose markup is sure nearly always holds one of these; others are walked as a whole at once.
SAID = ("datePublished", "published_time", "pubdate", "dateCreated", "uploadDate")


def published_day(page: Page) -> Published | None:
    """The day on which a page of HTML was published, as `published` finds it; None for other pages.

    The clock time, and the day of a change that the page only prints, may be missing.
    """
    if page.published:
        return Published(date.fromisoformat(page.published), "given", confidence=GIVEN)
    if page.media != "text/html":
        return None
    whole = None if any(map(page.text.__contains__, SAID)) else scan(page.text)
    walk = Facts(page.text)
    scanned = whole or walk.run()
    known = urls(page, scanned)
    in_urls = next((day for url in known if (day := in_url(url))), None)
    language, first = tongue(scanned, known)
    found = declared(page, scanned, language, first)
    best = surest(found)
    if best is None or best.trust < SURE:
        found += shown(whole or scan(page.text), in_urls, language, first)
    elif best.in_utc and (whole or may_move(best, walk, scanned)):
        found += shown(whole or scan(page.text), in_urls, language, first, best)
    made = decided(page, found, in_urls)
    return made or (Published(in_urls, "url", confidence=IN_URL) if in_urls else None)


def shown(
    scanned: Scanned, in_urls: date | None, language: str, first: bool | None, best: Statement | None = None
) -> list[Statement]:
    """The dates that a page prints; nothing where they cannot make another day of the stamp `best`.

    Where they are all of one day, a rough idea of where the article stands will do.
    """
    days = printed.days(scanned, language, first)
    if not days or (best and beside(best) not in days and not hangs_on_more(best, scanned)):
        return []
    one = len(days | {in_urls} - {None}) == 1
    kept: Sequence[int] = long_paragraphs(scanned.drafts) if one else main_passages(scanned)
    top = headline_index(scanned.drafts, kept, page_title(scanned))
    return [*printed.times(scanned, kept, top), *printed.in_text(scanned, kept, top, language, first)]


def may_move(best: Statement, walk: Facts, scanned: Scanned) -> bool:
    """Whether what the page prints may make another day of a stamp in UTC (`published.local`)."""
    day = beside(best)
    return hangs_on_more(best, scanned) or (day is not None and walk.may_print(day))


def hangs_on_more(best: Statement, scanned: Scanned) -> bool:
    """Whether the day of a stamp in UTC hangs on more than whether the day beside it is printed."""
    if best.moment is None or best.trust <= printed.MOST or best.moment.time() in MIDNIGHTS:
        return True
    return printed.zoned(scanned, best.moment)


def beside(best: Statement) -> date | None:
    """The other day that it may be in the place of the page at the moment of a stamp in UTC."""
    if best.moment is None or WESTERNMOST <= best.moment.hour < EASTERNMOST:
        return None
    return best.day - ONE_DAY if best.moment.hour < WESTERNMOST else best.day + ONE_DAY
