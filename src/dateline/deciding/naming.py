"""Who is who: two actors that are one, names that are an actor's, and names that are not.

These decisions are about actors and not about one event, so they bear on all claims, also on those that come later. Of
decisions on one name or on one actor the last has effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from dateline.deciding.fields import entity_of
from dateline.deciding.slots import Slots
from dateline.knowledge.names import fold, slug
from dateline.records import Claim, Decision, Entity, Event, Participant, Standing

KINDS = ("unite", "alias", "unalias")
"""unite: the target is the actor `other`. alias: the name in `before` is the target. unalias: it is not the target but
`after`, or an actor of its own."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What was decided of actors: `united` has for an id the actor that it is, `named` for a folded name who it is,
    `unnamed` for a folded name and an id who that name is instead; each with the decision that says so."""

    united: Mapping[str, tuple[Entity, str]]
    named: Mapping[str, tuple[Entity, str]]
    unnamed: Mapping[tuple[str, str], tuple[Entity, str]]

    def __bool__(self) -> bool:
        return bool(self.united or self.named or self.unnamed)

    def now(self, entity: Entity) -> tuple[Entity, list[str]]:
        """Who an actor is, and the decisions that say so."""
        said = []
        while entity.id in self.united:
            entity, decision = self.united[entity.id]
            said.append(decision)
        return entity, said

    def party(self, participant: Participant) -> tuple[Participant, list[str]]:
        """Who a participant of a claim is, by its words and its id."""
        name, entity, said = fold(participant.mention.text), participant.entity, []
        if name in self.named:
            entity, decision = self.named[name]
            said = [decision]
        elif (name, entity.id) in self.unnamed:
            entity, decision = self.unnamed[name, entity.id]
            said = [decision]
        entity, more = self.now(entity)
        if entity.id == participant.entity.id:
            return participant, []
        return replace(participant, entity=entity), [*said, *more]

    def claim(self, claim: Claim) -> tuple[Claim, list[str]]:
        """A claim with its participants as they were decided to be, each once, and the decisions that changed them."""
        said: list[str] = []
        changed: dict[str, Any] = {}
        for role, there in (("actors", claim.actors), ("recipients", claim.recipients)):
            made: list[Participant] = []
            for participant in there:
                one, why = self.party(participant)
                said += why
                if one.entity.id not in {each.entity.id for each in made}:
                    made.append(one)
            changed[role] = tuple(made)
        return (replace(claim, **changed), list(dict.fromkeys(said))) if said else (claim, [])

    def event(self, event: Event) -> Event:
        """An event with its parties as they were decided to be, each once."""
        if not self.united:
            return event
        roles = {
            role: tuple({one.id: one for one in (self.now(each)[0] for each in there)}.values())
            for role, there in (("actors", event.actors), ("recipients", event.recipients))
        }
        return replace(event, **roles)  # type: ignore[arg-type]

    def reassignment(self, decision: Decision) -> Decision:
        """A reassignment between actors as they were decided to be."""
        if decision.kind != "reassign" or not self.united:
            return decision
        after = entity_of(decision.after)
        before = decision.before
        if before in self.united:
            before = self.now(self.united[before][0])[0].id
        now = None if after is None else self.now(after)[0]
        return decision if (now, before) == (after, decision.before) else replace(
            decision, before=before, after=None if now is None else entity_value(now)
        )  # fmt: skip


def naming(decisions: Iterable[Decision]) -> tuple[Naming, list[Standing]]:
    """What live decisions on actors say together, and how each stands."""
    slots = Slots()
    for decision in decisions:
        if decision.on == "actor":
            slots.add(about(decision), decision, says(decision))
    united: dict[str, tuple[Entity, str]] = {}
    named: dict[str, tuple[Entity, str]] = {}
    unnamed: dict[tuple[str, str], tuple[Entity, str]] = {}
    standings: list[Standing] = []
    for _, decision, state, others in slots.settled():
        standings += [replace(one, subject=decision.target) for one in others]
        reason = "another person decided otherwise" if state == "disputed" else ""
        standings.append(Standing(decision.id, state, decision.target, reason))
        name, entity = fold(str(decision.before or "")), entity_of(decision.after)
        if decision.kind == "unite" and entity is not None:
            join(united, decision.target, entity, decision.id)
        elif decision.kind == "alias" and entity is not None:
            named[name] = entity, decision.id
        elif decision.kind == "unalias":
            unnamed[name, decision.target] = entity or own(str(decision.before)), decision.id
    return Naming(united, named, unnamed), standings


def join(united: dict[str, tuple[Entity, str]], gone: str, stays: Entity, decision: str) -> None:
    """Makes one actor another. Where that one was made the first before, the later decision turns it round."""
    at = stays.id
    seen = {at}
    while at in united and at != gone:
        at = united[at][0].id
        if at in seen:
            break
        seen.add(at)
    if at == gone:
        united.pop(stays.id, None)
    united[gone] = stays, decision


def about(decision: Decision) -> tuple[str, ...]:
    """What a decision on an actor is about: the actor, or a name."""
    return ("unite", decision.target) if decision.kind == "unite" else ("name", fold(str(decision.before or "")))


def says(decision: Decision) -> object:
    """What it says of that."""
    if decision.kind == "unite":
        return decision.other
    return decision.target if decision.kind == "alias" else f"not {decision.target}"


def own(name: str) -> Entity:
    """An actor that is known by this name only."""
    return Entity(slug(name), name, "group", origin="text")


def entity_value(entity: Entity) -> dict[str, Any]:
    """An entity in its JSON form."""
    return {**asdict(entity), "backers": list(entity.backers)}


def touched(decision: Decision, decisions: Iterable[Decision]) -> tuple[set[str], set[str]]:
    """The ids and the folded names of actors that a decision may change, with all that others tie to them."""
    known = [each for each in decisions if each.on == "actor"]
    ids, names = ties(decision)
    before = (0, 0)
    while before != (len(ids), len(names)):
        before = (len(ids), len(names))
        for each in known:
            more, called = ties(each)
            if more & ids or called & names:
                ids |= more
                names |= called
    return ids, names


def ties(decision: Decision) -> tuple[set[str], set[str]]:
    ids = {decision.target, *((decision.other,) if decision.other else ())}
    if decision.kind == "unite":
        return ids, set()
    after = entity_of(decision.after)
    name = str(decision.before or "")
    return ids | ({after.id} if after else set()) | {slug(name)}, {fold(name)}
