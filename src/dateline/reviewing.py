"""People's decisions into a database: each is checked, added to the log, and put over the events it touches, in one
transaction.

This is what the command line and the web application stand on. Who decides and when is told by the caller; the order
in which decisions come counts, never a clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dateline import storing
from dateline.deciding.fields import ROLES, Coded, entities, entity_of, reassigned, value_of, with_value
from dateline.deciding.fingerprints import anchor, field_print, fingerprint
from dateline.deciding.naming import KINDS as NAMING
from dateline.deciding.naming import touched
from dateline.errors import DecisionError, StaleDecision
from dateline.knowledge.names import fold
from dateline.making import remake, replayed_now
from dateline.records import Anchor, Claim, Decision, DecisionKind, Entity, Event, Standing, digest
from dateline.storing import Store
from dateline.storing.decisions import (
    Recorded,
    again,
    append,
    claims_naming,
    decided_claims,
    decisions_of,
    on_actors,
    read_decisions,
)
from dateline.storing.plain import dump, plain

LONGEST_NAME = 200
LONGEST = 10_000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to decide. `target` is the id of an event, a claim or (to undo) a decision.

    Of a decision on an actor `target` is its id, `other` who it is one with (unite), `party` the name that is
    its own (alias) or not (unalias), and `after` who that name is instead.

    `field` and `after` are what to correct and the new value in its JSON form (`deciding.fields`); of a reassignment
    `field` is the role, `party` the id of who is there now and `after` the new one. `other` is the event to merge with,
    or that the target is a duplicate of; `claims` are those that a split takes out.
    """

    kind: DecisionKind
    target: str
    by: str
    at: str
    why: str = ""
    field: str | None = None
    after: Any = None
    party: str | None = None
    other: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is in the log now: its number there, and the events that it bears on, as they are after it."""

    number: int
    decision: Decision
    standing: Standing
    events: tuple[str, ...]


def decide(store: Store, wish: Wish, *, version: str | None = None) -> Decided:
    """Adds a decision and puts it over the record.

    `version` is that of the target as the person saw it (see `version_of`). Raises StaleDecision where it is another by
    now, and DecisionError where the wish makes no sense; then nothing is written.
    """
    check_words(wish)
    with store.transaction() as db:
        if version is not None and (now := version_of(store, wish.target)) != version:
            raise StaleDecision(
                f"{wish.target} has changed since you looked at it (it was {version}, it is {now}). "
                "Look at it again, then decide."
            )
        decision = again(store, made(store, wish))
        number = append(db, decision)
        if number is None:
            raise DecisionError(f"The decision {decision.id} is there already.")
        replayed = remake(store, current_claims(store, decision), [number])
    standing = next(each for each in replayed.standings if each.decision == decision.id)
    touched = tuple(event.id for event in replayed.events if decision.id in event.decisions)
    return Decided(number, decision, standing, touched)


def version_of(store: Store, target: str) -> str:
    """A mark that changes with all that is known of an event or a claim, decisions among it; for stale writes.

    That of an actor changes with the decisions on it.
    """
    rows = store.rows("SELECT mark FROM event WHERE id = ?", (target,))
    if rows:
        return str(rows[0]["mark"])
    rows = store.rows("SELECT record FROM claim WHERE id = ?", (target,))
    decided = store.rows("SELECT record, review FROM claim_decided WHERE claim = ?", (target,))
    if not rows:
        on = [each.decision.id for each in read_decisions(store, on_actors(store))
              if target in (each.decision.target, each.decision.other)]  # fmt: skip
        known = on or store.rows("SELECT 1 FROM entity WHERE id = ?1 UNION ALL SELECT 1 FROM event_party "
                                 "WHERE entity = ?1 LIMIT 1", (target,))  # fmt: skip
        return digest("actor", *on) if known else "gone"
    return digest("claim", *map(str, (*rows[0], *(decided[0] if decided else ()))))


def check_words(wish: Wish) -> None:
    if not wish.by.strip():
        raise DecisionError("A decision needs to say by whom it is. Give a name with --by, or set DATELINE_CODER.")
    if len(wish.why) > LONGEST or len(wish.by) > 200:
        raise DecisionError(f"A reason has {LONGEST:,} characters at most, a name 200. Shorten it.")
    try:
        datetime.fromisoformat(wish.at)
    except ValueError:
        raise DecisionError(f"{wish.at!r} is no time. Write it as 2024-03-09T14:30:00+00:00.") from None
    if wish.kind == "note" and not wish.why.strip():
        raise DecisionError("A note needs words. Give them with --why.")


def made(store: Store, wish: Wish) -> Decision:
    """The decision of a wish, with what was seen and the claims that it rests on. Raises DecisionError."""
    bare = Decision("", wish.kind, "decision", wish.by.strip(), wish.at, wish.target, wish.why.strip())
    if wish.kind == "undo":
        undo = one_decision(store, wish.target).decision
        return replace(bare, target=undo.id, anchors=undo.anchors, others=undo.others)
    if wish.kind in NAMING:
        return named(store, bare, wish)
    subject = found(store, wish.target)
    if isinstance(subject, Claim):
        if wish.kind in ("merge", "split", "duplicate"):
            raise DecisionError(f"{wish.target} is a claim; {wish.kind} is for events.")
        machine: Claim | Event = storing.read_claims(store, [subject.id])[0]
        bare = replace(bare, on="claim", target=subject.id, anchors=(anchor(subject),))
    else:
        machine = replayed_now(store, subject.claims).bases[subject.id]
        bare = replace(bare, on="event", target=subject.id, anchors=anchors(store, subject.claims))
        if wish.kind in ("merge", "split", "duplicate"):
            return regrouped(store, bare, wish, subject)
    if wish.kind in ("accept", "reject", "note"):
        return replace(bare, seen=fingerprint(machine) if wish.kind != "note" else None)
    if wish.kind in ("correct", "retype"):
        return corrected(bare, wish, subject, machine)
    return moved(bare, wish, subject)


def named(store: Store, bare: Decision, wish: Wish) -> Decision:
    """A decision on who is who."""
    subject = known_actor(store, wish.target)
    bare = replace(bare, on="actor", target=subject.id)
    if wish.kind == "unite":
        other = known_actor(store, wish.other or "")
        if other.id == subject.id:
            raise DecisionError(f"{subject.name} is one with itself already. Name another actor.")
        return replace(bare, other=other.id, after=plain(other))
    name = " ".join((wish.party or "").split())
    if not fold(name) or len(name) > LONGEST_NAME:
        raise DecisionError(f"Give the name, of {LONGEST_NAME} characters at most.")
    if wish.kind == "alias":
        return replace(bare, before=name, after=plain(subject))
    instead = entity_of(wish.after)
    if instead is not None and instead.id == subject.id:
        raise DecisionError(f"{name} would be {subject.name} as before. Name another actor, or none.")
    return replace(bare, before=name, after=None if instead is None else plain(instead))


def corrected(bare: Decision, wish: Wish, subject: Coded, machine: Claim | Event) -> Decision:
    field = "type" if wish.kind == "retype" else wish.field
    if field is None or (wish.kind == "correct" and field == "type"):
        raise DecisionError("Say which field to correct. The type has a decision of its own: retype.")
    before = value_of(subject, field)
    after = value_of(with_value(subject, field, wish.after), field)
    if after == before:
        raise DecisionError(f"{field} is {dump(before)} already. Accept it instead.")
    return replace(bare, field=field, before=before, after=after, seen=field_print(value_of(machine, field)))


def moved(bare: Decision, wish: Wish, subject: Coded) -> Decision:
    role = next((role for role in ROLES if role == wish.field), None)
    if role is None:
        raise DecisionError(f"{wish.field!r} is no role. Say actors or recipients.")
    entity = entity_of(wish.after)
    if wish.party is None and entity is None:
        raise DecisionError("Say who is there wrongly, or who is to be there.")
    there = {each.id for each in entities(subject, role)}
    if wish.party is not None and wish.party not in there:
        raise DecisionError(f"{wish.party!r} is not among the {role}: {', '.join(sorted(there)) or 'nobody is'}.")
    if reassigned(subject, role, wish.party, entity) == subject:
        raise DecisionError(f"That is so already: {', '.join(sorted(there))}.")
    return replace(bare, field=role, before=wish.party, after=plain(entity) if entity else None)


def regrouped(store: Store, bare: Decision, wish: Wish, subject: Event) -> Decision:
    if wish.kind == "split":
        claims = [claim for each in wish.claims if isinstance(claim := found(store, each), Claim)]
        outside = [claim.id for claim in claims if claim.id not in subject.claims]
        if outside or len(claims) != len(wish.claims) or not claims:
            raise DecisionError(f"Name claims of {subject.id} to take out, by their ids.")
        if len({claim.id for claim in claims}) == len(subject.claims):
            raise DecisionError(f"These are all claims of {subject.id}. Name those only that are another event.")
        return replace(bare, others=tuple(map(anchor, claims)))
    other = found(store, wish.other or "")
    if isinstance(other, Claim) or other.id == subject.id:
        raise DecisionError(f"Name another event than {subject.id}.")
    seen = fingerprint(replayed_now(store, subject.claims).bases[subject.id]) if wish.kind == "duplicate" else None
    return replace(bare, other=other.id, others=anchors(store, other.claims), seen=seen)


def found(store: Store, target: str) -> Event | Claim:
    """The event or claim of an id or the beginning of one, as it is now. Raises DecisionError or StoreError."""
    prefix = target.strip().casefold()
    begin = (prefix, prefix + "g")
    claims = store.rows("SELECT id FROM claim WHERE id >= ? AND id < ? LIMIT 2", begin)
    events = store.rows("SELECT id FROM event WHERE id >= ? AND id < ? LIMIT 2", begin)
    if len(claims) == 1 and not events and len(prefix) >= 4:
        claim = claims[0]["id"]
        decided = decided_claims(store, [claim])
        return decided[claim][0] if claim in decided else storing.read_claims(store, [claim])[0]
    if len(claims) + len(events) > 1 and not (len(events) == 1 and events[0]["id"] == prefix):
        raise DecisionError(f"More than one event or claim begins with {target!r}. Give more of the id.")
    return storing.find_event(store, target).events[0]


def anchors(store: Store, claims: Sequence[str]) -> tuple[Anchor, ...]:
    return tuple(map(anchor, storing.read_claims(store, claims)))


def one_decision(store: Store, target: str) -> Recorded:
    """The decision of a number, an id, or the beginning of one. Raises DecisionError."""
    target = target.strip().removeprefix("#")
    rows = store.rows("SELECT number FROM decision WHERE id = :t OR CAST(number AS TEXT) = :t", {"t": target})
    if not rows and len(target) >= 4:
        rows = store.rows("SELECT number FROM decision WHERE id LIKE ?", (target + "%",))
    if len(rows) != 1:
        raise DecisionError(f"{len(rows) or 'No'} decisions begin with {target!r}. List them with: dateline decisions")
    return read_decisions(store, [rows[0]["number"]])[0]


def current_claims(store: Store, *decisions: Decision) -> set[str]:
    """The claims that decisions rest on, of those that are there; of pages whose claims are others now, all. Decisions
    on actors rest on the claims that have these."""
    wanted = [one for decision in decisions for one in (*decision.anchors, *decision.others)]
    named = renamed_claims(store, decisions)
    there = {claim.id for claim in storing.read_claims(store, {one.claim for one in wanted})}
    lost = {one.document for one in wanted if one.claim not in there}
    return there | named | {claim.id for document in sorted(lost) for claim in storing.claims_of(store, document)}


def renamed_claims(store: Store, decisions: Iterable[Decision]) -> set[str]:
    """The claims that decisions on actors may change, or undoing these."""
    on: list[Decision] = []
    ahead = list(decisions)
    while ahead:
        on += [each for each in ahead if each.on == "actor"]
        ahead = list(decisions_of(store, [each.target for each in ahead if each.kind == "undo"]).values())
    if not on:
        return set()
    known = [each.decision for each in read_decisions(store, on_actors(store))]
    ids: set[str] = set()
    names: set[str] = set()
    for each in on:
        more, called = touched(each, known)
        ids |= more
        names |= called
    return claims_naming(store, ids, names)


def add_decisions(store: Store, decisions: Iterable[Decision]) -> tuple[int, int]:
    """Adds decisions that were made elsewhere, in their order, and puts them over the record; how many are new, and how
    many were there already."""
    given = list(decisions)
    with store.transaction() as db:
        numbers = {number: each for each in given if (number := append(db, each)) is not None}
        if numbers:
            remake(store, current_claims(store, *numbers.values()), numbers)
    return len(numbers), len(given) - len(numbers)


def known_actor(store: Store, words: str) -> Entity:
    """The actor of an id or a name, of the database or of the catalogue. Raises DecisionError."""
    from dateline.knowledge.actors import load_actors
    from dateline.storing.plain import load

    catalogue = load_actors()
    listed = catalogue.entity(words.strip())
    if listed is not None:
        return listed
    among = "SELECT DISTINCT record FROM entity WHERE {} = ? ORDER BY record"
    rows = store.rows(among.format("id"), (words,))
    if rows:
        return placed(store, load(Entity, rows[-1]["record"]))
    rows = store.rows(among.format("name"), (words,))
    made_up = {each.id: each for each in (load(Entity, row["record"]) for row in rows)}
    if not made_up:  # somebody whom a person put there, or whom a page names by another word
        made_up = {each.id: each for each in as_party(store, words)}
    wanted = fold(words)
    names = {state.entity.id: state.entity for state in catalogue.states.values()
             if wanted in {fold(name) for name in (state.entity.name, *state.aliases)}}  # fmt: skip
    names |= {entity.id: entity for name, entity, _ in catalogue.names() if fold(name) == wanted}
    candidates = names or made_up
    if not candidates:
        raise DecisionError(f"No actor is called {words!r}. Give the name or the id of one that the record has.")
    if len(candidates) != 1:
        shown = ", ".join(sorted(candidates))
        raise DecisionError(f"{words!r} is the name of {len(candidates)} known actors ({shown}). Give the id of one.")
    return placed(store, next(iter(candidates.values())))


def as_party(store: Store, actor: str) -> list[Entity]:
    """An actor as each event has it."""
    found = "SELECT record FROM event WHERE id IN (SELECT event FROM event_party WHERE entity = ?)"
    records = [json.loads(row["record"]) for row in store.rows(found, (actor,))]
    parties = [party for record in records for party in (*record["actors"], *record["recipients"])]
    return [each for party in parties if (each := entity_of(party)) is not None and each.id == actor]


def placed(store: Store, entity: Entity) -> Entity:
    """An actor that only texts tell, with the country that all events give it that give it one."""
    if entity.country is not None or entity.origin != "text":
        return entity
    countries = {each.country for each in as_party(store, entity.id) if each.country}
    return replace(entity, country=countries.pop()) if len(countries) == 1 else entity
