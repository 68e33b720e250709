"""Decisions put over what the machine made: corrected claims, events as people have joined and corrected them, and how
each decision stands.

Claims are compared and joined as the machine coded them: a correction changes what an event says, never what it is made
of; that is for merges and splits to change. So an event depends on its own decisions alone, and can be made anew by
itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dateline.deciding.fields import ROLES, Coded, entity_of, reassigned, value_of, with_value
from dateline.deciding.fingerprints import Ground, field_print, fingerprint
from dateline.deciding.grouping import Group, Partition
from dateline.deciding.naming import KINDS as NAMING
from dateline.deciding.naming import Naming, naming
from dateline.deciding.slots import Slots, undone
from dateline.errors import DecisionError
from dateline.records import Claim, Decision, Event, Merge, Review, Standing, Why
from dateline.resolving.identifying import event_id, founder

Rebuild = Callable[[Sequence[Claim], tuple[Merge, ...]], Event]
VERDICTS = ("accept", "reject", "duplicate")
CORRECTIONS = ("correct", "retype", "reassign")


@dataclass(frozen=True, slots=True)
class Replayed:
    """The events after the decisions; the claims that these changed or judged, each with its review; the standings.

    `bases` has the events as they were before corrections of their fields, by id, for the fingerprints of new
    decisions.
    """

    events: tuple[Event, ...]
    claims: Mapping[str, tuple[Claim, Review]]
    standings: tuple[Standing, ...]
    bases: Mapping[str, Event]


@dataclass(slots=True)
class Outcome:
    """What decisions did to one claim or event."""

    verdict: str | None = None
    corrected: bool = False
    changed: bool = False
    disputed: bool = False
    decisions: list[str] = field(default_factory=list)

    @property
    def review(self) -> Review:
        """The state in one word; a dispute goes before all, and what must be looked at again before what was done."""
        if self.disputed:
            return "disputed"
        if self.verdict in ("reject", "duplicate"):
            return "rejected" if self.verdict == "reject" else "duplicate"
        if self.changed:
            return "outdated"
        return "corrected" if self.corrected else "accepted" if self.verdict == "accept" else "unreviewed"


def replay(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    decisions: Sequence[Decision],
    published: Mapping[str, date],
    rebuild: Rebuild,
) -> Replayed:
    """Puts decisions, in the order in which they came, over the events that the machine made of these claims.

    `rebuild` makes an event of claims. `published` has the days of documents, for the ids.
    """
    return Replay(events, claims, decisions, published, rebuild).run()


class Replay:
    def __init__(
        self,
        events: Iterable[Event],
        claims: Mapping[str, Claim],
        decisions: Sequence[Decision],
        published: Mapping[str, date],
        rebuild: Rebuild,
    ) -> None:
        self.machine = claims
        self.decided: dict[str, Claim] = {}
        self.ground = Ground(claims)
        self.founding = {event_id(claim): claim for claim in claims} if decisions else {}
        self.partition = Partition(events, self.ground)
        self.published = published
        self.rebuild = rebuild
        self.standings: dict[str, Standing] = {}
        self.naming = Naming({}, {}, {})
        self.renamed: dict[str, list[str]] = {}
        self.order = {decision.id: number for number, decision in enumerate(decisions)}
        taken_back = undone(list(decisions))
        self.live = [one for one in decisions if one.kind != "undo" and one.id not in taken_back]
        for decision in decisions:
            by = taken_back.get(decision.id)
            if by is not None:
                self.stand(decision, "undone", None, f"by {by.by}" + (f": {by.why}" if by.why else ""))
            elif decision.kind == "undo":
                there = decision.target in self.order
                self.stand(
                    decision, "applied" if there else "stale", None, "" if there else "there is no such decision"
                )

    def run(self) -> Replayed:
        self.rename()
        reviews = self.claims()
        self.regroup()
        for claim, outcome in sorted(reviews.items()):
            if outcome.review == "rejected":
                self.partition.drop(claim, outcome.decisions[-1])
        found = self.events(reviews)
        known = {claim: (self.decided.get(claim, self.machine[claim]), reviews.get(claim, Outcome()).review)
                 for claim in sorted({*reviews, *self.renamed})}  # fmt: skip
        standings = tuple(sorted(self.standings.values(), key=lambda one: self.order[one.decision]))
        return Replayed(tuple(sorted((event for event, _ in found), key=by_date)), known, standings,
                        {event.id: base for event, base in found})  # fmt: skip

    def stand(self, decision: Decision, state: str, subject: str | None, reason: str = "") -> None:
        self.standings[decision.id] = Standing(decision.id, state, subject, reason)  # type: ignore[arg-type]

    def rename(self) -> None:
        """Gives all claims the actors that people have decided them to have."""
        self.naming, standings = naming(self.live)
        for one in standings:
            self.standings[one.decision] = one
        if self.naming:
            self.live = [self.naming.reassignment(each) for each in self.live]
            for claim in self.machine.values():
                made, said = self.naming.claim(claim)
                if said:
                    self.decided[claim.id], self.renamed[claim.id] = made, said

    def claims(self) -> dict[str, Outcome]:
        """Judges and corrects single claims."""
        slots, notes = Slots(), []
        for decision in self.live:
            if decision.on == "claim":
                targets = self.ground.found(decision.anchors)
                if not targets:
                    self.stand(decision, "stale", None, "the claim is gone: its page is, or is coded otherwise now")
                elif decision.kind == "note":
                    notes.append((targets[0], decision))
                else:
                    slots.add((targets[0], *about(decision)), decision, says(decision))
        outcomes: dict[str, Outcome] = {}
        corrected = {**self.machine, **self.decided}
        self.settle(slots, corrected, self.machine, outcomes)
        for claim, outcome in outcomes.items():
            if outcome.corrected:
                self.decided[claim] = self.naming.claim(corrected[claim])[0]
        for claim, note in notes:
            outcomes.setdefault(claim, Outcome()).decisions.append(note.id)
            self.stand(note, "applied", claim)
        return outcomes

    def regroup(self) -> None:
        """Merges and splits events."""
        for decision in self.live:
            if decision.on == "event" and decision.kind == "split":
                self.standings[decision.id] = self.partition.split(decision)
            elif decision.on == "event" and decision.kind == "merge":
                one, other = self.at(decision), self.at_other(decision)
                if one is None or other is None:
                    self.stand(decision, "stale", None, "one of the events is gone")
                else:
                    self.standings[decision.id] = self.partition.merge(decision, one, other)

    def events(self, reviews: Mapping[str, Outcome]) -> list[tuple[Event, Event]]:
        """The events with what was decided of them, each with what it was before its fields were corrected."""
        partition = self.partition
        bases = {number: self.base(group) for number, group in partition.groups.items()}
        slots, notes = Slots(), []
        for decision in self.live:
            if decision.on != "event" or decision.kind in ("merge", "split"):
                continue
            number = self.at(decision)
            other = self.at_other(decision) if decision.kind == "duplicate" else number
            if number is None or other is None:
                self.stand(decision, "stale", None, "the event is gone, and all claims that it rested on")
            elif decision.kind == "note":
                notes.append((number, decision))
            elif decision.kind == "duplicate" and number == other:
                self.stand(decision, "applied", bases[number].id, "both are one event now")
            else:
                value = bases[other].id if decision.kind == "duplicate" else None
                slots.add((number, *about(decision)), decision, value or says(decision))
        outcomes: dict[int, Outcome] = {}
        made = dict(bases)
        self.settle(slots, made, bases, outcomes, {number: self.as_coded(group) for number, group in
                                                   partition.groups.items() if self.is_renamed(group)})  # fmt: skip
        for number, note in notes:
            outcomes.setdefault(number, Outcome()).decisions.append(note.id)
            self.stand(note, "applied", bases[number].id)
        found = []
        for number, group in partition.groups.items():
            outcome = outcomes.get(number, Outcome())
            outcome.corrected |= bool(group.decided)
            outcome.decisions += group.decided
            for claim in group.claims:
                outcome.decisions += self.renamed.get(claim, ())
                if claim in reviews:
                    outcome.corrected |= reviews[claim].corrected
                    outcome.disputed |= reviews[claim].disputed
                    outcome.decisions += reviews[claim].decisions
            bearing = tuple(sorted(set(outcome.decisions), key=lambda one: self.order[one]))
            found.append(
                (replace(self.naming.event(made[number]), review=outcome.review, decisions=bearing), bases[number])
            )
        for decision in self.live:
            if decision.kind in ("merge", "split") and self.standings[decision.id].state != "stale":
                subject = self.at(decision)
                self.standings[decision.id] = replace(
                    self.standings[decision.id], subject=None if subject is None else bases[subject].id
                )
        return found

    def settle(
        self, slots: Slots, now: dict[Any, Any], before: Mapping[Any, Any], outcomes: dict[Any, Outcome],
        coded: Mapping[Any, Any] | None = None,
    ) -> None:  # fmt: skip
        """Puts what was decided into the records of `now`, which are those of `before`, by claim or group.

        `coded` has those of `before` as they were with the actors that the machine coded, where others were decided:
        a new name for an actor is no reason to look at an event again.
        """
        for about_it, decision, state, others in slots.settled():
            key = about_it[0]  # type: ignore[index]
            outcome = outcomes.setdefault(key, Outcome())
            subject = before[key].id
            for one in others:
                self.standings[one.decision] = replace(one, subject=subject)
            try:
                reason = look_again(decision, before[key])
                if reason and coded and key in coded:
                    reason = look_again(decision, coded[key])
                if decision.kind in VERDICTS:
                    outcome.verdict = decision.kind
                else:
                    now[key] = applied(now[key], decision)
                    outcome.corrected = True
            except DecisionError as fault:
                self.stand(decision, "stale", subject, str(fault))
                continue
            outcome.changed |= bool(reason)
            outcome.disputed |= state == "disputed"
            outcome.decisions += [*(one.decision for one in others if one.state != "superseded"), decision.id]
            self.stand(decision, "changed" if reason and state == "applied" else state, subject,
                       reason or ("another person decided otherwise" if state == "disputed" else ""))  # fmt: skip

    def base(self, group: Group) -> Event:
        """The event of a group before decisions on its fields: the machine's, where its claims are as they were."""
        if group.machine is not None and not any(claim in self.decided for claim in group.claims):
            return group.machine
        members = [self.decided.get(claim, self.machine[claim]) for claim in group.claims]
        made = self.rebuild(members, tuple(group.merges))
        return replace(made, id=event_id(founder(members, self.published).id), refusals=group.refused())

    def is_renamed(self, group: Group) -> bool:
        """Whether people have decided who the actors of an event are."""
        return any(claim in self.renamed for claim in group.claims)

    def as_coded(self, group: Group) -> Event:
        """The event of a group with the actors that the machine coded."""
        return group.machine or self.rebuild([self.machine[claim] for claim in group.claims], tuple(group.merges))

    def at(self, decision: Decision) -> int | None:
        """The group that a decision is about."""
        return self.partition.where(self.founding.get(decision.target), self.ground.found(decision.anchors))

    def at_other(self, decision: Decision) -> int | None:
        """The group that a decision is about besides."""
        named = self.founding.get(decision.other) if decision.other else None
        return self.partition.where(named, self.ground.found(decision.others))


def about(decision: Decision) -> tuple[str, ...]:
    """What of its target a decision is about: the verdict, or a field."""
    if decision.kind in VERDICTS:
        return ("verdict",)
    if decision.kind in NAMING:
        return (decision.kind,)
    if decision.kind == "reassign":
        return (str(decision.field), str(decision.before or "") or f"+{(decision.after or {}).get('id')}")
    return ("type" if decision.kind == "retype" else str(decision.field),)


def says(decision: Decision) -> object:
    """What a decision says of that, to be compared with what others say."""
    return decision.kind if decision.kind in VERDICTS else decision.after


def applied(record: Coded, decision: Decision) -> Coded:
    """The record with what a decision corrects. Raises DecisionError."""
    name = about(decision)[0]
    if decision.kind == "reassign":
        role = next((role for role in ROLES if role == name), None)
        if role is None:
            raise DecisionError(f"{name!r} is no role; there are {' and '.join(ROLES)}")
        return with_why(reassigned(record, role, decision.before, entity_of(decision.after)), name, decision)
    return with_why(with_value(record, name, decision.after), name, decision)


def with_why(record: Coded, name: str, decision: Decision) -> Coded:
    """A claim says that a person set the field; an event has its decisions for that."""
    if isinstance(record, Claim):
        why = Why(name, "decided", f"{decision.by}: {decision.why}" if decision.why else decision.by)
        return replace(record, why=(*record.why, why))
    return record


def look_again(decision: Decision, now: Claim | Event) -> str:
    """Why a decision is to be looked at again though it applies: what the machine says has changed since."""
    if decision.seen is None or decision.kind == "reassign":
        return ""
    if decision.kind in VERDICTS:
        return "what was seen has changed since" if decision.seen != fingerprint(now) else ""
    name = about(decision)[0]
    machine = value_of(now, name)
    if decision.seen == field_print(machine) or machine == decision.after:
        return ""
    return (
        f"the machine said otherwise when {name} was corrected; it says {json.dumps(machine, ensure_ascii=False)} now"
    )


def by_date(event: Event) -> tuple[date, str]:
    return event.when.start or date.max, event.id
