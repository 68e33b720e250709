"""When a site may be asked again: a delay after each request, and what the server itself asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.fetching.refusals import Refusal

LONGEST_WAIT = 120.0
"""Seconds that a job waits for one site. Who asks for more is left for a later run."""

BUSY_SECONDS = 60.0
"""How long a site is left alone that says it is busy and not for how long."""


UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


class Pace:
    """The delays of all sites of one job. The clock and the sleep can be replaced."""

    def __init__(
        self,
        delay: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._busy: dict[str, float] = {}

    def wait(self, site: str) -> None:
        """Waits until the site may be asked. Raises Refusal where that is too long."""
        left = max(self._next.get(site, 0.0), self._busy.get(site, 0.0)) - self._clock()
        if left > LONGEST_WAIT:
            reason = "too-many-requests" if self._busy.get(site, 0.0) > self._clock() else "long-delay"
            raise Refusal(reason, f"is at {site}, which wants to be left alone for {span(left)}; run again later.")
        if left > 0:
            self._sleep(left)

    def asked(self, site: str, crawl_delay: float | None) -> None:
        """The site was asked now; `crawl_delay` is what its robots.txt wants, in seconds."""
        self._next[site] = self._clock() + max(self._delay, crawl_delay or 0.0)

    def busy(self, site: str, retry_after: str | None) -> float:
        """The site has said that it is busy; the seconds for which it is left alone."""
        seconds = _seconds(retry_after)
        self._busy[site] = self._clock() + seconds
        return seconds


def span(seconds: float) -> str:
    """A time to wait in words, in the largest unit of which there are two or more."""
    unit, size = next((each for each in UNITS if seconds >= 2 * each[1]), ("seconds", 1))
    return f"{seconds / size:.0f} {unit}"


def _seconds(retry_after: str | None) -> float:
    """A Retry-After header, seconds or a date (RFC 9110, section 10.2.3)."""
    words = (retry_after or "").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return BUSY_SECONDS
