"""One address asked for: robots.txt, delay, redirects, limits of time and size, and a word for each bad answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore2

from dateline import settings
from dateline.fetching.addresses import Address, parsed
from dateline.fetching.bodies import CODINGS, body
from dateline.fetching.network import CheckedNetwork, Deadline
from dateline.fetching.pacing import Pace, span
from dateline.fetching.refusals import Refusal
from dateline.fetching.robots import MOST_BYTES, Robots

MOST_REDIRECTS = 5
"""As many as RFC 9309 wants followed for robots.txt; pages need one or two."""

REDIRECTS = {301, 302, 303, 307, 308}
ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by whether a page has changed (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the address at the end of all redirects, the body unpacked, and the time of asking (UTC).

    `unchanged` says that the page is that of the validators; it has no body then.
    """

    address: Address
    body: bytes
    media: str
    charset: str | None
    validators: Validators
    moment: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Asks for addresses, one after the other. `now` gives the time of asking, for tests."""

    def __init__(self, pace: Pace | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        local = frozenset(name.strip().lower() for name in settings.get_str("fetch_local_hosts").split(","))
        self._deadline = Deadline()
        self._pool = httpcore2.ConnectionPool(
            network_backend=CheckedNetwork(self._deadline, local), max_connections=8, keepalive_expiry=5.0
        )
        self._pace = pace or Pace(settings.get_float("fetch_delay"))
        self._robots = Robots(self._robots_of)
        self._now = now
        self._agent = user_agent(settings.get_str("fetch_contact"))

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()

    def fetch(self, url: str, known: Validators | None = None) -> Answer:
        """What an address gives, redirects followed. Raises Refusal."""
        address, more = parsed(url), (known or Validators()).headers()
        for _ in range(MOST_REDIRECTS + 1):
            rules = self._robots.rules(address)
            rules.check(address)
            raw = self._asked(address, settings.get_int("max_bytes"), more, rules.delay)
            if raw.status not in REDIRECTS or "location" not in raw.headers:
                self._check(address, raw)
                return self._answer(address, raw)
            address = parsed(raw.headers["location"], address)
        raise Refusal("redirects", f"leads from redirect to redirect, more than {MOST_REDIRECTS}.")

    def _asked(self, address: Address, most: int, more: dict[str, str], delay: float | None) -> _Raw:
        self._pace.wait(address.site)
        self._deadline.begin(settings.get_float("fetch_seconds"))
        try:
            return self._request(address, most, more)
        finally:
            self._pace.asked(address.site, delay)

    def _request(self, address: Address, most: int, more: dict[str, str]) -> _Raw:
        headers = {
            "Host": address.site.partition("://")[2], "User-Agent": self._agent, "Accept": ACCEPT,
            "Accept-Language": "en", "Accept-Encoding": CODINGS, **more,
        }  # fmt: skip
        try:
            with self._pool.stream("GET", str(address), headers=list(headers.items())) as response:
                got = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in reversed(response.headers)
                }
                wanted = response.status == 200
                content = body(response.iter_stream(), got.get("content-encoding", ""), most) if wanted else b""
                return _Raw(response.status, got, content)
        except httpcore2.TimeoutException:
            seconds = settings.get_float("fetch_seconds")
            raise Refusal("timeout", f"was not there after {seconds:g} seconds; try again later.") from None
        except httpcore2.ConnectError as fault:
            if "certificate" in str(fault).lower():
                raise Refusal("bad-certificate", f"is at {address.host}, whose certificate does not hold.") from None
            raise Refusal("unreachable", f"is at {address.host}, which cannot be reached; try again later.") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError):
            raise Refusal("bad-answer", "was answered by what is no whole answer of HTTP; try again later.") from None

    def _check(self, address: Address, raw: _Raw) -> None:
        """Raises Refusal for every status that brings no page."""
        if raw.status in (200, 304):
            return
        if raw.status in (429, 503):
            seconds = self._pace.busy(address.site, raw.headers.get("retry-after"))
            raise Refusal(
                "too-many-requests" if raw.status == 429 else "server-error",
                f"is answered with {raw.status}: the site wants to be left alone for {span(seconds)}.",
            )
        if raw.status >= 500:
            raise Refusal("server-error", f"is answered with {raw.status}, a fault of the server; try again later.")
        reason, message = STATUSES.get(raw.status, ("bad-answer", "is answered with {status}, which is no page."))
        raise Refusal(reason, message.format(status=raw.status))

    def _answer(self, address: Address, raw: _Raw) -> Answer:
        kind = raw.headers.get("content-type", "")
        charset = CHARSET.search(kind)
        validators = Validators(raw.headers.get("etag"), raw.headers.get("last-modified"))
        moment = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Answer(
            address,
            raw.body,
            kind.partition(";")[0].strip().lower(),
            charset[1] if charset else None,
            validators,
            moment,
            unchanged=raw.status == 304,
        )

    def _robots_of(self, address: Address) -> tuple[int, bytes]:
        """Status and body of a robots.txt, redirects followed; its end is left where it is too long."""
        for _ in range(MOST_REDIRECTS + 1):
            try:
                raw = self._asked(address, MOST_BYTES, {}, None)
            except Refusal as refusal:
                if refusal.reason != "too-large":
                    raise
                return 500, b""
            if raw.status not in REDIRECTS or "location" not in raw.headers:
                return raw.status, raw.body
            address = parsed(raw.headers["location"], address)
        return 404, b""


STATUSES = {
    401: ("login", "is answered with 401: one must log in to read it. Save the page yourself and give the file."),
    402: ("paywall", "is answered with 402: it must be paid for. Save the page yourself and give the file."),
    403: ("forbidden", "is answered with 403: the site does not give it to programs. Save the page yourself and give "
          "the file."),
    404: ("not-found", "is answered with 404: there is no such page. Check the address."),
    410: ("not-found", "is answered with 410: the page was taken away."),
    451: ("forbidden", "is answered with 451: it is withheld by law here."),
}  # fmt: skip


def user_agent(contact: str) -> str:
    """How dateline names itself to servers."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("dateline")
    except PackageNotFoundError:
        number = "0"
    words = re.sub(r"[^\x20-\x7e]|[()]", "", contact).strip()
    return f"dateline/{number}" + (f" (+{words})" if words else "")
