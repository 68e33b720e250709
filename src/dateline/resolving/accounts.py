"""What the reports of one event say of each field: every value with its claims, the best-supported one, and why it is.

Of numbers of dead and injured the latest day of publication counts, since tolls are corrected; of several values of one
day that which most documents give, and then the higher one. Of dates the tightest counts, of places the most specific,
of statuses the firmest, and of parties and means what most sources say. Nothing is averaged, and no value is left out,
also where one report alone gives it. Values that cannot both be right are marked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby

from dateline.records import Claim, Participant, Quantity, When, Where
from dateline.resolving.levels import same_place
from dateline.resolving.reconciling import STATUS_ORDER, describe, most_precise, tightest
from dateline.resolving.voices import voucher

DENYING = frozenset({"denied", "negated"})
SAYING = frozenset({"asserted", "claimed", "alleged"})
"""Statuses that cannot both be right."""


@dataclass(frozen=True, slots=True)
class Report:
    """One value in words, the claims that give it, and the days of publication of the first and the last of them.

    `sources` are those whom the claims name for it, the furthest of each chain; a page that names nobody is none.
    """

    value: str
    claims: tuple[str, ...]
    documents: int
    first: date | None
    last: date | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All values of one field, those that were reported first before others, and the best supported with the reason.

    `differs` says that there are several, and `against` which of them cannot both be right: ``7 against 8``.
    """

    field: str
    reports: tuple[Report, ...]
    best: str
    reason: str
    differs: bool = False
    against: tuple[str, ...] = ()


def accounts(claims: Sequence[Claim], published: Mapping[str, date]) -> tuple[Account, ...]:
    """What is reported of each field of an event; of what no claim tells, nothing.

    `published` has the day of each document that is dated.
    """
    made = [
        account("killed", claims, published, lambda claim: quantity(claim.killed), latest),
        account("injured", claims, published, lambda claim: quantity(claim.injured), latest),
        account("when", claims, published, lambda claim: days(claim.when), None),
        account("where", claims, published, lambda claim: spot(claim.where), None),
        account("status", claims, published, lambda claim: claim.status, None),
        account("actors", claims, published, lambda claim: parties(claim.actors), most_told),
        account("recipients", claims, published, lambda claim: parties(claim.recipients), most_told),
        account("weapon", claims, published, weapon, most_told),
    ]
    return tuple(each for each in made if each is not None)


def account(
    field: str,
    claims: Sequence[Claim],
    published: Mapping[str, date],
    read: Callable[[Claim], str | None],
    choose: Callable[[Sequence[Report]], tuple[str, str]] | None,
) -> Account | None:
    """The account of a field, None where no value is told."""
    told = sorted(((read(claim) or "", claim) for claim in claims if read(claim)), key=lambda pair: pair[0])
    reports = [report(value, [c for _, c in group], published) for value, group in groupby(told, lambda pair: pair[0])]
    if not reports:
        return None
    reports.sort(key=lambda each: (each.first or date.max, each.value))
    if len(reports) == 1:
        return Account(field, tuple(reports), reports[0].value, "the only one")
    best, reason = choose(reports) if choose else fittest(field, claims)
    by_id = {claim.id: claim for claim in claims}
    against = tuple(
        f"{one.value} against {other.value}"
        for one, other in combinations(reports, 2)
        if opposed(field, by_id[one.claims[0]], by_id[other.claims[0]])
    )
    return Account(field, tuple(reports), best, reason, True, against)


def opposed(field: str, one: Claim, other: Claim) -> bool:
    """Whether what two claims say of a field cannot both be right."""
    if field in ("killed", "injured"):
        return apart(getattr(one, field), getattr(other, field))
    if field == "when":
        return disjoint(one.when, other.when)
    if field == "where":
        return elsewhere(one.where, other.where)
    if field == "status":
        return (one.status in DENYING) != (other.status in DENYING) and {one.status, other.status} & SAYING != set()
    if field == "weapon":
        return True
    named = [{p.entity.id for p in getattr(each, field) if not p.entity.unnamed} for each in (one, other)]
    return bool(named[0] and named[1]) and named[0].isdisjoint(named[1])


def disjoint(one: When, other: When) -> bool:
    """Whether two intervals have no day in common."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start > other.end or other.start > one.end


def elsewhere(one: Where, other: Where) -> bool:
    """Whether two places are in two countries, or two places of one precision."""
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    return one.precision == other.precision and not same_place(one, other)


def apart(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether no number fits both."""
    if one is None or other is None:
        return False
    return (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low)


def report(value: str, claims: Sequence[Claim], published: Mapping[str, date]) -> Report:
    seen = sorted(published[claim.document] for claim in claims if claim.document in published)
    documents = len({claim.document for claim in claims})
    first, last = (seen[0], seen[-1]) if seen else (None, None)
    sources = sorted({source.name for claim in claims if (source := voucher(claim)) is not None})
    return Report(value, tuple(claim.id for claim in claims), documents, first, last, tuple(sources))


def most_told(reports: Sequence[Report]) -> tuple[str, str]:
    """The value that most sources give, of equals that of most documents, then the first in the alphabet."""
    best = min(reports, key=lambda each: (-len(each.sources), -each.documents, each.value))
    rivals = [each for each in reports if each is not best]
    if all(len(each.sources) < len(best.sources) for each in rivals):
        return best.value, "from most sources"
    if all(each.documents < best.documents for each in rivals if len(each.sources) == len(best.sources)):
        return best.value, "in most reports"
    return best.value, "no value is in more reports than the others; they stand side by side"


def latest(reports: Sequence[Report]) -> tuple[str, str]:
    """The value of the latest report; of one day that of most documents; without any day that of most documents."""
    last = max((each.last for each in reports if each.last), default=None)
    newest = [each for each in reports if each.last == last] if last else list(reports)
    best = max(newest, key=lambda each: (each.documents, each.value))
    if len(newest) == 1:
        return best.value, f"the latest, of {last}"
    most = [each for each in newest if each.documents == best.documents]
    if len(most) == 1:
        return best.value, f"in most reports{f' of the last day, {last}' if last else ''}"
    return best.value, "no report is later than the others or in more pages; the values stand side by side"


def fittest(field: str, claims: Sequence[Claim]) -> tuple[str, str]:
    if field == "when":
        return days(tightest([claim.when for claim in claims])) or "", "the tightest"
    if field == "where":
        return spot(most_precise([claim.where for claim in claims])) or "", "the most specific"
    statuses = {claim.status for claim in claims}
    return next(status for status in STATUS_ORDER if status in statuses), "the firmest; who denies it is listed"


def quantity(value: Quantity | None) -> str | None:
    return None if value is None else describe(value)


def days(when: When) -> str | None:
    if when.start is None or when.end is None:
        return None
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()} to {when.end.isoformat()}"


def spot(where: Where) -> str | None:
    return where.name


def parties(side: Sequence[Participant]) -> str | None:
    return ", ".join(sorted({each.entity.name for each in side})) or None


def weapon(claim: Claim) -> str | None:
    return None if claim.weapon in (None, "none stated") else claim.weapon
