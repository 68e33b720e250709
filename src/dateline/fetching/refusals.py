"""Why an address gave no page: the one exception of this package, with the reason that a run counts."""

from __future__ import annotations

from dateline.records import Failure, FailureState

PASSING = ("timeout", "unreachable", "server-error", "too-many-requests")
"""Reasons that may be gone at the next try."""


class Refusal(Exception):
    """An address that gives no page. The message follows the address, as in ``https://… does not answer.``"""

    def __init__(self, reason: str, message: str, state: FailureState = "failed") -> None:
        super().__init__(message)
        self.reason = reason
        self.state = state


def refused(name: str, refusal: Refusal) -> Failure:
    """The failure of an address that gave no page."""
    return Failure(name, "fetching", refusal.state, refusal.reason, f"{name} {refusal}")
