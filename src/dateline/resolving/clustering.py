"""From pairwise agreement to events: each claim joins the event it agrees with best, or founds one.

Claims are taken in an order that depends on their content only, so that the order of the documents does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.records import Claim, Event, Merge
from dateline.resolving.blocking import keys
from dateline.resolving.comparing import compare
from dateline.resolving.reconciling import reconcile

SAME_PAGE = 2.0
"""Points for two claims of one page; a page that repeats a day, a means or a party mostly repeats the event."""
ACROSS = 3.5
"""Points for claims of two pages, which share less unsaid context."""


def order(claim: Claim) -> tuple[date, str, int, str]:
    return (claim.when.start or date.max, claim.document, claim.trigger.span.start, claim.id)


def resolve(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """All events of the claims, each with its members and the reasons for each merge; sorted by date and id."""
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=order)
    clusters: list[list[Claim]] = []
    merges: list[list[Merge]] = []
    blocks: dict[tuple[str, ...], set[int]] = {}
    for claim in ordered:
        candidates = sorted({number for key in keys(claim) for number in blocks.get(key, ())})
        best: tuple[float, int, Merge] | None = None
        for number in candidates:
            joined = agreement(claim, clusters[number])
            if joined is not None and (best is None or joined.score > best[0]):
                best = (joined.score, number, joined)
        if best is None:
            number = len(clusters)
            clusters.append([claim])
            merges.append([])
        else:
            number = best[1]
            clusters[number].append(claim)
            merges[number].append(best[2])
        for key in keys(claim):
            blocks.setdefault(key, set()).add(number)
    events = [reconcile(members, tuple(why)) for members, why in zip(clusters, merges, strict=True)]
    return tuple(sorted(events, key=lambda event: (event.when.start or date.max, event.id)))


def agreement(claim: Claim, members: list[Claim]) -> Merge | None:
    """The best reason to join a cluster, or None where a member rules it out or none agrees enough."""
    best: Merge | None = None
    for member in members:
        found = compare(claim, member)
        if found.veto is not None:
            return None
        needed = SAME_PAGE if claim.document == member.document else ACROSS
        if found.points >= needed and (best is None or found.points > best.score):
            best = Merge(claim.id, member.id, "; ".join(found.reasons), found.points)
    return best
