"""Events made again around what changed, with the result that making all of them again would give.

Whether two claims are joined depends on their groups and on the groups of the claims that agree with them, at the
moment when their turn comes, and on nothing further off. So the joining is repeated only around claims whose group may
be another than before (the changed); around these everything is as it was, and known. Where the repetition joins what
was apart, or leaves apart what was joined, the groups that it concerns count as changed, too, and it begins anew.

Changed are at first the new claims, those that agree with a claim that is gone or were in one event with it, and pairs
that a crowded block brings together or parts because claims came or went between them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from dateline.records import Claim
from dateline.resolving.blocking import COMMON, NEAREST, Key, dateless_keys, near_keys, order
from dateline.resolving.clustering import NEEDED, Clusterer, crowds, profiles, spans
from dateline.resolving.comparing import Comparer
from dateline.resolving.traits import Reader, Traits

Pair = tuple[str, str]
Former = tuple[tuple[str, ...], tuple[Pair, ...]]
"""An event as it was: its claims, and the pairs by which they were joined."""


class Record(Protocol):
    """What is known besides the changed documents: claims by the numbers of their keys, and the events so far."""

    def sharing(self, keys: Collection[int]) -> Iterable[str]:
        """The documents with a claim that has one of these keys, by `key_numbers`."""

    def documents(self, claims: Collection[str]) -> Iterable[str]:
        """The documents of claims."""

    def claims(self, documents: Collection[str]) -> Iterable[Claim]:
        """The claims of documents, with all that comparing looks at."""

    def former(self, claims: Collection[str]) -> Iterable[Former]:
        """The events that have one of these claims, as joining made them the last time."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The documents that came, changed or went, with their claims as they were and as they are."""

    documents: frozenset[str]
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What was joined anew: a clusterer in which these claims have their groups and refusals as in a whole pass."""

    clusterer: Clusterer
    claims: frozenset[str]


class Known:
    """Claims of the documents that did not change, read once; `record` is asked for what is missing."""

    def __init__(self, record: Record, changed: Collection[str]) -> None:
        self.record = record
        self.changed = frozenset(changed)
        self.reader = Reader()
        self.numbers: set[int] = set()
        self.documents: set[str] = set()
        self.traits: dict[str, Traits] = {}
        self.members: defaultdict[Key, set[str]] = defaultdict(set)
        self.profiles: dict[str, frozenset[str]] = {}
        self.days: dict[str, tuple[int, int]] = {}
        self.crowds: dict[tuple[str, str], int] = {}

    def keys(self, claims: Iterable[Traits]) -> None:
        """Reads all that share a key with these claims."""
        missing = {number for claim in claims for number in key_numbers(claim)} - self.numbers
        if missing:
            self.numbers |= missing
            self.read(self.record.sharing(missing))

    def claims(self, claims: Iterable[str]) -> None:
        """Reads these claims."""
        missing = set(claims) - self.traits.keys()
        if missing:
            self.read(self.record.documents(sorted(missing)))

    def read(self, documents: Iterable[str]) -> None:
        new = sorted(set(documents) - self.documents - self.changed)
        if not new:
            return
        self.documents.update(new)
        found = [self.reader.read(claim) for claim in self.record.claims(new)]
        self.traits |= {claim.id: claim for claim in found}
        for claim in found:
            for key in keys(claim):
                self.members[key].add(claim.id)
        self.profiles |= profiles(found)
        self.days |= spans(found)
        self.crowds |= crowds(found)


class World:
    """All claims before the change, or after it: those of the documents that did not change, and `own`."""

    def __init__(self, known: Known, own: Iterable[Claim]) -> None:
        self.known = known
        self.own = {claim.id: known.reader.read(claim) for claim in own}
        self.members: defaultdict[Key, set[str]] = defaultdict(set)
        for claim in self.own.values():
            for key in keys(claim):
                self.members[key].add(claim.id)
        self.comparer = Comparer()
        self.blocks: dict[Key, list[str]] = {}
        self.ranks: dict[str, tuple[object, ...]] = {}
        self.agreeing: dict[str, dict[str, float]] = {}

    def __contains__(self, claim: str) -> bool:
        return claim in self.own or claim in self.known.traits

    def traits(self, claim: str) -> Traits:
        return self.own[claim] if claim in self.own else self.known.traits[claim]

    def know(self, claims: Collection[str]) -> None:
        """Reads these claims, and all that share a key with one of them."""
        self.known.claims(claim for claim in claims if claim not in self.own)
        self.known.keys(self.traits(claim) for claim in claims if claim not in self.agreeing)
        self.profile()

    def profile(self) -> None:
        """Tells the comparer what the pages that are known name."""
        own = list(self.own.values())
        self.comparer.profiles = {**self.known.profiles, **profiles(own)}
        self.comparer.days = {**self.known.days, **spans(own)}
        self.comparer.crowds = {**self.known.crowds, **crowds(own)}

    def block(self, key: Key) -> list[str]:
        """The claims of a key in order; all that have it must be known."""
        found = self.blocks.get(key)
        if found is None:
            found = sorted(self.known.members.get(key, NONE) | self.members.get(key, NONE), key=self.rank)
            self.blocks[key] = found
        return found

    def rank(self, claim: str) -> tuple[object, ...]:
        found = self.ranks.get(claim)
        if found is None:
            found = self.ranks[claim] = order(self.traits(claim))
        return found

    def near(self, claim: str) -> dict[str, float]:
        """The claims that agree with one, and the bits; all that share a key with it must be known."""
        found = self.agreeing.get(claim)
        if found is None:
            found = self.agreeing[claim] = {}
            for other in self.compared(claim):
                bits = self.bits(claim, other)
                if bits is not None:
                    found[other] = bits
        return found

    def compared(self, claim: str) -> set[str]:
        """What blocking brings together with a claim."""
        own = self.traits(claim)
        found: set[str] = set()
        for key in near_keys(own):
            block = self.block(key)
            at = bisect_left(block, self.rank(claim), key=self.rank)
            found.update(block[max(0, at - NEAREST) : at + NEAREST + 1])
        for key in dateless_keys(own):
            block = self.block(key)
            if len(block) <= COMMON:
                found.update(other for other in block if not (own.dated and self.traits(other).dated))
        found.discard(claim)
        return found

    def bits(self, one: str, other: str) -> float | None:
        """How far two claims agree, as clustering keeps it; None where they do not."""
        first, second = sorted((one, other), key=self.rank)
        found = self.comparer.bits(self.traits(first), self.traits(second))
        return None if found is None or found <= NEEDED else array("f", [found])[0]

    def around(self, claims: Iterable[str]) -> set[str]:
        """The claims and those that agree with one of them."""
        claims = set(claims)
        self.know(claims)
        return claims | {other for claim in claims for other in self.near(claim)}


class Formers:
    """The events so far, by their claims; `after` has those of their claims that are there still."""

    def __init__(self, record: Record, after: World) -> None:
        self.record = record
        self.after = after
        self.of: dict[str, Former] = {}

    def know(self, claims: Iterable[str]) -> None:
        missing = sorted(set(claims) - self.of.keys())
        for former in self.record.former(missing) if missing else ():
            self.of |= dict.fromkeys(former[0], former)
        for claim in missing:
            self.of.setdefault(claim, ((claim,), ()))

    def whole(self, claims: Iterable[str]) -> set[str]:
        """The claims with all that were in one event with them, of those that are there."""
        claims = set(claims)
        self.know(claims)
        members = {member for claim in claims for member in self.of[claim][0]} | claims
        self.after.known.claims(member for member in members if member not in self.after.own)
        return {member for member in members if member in self.after}

    def pairs(self, claims: Iterable[str]) -> set[frozenset[str]]:
        """The pairs by which the events of these claims were joined, of those that are there."""
        found = {frozenset(pair) for claim in claims for pair in self.of[claim][1]}
        return {pair for pair in found if all(claim in self.after for claim in pair)}


def join_again(record: Record, changes: Changes) -> Around:
    """Joins what the changes can touch, and what stands around it."""
    known = Known(record, changes.documents)
    before, after = World(known, changes.before), World(known, changes.after)
    formers = Formers(record, after)
    known.keys([*before.own.values(), *after.own.values()])
    before.profile()
    after.profile()
    changed = {*after.own, *formers.whole(before.own)}
    changed |= {other for claim in before.own for other in before.near(claim) if other in after}
    changed |= {claim for pair in shifted(before, after) for claim in pair}
    while True:
        changed = formers.whole(changed)
        touched = formers.whole(after.around(changed))
        asked = after.around(touched)
        standing = formers.whole(after.around(asked))
        clusterer = clustered(after, formers, touched, asked, standing)
        ids = [claim.id for claim in clusterer.claims]
        joined = {
            frozenset((ids[a], ids[b])) for group in clusterer.found() for a, b in group.pairs if ids[a] in touched
        }
        differing = {claim for pair in joined ^ formers.pairs(touched) for claim in pair}
        if differing <= changed:
            return Around(clusterer, frozenset(touched))
        changed |= differing


def clustered(after: World, formers: Formers, touched: set[str], asked: set[str], standing: set[str]) -> Clusterer:
    """The groups of the standing claims: those of the touched are made anew, the others are joined as they were.

    Of the asked it is known what they agree with.
    """
    after.profile()
    ids = sorted(standing, key=after.rank)
    at = {claim: number for number, claim in enumerate(ids)}
    clusterer = Clusterer([after.traits(claim) for claim in ids], after.comparer)
    former = formers.pairs(standing - touched)
    pairs = {frozenset((claim, other)) for claim in asked for other in after.near(claim)}
    for pair in pairs | former:
        one, other = sorted(at[claim] for claim in pair)
        bits = after.bits(*pair)
        clusterer.agree(one, other, 0.0 if bits is None else bits)
        if not pair & touched:
            clusterer.settled[one, other] = pair in former
    clusterer.join()
    return clusterer


def shifted(before: World, after: World) -> Iterator[tuple[str, str]]:
    """Agreeing pairs of unchanged claims that crowded blocks compare now and did not before, or the other way round."""
    changed = [*before.own.values(), *after.own.values()]
    for key in {key for claim in changed for key in near_keys(claim)}:
        blocks = [world.block(key) for world in (before, after)]
        if max(map(len, blocks)) > NEAREST + 1:
            yield from agreeing(after, moved(blocks[0], blocks[1], {*before.own, *after.own}))
    for key in {key for claim in changed for key in dateless_keys(claim)}:
        blocks = [world.block(key) for world in (before, after)]
        if (len(blocks[0]) <= COMMON) != (len(blocks[1]) <= COMMON):
            same = [claim for claim in blocks[1] if claim not in after.own]
            loose = [claim for claim in same if not after.traits(claim).dated]
            yield from agreeing(after, ((one, other) for one in loose for other in same if one != other))


def agreeing(after: World, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (pair for pair in pairs if after.bits(*pair) is not None)


def moved(before: Sequence[str], after: Sequence[str], changed: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs of claims of a block that did not change and stand within NEAREST in one of two orders only."""
    old = {claim: at for at, claim in enumerate(before) if claim not in changed}
    same = [(claim, old[claim], at) for at, claim in enumerate(after) if claim in old]
    first = second = 0
    for number, (claim, was, now) in enumerate(same):
        while first < len(same) and same[first][1] - was <= NEAREST:
            first += 1
        while second < len(same) and same[second][2] - now <= NEAREST:
            second += 1
        for other, _, _ in same[max(number + 1, min(first, second)) : max(first, second)]:
            yield claim, other


def key_number(key: Key) -> int:
    """A key as a number; two keys that happen to have one number cost time and change nothing."""
    return crc32(repr(key).encode("utf-8", "surrogatepass"))


def key_numbers(claim: Traits) -> set[int]:
    """The keys of a claim as numbers, by which a record finds the claims that it may be compared with."""
    return set(map(key_number, keys(claim)))


def keys(claim: Traits) -> Iterator[Key]:
    yield from near_keys(claim)
    yield from dateless_keys(claim)


NONE: frozenset[str] = frozenset()
