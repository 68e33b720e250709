"""How well two claims agree that they speak of one event: a level for each field, and its weight in bits.

The sum of the weights and the prior is the logarithm of the odds that the two are one event (Fellegi and Sunter 1969).
A field on the level ``apart`` rules identity out, whatever the others say. Rules: codebook, section 9.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.resolving import levels
from dateline.resolving.levels import APART
from dateline.resolving.traits import Place, Side, Traits
from dateline.resolving.weights import PRIOR, Weights, load_weights

FIELDS = ("kind", "count", "time", "place", "actor", "recipient", "means", "killed", "injured", "shared", "pages")
"""All fields, in the order in which they are told."""
ONE_WAY = frozenset({"ACCUSE", "AID", "COERCE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
"""Types of acts that one side does to another."""
SHARED = ((0.5, 3, "much"), (0.25, 2, "some"))
"""Two pages share much where what one of them names stands to a half, and three things at least, in the other."""
FEW = 3
"""Claims of one family that are few on a page."""

REMEMBERED = 500_000
"""Pairs of places, and of sides, of which the level is kept."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The evidence of a pair: `bits` is the logarithm of the odds, and `levels` has each field with its level and bits.

    `apart` are the fields that keep the two apart.
    """

    bits: float
    levels: tuple[tuple[str, str, float], ...]
    apart: tuple[str, ...] = ()


@dataclass(slots=True)
class Comparer:
    """Compares claims; remembers what it found for pairs of places and of sides. `profiles` says what each page
    names, `days` its first and last day, `crowds` how many claims of each family it has.

    `compared` counts the pairs that were looked at.
    """

    profiles: dict[str, frozenset[str]] = field(default_factory=dict)
    days: dict[str, tuple[int, int]] = field(default_factory=dict)
    crowds: Mapping[tuple[str, str], int] = field(default_factory=dict)
    weights: tuple[Weights, ...] = field(default_factory=load_weights)
    compared: int = 0
    places: dict[tuple[int, int], str] = field(default_factory=dict)
    sides: dict[tuple[int, int], str] = field(default_factory=dict)
    unions: dict[tuple[object, ...], Side] = field(default_factory=dict)

    def place(self, one: Place, other: Place) -> str:
        key = (one.number, other.number) if one.number <= other.number else (other.number, one.number)
        found = self.places.get(key)
        if found is None:
            found = levels.place(one, other)
            remember(self.places, key, found)
        return found

    def party(self, one: Side, other: Side) -> str:
        key = (one.number, other.number) if one.number <= other.number else (other.number, one.number)
        found = self.sides.get(key)
        if found is None:
            found = levels.party(one, other)
            remember(self.sides, key, found)
        return found

    def united(self, one: Side, other: Side) -> Side:
        """Both sides as one, the same object for the same two."""
        if one is other:
            return one
        if not (one.named or one.described):
            return other
        if not (other.named or other.described):
            return one
        named, described = one.named | other.named, one.described | other.described
        for each in (one, other):
            if (named, described) == (each.named, each.described):
                return each
        key = (
            named,
            (),
            one.countries | other.countries,
            one.kinds | other.kinds,
            described,
            one.sectors | other.sectors,
            one.homes | other.homes if one.homes and other.homes else NOTHING,
            one.persons and other.persons,
            one.bodies and other.bodies,
        )
        found = self.unions.get(key)
        if found is None:
            found = self.unions[key] = Side(-1 - len(self.unions), *key)
        return found

    def kind(self, one: Traits, other: Traits) -> str:
        return levels.kind(one, other)

    def time(self, one: Traits, other: Traits, pages: tuple[Traits, Traits]) -> str:
        found = levels.time(one, other)
        if found is levels.UNDATED:
            days = (self.days.get(page.document) for page in pages)
            return levels.undated(one, other, *days)
        return found

    def actor(self, one: Traits, other: Traits) -> str:
        found = self.party(one.actors, other.actors)
        return "laid on two" if found is APART and (one.laid or other.laid) else found

    def recipient(self, one: Traits, other: Traits) -> str:
        if is_turned(one, other):
            return APART
        found = self.party(one.recipients, other.recipients)
        return APART if found == "other bodies" else found

    def bits(self, one: Traits, other: Traits, of: tuple[Traits, Traits] | None = None) -> float | None:
        """The logarithm of the odds, None where something keeps the two apart. Symmetric.

        For what groups of claims state together, `of` are the two claims by which they would join; what else the pages
        have in common does not count then.
        """
        self.compared += of is None
        mine, yours = of or (one, other)
        time = self.time(one, other, (mine, yours))
        if time is APART:
            return None
        place = self.place(one.place, other.place)
        if place is APART:
            return None
        kind, count = self.kind(mine, yours), levels.count(one, other)
        actor, recipient = self.actor(one, other), self.recipient(one, other)
        if kind is APART or count is APART or actor is APART or recipient is APART:
            return None
        means = levels.means(one, other)
        killed, injured = levels.toll(one.killed, other.killed), levels.toll(one.injured, other.injured)
        shared = self.shared((mine, yours), kind, time, place, actor, recipient, means, killed, injured)
        weight = self.weights[case(one, other, mine.document == yours.document)]
        return (
            weight[PRIOR][""]
            + weight["kind"][kind]
            + weight["count"][count]
            + weight["time"][time]
            + weight["place"][place]
            + weight["actor"][actor]
            + weight["recipient"][recipient]
            + weight["means"][means]
            + weight["killed"][killed]
            + weight["injured"][injured]
            + weight["shared"][shared]
            + (weight["pages"][self.pages(one, other)] if of is None else 0.0)
        )

    def levels(self, one: Traits, other: Traits) -> tuple[str, ...]:
        """The level of each field of FIELDS."""
        kind = self.kind(one, other)
        told = (
            self.time(one, other, (one, other)),
            self.place(one.place, other.place),
            self.actor(one, other),
            self.recipient(one, other),
            levels.means(one, other),
            levels.toll(one.killed, other.killed),
            levels.toll(one.injured, other.injured),
        )
        return (
            kind,
            levels.count(one, other),
            *told,
            self.shared((one, other), kind, *told),
            self.pages(one, other),
        )

    def agreement(self, one: Traits, other: Traits) -> Agreement:
        """All that is to be told of a pair."""
        weight = self.weights[case(one, other, one.document == other.document)]
        found = tuple(zip(FIELDS, self.levels(one, other), strict=True))
        told = tuple((name, level, 0.0 if level == APART else weight[name][level]) for name, level in found)
        apart = tuple(name for name, level in found if level == APART)
        return Agreement(round(weight[PRIOR][""] + sum(bits for _, _, bits in told), 2), told, apart)

    def shared(self, pages: tuple[Traits, Traits], kind: str, *told: str) -> str:
        """Whether two claims tell anything that is the same; `pages` are those of whose pages it is a matter. A page
        with few claims of a type mostly tells of one event, and what is vague in it can hardly be another; but who
        says something says one thing among many."""
        if kind == "same sentence" or levels.shared(*told):
            return "something"
        one, other = pages
        few = one.document == other.document and self.crowds.get((one.document, one.family), 0) <= FEW
        return "nothing, of few" if few and not one.said else "nothing"

    def pages(self, one: Traits, other: Traits) -> str:
        """How much of what their pages name the two pages share, what the two claims share themselves left out; of one
        page, how far from one another the two stand."""
        if one.document == other.document:
            return levels.distance(one, other)
        mine, yours = self.profiles.get(one.document, NOTHING), self.profiles.get(other.document, NOTHING)
        own, others = items(one), items(other)
        both = own & others
        shared, least = len((mine & yours) - both), min(len(mine - both), len(yours - both))
        if not least:
            return "nothing else"
        for share, number, level in SHARED:
            if shared >= number and shared / least >= share:
                return level
        return "little" if shared else "none"


def is_turned(one: Traits, other: Traits) -> bool:
    """Whether who does it in one claim is to whom it is done in the other, of acts that go one way. Fighting goes both
    ways: those who attack lose men, too."""
    if one.type != other.type or one.type not in ONE_WAY:
        return False
    mine, yours = (one.actors.named, one.recipients.named), (other.actors.named, other.recipients.named)
    crossed = mine[0] & yours[1] or mine[1] & yours[0]
    return bool(crossed) and not (mine[0] & yours[0] or mine[1] & yours[1])


def case(one: Traits, other: Traits, together: bool) -> int:
    """Which table of weights holds, as a number of `weights.PAGES`; `together` where both stand on one page."""
    return 0 if together else 1 if one.dated and other.dated else 2


def remember(known: dict[tuple[int, int], str], pair: tuple[int, int], level: str) -> None:
    """Keeps what was found of a pair; begins anew when too much is kept, so that memory stays bounded."""
    if len(known) >= REMEMBERED:
        known.clear()
    known[pair] = level


NOTHING: frozenset[str] = frozenset()


def items(traits: Traits) -> frozenset[str]:
    """What a claim names that its page can share with another: parties, places below the country, and dates."""
    found = set(traits.actors.named | traits.recipients.named)
    where = traits.place.where
    if where.name is not None and where.precision <= 3:
        found.add(f"at {where.name}")
    if traits.dated:
        found.add(f"on {traits.start}")
    return frozenset(found)


Compare = Callable[[Traits, Traits], float | None]
