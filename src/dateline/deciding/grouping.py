"""Merges and splits: which claims are one event after people have decided so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.deciding.fingerprints import Ground
from dateline.records import Decision, Event, Merge, Refusal, Standing

DECIDED = 0.0
"""The points of a merge that a person has decided on: none were counted."""


@dataclass(slots=True)
class Group:
    """The claims of one event to be, in order, why they are together, and the decisions that made it so.

    `refusals` say why claims of other events were kept out. `machine` is the event as the machine made it, None once a
    decision has changed which claims it has.
    """

    claims: list[str]
    merges: list[Merge]
    refusals: list[Refusal]
    machine: Event | None = None
    decided: list[str] = field(default_factory=list)

    def refused(self) -> tuple[Refusal, ...]:
        """The refusals that hold still: of claims that are here, against claims that are not."""
        return tuple(each for each in self.refusals if each.claim in self.claims and each.kept_from not in self.claims)


class Partition:
    """The events of the machine, which decisions join and part."""

    def __init__(self, events: Iterable[Event], ground: Ground) -> None:
        self.ground = ground
        self.groups = {number: Group(list(event.claims), list(event.merges), list(event.refusals), event)
                       for number, event in enumerate(events)}  # fmt: skip
        self.of = {claim: number for number, group in self.groups.items() for claim in group.claims}
        self.next = len(self.groups)

    def where(self, founder: str | None, claims: Sequence[str]) -> int | None:
        """The group of an event: the one that has its founder, else the one with most of its claims, or the first."""
        if founder is not None and founder in self.of:
            return self.of[founder]
        numbers = [self.of[claim] for claim in claims if claim in self.of]
        return max(numbers, key=lambda number: (numbers.count(number), -numbers.index(number))) if numbers else None

    def merge(self, decision: Decision, one: int, other: int) -> Standing:
        """Joins two groups; the claims of the first come first."""
        if one == other:
            self.groups[one].decided.append(decision.id)
            return Standing(decision.id, "applied", reason="the machine has them as one event, too")
        first, second = self.groups[one], self.groups.pop(other)
        joint = Merge(second.claims[0], first.claims[0], because(decision, "merged"), DECIDED)
        first.claims += second.claims
        first.merges += [joint, *second.merges]
        first.refusals += second.refusals
        first.decided += [*second.decided, decision.id]
        first.machine = None
        self.of.update(dict.fromkeys(second.claims, one))
        return Standing(decision.id, "applied")

    def split(self, decision: Decision) -> Standing:
        """Takes claims out of each event that has them beside others; what joined them since goes with them."""
        out = set(self.ground.found(decision.others))
        rest = set(self.ground.found(decision.anchors)) - out
        if not out & self.of.keys():
            return Standing(decision.id, "stale", reason="the claims that were taken out are gone")
        for number in sorted({self.of[claim] for claim in out if claim in self.of}):
            group = self.groups[number]
            leaving = followers(group, out, rest)
            staying = [claim for claim in group.claims if claim not in leaving]
            group.decided.append(decision.id)
            if staying:
                self.part(decision, number, [claim for claim in group.claims if claim in leaving], staying)
        return Standing(decision.id, "applied")

    def part(self, decision: Decision, number: int, leaving: list[str], staying: list[str]) -> None:
        group = self.groups[number]
        merges = within(group.merges, leaving, decision)
        made = Group(leaving, merges, list(group.refusals), decided=list(group.decided))
        self.groups[self.next] = made
        self.of.update(dict.fromkeys(leaving, self.next))
        self.next += 1
        group.claims, group.merges, group.machine = staying, within(group.merges, staying, decision), None

    def drop(self, claim: str, decision: str) -> None:
        """Takes a claim out for good, as one that is no event."""
        number = self.of.pop(claim, None)
        if number is None:
            return
        group = self.groups[number]
        group.claims.remove(claim)
        group.merges = [merge for merge in group.merges if claim not in (merge.claim, merge.joined_with)]
        group.machine = None
        group.decided.append(decision)
        if not group.claims:
            del self.groups[number]


def followers(group: Group, out: set[str], rest: set[str]) -> set[str]:
    """The claims of a group that go out: those that were named, and those that joined these and were not there then."""
    joined = {merge.claim: merge.joined_with for merge in group.merges}
    leaving = set()
    for claim in group.claims:
        at, seen = claim, set()
        while at not in out | rest and at in joined and at not in seen:
            seen.add(at)
            at = joined[at]
        if at in out:
            leaving.add(claim)
    return leaving


def within(merges: Iterable[Merge], claims: list[str], decision: Decision) -> list[Merge]:
    """The merges among some claims; one whose partner is elsewhere now is kept with the first of them."""
    kept = []
    for merge in merges:
        if merge.claim not in claims or merge.claim == claims[0]:
            continue
        there = merge.joined_with in claims
        kept.append(merge if there else Merge(merge.claim, claims[0], because(decision, "kept together"), DECIDED))
    known = {merge.claim for merge in kept}
    lost = [claim for claim in claims[1:] if claim not in known]
    return kept + [Merge(claim, claims[0], because(decision, "kept together"), DECIDED) for claim in lost]


def because(decision: Decision, done: str) -> str:
    return f"{done} by {decision.by}" + (f": {decision.why}" if decision.why else "")
