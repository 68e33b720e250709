"""All claims to all events: read, block, compare, join, reconcile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import Claim, Event, Merge, Refusal
from dateline.resolving.blocking import Blocks, order
from dateline.resolving.clustering import Clusterer, Group, Refused, profiles, spans
from dateline.resolving.comparing import Comparer
from dateline.resolving.explaining import explain, refusal
from dateline.resolving.reconciling import reconcile
from dateline.resolving.traits import Reader

MOST = 5
"""Refusals that are kept for an event."""


def resolve(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """All events of the claims, each with its members and the reasons for each merge; sorted by date and id."""
    return events_of(joined(claims), {claim.id: claim for claim in claims})


def events_of(
    clusterer: Clusterer, known: Mapping[str, Claim], among: Collection[str] | None = None
) -> tuple[Event, ...]:
    """The events of the groups, or of those that have a claim of `among`, of whose claims all must be known."""
    refused = refusals(clusterer)
    events = []
    for group in clusterer.found():
        if among is not None and clusterer.claims[group.members[0]].id not in among:
            continue
        members = sorted((known[clusterer.claims[number].id] for number in group.members), key=report_order)
        merges = tuple(merge(clusterer, pair) for pair in rooted(group, clusterer, members[0].id))
        event = reconcile(members, merges)
        events.append(replace(event, refusals=tuple(refused.get(clusterer.find(group.members[0]), ()))))
    return tuple(sorted(events, key=lambda event: (event.when.start or date.max, event.id)))


def joined(claims: Iterable[Claim]) -> Clusterer:
    """The claims in groups. They are read once and not kept, so that they may come from anywhere."""
    reader = Reader()
    traits = sorted((reader.read(claim) for claim in claims), key=order)
    clusterer = Clusterer(traits, Comparer(profiles(traits), spans(traits)))
    clusterer.compare(Blocks(traits))
    clusterer.join()
    return clusterer


def rooted(group: Group, clusterer: Clusterer, first: str) -> Iterator[tuple[int, int]]:
    """The pairs by which a group was joined as (claim, claim that it was joined with), from the first claim outwards,
    so that each claim but the first was joined once."""
    near: dict[int, list[int]] = {}
    for one, other in group.pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    ahead = [next(number for number in group.members if clusterer.claims[number].id == first)]
    seen = set(ahead)
    while ahead:
        number = ahead.pop(0)
        for other in sorted(near.get(number, ())):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
                yield other, number


def merge(clusterer: Clusterer, pair: tuple[int, int]) -> Merge:
    """Why a claim was put to an event, in words and bits."""
    one, other = (clusterer.claims[number] for number in pair)
    agreement = clusterer.comparer.agreement(one, other)
    return Merge(one.id, other.id, explain(one, other, agreement), agreement.bits)


def refusals(clusterer: Clusterer) -> dict[int, list[Refusal]]:
    """For each event the claims of others that agree with one of its own and yet were kept out: of each other event the
    surest pair, and of these the MOST surest."""
    best: dict[tuple[int, int], Refused] = {}
    for each in clusterer.refusals:
        mine, yours = clusterer.find(each.one), clusterer.find(each.other)
        if mine != yours:
            best.setdefault((min(mine, yours), max(mine, yours)), each)
    found: dict[int, list[Refusal]] = {}
    for roots, each in sorted(best.items(), key=lambda item: (-item[1].bits, item[0])):
        one, other = clusterer.claims[each.one], clusterer.claims[each.other]
        why, bits = refusal(each.reason, one, other), round(each.bits, 2)
        for root in roots:
            rows = found.setdefault(root, [])
            if len(rows) < MOST:
                own, out = (one, other) if clusterer.find(each.one) == root else (other, one)
                rows.append(Refusal(own.id, out.id, why, bits))
    return found


def report_order(claim: Claim) -> tuple[date, str, int, str]:
    return (claim.when.start or date.max, claim.document, claim.trigger.span.start, claim.id)
