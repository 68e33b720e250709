"""How well two claims agree that they speak of one event: field by field, in words and in points.

Points are weights of evidence, set by hand in this version; a field that rules identity out vetoes the pair.
Rules: codebook, section 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dateline.records import Claim, Participant, Quantity, Where

NEAR_KM = 30.0
"""Two points this close can be one place: a town and its outskirts (the codebook's "near it" is ~25 km)."""
UNREAL = frozenset({"planned", "hypothetical", "possible"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """The points of a pair and the fields that gave them; `veto` names what keeps the two apart."""

    points: float
    reasons: tuple[str, ...]
    veto: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    points: float
    reason: str = ""
    veto: bool = False


def compare(one: Claim, other: Claim) -> Agreement:
    """The agreement of two claims of one type family. Symmetric."""
    parts = [kind(one, other), time(one, other), place(one.where, other.where)]
    if any(part.veto for part in parts):  # most pairs end here, and there are many
        return Agreement(0.0, (), next(part.reason for part in parts if part.veto))
    parts += [parties(one.actors, other.actors, "actor"), parties(one.recipients, other.recipients, "recipient")]
    parts += [
        means(one, other),
        toll(one.killed, other.killed, "killed"),
        toll(one.injured, other.injured, "injured"),
        words(one, other),
    ]
    veto = next((part.reason for part in parts if part.veto), None)
    return Agreement(
        round(sum(part.points for part in parts), 2), tuple(part.reason for part in parts if part.reason), veto
    )


Face = tuple[tuple[object, ...], tuple[object, ...]]


def face(claim: Claim) -> Face:
    """All that `compare` looks at but where the trigger stands, and the tolls apart: claims of one face agree alike."""
    when, where = claim.when, claim.where
    sides = (
        tuple((p.entity.id, p.entity.name, p.entity.kind, p.entity.country, p.entity.unnamed) for p in side)
        for side in (claim.actors, claim.recipients)
    )
    tolls = tuple(q and (q.low, q.high) for q in (claim.killed, claim.injured))
    spot = (where.name, where.geoname_id, where.precision, where.country, where.latitude, where.longitude)
    word = claim.trigger.text.lower()
    kinds = (claim.document, claim.count == 1, claim.status in UNREAL, claim.weapon, claim.mode, word)
    return (*kinds, when.start, when.end, *spot, *sides), tolls


def kind(one: Claim, other: Claim) -> Part:
    if (one.count == 1) != (other.count == 1):
        return Part(0, "one event against several", veto=True)
    if one.document == other.document and one.trigger.span == other.trigger.span:
        return Part(0, "days of one list", veto=True)
    if (one.status in UNREAL) != (other.status in UNREAL):
        return Part(-2, "one expected, one reported")
    return Part(0)


def time(one: Claim, other: Claim) -> Part:
    a, b = one.when, other.when
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return Part(0 if one.document == other.document else -2)
    if a.start > b.end or b.start > a.end:
        return Part(0, "different days", veto=True)
    if a.start == b.start and a.end == b.end:
        days = (a.end - a.start).days
        return Part(2.5, "same day") if days == 0 else Part(1.5 if days < 32 else 0.5, "same period")
    return Part(0.5, "periods overlap")


def place(a: Where, b: Where) -> Part:
    if a.name is None or b.name is None:
        return Part(0)
    if a.country and b.country and a.country != b.country:
        return Part(-4, "different countries", veto=True)
    coarsest = max(a.precision, b.precision)
    if same_place(a, b):
        return Part(1.5 if coarsest <= 3 else 0.5, f"both in {a.name}")
    if coarsest >= 3:
        return Part(0.5, f"{a.name} can be in {b.name}") if a.country and a.country == b.country else Part(-0.5)
    if None not in (a.latitude, b.latitude) and kilometres(a, b) <= NEAR_KM:
        return Part(1, f"{a.name} is near {b.name}")
    return Part(-3, "different places", veto=True)


def same_place(a: Where, b: Where) -> bool:
    """Whether two places are one entry or share their name; two towns of one name are two entries."""
    if a.geoname_id is not None and a.geoname_id == b.geoname_id:
        return True
    namesakes = None not in (a.geoname_id, b.geoname_id) and max(a.precision, b.precision) < 3
    return a.name == b.name and not namesakes


def kilometres(a: Where, b: Where) -> float:
    """Great-circle distance of two places with coordinates."""
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(h)))


def parties(one: tuple[Participant, ...], other: tuple[Participant, ...], role: str) -> Part:
    mine, yours = named(one), named(other)
    if shared := sorted(mine.keys() & yours.keys()):
        return Part(1.5, f"same {role} {mine[shared[0]]}")
    if mine and yours:
        if countries(one) & countries(other):
            return Part(0.5, f"{role}s of one country")
        return Part(-4, f"different {role}s", veto=True)
    return Part(0)


def named(side: tuple[Participant, ...]) -> dict[str, str]:
    return {p.entity.id: p.entity.name for p in side if not p.entity.unnamed and p.entity.kind != "population"}


def countries(side: tuple[Participant, ...]) -> set[str]:
    return {p.entity.country for p in side if p.entity.country and p.entity.kind in {"state", "organisation", "person"}}


APART = frozenset({"abduct", "sexual", "torture"})
"""Modes of their own kind, which an attack of no stated mode does not share."""


def means(one: Claim, other: Claim) -> Part:
    weapons = {c.weapon for c in (one, other) if c.weapon not in {None, "none stated"}}
    modes = {c.mode for c in (one, other) if c.mode not in {None, "targeted"}}
    if one.mode != other.mode and {one.mode, other.mode} & APART:
        return Part(-2.5, "different acts")
    if len(weapons) == 2 and len(modes) == 2:
        return Part(-2.5, "different means")
    if len(modes) == 2:
        return Part(-1, "different modes")
    if len(modes) == 1 and one.mode == other.mode:
        return Part(1, f"same mode {one.mode}")
    return Part(0)


def toll(a: Quantity | None, b: Quantity | None, what: str) -> Part:
    if a is None or b is None:
        return Part(0)
    if (a.low, a.high) == (b.low, b.high):
        return Part(1.5 if a.low > 1 else 0.5, f"same number {what}")
    big, small = max(a.low, b.low), min(a.low, b.low)
    if small and big / small > 3:
        return Part(-1.5, f"far apart in {what}")
    return Part(-0.2, f"{what}: {a.low} against {b.low}")


def words(one: Claim, other: Claim) -> Part:
    """Whether both use the same trigger word."""
    if one.trigger.text.lower() == other.trigger.text.lower():
        return Part(0.5, f"same word {one.trigger.text.lower()!r}")
    return Part(0)
