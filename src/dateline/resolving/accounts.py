"""What the reports of one event say of each field: every value with its claims, the best-supported one, and why it is.

Of numbers of dead and injured the latest day of publication counts, since tolls are corrected; of several values of one
day that which most documents give, and then the higher one. Of dates the tightest counts, of places the most specific,
and of statuses the firmest. Nothing is averaged, and no value is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dateline.records import Claim, Quantity, When, Where
from dateline.resolving.reconciling import STATUS_ORDER, describe, most_precise, tightest


@dataclass(frozen=True, slots=True)
class Report:
    """One value in words, the claims that give it, and the days of publication of the first and the last of them."""

    value: str
    claims: tuple[str, ...]
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """All values of one field, those that were reported first before others, and the best supported with the reason."""

    field: str
    reports: tuple[Report, ...]
    best: str
    reason: str


def accounts(claims: Sequence[Claim], published: Mapping[str, date]) -> tuple[Account, ...]:
    """The fields on which the claims of an event differ; `published` has the day of each document that is dated."""
    made = [
        account("killed", claims, published, lambda claim: quantity(claim.killed), latest),
        account("injured", claims, published, lambda claim: quantity(claim.injured), latest),
        account("when", claims, published, lambda claim: days(claim.when), None),
        account("where", claims, published, lambda claim: spot(claim.where), None),
        account("status", claims, published, lambda claim: claim.status, None),
    ]
    return tuple(each for each in made if each is not None)


def account(
    field: str,
    claims: Sequence[Claim],
    published: Mapping[str, date],
    read: Callable[[Claim], str | None],
    choose: Callable[[Sequence[Report]], tuple[str, str]] | None,
) -> Account | None:
    """The account of a field, None where fewer than two values are told."""
    told = sorted(((read(claim) or "", claim) for claim in claims if read(claim)), key=lambda pair: pair[0])
    reports = [report(value, [c for _, c in group], published) for value, group in groupby(told, lambda pair: pair[0])]
    if len(reports) < 2:
        return None
    reports.sort(key=lambda each: (each.first or date.max, each.value))
    best, reason = choose(reports) if choose else fittest(field, claims)
    return Account(field, tuple(reports), best, reason)


def report(value: str, claims: Sequence[Claim], published: Mapping[str, date]) -> Report:
    seen = sorted(published[claim.document] for claim in claims if claim.document in published)
    documents = len({claim.document for claim in claims})
    return Report(
        value, tuple(claim.id for claim in claims), documents, seen[0] if seen else None, seen[-1] if seen else None
    )


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
