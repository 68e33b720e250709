"""All claims to all events: read, block, compare, join, reconcile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.records import Claim, Event, Merge
from dateline.resolving.blocking import Blocks, order
from dateline.resolving.clustering import Clusterer, profiles
from dateline.resolving.comparing import Comparer
from dateline.resolving.explaining import explain
from dateline.resolving.reconciling import reconcile
from dateline.resolving.traits import Reader


def resolve(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """All events of the claims, each with its members and the reasons for each merge; sorted by date and id."""
    known = {claim.id: claim for claim in claims}
    clusterer = joined(known.values())
    events = []
    for group in clusterer.found():
        members = sorted((known[clusterer.claims[number].id] for number in group.members), key=report_order)
        merges = tuple(merge(clusterer, pair) for pair in group.pairs)
        events.append(reconcile(members, merges))
    return tuple(sorted(events, key=lambda event: (event.when.start or date.max, event.id)))


def joined(claims: Iterable[Claim]) -> Clusterer:
    """The claims in groups. They are read once and not kept, so that they may come from anywhere."""
    reader = Reader()
    traits = sorted((reader.read(claim) for claim in claims), key=order)
    clusterer = Clusterer(traits, Comparer(profiles(traits)))
    clusterer.compare(Blocks(traits))
    clusterer.join()
    return clusterer


def merge(clusterer: Clusterer, pair: tuple[int, int, float]) -> Merge:
    """Why a claim was put to an event, in words and bits."""
    one, other = (clusterer.claims[number] for number in pair[:2])
    agreement = clusterer.comparer.agreement(one, other)
    return Merge(other.id, one.id, explain(one, other, agreement), agreement.bits)


def report_order(claim: Claim) -> tuple[date, str, int, str]:
    return (claim.when.start or date.max, claim.document, claim.trigger.span.start, claim.id)
