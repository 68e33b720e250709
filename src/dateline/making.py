"""The events of a database made anew: from all claims, or from those that some decisions touch.

Resolving gives the machine's events, which get their ids; decisions are put over them; then it is counted who vouches
for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dateline import storing
from dateline.deciding.replaying import Replayed, replay
from dateline.records import Claim, Event
from dateline.resolving import voices
from dateline.resolving.identifying import identified
from dateline.resolving.reconciling import reconcile
from dateline.storing import Store
from dateline.storing.decisions import put_replayed, read_decisions
from dateline.storing.plain import load
from dateline.storing.removing import delete_documents
from dateline.storing.writing import put_events, turn

FEW = 2_000
"""Claims up to which only what is known of their documents is read."""

Resolver = Callable[[tuple[Claim, ...]], tuple[Event, ...]]


def make_events(
    store: Store, resolver: Resolver | None = None, *, without: Sequence[str] = (), reason: str = ""
) -> tuple[int, int]:
    """Makes the events anew from all claims, again where another process changed these meanwhile; how many of each.

    `without` are documents that are taken out in the same transaction, for this reason.
    """
    left_out = set(without)
    while True:
        now = turn(store)
        claims = tuple(claim for claim in storing.read_claims(store) if claim.document not in left_out)
        by_id = {claim.id: claim for claim in claims}
        days = storing.days(store)
        machine = identified((resolver or resolve)(claims), by_id, days)
        recorded = read_decisions(store)
        replayed = replay(machine, by_id, [each.decision for each in recorded], days, reconcile)
        events = counted(store, replayed, by_id)
        with store.transaction() as db:
            if turn(store) != now:
                continue
            put_events(db, events)
            put_replayed(db, machine, replayed, {each.decision.id: each.number for each in recorded})
            if left_out:
                delete_documents(db, without, reason)
        return len(claims), len(events)


def remake(store: Store, claims: Iterable[str], decisions: Iterable[int] = ()) -> Replayed:
    """Makes those events anew that decisions on these claims may touch, inside a transaction.

    `decisions` are the numbers of new ones, which may rest on no claim that is there.

    What the machine made stays: this puts the decisions over it again, as `make_events` does, with the same result.
    """
    touched = closure(store, claims, decisions)
    by_id = {claim.id: claim for claim in storing.read_claims(store, sorted(touched.claims))}
    days = storing.days(store, by_document(by_id))
    recorded = read_decisions(store, touched.decisions)
    replayed = replay(touched.machine, by_id, [each.decision for each in recorded], days, reconcile)
    events = counted(store, replayed, by_id)
    put_events(store.db, events, among=sorted(touched.events))
    numbers = {each.decision.id: each.number for each in recorded}
    put_replayed(store.db, touched.machine, replayed, numbers, among=sorted(touched.claims))
    return replayed


def replayed_now(store: Store, claims: Iterable[str]) -> Replayed:
    """How things stand around these claims, with the events as they were before corrections of their fields."""
    touched = closure(store, claims)
    by_id = {claim.id: claim for claim in storing.read_claims(store, sorted(touched.claims))}
    decisions = [each.decision for each in read_decisions(store, touched.decisions)]
    return replay(touched.machine, by_id, decisions, storing.days(store, by_document(by_id)), reconcile)


def by_document(claims: Mapping[str, Claim]) -> list[str]:
    return sorted({claim.document for claim in claims.values()})


class Touched:
    """What hangs together by events, by what the machine made, and by decisions."""

    def __init__(self) -> None:
        self.claims: set[str] = set()
        self.events: set[str] = set()
        self.decisions: set[int] = set()
        self.machine: tuple[Event, ...] = ()


def closure(store: Store, claims: Iterable[str], decisions: Iterable[int] = ()) -> Touched:
    """All that decisions on these claims can change."""
    found, ahead = Touched(), set(claims)
    found.decisions |= set(decisions)
    while ahead:
        found.claims |= ahead
        held = json.dumps(sorted(ahead))
        among = "claim IN (SELECT value FROM json_each(:held))"
        found.events |= {row[0] for row in store.rows(f"SELECT event FROM event_claim WHERE {among}", {"held": held})}
        rows = store.rows(
            f"SELECT decision FROM decision_anchor WHERE {among} UNION "
            "SELECT decision FROM decision_anchor WHERE claim NOT IN (SELECT id FROM claim) AND document IN "
            "(SELECT document FROM claim WHERE id IN (SELECT value FROM json_each(:held)))",
            {"held": held},
        )
        found.decisions |= {row[0] for row in rows}
        rows = store.rows(
            "SELECT claim FROM event_claim WHERE event IN (SELECT value FROM json_each(:events)) UNION "
            "SELECT other.claim FROM event_machine_claim AS one JOIN event_machine_claim AS other USING (event) "
            f"WHERE one.{among} UNION "
            "SELECT claim FROM decision_anchor JOIN claim ON claim.id = claim "
            "WHERE decision IN (SELECT value FROM json_each(:decisions)) UNION "
            "SELECT claim.id FROM decision_anchor JOIN claim USING (document) WHERE decision_anchor.claim NOT IN "
            "(SELECT id FROM claim) AND decision IN (SELECT value FROM json_each(:decisions))",
            {
                "held": held,
                "events": json.dumps(sorted(found.events)),
                "decisions": json.dumps(sorted(found.decisions)),
            },
        )
        ahead = {row[0] for row in rows} - found.claims
    found.machine = machine_events(store, found)
    return found


def machine_events(store: Store, touched: Touched) -> tuple[Event, ...]:
    """The events of some claims as the machine made them: kept where decisions changed them, else as they are."""
    held = json.dumps(sorted(touched.claims))
    rows = store.rows(
        "SELECT DISTINCT id, record FROM event_machine JOIN event_machine_claim ON event = id "
        "WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY id",
        (held,),
    )
    kept = [load(Event, row["record"]) for row in rows]
    decided = {claim for event in kept for claim in event.claims}
    others = [event for event in storing.read_events(store, sorted(touched.events)) if not decided & set(event.claims)]
    return tuple(sorted([*kept, *(replace(event, texts=1, voices=()) for event in others)], key=lambda event: event.id))


def counted(store: Store, replayed: Replayed, claims: Mapping[str, Claim]) -> tuple[Event, ...]:
    """The events with who vouches for each; `claims` are as they were coded."""
    now = [replayed.claims[claim.id][0] if claim.id in replayed.claims else claim for claim in claims.values()]
    if len(now) > FEW:
        return voices.counted(replayed.events, now, storing.read_copies(store), storing.read_outlets(store))
    documents = {claim.document for claim in now}
    copies = storing.read_copies(store, sorted(documents))
    origins = {copy.origin for rows in copies.values() for copy in rows}
    return voices.counted(replayed.events, now, copies, storing.read_outlets(store, sorted(documents | origins)))


def resolve(claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """The events of claims, by dateline's own resolving."""
    from dateline import resolving

    return tuple(resolving.resolve(claims))
