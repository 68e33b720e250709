"""Which claims are compared at all: those of one type family that share a page, or a day and a trait besides, or, where
one of them has no date, two traits."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from dateline.resolving.traits import Traits

NEAREST = 100
"""Claims of one block with which each is compared, in the order of what they tell: in larger blocks those that agree
stand side by side, and what is further off agrees in less than its neighbours do."""
COMMON = 300
"""A trait without a day that more claims have tells nothing, as "an attack in Baghdad" of ten years of news."""

Key = tuple[object, ...]


def near_keys(claim: Traits) -> Iterator[Key]:
    """What a claim shares with those that it is compared with: its page, or a day and a trait."""
    yield claim.family, claim.document
    yield from day_keys(claim)


def day_keys(claim: Traits) -> Iterator[Key]:
    """What dated claims of two pages share that may be one event: a day and a trait."""
    if claim.start is None or claim.end is None or not claim.dated:
        return
    shared = set(traits(claim))
    for day in range(claim.start, claim.end + 1):
        for trait in shared:
            yield claim.family, day, trait


def dateless_keys(claim: Traits) -> Iterator[Key]:
    """What a claim without a date, or of a long period, shares with one that may be the same event: two traits."""
    where = claim.place.where
    spot = where.name if where.name is not None and where.precision <= 3 else None
    parties = sorted(claim.actors.named)
    others = sorted(claim.recipients.named)
    for actor in parties:
        for recipient in others:
            yield claim.family, "pair", actor, recipient
        if spot:
            yield claim.family, "actor at", actor, spot
    for recipient in others:
        if spot:
            yield claim.family, "recipient at", recipient, spot
    if spot and claim.means:
        yield claim.family, "means at", claim.means, spot


def traits(claim: Traits) -> Iterator[Key]:
    """What gives weight when another claim has it too: every field but the day, the word and the count."""
    where = claim.place.where
    if where.name is not None or where.country is not None:
        yield "place", where.country or where.name
    for role, side in (("actor", claim.actors), ("recipient", claim.recipients)):
        for name in side.named:
            yield role, name
        for country in side.countries:
            yield role, country
    if claim.means is not None:
        yield "means", claim.means
    for name, toll in (("killed", claim.killed), ("injured", claim.injured)):
        if toll is not None:
            yield name, toll[0], toll[1]


def order(claim: Traits) -> tuple[object, ...]:
    """Claims that tell alike side by side; what is told decides, so that the order of the pages plays no part."""
    where = claim.place.where
    return (
        claim.start or 0,
        claim.end or 0,
        where.country or "",
        where.name or "",
        sorted(claim.recipients.named),
        sorted(claim.actors.named),
        claim.means or "",
        claim.killed is None,
        claim.killed[0] if claim.killed else 0,
        claim.document,
        claim.at,
        claim.id,
    )


class Blocks:
    """The claims of each key, and the pairs of claims that share one. Claims go by their place in `order`."""

    def __init__(self, claims: Sequence[Traits]) -> None:
        self.claims = claims
        self.numbers: dict[Key, int] = {}
        self.near = Grouped([self.number(key) for key in near_keys(claim)] for claim in claims)
        loose = [[self.number(key) for key in dateless_keys(claim)] if not claim.dated else [] for claim in claims]
        wanted = {key for keys in loose for key in keys}
        self.loose = Grouped(
            loose[at] if not claim.dated else self.known(dateless_keys(claim), wanted)
            for at, claim in enumerate(claims)
        )

    def known(self, keys: Iterator[Key], wanted: set[int]) -> list[int]:
        found = (self.numbers.get(key) for key in keys)
        return [key for key in found if key is not None and key in wanted]

    def number(self, key: Key) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def later(self, at: int) -> set[int]:
        """The claims to compare a claim with that come after it, or have no date where it has one."""
        found = self.near.after(at, NEAREST)
        if not self.claims[at].dated:
            for other in self.loose.beside(at, COMMON):
                if other > at or (self.claims[other].dated and at not in self.near.after(other, NEAREST)):
                    found.add(other)
        return found


class Grouped:
    """Numbers by keys, in arrays: `members` are the numbers, key by key, in order."""

    def __init__(self, keys: Iterable[Sequence[int]]) -> None:
        import numpy as np  # here, since every command imports this module and few join claims

        flat, owners, firsts = array("q"), array("i"), array("q", [0])
        for number, own in enumerate(keys):
            flat.extend(own)
            owners.extend([number] * len(own))
            firsts.append(len(flat))
        by_key = np.argsort(np.frombuffer(flat, dtype=np.int64), kind="stable") if flat else np.zeros(0, np.int64)
        ordered = np.frombuffer(flat, dtype=np.int64)[by_key] if flat else by_key
        ends = np.searchsorted(ordered, ordered, side="right")
        starts = np.searchsorted(ordered, ordered, side="left")
        places = np.empty(len(by_key), dtype=np.int64)
        places[by_key] = np.arange(len(by_key))
        self.firsts = firsts
        self.members = array("i", np.frombuffer(owners, dtype=np.int32)[by_key].tobytes() if flat else b"")
        self.places = array("q", places.tobytes())
        self.starts = array("q", starts.astype(np.int64).tobytes())
        self.ends = array("q", ends.astype(np.int64).tobytes())

    def after(self, number: int, most: int) -> set[int]:
        """The next `most` numbers of each key of a number."""
        found: set[int] = set()
        for entry in range(self.firsts[number], self.firsts[number + 1]):
            place = self.places[entry]
            found.update(self.members[place + 1 : min(place + 1 + most, self.ends[place])])
        return found

    def beside(self, number: int, most: int) -> set[int]:
        """All other numbers of the keys of a number that no more than `most` have."""
        found: set[int] = set()
        for entry in range(self.firsts[number], self.firsts[number + 1]):
            place = self.places[entry]
            start, end = self.starts[place], self.ends[place]
            if end - start <= most:
                found.update(self.members[start:end])
        found.discard(number)
        return found
