"""How two claims agree in each field, as one of a few levels; `*apart` levels rule identity out.

Each function takes two values and gives the name of a level, which has a row in ``resolving/weights.csv``. The order of
the two plays no part. Rules: codebook, section 9.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from dateline.records import Where
from dateline.resolving.circles import circle
from dateline.resolving.means import known
from dateline.resolving.traits import Place, Side, Traits

APART = "apart"
UNDATED = "undated"
"""The level of a field in which what is stated keeps two claims apart, whatever else they share."""
NEAR_KM = 30.0
"""Two points this close can be one place: a town and its outskirts (the codebook's "near it" is ~25 km)."""
AROUND = 7
"""Days around those that a page names, in which what it tells without a date can well have happened."""
REGION_KM = 250.0
"""A point further than this from the middle of a region is not in it: few regions of the first level are wider."""
NEXT = 1
"""Days by which two dates may differ where one of them is inferred from a neighbouring sentence."""
OWN_KIND = frozenset({"abduct", "sexual", "torture"})
"""Modes of their own kind, which an attack of no stated mode does not share."""

PARTIES = (
    "same", "same country", "other bodies", "other persons", "laid on two", "same words", "same kind", "like kind",
    "other kind", "other country", "fits", "one named", "one told", "none named", "none told",
)  # fmt: skip
TOLLS = ("same number", "same few", "in range", "close", "other number", "far apart", "one told", "none told")
LEVELS: dict[str, tuple[str, ...]] = {
    "kind": ("same sentence", "same word", "same type", "same word said", "same type said", "same family", "expected"),
    "count": ("both one", "same count", "one or several", "one counted"),
    "time": (
        "same day", "same days", "same period", "within days", "within a month", "within a period", "next day",
        "one dated", "one dated afar", "none dated", "none dated afar",
    ),
    "place": (
        "same town", "near", "same region", "town in region", "other region", "same country", "town in country",
        "region in country", "one placed", "none placed",
    ),
    "actor": PARTIES,
    "recipient": PARTIES,
    "means": ("same weapon", "same means", "same act", "other means", "other act", "one told", "none told"),
    "killed": TOLLS,
    "injured": TOLLS,
    "shared": ("something", "nothing", "nothing, of few"),
    "pages": (
        "much", "some", "little", "none", "nothing else", "one sentence", "close by", "further on", "far off",
    ),
}  # fmt: skip
"""All levels of each field but ``apart``."""
ALIKE = (
    {"same day", "same days"},
    {"same town", "near", "same region"},
    {"same", "same words"},
    {"same", "same words", "same kind"},
    {"same weapon", "same means"},
    {"same number", "in range"},
    {"same number", "in range"},
)
"""The levels of time, place, actor, recipient, means, killed and injured on which two claims tell the same."""
CLOSE, FURTHER = 400, 1200
"""Characters between two sentences of one page, some three and some ten sentences."""


Days = tuple[int, int] | None
"""The first and the last day that a page names, as ordinals; None where it names none."""


def undated(one: Traits, other: Traits, days: Days, others: Days) -> str:
    """The level of time where a date is missing; `days` are those of the two pages. What a page tells without a date
    is mostly of the time that it tells of, and on one page of the latest."""
    told = "none dated" if one.start is None and other.start is None else "one dated"
    if one.document == other.document:
        end = one.end if one.end is not None else other.end
        return told if end is None or days is None or end >= days[1] - AROUND else f"{told} afar"
    mine = days if one.start is None or one.end is None else (one.start, one.end)
    yours = others if other.start is None or other.end is None else (other.start, other.end)
    if mine is None or yours is None:
        return told
    return told if mine[0] - AROUND <= yours[1] and yours[0] - AROUND <= mine[1] else f"{told} afar"


def time(one: Traits, other: Traits) -> str:
    """The level of two dates; a missing one is the matter of `undated`."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return UNDATED
    days, others = one.end - one.start + 1, other.end - other.start + 1
    if one.start > other.end or other.start > one.end:
        gap = max(one.start - other.end, other.start - one.end)
        close = gap <= NEXT and not (one.stated and other.stated) and max(days, others) == 1
        return "next day" if close else APART
    if days == others and one.start == other.start:
        return "same day" if days == 1 else "same days" if days <= 31 else "same period"
    longest = max(days, others)
    return "within days" if longest <= 11 else "within a month" if longest <= 31 else "within a period"


def place(one: Place, other: Place) -> str:
    a, b = one.where, other.where
    if a.name is None or b.name is None:
        if a.country and b.country and a.country != b.country:
            return APART
        return "none placed" if a.name is None and b.name is None else "one placed"
    if a.country and b.country and a.country != b.country:
        return APART
    coarsest, finest = max(a.precision, b.precision), min(a.precision, b.precision)
    if same_place(a, b):
        return "same town" if coarsest <= 2 else "same region" if coarsest == 3 else "same country"
    if coarsest >= 4:
        if not (a.country and b.country):
            return "one placed"
        return "town in country" if finest <= 2 else "region in country"
    distance = None if None in (a.latitude, a.longitude, b.latitude, b.longitude) else kilometres(a, b)
    if coarsest == 3:
        if finest <= 2 and a.admin1 is not None and a.admin1 == b.admin1:
            return "town in region"
        if distance is not None and distance > REGION_KM:
            return APART
        return "town in region" if finest <= 2 else "other region"
    if inside(a.name, b.name) or inside(b.name, a.name) or (distance is not None and distance <= NEAR_KM):
        return "near"
    if distance is None and coarsest == 2 and (a.admin1 == b.admin1 or None in (a.admin1, b.admin1)):
        return "near"
    return APART


def same_place(a: Where, b: Where) -> bool:
    """Whether two places are one entry or share their name; two towns of one name are two entries."""
    if a.geoname_id is not None and a.geoname_id == b.geoname_id:
        return True
    namesakes = None not in (a.geoname_id, b.geoname_id) and max(a.precision, b.precision) < 3
    return a.name == b.name and not namesakes


def inside(part: str, whole: str) -> bool:
    """Whether a name says that it lies in the other: "Old Market, Harbour" in "Harbour"."""
    return part.endswith(f", {whole}")


def kilometres(a: Where, b: Where) -> float:
    """Great-circle distance of two places with coordinates."""
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(h)))


def party(one: Side, other: Side) -> str:
    """The level of the actors or of the recipients."""
    if one.named and other.named:
        if one.named & other.named:
            return "same"
        if one.countries & other.countries:
            return "other bodies" if one.bodies and other.bodies else "same country"
        return "other persons" if one.persons and other.persons else APART
    if one.homes and other.homes and not one.homes & other.homes:
        return "other country"
    if one.described & other.described:
        return "same words"
    if one.kinds & other.kinds:
        return "same kind"
    if one.named or other.named:
        named, vague = (one, other) if one.named else (other, one)
        if not vague.kinds:
            return "one told"
        return "fits" if circle(named.sectors) & circle(vague.kinds) else "one named"
    if one.kinds and other.kinds:
        return "like kind" if circle(one.kinds) & circle(other.kinds) else "other kind"
    return "none named" if one.kinds or other.kinds else "none told"


def means(one: Traits, other: Traits) -> str:
    """The level of weapon and mode; modes of their own kind are told apart from an attack that tells no mode."""
    if one.mode != other.mode and (one.mode in OWN_KIND or other.mode in OWN_KIND):
        return "other act"
    if one.weapon is not None and one.weapon == other.weapon:
        return "same weapon"
    if one.means is None or other.means is None:
        return "none told" if one.means is None and other.means is None else "one told"
    if one.means != other.means:
        return "other means"
    return "same means" if one.means in known() else "same act"


def toll(one: tuple[int, int | None] | None, other: tuple[int, int | None] | None) -> str:
    """The level of two numbers of people; a range that is open above holds every larger number."""
    if one is None or other is None:
        return "none told" if one is None and other is None else "one told"
    if one == other:
        return "same few" if one[0] <= 1 else "same number"
    (low, high), (least, most) = one, other
    if (high is None or least <= high) and (most is None or low <= most) and max(low, least) <= 2 * min(low, least):
        return "in range"
    big, small = max(low, least), max(1, min(low, least))
    return "close" if big <= 1.5 * small else "other number" if big <= 3 * small else "far apart"


def shared(*told: str) -> bool:
    """Whether two claims tell the same in some field; `told` are the levels of the fields of ALIKE."""
    return any(level in common for level, common in zip(told, ALIKE, strict=True))


def distance(one: Traits, other: Traits) -> str:
    """How far from one another the sentences of two claims of one page stand."""
    gap = max(one.sentence - other.until, other.sentence - one.until)
    if gap < 0:
        return "one sentence"
    return "close by" if gap <= CLOSE else "further on" if gap <= FURTHER else "far off"


def count(one: Traits, other: Traits) -> str:
    """How many occurrences each covers. Several in one day can be told as one ("twin bombings", "the attack")."""
    if one.count == other.count:
        return "both one" if one.count == 1 else "same count"
    few = {one.count, other.count} <= {1, 2, 3, None}
    if few and one.days == other.days == 1:
        return "one or several"
    if one.count is not None and other.count is not None or 1 in {one.count, other.count}:
        return APART
    return "one counted"


def kind(one: Traits, other: Traits) -> str:
    if one.document == other.document and one.at == other.at:
        return APART
    if (one.supposed and other.real) or (other.supposed and one.real):
        return APART
    if one.real != other.real:
        return "expected"
    if one.type != other.type:
        return "same family"
    if one.text is not None and one.text == other.text:
        return "same sentence"
    if one.said:
        return "same word said" if one.word == other.word else "same type said"
    return "same word" if one.word == other.word else "same type"
