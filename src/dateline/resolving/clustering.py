"""From agreeing pairs to events: the surest pair first, unless something stated keeps what it would join apart.

The result follows from the claims and nothing else, neither their order nor the way in which they came.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from dateline.resolving.comparing import Comparer, items
from dateline.resolving.levels import APART
from dateline.resolving.traits import Place, Side, Traits

NEEDED = 0.0
"""Bits; above this two claims are more likely one event than not."""
RIVAL = 0.25
"""Bits; a claim that fits another event nearly as well as this joins neither where the two exclude each other: "an
attack in Norland this week" may be any of that week."""

ACTORS, RECIPIENTS = frozenset({APART}), frozenset({APART, "other bodies"})
"""Levels of two sides that keep events apart. Two bodies of one state can act together; who hits one hits the one."""


REASONS = ("all that is stated", "fits another event as well", "time", "kind", "place", "actor", "recipient")
"""What keeps two groups apart of which a pair agrees."""
TOLD = 200_000
"""Pairs of groups of which it is remembered what keeps them apart."""


@dataclass(slots=True)
class Refused:
    """Pairs that agree and are not one event, the surest first: the numbers of the two claims, the bits, and what keeps
    them apart, as its place in REASONS. Four arrays, since there are as many pairs as claims."""

    ones: array[int] = field(default_factory=lambda: array("i"))
    others: array[int] = field(default_factory=lambda: array("i"))
    bits: array[float] = field(default_factory=lambda: array("f"))
    reasons: array[int] = field(default_factory=lambda: array("b"))

    def add(self, one: int, other: int, bits: float, reason: str) -> None:
        self.ones.append(one)
        self.others.append(other)
        self.bits.append(bits)
        self.reasons.append(REASONS.index(reason))


@dataclass(frozen=True, slots=True)
class Near:
    """For each claim those that agree with it, the surest first, in arrays."""

    firsts: array[int]
    numbers: array[int]
    bits: array[float]

    def of(self, claim: int) -> Iterator[tuple[float, int]]:
        for at in range(self.firsts[claim], self.firsts[claim + 1]):
            yield self.bits[at], self.numbers[at]


@dataclass(slots=True)
class Group:
    """The claims of one event to be, by number, and what they state together."""

    members: list[int]
    start: int | None
    end: int | None
    places: dict[int, Place]
    actors: dict[int, Side]
    recipients: dict[int, Side]
    triggers: set[tuple[str, int]]
    count: set[int | None]
    stated: Traits
    pairs: list[tuple[int, int]] = field(default_factory=list)


def group(number: int, claim: Traits) -> Group:
    return Group(
        [number],
        claim.start if claim.stated else None,
        claim.end if claim.stated else None,
        {claim.place.number: claim.place},
        {claim.actors.number: claim.actors} if claim.actors.named and not claim.laid else {},
        {claim.recipients.number: claim.recipients} if claim.recipients.named else {},
        {(claim.document, claim.at)},
        {claim.count},
        claim,
    )


class Blocking(Protocol):
    """What says which claims are compared."""

    def later(self, at: int) -> set[int]:
        """The claims to compare a claim with, so that each pair is named once."""


@dataclass(slots=True)
class Clusterer:
    """Joins claims pair by pair. `claims` are in the order of blocking."""

    claims: Sequence[Traits]
    comparer: Comparer
    ones: array[int] = field(default_factory=lambda: array("i"))
    others: array[int] = field(default_factory=lambda: array("i"))
    bits: array[float] = field(default_factory=lambda: array("f"))
    parents: array[int] = field(default_factory=lambda: array("i"))
    groups: dict[int, Group] = field(default_factory=dict)
    """The groups of two claims and more, by their roots."""
    refusals: Refused = field(default_factory=Refused)
    told: dict[tuple[int, int, int, int], str | None] = field(default_factory=dict)
    settled: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Pairs of which it is known already whether they were joined when their turn came."""

    def compare(self, blocks: Blocking) -> None:
        """Keeps the pairs that agree enough."""
        claims, bits = self.claims, self.comparer.bits
        for at, claim in enumerate(claims):
            for other in sorted(blocks.later(at)):
                found = bits(claim, claims[other])
                if found is not None and found > NEEDED:
                    self.agree(min(at, other), max(at, other), found)

    def agree(self, one: int, other: int, bits: float) -> None:
        """Keeps a pair, the earlier of the two first."""
        self.ones.append(one)
        self.others.append(other)
        self.bits.append(bits)

    def find(self, number: int) -> int:
        parents = self.parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def group(self, root: int) -> Group:
        return self.groups.get(root) or group(root, self.claims[root])

    def join(self) -> None:
        """Takes the pairs from the surest on; of equal ones, those of the earlier claims first."""
        self.parents = array("i", range(len(self.claims)))
        ranked = self.ranked()
        near = self.near(ranked)
        for at in ranked:
            one, other, bits = self.ones[at], self.others[at], self.bits[at]
            mine, yours = self.find(one), self.find(other)
            if mine == yours:
                continue
            known = self.settled.get((one, other))
            if known is not None:
                if known:
                    self.merge(mine, yours, (one, other))
                continue
            reason = self.apart(mine, yours)
            if reason is None and self.unlike(mine, yours, (one, other)):
                reason = "all that is stated"
            if reason is None:
                reason = self.rival(one, yours, bits, near) or self.rival(other, mine, bits, near)
            if reason is None:
                self.merge(mine, yours, (one, other))
            else:
                self.refusals.add(one, other, bits, reason)

    def ranked(self) -> array[int]:
        """The places of the pairs, the surest first."""
        import numpy as np  # here, since every command imports this module and few join claims

        ones, others = (np.frombuffer(each, dtype=np.int32) for each in (self.ones, self.others))
        found = np.lexsort((others, ones, -np.frombuffer(self.bits, dtype=np.float32)))
        return array("i", found.astype(np.int32).tobytes())

    def near(self, ranked: array[int]) -> Near:
        """The pairs by claim, each claim's in the order of `ranked`."""
        import numpy as np

        places = np.frombuffer(ranked, dtype=np.int32)
        ones, others = (np.frombuffer(each, dtype=np.int32)[places] for each in (self.ones, self.others))
        sides = np.stack([ones, others], axis=1).ravel()  # the two of the first pair, the two of the second, ...
        by_claim = np.argsort(sides, kind="stable")
        numbers = np.stack([others, ones], axis=1).ravel()[by_claim]
        bits = np.repeat(np.frombuffer(self.bits, dtype=np.float32)[places], 2)[by_claim]
        firsts = np.concatenate([[0], np.cumsum(np.bincount(sides, minlength=len(self.claims)))])
        return Near(
            array("i", firsts.astype(np.int32).tobytes()),
            array("i", numbers.astype(np.int32).tobytes()),
            array("f", bits.tobytes()),
        )

    def rival(self, one: int, target: int, bits: float, near: Near) -> str | None:
        """Another event that a claim fits as well, and that cannot be this one."""
        root = self.find(one)
        seen = {target, root}
        for found, number in near.of(one):
            if found < bits - RIVAL:
                break
            other = self.find(number)
            if other not in seen:
                seen.add(other)
                reason = self.apart(other, target)
                if reason in {"actor", "recipient"} and len(getattr(self.claims[one], f"{reason}s").named) > 1:
                    continue  # it names both
                if (
                    reason or self.unlike(other, target, (number, self.group(target).members[0]))
                ) and not self.excludes(other, root, number):
                    return "fits another event as well"
        return None

    def excludes(self, one: int, other: int, claim: int) -> bool:
        """Whether two groups cannot be one event, `claim` being of the first."""
        return self.apart(one, other) is not None or self.unlike(one, other, (claim, self.group(other).members[0]))

    def apart(self, one: int, other: int) -> str | None:
        """What is stated in two groups that keeps them apart."""
        a, b = self.group(one), self.group(other)
        key = (
            (one, len(a.members), other, len(b.members))
            if one < other
            else (other, len(b.members), one, len(a.members))
        )
        if key not in self.told:
            if len(self.told) >= TOLD:
                self.told.clear()
            self.told[key] = self.barrier(a, b)
        return self.told[key]

    def barrier(self, a: Group, b: Group) -> str | None:
        if a.start and b.start and a.end and b.end and (a.start > b.end or b.start > a.end):
            return "time"
        if not a.triggers.isdisjoint(b.triggers):
            return "kind"
        for mine in a.places.values():
            for yours in b.places.values():
                if mine is not yours and self.comparer.place(mine, yours) is APART:
                    return "place"
        if self.strangers(a.actors, b.actors, ACTORS):
            return "actor"
        if self.strangers(a.recipients, b.recipients, RECIPIENTS):
            return "recipient"
        return None

    def unlike(self, one: int, other: int, pair: tuple[int, int]) -> bool:
        """Whether what two groups state together speaks against a pair of their claims that agrees by itself."""
        a, b = self.group(one), self.group(other)
        if len(a.members) + len(b.members) == 2:
            return False
        found = self.comparer.bits(a.stated, b.stated, (self.claims[pair[0]], self.claims[pair[1]]))
        return found is None or found <= NEEDED

    def strangers(self, mine: dict[int, Side], yours: dict[int, Side], barred: frozenset[str]) -> bool:
        """Whether both name somebody and none of those whom one names is named, or of one country, in the other."""
        if not mine or not yours or not mine.keys().isdisjoint(yours.keys()):
            return False
        party = self.comparer.party
        return all(party(side, other) in barred for side in mine.values() for other in yours.values())

    def merge(self, one: int, other: int, pair: tuple[int, int]) -> None:
        a, b = self.group(one), self.group(other)
        keep, gone = (one, other) if len(a.members) >= len(b.members) else (other, one)
        if keep == other:
            a, b = b, a
        self.groups.pop(gone, None)
        self.groups[keep] = a
        self.parents[gone] = keep
        a.members += b.members
        if b.start is not None and b.end is not None:
            a.start = b.start if a.start is None else max(a.start, b.start)
            a.end = b.end if a.end is None else min(a.end, b.end)
        a.places |= b.places
        a.actors |= b.actors
        a.recipients |= b.recipients
        a.triggers |= b.triggers
        a.count |= b.count
        a.stated = self.together(a, b)
        a.pairs += b.pairs
        a.pairs.append(pair)

    def together(self, one: Group, other: Group) -> Traits:
        """What two groups state together: of each field the tightest, and the larger group before the other."""
        a, b = one.stated, other.stated
        loose = a if b.days is not None and (a.days is None or b.days < a.days) else b
        tight = b if loose is a else a
        fine = min((a, b), key=lambda each: (each.place.where.name is None, each.place.where.precision))
        return replace(
            a,
            start=tight.start,
            end=tight.end,
            stated=tight.stated,
            place=fine.place,
            actors=a.actors if b.laid else b.actors if a.laid else self.comparer.united(a.actors, b.actors),
            recipients=self.comparer.united(a.recipients, b.recipients),
            mode=a.mode or b.mode,
            means=a.means or b.means,
            weapon=a.weapon or b.weapon,
            killed=a.killed or b.killed,
            injured=a.injured or b.injured,
            laid=a.laid and b.laid,
        )

    def found(self) -> Iterator[Group]:
        """All groups, also those of one claim, in the order of their first claims."""
        seen: set[int] = set()
        for number in range(len(self.claims)):
            root = self.find(number)
            if root not in seen:
                seen.add(root)
                yield self.group(root)


def profiles(claims: Iterable[Traits]) -> dict[str, frozenset[str]]:
    """What the claims of each page name."""
    found: dict[str, frozenset[str]] = {}
    words: dict[str, str] = {}
    for claim in claims:
        named = found.get(claim.document, frozenset())
        found[claim.document] = named.union(words.setdefault(item, item) for item in items(claim))
    return found


def crowds(claims: Iterable[Traits]) -> Counter[tuple[str, str]]:
    """How many claims of each family each page has."""
    return Counter((claim.document, claim.family) for claim in claims)


def spans(claims: Iterable[Traits]) -> dict[str, tuple[int, int]]:
    """The first and the last day that each page dates something to."""
    found: dict[str, tuple[int, int]] = {}
    for claim in claims:
        if claim.dated and claim.start is not None and claim.end is not None:
            first, last = found.get(claim.document, (claim.start, claim.end))
            found[claim.document] = (min(first, claim.start), max(last, claim.end))
    return found
