"""Places that one claim of a page lends to another of the same event; the second half of decision 0004.

The nearest other claim of the same event lends its place to a claim without one, and a town to a claim that has only
its country or region. "The same event" needs more than for dates, since a page names many places: a role that both
name, the same day, a word that points back ("the attack"), or a page whose events of that type are all at one place.
A series of violent events without any place, on a page about one country, is in that country; a single one has a
place, which the page does not say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dateline.coding.context import FURTHEST, UNREAL, Told, before, borrowed, distance, is_open, may_be_same
from dateline.coding.place_mention import PlaceMention
from dateline.knowledge.gazetteer import Gazetteer, Place
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Claim, Where, Why

TOWN = 2
"""The precision from which on a place is one that a wider one can be narrowed to."""
REGION, COUNTRY = 3, 4
VIOLENCE = frozenset({"ASSAULT"})
"""Types that are somewhere on the ground, so that a page about one country says in which."""
SHARE, LEAST = 0.6, 2
"""The part of a page's places, and how many of them, that lie in the country that it is about."""
OF_PAGE = "the country that the page is about"


def ground(places: Sequence[PlaceMention], gazetteer: Gazetteer) -> Place | None:
    """The country where the places of a page lie, if it is one: countries and capitals count only where something is in
    them, since the bare name is mostly an actor."""
    counts = Counter(
        m.place.country
        for m in places
        if m.place is not None
        and m.place.country
        and not m.dateline
        and (m.cued or (m.precision < COUNTRY and m.place.kind != "capital"))
    )
    (code, most), *_ = counts.most_common(1) or [("", 0)]
    return gazetteer.country_place(code or "") if most >= LEAST and most >= SHARE * counts.total() else None


def fill_places(claims: Sequence[Claim], page: Told, home: Place | None = None) -> list[Claim]:
    """The claims, in the same order, with the places that the page gives elsewhere for the same event; `home` is the
    country that the page is about, if it is about one."""
    by_type: dict[str, list[Claim]] = {}
    numbers = []
    for claim in claims:
        alike = by_type.setdefault(claim.type, [])
        numbers.append(len(alike))
        alike.append(claim)
    return [fill_place(claim, by_type[claim.type], at, page, home) for claim, at in zip(claims, numbers, strict=True)]


def fill_place(claim: Claim, alike: Sequence[Claim], at: int, page: Told, home: Place | None) -> Claim:
    """The claim, which is number `at` of those of its type, with a place where the page has one for it."""
    if claim.type in SPEECH_ACTS or claim.status in UNREAL or is_point(claim.where):
        return claim
    others = [*alike[max(0, at - FURTHEST) : at], *alike[at + 1 : at + 1 + FURTHEST]]
    if claim.where.name is None and is_listed(claim, others):
        return at_home(claim, home)
    if is_open(claim):  # a toll since a date is that of many places
        return at_home(claim, home) if claim.where.name is None else claim
    givers = sorted(
        (o for o in others if o.where.name is not None and is_dated(o) and page.lends_place(o, claim)),
        key=partial(distance, claim),
    )
    same = [
        giver
        for giver in givers
        if may_be_same(replace(claim, where=Where()), giver, one_day=True) and not foreign(claim, giver)
    ]
    if claim.where.name is None:
        giver = next(
            (
                g
                for g in same
                if is_told_of(claim, g, page) or (at_one_place(same) and (before(g, claim) or page.in_headline(claim)))
            ),
            None,
        )
        if giver is not None and page.takes_place(claim):
            inner = [g for g in same if is_inside(g.where, giver.where)]
            giver = inner[0] if inner and at_one_place(inner) else giver
            return replace(claim, where=giver.where, why=(*claim.why, borrowed("where", giver)))
        return at_home(claim, home) if is_series(claim, others) else claim
    narrow = [g for g in same if is_inside(g.where, claim.where)]
    if narrow and at_one_place(narrow) and same_day(claim, narrow[0]) and is_retold(claim, narrow[0], page):
        return replace(claim, where=narrow[0].where, why=(*claim.why, borrowed("where", narrow[0])))
    return claim


def is_dated(giver: Claim) -> bool:
    """Whether nothing puts a claim at an unknown time of its own ("the following March"), which another's is not."""
    return giver.when.mention is None or giver.when.start is not None


def is_point(where: Where) -> bool:
    return where.name is not None and where.precision not in {REGION, COUNTRY}


def foreign(one: Claim, other: Claim) -> bool:
    """Whether one of two claims tells in full who did it to whom, and the other names only somebody else; "fighters"
    may be any."""
    mine, yours = (
        {p.entity.id for p in (*claim.actors, *claim.recipients) if not p.entity.unnamed} for claim in (one, other)
    )
    full = any(claim.actors and claim.recipients for claim in (one, other))
    return full and bool(mine) and bool(yours) and mine.isdisjoint(yours)


def is_told_of(claim: Claim, giver: Claim, page: Told) -> bool:
    """Whether a claim tells of the giver's event, and not only could."""
    told_first = before(giver, claim)
    given = "context" not in (claim.when.basis, giver.when.basis)  # a day lent on the page shows little
    on_one_day = same_day(claim, giver) and (told_first or given or page.in_headline(claim))
    pointed = (page.points_back(claim) and told_first) or page.takes_up(giver, claim)
    return shared_name(claim, giver) or on_one_day or pointed


def is_retold(claim: Claim, giver: Claim, page: Told) -> bool:
    """Whether a wide place of one day may be another's town: the headline's, that of what points back, or of the same
    parties or a country where nothing brings in another event ("there was **an** attack in the province")."""
    if page.in_headline(claim) or page.in_headline(giver) or page.points_back(claim) or page.points_back(giver):
        return True
    return not page.brings_in(claim) and (shared_name(claim, giver) or claim.where.precision == COUNTRY)


def shared_name(one: Claim, other: Claim) -> bool:
    """Whether somebody has the same role in both."""
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    return any({p.entity.id for p in mine} & {p.entity.id for p in yours} for mine, yours in pairs)


def same_day(one: Claim, other: Claim) -> bool:
    mine, yours = one.when, other.when
    return mine.start is not None and mine.start == mine.end and (mine.start, mine.end) == (yours.start, yours.end)


def at_one_place(givers: Sequence[Claim]) -> bool:
    """Whether claims name one place, or one place and regions that hold it."""
    narrowest = min((g.where for g in givers), key=lambda where: where.precision, default=None)
    return narrowest is not None and all(
        g.where.name == narrowest.name or is_inside(narrowest, g.where) for g in givers
    )


def is_inside(small: Where, wide: Where) -> bool:
    """Whether a town can lie in a region or country; in one with a point of its own, such as a valley, nothing says."""
    if wide.precision not in {REGION, COUNTRY} or small.precision > TOWN or wide.country is None:
        return False
    if wide.precision == REGION and wide.admin1 is None and wide.latitude is not None:
        return False
    return small.country == wide.country and (wide.admin1 is None or wide.admin1 == small.admin1)


def is_series(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a claim counts several events, or is one of several that one word tells of."""
    return claim.count != 1 or is_listed(claim, others)


def is_listed(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether one word tells of several events: "attacked on July 23, August 3 and 9"."""
    return any(o.trigger.span == claim.trigger.span for o in others)


def at_home(claim: Claim, home: Place | None) -> Claim:
    if home is None or claim.type not in VIOLENCE:
        return claim
    where = Where(home.name, COUNTRY, home.id, home.latitude, home.longitude, home.country, reason=OF_PAGE)
    return replace(claim, where=where, why=(*claim.why, Why("where", OF_PAGE, home.name)))
