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


def published_day(page: Page) -> Published | None:
    """The day on which a page of HTML was published, as `published` finds it; None for other pages.

    The clock time, and the day of a change that the page only prints, may be missing.
    """
    if page.published:
        return Published(date.fromisoformat(page.published), "given", confidence=GIVEN)
    if page.media != "text/html":
        return None
    # A page whose source never says "publish" is hardly ever sure.
    whole = None if "ublish" in page.text else scan(page.text)
    walk = Facts(page.text)
    scanned = whole or walk.run()
    known = urls(page, scanned)
    in_urls = next((day for url in known if (day := in_url(url))), None)
    language, first = tongue(scanned, known)
    found = declared(page, scanned, language, first)
    best = surest(found)
    if best is None or best.trust < SURE or (best.in_utc and (whole or may_move(best, walk, scanned))):
        found += shown(whole or scan(page.text), in_urls, language, first)
    made = decided(page, found, in_urls)
    return made or (Published(in_urls, "url", confidence=IN_URL) if in_urls else None)


def shown(scanned: Scanned, in_urls: date | None, language: str, first: bool | None) -> list[Statement]:
    """The dates that a page prints. Where nothing contradicts, a rough idea of where its article stands will do."""
    days = printed.days(scanned, language, first)
    if not days:
        return []
    one = len(days | {in_urls} - {None}) == 1
    kept: Sequence[int] = long_paragraphs(scanned.drafts) if one else main_passages(scanned)
    top = headline_index(scanned.drafts, kept, page_title(scanned))
    return [*printed.times(scanned, kept, top), *printed.in_text(scanned, kept, top, language, first)]


def may_move(best: Statement, walk: Facts, scanned: Scanned) -> bool:
    """Whether what the page prints can make another day of a stamp in UTC (`published.local`)."""
    if best.moment is None or best.trust <= printed.MOST or best.moment.time() in MIDNIGHTS:
        return True
    before, after = best.moment.hour < WESTERNMOST, best.moment.hour >= EASTERNMOST
    beside = best.day - ONE_DAY if before else best.day + ONE_DAY if after else None
    return printed.zoned(scanned, best.moment) or (beside is not None and walk.may_print(beside))
