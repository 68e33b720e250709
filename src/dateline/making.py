"""The events of a database made anew from its claims: resolving, then ids, then who vouches for each."""

from __future__ import annotations

from collections.abc import Callable

from dateline import storing
from dateline.records import Claim, Event
from dateline.resolving import voices
from dateline.resolving.identifying import identified
from dateline.storing import Store

Resolver = Callable[[tuple[Claim, ...]], tuple[Event, ...]]


def make_events(store: Store, resolver: Resolver | None = None) -> tuple[int, int]:
    """Makes the events anew from all claims, again where another process changed claims meanwhile; how many of each."""
    while True:
        turn = storing.turn(store)
        claims = storing.read_claims(store)
        found = identified((resolver or resolve)(claims), {claim.id: claim for claim in claims}, storing.days(store))
        events = voices.counted(found, claims, storing.read_copies(store), storing.read_outlets(store))
        if storing.replace_events(store, events, at=turn):
            return len(claims), len(events)


def resolve(claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """The events of claims, by dateline's own resolving."""
    from dateline import resolving

    return tuple(resolving.resolve(claims))
