"""Which claims are compared at all: those of one type family that share a page, or a day and a trait besides, or, where
one of them has no date, two traits."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.resolving.traits import Traits

NEAREST = 100
"""Claims of one block with which each is compared, in the order of what they tell: in larger blocks those that agree
stand side by side, and what is further off agrees in less than its neighbours do."""
COMMON = 300
"""A trait without a day that more claims have tells nothing, as "an attack in Baghdad" of ten years of news."""
WINDOW = 20_000
"""Claims of which the days are held at a time."""

Key = tuple[object, ...]


def near_keys(claim: Traits) -> Iterator[Key]:
    """What a claim shares with those that it is compared with: its page, its sentence, or a day and a trait."""
    yield from text_keys(claim)
    yield from day_keys(claim)


def text_keys(claim: Traits) -> Iterator[Key]:
    """The page of a claim and its sentence, which stands word for word in other pages that print the same text."""
    yield claim.family, claim.document
    if claim.text is not None:
        yield claim.family, "sentence", claim.text


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


def ordered(claims: Iterable[Traits]) -> list[Traits]:
    """Claims by `order`, sorted day by day, since the orders of all at once take more memory than the claims."""
    days: defaultdict[int, list[Traits]] = defaultdict(list)
    for claim in claims:
        days[claim.start or 0].append(claim)
    found: list[Traits] = []
    for day in sorted(days):
        found += sorted(days.pop(day), key=order)
    return found


class Blocks:
    """The claims of each key, and the pairs of claims that share one. Claims go by their place in `order`.

    The keys of days are held for a window of claims at a time, since claims that share a day stand near one another:
    memory grows with the claims, not with their keys.
    """

    def __init__(self, claims: Sequence[Traits]) -> None:
        self.claims = claims
        texts = Counter(claim.text for claim in claims if claim.text is not None)
        self.page = Grouped(
            (key for key in text_keys(claim) if len(key) == 2 or texts[claim.text or 0] > 1) for claim in claims
        )
        wanted = {key for claim in claims if not claim.dated for key in dateless_keys(claim)}
        self.loose = Grouped([key for key in dateless_keys(claim) if key in wanted] for claim in claims)
        self.window = range(0)
        self.days = Grouped(())

    def later(self, at: int) -> set[int]:
        """The claims to compare a claim with that come after it, or have no date where it has one."""
        found = self.page.after(at, NEAREST)
        if self.claims[at].dated:
            if at not in self.window:
                self.move(at)
            first = self.window.start
            found.update(first + other for other in self.days.after(at - first, NEAREST))
        else:
            for other in self.loose.beside(at, COMMON):
                if other > at or (self.claims[other].dated and at not in self.page.after(other, NEAREST)):
                    found.add(other)
        return found

    def move(self, at: int) -> None:
        """Holds the days of the claims from one on, and of those that come later and may share a day with them."""
        claims = self.claims
        until = min(at + WINDOW, len(claims))
        last = max(claim.end or 0 for claim in claims[at:until] if claim.dated)
        beyond = until
        while beyond < len(claims) and (claims[beyond].start or 0) <= last:
            beyond += 1
        self.window = range(at, until)
        self.days = Grouped(day_keys(claim) for claim in claims[at:beyond])


class Grouped:
    """Numbers by keys, in arrays: `members` are the numbers, key by key, in order."""

    def __init__(self, keys: Iterable[Iterable[Key]]) -> None:
        import numpy as np  # here, since every command imports this module and few join claims

        numbers: dict[Key, int] = {}
        flat, owners, firsts = array("i"), array("i"), array("i", [0])
        for number, own in enumerate(keys):
            for key in own:
                flat.append(numbers.setdefault(key, len(numbers)))
                owners.append(number)
            firsts.append(len(flat))
        del numbers
        of_entry = np.frombuffer(flat, dtype=np.int32)
        by_key = np.argsort(of_entry, kind="stable").astype(np.int32)
        sizes = np.bincount(of_entry) if len(of_entry) else np.zeros(0, dtype=np.int64)
        bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        places = np.empty(len(by_key), dtype=np.int32)
        places[by_key] = np.arange(len(by_key), dtype=np.int32)
        self.firsts = firsts
        self.keys = flat
        self.members = array("i", np.frombuffer(owners, dtype=np.int32)[by_key].tobytes())
        self.places = array("i", places.tobytes())
        self.bounds = array("i", bounds.tobytes())

    def after(self, number: int, most: int) -> set[int]:
        """The next `most` numbers of each key of a number."""
        found: set[int] = set()
        for entry in range(self.firsts[number], self.firsts[number + 1]):
            place = self.places[entry]
            found.update(self.members[place + 1 : min(place + 1 + most, self.bounds[self.keys[entry] + 1])])
        return found

    def beside(self, number: int, most: int) -> set[int]:
        """All other numbers of the keys of a number that no more than `most` have."""
        found: set[int] = set()
        for entry in range(self.firsts[number], self.firsts[number + 1]):
            key = self.keys[entry]
            start, end = self.bounds[key], self.bounds[key + 1]
            if end - start <= most:
                found.update(self.members[start:end])
        found.discard(number)
        return found
