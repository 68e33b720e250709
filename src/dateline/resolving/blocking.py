"""Which claims are compared at all: those of one type family that share a page, or a day and a trait besides.

Claims of two pages join only with more than a day and a trigger word in common (`clustering.ACROSS`), so those that
share no place, party, mode or toll need not be compared: on a day with thousands of reports most pairs are such.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dateline.records import Claim

FAMILIES = {"CONCEDE": "RETREAT"}
"""Types that reports of one event may use for each other: a truce declared and a truce begun (codebook, section 9)."""

LONGEST = 10
"""Days; an interval longer than this is no key across documents: "last year" would meet every event of the year."""

Key = tuple[object, ...]


def family(claim: Claim) -> str:
    return FAMILIES.get(claim.type, claim.type)


def page_key(claim: Claim) -> Key:
    """What claims of one page share that may be one event."""
    return family(claim), claim.document


def keys(claim: Claim) -> Iterator[Key]:
    """What claims of two pages share that may be one event: a day and a trait."""
    start, end = claim.when.start, claim.when.end
    if start is None or end is None or (end - start).days > LONGEST:
        return
    shared = set(traits(claim))
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        for trait in shared:
            yield family(claim), day, trait


def traits(claim: Claim) -> Iterator[Key]:
    """What gives points when another claim has it too: every field that `comparing` weighs but the day and the word."""
    if claim.where.name is not None:
        yield "place", claim.where.country or claim.where.name
        yield "name", claim.where.name
    for role, side in (("actor", claim.actors), ("recipient", claim.recipients)):
        for participant in side:
            yield role, participant.entity.id
            if participant.entity.country is not None:
                yield role, participant.entity.country
    if claim.mode is not None:
        yield "mode", claim.mode
    for name, toll in (("killed", claim.killed), ("injured", claim.injured)):
        if toll is not None:
            yield name, toll.low, toll.high
