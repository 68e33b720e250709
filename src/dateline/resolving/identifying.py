"""The id of an event: that of its founder, the first of its claims in an order that their content gives.

The order is by day of publication, so a report that comes later as a rule leaves the id as it is; where an earlier one
comes, or two events become one, the id is another. Each id that an event ever had belongs to a claim (`event_id`), so
it leads to the event that has this claim now, whatever came in between, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from dateline.records import Claim, Event, digest


def event_id(founder: str) -> str:
    """The id of the event that a claim founds, by the claim's id."""
    return digest("event", founder)


def founder(claims: Iterable[Claim], published: Mapping[str, date]) -> Claim:
    """The claim that gives an event its id; `published` has the day of each document that is dated."""
    return min(claims, key=lambda claim: rank(claim, published))


def rank(claim: Claim, published: Mapping[str, date]) -> tuple[date, str, int, str]:
    """The order of founders: earlier published, then the document's id, then the place on the page."""
    return published.get(claim.document, date.max), claim.document, claim.trigger.span.start, claim.id


def identified(
    events: Iterable[Event], claims: Mapping[str, Claim], published: Mapping[str, date]
) -> tuple[Event, ...]:
    """The events with their ids, sorted by date and id; `claims` has the claims of all of them by id."""
    named = [
        replace(event, id=event_id(founder((claims[claim] for claim in event.claims), published).id))
        for event in events
    ]
    return tuple(sorted(named, key=lambda event: (event.when.start or date.max, event.id)))
