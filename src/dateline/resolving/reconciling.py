"""What the claims of one event say together: the best-supported value of each field, the range, the disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.records import Claim, DateBasis, Entity, Event, Merge, Participant, Quantity, Status, When, Where, digest

STATUS_ORDER: tuple[Status, ...] = (
    "asserted",
    "claimed",
    "alleged",
    "possible",
    "planned",
    "denied",
    "negated",
    "hypothetical",
)
"""The firmest status that any claim gives comes first."""

BASIS_ORDER: tuple[DateBasis, ...] = ("decided", "explicit", "relative", "context", "none")
"""Of intervals as short, the one whose date the text itself names comes first."""


def reconcile(claims: Sequence[Claim], merges: tuple[Merge, ...]) -> Event:
    """The event of some claims, which are taken in the order given."""
    first = min(claim.id for claim in claims)
    statuses = {claim.status for claim in claims}
    kind = most_common(claim.type for claim in claims) or claims[0].type
    return Event(
        id=digest("event", first),
        type=kind,
        mode=most_common(claim.mode for claim in claims),
        claims=tuple(claim.id for claim in claims),
        actors=entities(claim.actors for claim in claims),
        recipients=entities(claim.recipients for claim in claims),
        when=tightest([claim.when for claim in claims]),
        where=most_precise([claim.where for claim in claims]),
        weapon=most_common(claim.weapon for claim in claims if claim.weapon != "none stated") or claims[0].weapon,
        killed=span([claim.killed for claim in claims]),
        injured=span([claim.injured for claim in claims]),
        count=claims[0].count,
        cameo=most_common(claim.cameo for claim in claims if claim.type == kind) or "",
        contexts=tuple(sorted({context for claim in claims for context in claim.contexts})),
        status=next(status for status in STATUS_ORDER if status in statuses),
        reports=len({claim.document for claim in claims}),
        merges=merges,
        disagreements=tuple(disagreements(claims)),
    )


def most_common(values: Iterable[str | None]) -> str | None:
    """The value most claims give; of equals, the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def entities(roles: Iterable[tuple[Participant, ...]]) -> tuple[Entity, ...]:
    """All entities of a role, most often named first; the unnamed only where nobody is named."""
    counts: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for role in roles:
        for participant in role:
            known.setdefault(participant.entity.id, participant.entity)
            counts[participant.entity.id] += 1
    ranked = sorted(known.values(), key=lambda entity: (-counts[entity.id], entity.id))
    named = tuple(entity for entity in ranked if not entity.unnamed)
    return named or tuple(ranked)


def tightest(times: list[When]) -> When:
    """The shortest interval that a claim gives; all overlap, or the claims would not be one event."""
    dated = [
        ((when.end - when.start).days, BASIS_ORDER.index(when.basis), when.start, number)
        for number, when in enumerate(times)
        if when.start is not None and when.end is not None
    ]
    if not dated:
        return next((when for when in times if when.mention is not None), times[0])
    return times[min(dated)[-1]]


def most_precise(places: list[Where]) -> Where:
    named = [place for place in places if place.name is not None]
    return min(named, key=lambda place: (place.precision, place.name or "")) if named else places[0]


def span(quantities: list[Quantity | None]) -> Quantity | None:
    """From the lowest to the highest stated number; open above where the highest is "at least" that many."""
    stated = [quantity for quantity in quantities if quantity is not None]
    if not stated:
        return None
    low = min(quantity.low for quantity in stated)
    top = max(
        stated, key=lambda quantity: (quantity.low if quantity.high is None else quantity.high, quantity.high is None)
    )
    return Quantity(low, top.high)


def disagreements(claims: Sequence[Claim]) -> Iterable[str]:
    """Sentences on the fields in which claims of the event differ."""
    tolls = {"killed": [claim.killed for claim in claims], "injured": [claim.injured for claim in claims]}
    for name, quantities in tolls.items():
        values = sorted({describe(quantity) for quantity in quantities if quantity is not None})
        if len(values) > 1:
            yield f"{name}: {' or '.join(values)}"
    statuses = {claim.status for claim in claims}
    if statuses & {"denied", "negated"} and statuses & {"asserted", "claimed", "alleged"}:
        yield "status: " + " and ".join(sorted(statuses))


def describe(quantity: Quantity) -> str:
    if quantity.high is None:
        return f"at least {quantity.low}"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"
