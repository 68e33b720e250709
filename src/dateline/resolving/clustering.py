"""From pairwise agreement to events: each claim joins the event it agrees with best, or founds one.

Claims are taken in an order that depends on their content only, so that the order of the documents does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from dateline.records import Claim, Event, Merge, Span
from dateline.resolving.blocking import Key, keys, page_key
from dateline.resolving.comparing import Face, compare, face
from dateline.resolving.reconciling import reconcile

SAME_PAGE = 2.0
"""Points for two claims of one page; a page that repeats a day, a means or a party mostly repeats the event."""
ACROSS = 3.5
"""Points for claims of two pages, which share less unsaid context."""
NEAREST = 100
"""Events of one type family on its own page that a claim is compared with, the last touched: claims are taken by day,
then by place on the page, so what is further off is another event."""
TOLLS = 50
"""Faces of an event that differ in nothing but numbers of dead and injured, which rule nothing out."""


def order(claim: Claim) -> tuple[date, str, int, str]:
    return (claim.when.start or date.max, claim.document, claim.trigger.span.start, claim.id)


@dataclass(slots=True)
class Cluster:
    """The claims of one event to be. A page that says a thing a thousand times has one face of it to compare with."""

    members: list[Claim] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    faces: dict[Face, Claim] = field(default_factory=dict)
    frames: Counter[tuple[object, ...]] = field(default_factory=Counter)
    triggers: set[tuple[str, Span]] = field(default_factory=set)

    def add(self, claim: Claim, merge: Merge | None) -> None:
        self.members.append(claim)
        frame, tolls = face(claim)
        if (frame, tolls) not in self.faces and self.frames[frame] < TOLLS:
            self.faces[frame, tolls] = claim
            self.frames[frame] += 1
        self.triggers.add((claim.document, claim.trigger.span))
        if merge is not None:
            self.merges.append(merge)

    def agreement(self, claim: Claim) -> Merge | None:
        """The best reason to join, or None where a member rules it out or none agrees enough."""
        if (claim.document, claim.trigger.span) in self.triggers:  # the days of one list are events of their own
            return None
        best: Merge | None = None
        for member in self.faces.values():
            found = compare(claim, member)
            if found.veto is not None:
                return None
            needed = SAME_PAGE if claim.document == member.document else ACROSS
            if found.points >= needed and (best is None or found.points > best.score):
                best = Merge(claim.id, member.id, "; ".join(found.reasons), found.points)
        return best


class Blocks:
    """The numbers of the clusters that a claim may join: those of its page touched last, and those of other pages that
    share a key with it."""

    def __init__(self) -> None:
        self.pages: defaultdict[Key, dict[int, None]] = defaultdict(dict)
        self.others: defaultdict[Key, defaultdict[str, set[int]]] = defaultdict(partial(defaultdict, set))

    def candidates(self, claim: Claim) -> list[int]:
        found = set(self.pages.get(page_key(claim), ()))
        for key in keys(claim):
            for document, numbers in self.others.get(key, {}).items():
                if document != claim.document:
                    found |= numbers
        return sorted(found)

    def add(self, claim: Claim, number: int) -> None:
        recent = self.pages[page_key(claim)]
        recent.pop(number, None)
        recent[number] = None
        if len(recent) > NEAREST:
            del recent[next(iter(recent))]
        for key in keys(claim):
            self.others[key][claim.document].add(number)


def resolve(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """All events of the claims, each with its members and the reasons for each merge; sorted by date and id."""
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=order)
    clusters: list[Cluster] = []
    blocks = Blocks()
    for claim in ordered:
        best: tuple[Merge, int] | None = None
        for number in blocks.candidates(claim):
            joined = clusters[number].agreement(claim)
            if joined is not None and (best is None or joined.score > best[0].score):
                best = (joined, number)
        if best is None:
            clusters.append(Cluster())
        merge, number = best or (None, len(clusters) - 1)
        clusters[number].add(claim, merge)
        blocks.add(claim, number)
    events = [reconcile(cluster.members, tuple(cluster.merges)) for cluster in clusters]
    return tuple(sorted(events, key=lambda event: (event.when.start or date.max, event.id)))
