"""What robots.txt allows (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from dateline.fetching.addresses import Address
from dateline.fetching.refusals import Refusal

MOST_BYTES = 500 * 1024
"""RFC 9309, section 2.5: a crawler must read at least so much; more is not read."""

PRODUCT = "dateline"
"""The name that rules for this program stand under."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `parsed` is null where all is allowed, `closed` says why nothing is."""

    parsed: Protego | None = None
    closed: Refusal | None = None

    def check(self, address: Address) -> None:
        """Raises Refusal where the address is forbidden."""
        if self.closed:
            raise self.closed
        if self.parsed and not self.parsed.can_fetch(str(address), PRODUCT):
            raise Refusal("robots", "was not asked for: the robots.txt of its site forbids it.", "skipped")

    @property
    def delay(self) -> float | None:
        """Seconds between two requests, where the site says."""
        wanted = self.parsed.crawl_delay(PRODUCT) if self.parsed else None
        return max(0.0, float(wanted)) if wanted is not None else None


class Robots:
    """The rules of all sites of one job; each is asked for once. `ask` gives status and body of an address."""

    def __init__(self, ask: Callable[[Address], tuple[int, bytes]]) -> None:
        self._ask = ask
        self._rules: dict[str, Rules] = {}

    def rules(self, address: Address) -> Rules:
        """The rules for the site of an address."""
        if address.site not in self._rules:
            self._rules[address.site] = self._asked(Address(address.scheme, address.host, address.port, "/robots.txt"))
        return self._rules[address.site]

    def _asked(self, robots: Address) -> Rules:
        try:
            status, body = self._ask(robots)
        except Refusal as refusal:
            return Rules(closed=refusal)
        if 200 <= status < 300:
            return Rules(Protego.parse(body.decode("utf-8", "replace")))
        if status == 429 or status >= 500:
            message = f"was not asked for: the robots.txt of its site is answered with {status}; try again later."
            return Rules(closed=Refusal("server-error", message))
        return Rules()
