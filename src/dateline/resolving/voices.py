"""How many independent texts report an event: copies of one text count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.records import Claim, Copy, Event

MOSTLY = 0.5
"""The share of a page that is copied from which the rest, too, is held to be the origin's, in other words: a desk that
reprints a text writes its first sentence anew. A page with less is one that quotes, and what is outside is its own."""


def counted(
    events: Iterable[Event], claims: Iterable[Claim], copies: Mapping[str, Sequence[Copy]]
) -> tuple[Event, ...]:
    """The events with the number of independent texts; `copies` are the groups of each document."""
    known = {claim.id: claim for claim in claims}
    made = []
    for event in events:
        members = [known[claim] for claim in event.claims if claim in known]
        texts = {text_of(claim, copies.get(claim.document, ())) for claim in members}
        made.append(replace(event, texts=max(1, len(texts))))
    return tuple(made)


def text_of(claim: Claim, groups: Sequence[Copy]) -> str:
    """The document whose text a claim stands in: the origin of the passage, or the page itself where it is its own."""
    at = claim.sentence.span
    for group in groups:
        if any(span.start < at.end and at.start < span.end for span in group.passages):
            return group.origin
    if groups and min(1.0, sum(group.share for group in groups)) >= MOSTLY:
        return groups[0].origin
    return claim.document
