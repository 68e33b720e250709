"""All claims to all events: read, block, compare, join, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import Claim, Event, Merge, Refusal
from dateline.resolving.blocking import Blocks, ordered
from dateline.resolving.clustering import REASONS, Clusterer, Group, crowds, profiles, spans
from dateline.resolving.comparing import Comparer
from dateline.resolving.explaining import explain, refusal
from dateline.resolving.reconciling import reconcile
from dateline.resolving.traits import Reader
from dateline.resolving.weights import Weights, load_weights

MOST = 5
"""Refusals that are kept for an event."""
READ = 1_000
"""Claims that are read at a time to make events of."""

Read = Callable[[list[str]], Iterable[Claim]]


def resolve(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """All events of the claims, each with its members and the reasons for each merge; sorted by date and id."""
    return events_of(joined(claims), {claim.id: claim for claim in claims})


def events_of(
    clusterer: Clusterer, known: Mapping[str, Claim], among: Collection[str] | None = None
) -> tuple[Event, ...]:
    """The events of the groups, or of those that have a claim of `among`, of whose claims all must be known."""
    made = (event for event, _ in events(clusterer, lambda ids: [known[each] for each in ids], among))
    return tuple(sorted(made, key=lambda event: (event.when.start or date.max, event.id)))


def events(
    clusterer: Clusterer, read: Read, among: Collection[str] | None = None
) -> Iterator[tuple[Event, list[Claim]]]:
    """The events of `events_of` with their claims, one by one, in the order of their first claims; `read` gives the
    claims of ids, for some events at a time, and nothing of an event is kept."""
    kept_out = refusals(clusterer)
    groups = (group for group in clusterer.found() if among is None or clusterer.claims[group.members[0]].id in among)
    for some in batches(groups):
        ids = [clusterer.claims[number].id for group in some for number in group.members]
        known = {claim.id: claim for claim in read(ids)}
        for group in some:
            members = sorted((known[clusterer.claims[number].id] for number in group.members), key=report_order)
            merges = tuple(merge(clusterer, pair) for pair in rooted(group, clusterer, members[0].id))
            root = clusterer.find(group.members[0])
            out = tuple(refused(clusterer, root, at) for at in kept_out.get(root, ()))
            yield replace(reconcile(members, merges), refusals=out), members


def batches(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Groups with READ claims together, or one group."""
    some: list[Group] = []
    size = 0
    for group in groups:
        if some and size + len(group.members) > READ:
            yield some
            some, size = [], 0
        some.append(group)
        size += len(group.members)
    if some:
        yield some


def joined(claims: Iterable[Claim], weights: tuple[Weights, ...] | None = None) -> Clusterer:
    """The claims in groups, by these weights or those of the data file. They are read once and not kept, so that they
    may come from anywhere."""
    reader = Reader()
    traits = ordered(reader.read(claim) for claim in claims)
    clusterer = Clusterer(traits, Comparer(profiles(traits), spans(traits), crowds(traits), weights or load_weights()))
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


def refusals(clusterer: Clusterer) -> dict[int, list[int]]:
    """For each event, by its root, the claims of others that agree with one of its own and yet were kept out: of each
    other event the surest pair, and of these the MOST surest, as places in `clusterer.refusals`."""
    all_of, number = clusterer.refusals, len(clusterer.claims)
    best: dict[int, int] = {}
    for at, pair in enumerate(zip(all_of.ones, all_of.others, strict=True)):
        mine, yours = sorted(map(clusterer.find, pair))
        if mine != yours:
            best.setdefault(mine * number + yours, at)
    found: dict[int, list[int]] = {}
    for roots, at in sorted(best.items(), key=lambda item: (-all_of.bits[item[1]], item[0])):
        for root in divmod(roots, number):
            rows = found.setdefault(root, [])
            if len(rows) < MOST:
                rows.append(at)
    return found


def refused(clusterer: Clusterer, root: int, at: int) -> Refusal:
    """What kept a claim out of the event of a root, in words."""
    every = clusterer.refusals
    one, other = (clusterer.claims[number] for number in (every.ones[at], every.others[at]))
    why = refusal(REASONS[every.reasons[at]], one, other)
    own, out = (one, other) if clusterer.find(every.ones[at]) == root else (other, one)
    return Refusal(own.id, out.id, why, round(every.bits[at], 2))


def report_order(claim: Claim) -> tuple[date, str, int, str]:
    return (claim.when.start or date.max, claim.document, claim.trigger.span.start, claim.id)
