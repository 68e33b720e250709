"""What comparing looks at in a claim, in a form that a million claims fit into memory with.

Equal places, sides and words are one object each, by the number that a `Reader` gives them, so that what was found of a
pair of places need not be found again for the next pair of claims.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TypeVar, cast

from dateline.records import Claim, Participant, Quantity, Where
from dateline.resolving.means import means

UNREAL = frozenset({"planned", "hypothetical", "possible"})
LAID = frozenset({"alleged", "denied", "possible"})
"""Statuses under which the actor is what one side says, so that another side may name another."""
SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
"""Types that are mostly words: one speaker says many things on one day."""
SOFT = frozenset({"context", "none"})
"""Date bases that are inferred from the neighbourhood, and so can be wrong by a sentence."""
LONGEST = 10
"""Days; a longer interval says so little of the day that it is treated as a period, not as a date."""
FAMILIES = {"CONCEDE": "RETREAT"}
"""Types that reports of one event may use for each other: a truce declared and a truce begun (codebook, section 9)."""
COPIED = 7
"""Words of a sentence that two pages can hardly have in common by chance."""
WORD = re.compile(r"\w+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Side:
    """The actors or the recipients of a claim. `named` are ids, with the names in the same order in `names`."""

    number: int
    named: frozenset[str]
    names: tuple[tuple[str, str], ...]
    countries: frozenset[str]
    kinds: frozenset[str]
    """Of those without a name, what is known of them: their sector, or what they are."""
    described: frozenset[str] = frozenset()
    """The ids of those without a name: equal where the same words describe them."""
    sectors: frozenset[str] = frozenset()
    """What is known of those named, as `kinds` of the others."""
    homes: frozenset[str] = frozenset()
    """The countries of all; empty where that of one is unknown."""
    persons: bool = False
    """Whether those named are persons only, who can be some of many."""
    bodies: bool = False
    """Whether those named are organisations or groups only, none of which stands for its state."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place under its number; equal places have equal numbers."""

    number: int
    where: Where


@dataclass(slots=True)
class Traits:
    """One claim as comparing sees it; days are proleptic ordinals, None where the claim has no date."""

    id: str
    document: str
    family: str
    type: str
    mode: str | None
    means: str | None
    weapon: str | None
    start: int | None
    end: int | None
    stated: bool
    place: Place
    actors: Side
    recipients: Side
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    word: str
    at: int
    sentence: int
    until: int
    text: int | None
    """A number of the words of the sentence and of the trigger; None where it is too short to tell a copy."""
    count: int | None
    real: bool
    supposed: bool
    laid: bool
    said: bool

    @property
    def days(self) -> int | None:
        """The length of the interval; 1 for a day."""
        return None if self.start is None or self.end is None else self.end - self.start + 1

    @property
    def dated(self) -> bool:
        """Whether the interval is short enough to be a date."""
        return self.start is not None and self.end is not None and self.end - self.start <= LONGEST


class Reader:
    """Claims to traits; keeps one object of each place, side and text."""

    def __init__(self) -> None:
        self.places: dict[Where, Place] = {}
        self.sides: dict[tuple[object, ...], Side] = {}
        self.words: dict[str, str] = {}
        self.numbers: dict[object, object] = {}

    def read(self, claim: Claim) -> Traits:
        """The traits of a claim."""
        when = claim.when
        known = when.start is not None and when.end is not None
        return Traits(
            claim.id,
            self.word(claim.document),
            self.word(FAMILIES.get(claim.type, claim.type)),
            self.word(claim.type),
            claim.mode and self.word(claim.mode),
            means(claim.mode, claim.weapon),
            None if claim.weapon in {None, "none stated"} else claim.weapon and self.word(claim.weapon),
            self.one(when.start.toordinal()) if known and when.start else None,
            self.one(when.end.toordinal()) if known and when.end else None,
            when.basis not in SOFT,
            self.place(claim.where),
            self.side(claim.actors),
            self.side(claim.recipients),
            self.one(toll(claim.killed)),
            self.one(toll(claim.injured)),
            self.word(claim.trigger.text.lower()),
            self.one(claim.trigger.span.start),
            self.one(claim.sentence.span.start),
            self.one(claim.sentence.span.end),
            self.one(told(claim.sentence.text, claim.trigger.text)),
            claim.count,
            claim.status not in UNREAL,
            claim.status == "hypothetical",
            claim.status in LAID,
            claim.type in SAID,
        )

    def word(self, text: str) -> str:
        return self.words.setdefault(text, text)

    def one(self, value: T) -> T:
        """The same object for equal numbers and tolls."""
        return cast(T, self.numbers.setdefault(value, value))

    def place(self, where: Where) -> Place:
        """The place without the words of the page that name it."""
        bare = Where(
            where.name,
            where.precision,
            where.geoname_id,
            where.latitude,
            where.longitude,
            where.country,
            where.admin1,
        )
        found = self.places.get(bare)
        if found is None:
            found = self.places[bare] = Place(len(self.places), bare)
        return found

    def side(self, participants: tuple[Participant, ...]) -> Side:
        told = {p.entity.id: p.entity for p in participants}.values()
        key = tuple(sorted((e.id, e.name, e.unnamed, e.kind, e.country or "", e.sector or "") for e in told))
        found = self.sides.get(key)
        if found is None:
            found = self.sides[key] = side(len(self.sides), participants)
        return found


def told(sentence: str, word: str) -> int | None:
    """A number of the words of a sentence and of the one by which it tells an event; None of a short sentence."""
    words = WORD.findall(sentence.lower())
    if len(words) < COPIED:
        return None
    return zlib.crc32(" ".join([word.lower(), *words]).encode("utf-8", "surrogatepass"))


def side(number: int, participants: tuple[Participant, ...]) -> Side:
    entities = {p.entity.id: p.entity for p in participants}
    named = {e.id: e.name for e in entities.values() if not e.unnamed and e.kind != "population"}
    countries = {e.country for e in entities.values() if e.country and e.kind in {"state", "organisation", "person"}}
    kinds = {e.sector or e.kind for e in entities.values() if e.id not in named}
    own = {e.kind for e in entities.values() if e.id in named}
    homes = {e.country for e in entities.values()}
    return Side(
        number,
        frozenset(named),
        tuple(sorted(named.items())),
        frozenset(countries),
        frozenset(kinds),
        frozenset(entities.keys() - named.keys()),
        frozenset(e.sector or e.kind for e in entities.values() if e.id in named),
        frozenset(home for home in homes if home) if None not in homes else frozenset(),
        own == {"person"},
        bool(own) and own <= {"organisation", "group"},
    )


def toll(quantity: Quantity | None) -> tuple[int, int | None] | None:
    return None if quantity is None else (quantity.low, quantity.high)
