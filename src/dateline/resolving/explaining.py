"""Agreements and refusals in words and bits."""

from __future__ import annotations

from dateline.resolving.comparing import Agreement
from dateline.resolving.levels import APART
from dateline.resolving.traits import Side, Traits

LEAST = 0.05
"""Bits below which a field is not worth a word."""
UNTOLD = {
    "time": {
        "one dated": "only one has a date",
        "none dated": "neither has a date",
        "one dated afar": "only one has a date, and the other's page tells of other times",
        "none dated afar": "neither has a date, and their pages tell of different times",
    },
    "place": {"one placed": "only one has a place", "none placed": "neither has a place"},
    "means": {"one told": "only one tells the means", "none told": "neither tells the means"},
    "killed": {"one told": "only one tells how many were killed", "none told": "neither tells how many were killed"},
    "injured": {"one told": "only one tells how many were injured", "none told": "neither tells how many were injured"},
    "count": {"both one": "one occurrence each", "one counted": "only one is counted"},
}
"""What to say where a field is missing."""
PAGES = {
    "much": "their pages share much else",
    "some": "their pages share some else",
    "little": "their pages share little else",
    "none": "their pages share nothing else",
    "nothing else": "a page tells of nothing else",
    "one sentence": "in one sentence",
    "close by": "a few sentences apart",
    "further on": "many sentences apart",
    "far off": "far apart on the page",
}
SHARED = {
    "something": "something in common",
    "nothing": "nothing in common",
    "nothing, of few": "nothing in common, but the page tells little else of the kind",
}
OTHER = {
    "time": "different days",
    "place": "different places",
    "actor": "different actors",
    "recipient": "different recipients",
    "count": "one event against several",
    "kind": "days of one list",
}
"""What keeps two claims apart, by field."""
DOUBT = {
    "fits another event as well": "fits another event as well, and the two exclude each other",
    "all that is stated": "what their events state together speaks against it",
}


def explain(one: Traits, other: Traits, agreement: Agreement) -> str:
    """What speaks for and against a pair, field by field, each with its bits."""
    told = [
        f"{words(name, level, one, other)} {bits:+.1f}" for name, level, bits in agreement.levels if abs(bits) >= LEAST
    ]
    return "; ".join(told)


def refusal(reason: str, one: Traits, other: Traits) -> str:
    """Why a pair that agrees is kept apart, in words; `reason` is a field or a doubt of `clustering`."""
    if reason in {"place", "time"} and (told := opposed(reason, one, other)):
        return told
    return DOUBT.get(reason) or f"{OTHER.get(reason, reason)}, by what other claims of the events say"


def opposed(reason: str, one: Traits, other: Traits) -> str | None:
    """The different places of two claims, where it is they that differ."""
    names = [each.place.where.name for each in (one, other)]
    return f"different places: {names[0]} and {names[1]}" if reason == "place" and all(names) else None


def words(name: str, level: str, one: Traits, other: Traits) -> str:
    """A field and its level in words."""
    if level == APART:
        return OTHER[name]
    if name == "time" and level == "one dated afar" and one.document == other.document:
        return "only one has a date, before the days of the page"
    if level in UNTOLD.get(name, ()):
        return UNTOLD[name][level]
    if name in {"pages", "shared"}:
        return (PAGES | SHARED)[level]
    if name == "place":
        return places(level, one, other)
    if name in {"actor", "recipient"}:
        return parties(name, level, one, other)
    if name == "means":
        return f"{level} {one.weapon if level == 'same weapon' else one.means}" if level.startswith("same") else level
    if name in {"killed", "injured"}:
        return f"{name}: {number(one, name)} against {number(other, name)}"
    if name == "kind":
        return kind(level, one)
    return level


def kind(level: str, one: Traits) -> str:
    if level.startswith("same word"):
        return f"same word {one.word!r}"
    return "one expected, one reported" if level == "expected" else level.removesuffix(" said")


def places(level: str, one: Traits, other: Traits) -> str:
    a, b = sorted((one.place.where, other.place.where), key=lambda where: (where.precision, where.name or ""))
    if level.startswith("same"):
        return f"both in {a.name}"
    if level == "near" and None in (a.latitude, b.latitude):
        return f"{b.name} may be near {a.name}"
    return f"{a.name} is near {b.name}" if level == "near" else f"{a.name} can be in {b.name}"


def parties(role: str, level: str, one: Traits, other: Traits) -> str:
    mine, yours = (side(each, role) for each in (one, other))
    if level == "same":
        names = dict(mine.names)
        return f"same {role} {names[min(mine.named & yours.named)]}"
    told = {
        "same country": f"{role}s of one country",
        "other bodies": f"two bodies of one country as {role}s",
        "other persons": f"other persons as {role}s",
        "laid on two": "it is laid on different actors",
        "same words": f"{role}s in the same words",
        "same kind": f"{role}s of one kind",
        "like kind": f"{role}s of like kinds",
        "other country": f"{role}s of two countries",
        "fits": f"one names the {role}, whom the other's words fit",
        "other kind": f"{role}s of different kinds",
        "one named": f"only one names the {role}",
        "one told": f"only one tells the {role}",
        "none named": f"neither names the {role}",
        "none told": f"neither tells the {role}",
    }
    return told[level]


def side(claim: Traits, role: str) -> Side:
    return claim.actors if role == "actor" else claim.recipients


def number(claim: Traits, name: str) -> str:
    low, high = (claim.killed if name == "killed" else claim.injured) or (0, None)
    return str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"
