"""Date and place are the document's, roles and weapon the clause's: what one page says of one event in one sentence
holds for its other mentions of that event.

A claim without a date or place of its own takes those of the nearest claim on the page that can be the same event:
same type, no role or means that rules it out. The basis then is ``context``.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Claim, Participant, When, Where, Why

HABIT = "told as a habit, not as one event"
APART = frozenset({"abduct", "sexual", "torture"})
"""Modes of their own kind: a claim without a mode is no other mention of one."""
UNREAL = frozenset({"planned", "hypothetical", "possible"})
FURTHEST = 50
"""How many claims of a type are asked before and after: what is further off on a long page is another event."""


def fill_from_context(claims: list[Claim]) -> list[Claim]:
    """The claims, in the same order, with dates and places that the page gives elsewhere for the same event."""
    by_type: dict[str, list[Claim]] = {}
    places = []
    for claim in claims:
        alike = by_type.setdefault(claim.type, [])
        places.append(len(alike))
        alike.append(claim)
    return [fill(claim, by_type[claim.type], at) for claim, at in zip(claims, places, strict=True)]


def fill(claim: Claim, alike: list[Claim], at: int) -> Claim:
    """The claim, which is number `at` of those of its type, with what they give it; the nearest goes first."""
    dateless = claim.when.start is None and claim.when.mention is None and claim.when.reason != HABIT
    placeless = claim.where.name is None
    if claim.type in SPEECH_ACTS or claim.status in UNREAL or not (dateless or placeless):
        return claim
    others = [*alike[max(0, at - FURTHEST) : at], *alike[at + 1 : at + 1 + FURTHEST]]
    nearest = sorted(others, key=lambda other: distance(claim, other))
    if dateless:
        giver = next((o for o in nearest if gives_date(o) and may_be_same(claim, o)), None)
        if giver is not None:
            when = replace(giver.when, basis="context")
            claim = replace(claim, when=when, why=(*claim.why, borrowed("when", giver)))
    if placeless:
        giver = next((o for o in nearest if o.where.name is not None and may_be_same(claim, o)), None)
        if giver is not None:
            claim = replace(claim, where=giver.where, why=(*claim.why, borrowed("where", giver)))
    return claim


def borrowed(field: str, giver: Claim) -> Why:
    return Why(field, "same event elsewhere on the page", giver.trigger.text)


def gives_date(claim: Claim) -> bool:
    """Whether a claim's date is that of one event: a series of unknown length lends its date only if it is a day."""
    when = claim.when
    return when.start is not None and when.end is not None and (claim.count == 1 or (when.end - when.start).days <= 1)


def distance(claim: Claim, other: Claim) -> tuple[int, int]:
    """Nearer first; of two as near, the earlier."""
    return abs(claim.trigger.span.start - other.trigger.span.start), other.trigger.span.start


def may_be_same(one: Claim, other: Claim) -> bool:
    """Whether two claims of one page can speak of the same event; conservative, since it fills fields."""
    if one.type != other.type or other.status in UNREAL:
        return False
    if one.count is None and one.trigger.text.lower() != other.trigger.text.lower():
        return False
    if not same_means(one, other) or clash(one.actors, other.actors) or clash(one.recipients, other.recipients):
        return False
    if not times_agree(one.when, other.when) or not places_agree(one.where, other.where):
        return False
    return (
        one.where.name is None
        or other.where.name is None
        or shared_role(one, other)
        or one.where.name == other.where.name
    )


def same_means(one: Claim, other: Claim) -> bool:
    stated = {c.weapon for c in (one, other)} - {None, "none stated"}
    modes = {c.mode for c in (one, other)} - {None, "targeted", "explosives"}
    apart = {c.mode for c in (one, other)} & APART
    return len(stated) < 2 and len(modes) < 2 and (not apart or one.mode == other.mode)


def clash(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether both sides name somebody and share nobody."""
    mine = {p.entity.id for p in one if not p.entity.unnamed and p.entity.kind != "population"}
    yours = {p.entity.id for p in other if not p.entity.unnamed and p.entity.kind != "population"}
    return bool(mine and yours and not mine & yours)


def shared_role(one: Claim, other: Claim) -> bool:
    ids = {p.entity.id for p in (*one.actors, *one.recipients)}
    return any(p.entity.id in ids for p in (*other.actors, *other.recipients))


def times_agree(one: When, other: When) -> bool:
    if one.mention is not None and one.start is None:
        return False
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


def places_agree(one: Where, other: Where) -> bool:
    if one.name is None or other.name is None or one.name == other.name:
        return True
    return one.country == other.country and (one.precision >= 3 or other.precision >= 3)
