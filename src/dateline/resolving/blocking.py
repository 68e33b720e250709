"""Which claims are compared at all: those of one type family that share a document or a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dateline.records import Claim

FAMILIES = {"CONCEDE": "RETREAT"}
"""Types that reports of one event may use for each other: a truce declared and a truce begun (codebook, section 9)."""

LONGEST = 10
"""Days; an interval longer than this is no key across documents: "last year" would meet every event of the year."""


def family(claim: Claim) -> str:
    return FAMILIES.get(claim.type, claim.type)


def keys(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The blocks a claim belongs to."""
    yield family(claim), "document", claim.document
    start, end = claim.when.start, claim.when.end
    if start is None or end is None or (end - start).days > LONGEST:
        return
    for offset in range((end - start).days + 1):
        yield family(claim), "day", (start + timedelta(days=offset)).isoformat()
