"""The events of a database made anew: from all claims, or from those that some decisions touch.

Resolving gives the machine's events, which get their ids; decisions are put over them; then it is counted who vouches
for each.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dateline import storing
from dateline.deciding.naming import naming
from dateline.deciding.replaying import Replayed, by_date, replay
from dateline.deciding.slots import undone
from dateline.records import Claim, Event
from dateline.resolving import voices
from dateline.resolving.again import Changes, join_again
from dateline.resolving.events import events_of
from dateline.resolving.identifying import event_id, founder, identified
from dateline.resolving.reconciling import reconcile
from dateline.resolving.version import version
from dateline.storing import Store
from dateline.storing.decisions import Recorded, on_actors, put_replayed, read_decisions
from dateline.storing.plain import load
from dateline.storing.removing import delete_documents
from dateline.storing.spool import Spool
from dateline.storing.touched import (
    Changed,
    Stored,
    drop_blocks,
    made_by,
    put_blocks,
    put_made,
    read_changed,
    times_made,
)
from dateline.storing.writing import put_events, turn

FEW = 2_000
"""Claims up to which only what is known of their documents is read."""

DEARER = 20
"""How many times dearer it is to make the events around a claim anew than those of any claim when all are made."""
ENTERED = 5_000
"""Claims of which the keys are entered at a time."""

Resolver = Callable[[tuple[Claim, ...]], tuple[Event, ...]]


def make_events(
    store: Store, resolver: Resolver | None = None, *, without: Sequence[str] = (), reason: str = ""
) -> tuple[int, int]:
    """Brings the events up to date with the claims; how many claims and events there are then.

    Where few documents have changed since, only what these touch is made anew, with the result of making all anew
    (`resolving.again`); another `resolver` than dateline's own always makes all. It is done again where another process
    changed something meanwhile. `without` are documents that are taken out in the same transaction, for this reason.
    """
    while True:
        with store.snapshot():
            now = turn(store), times_made(store)
            changed = read_changed(store)
            if resolver is None and made_by(store) == version() and few(store, changed, without):
                made = around(store, changed, without)
            else:
                made = everything(store, resolver, changed, without)
        with store.transaction() as db:
            if (turn(store), times_made(store)) != now:
                continue
            made.put(db)
            if without:
                delete_documents(db, without, reason)
            put_made(db, version() if resolver is None else None, changed.number, without)
        return storing.sizes(store)


def make_again(store: Store, resolver: Resolver | None, before: Sequence[Claim]) -> None:
    """Brings the events up to date inside a transaction in which other claims took the place of those of `before`."""
    changed = read_changed(store)
    if resolver is None and made_by(store) == version() and few(store, changed, ()):
        made = around(store, changed, (), before)
    else:
        made = everything(store, resolver, changed, (), before)
    made.put(store.db)
    store.db.execute("DELETE FROM event_machine WHERE id NOT IN (SELECT event FROM event_machine_claim)")
    put_made(store.db, version() if resolver is None else None, changed.number)


@dataclass(frozen=True, slots=True)
class Made:
    """Events that were made, to be put in the place of those of the ids `events`, or of all.

    `made` can be gone through more than once. `machine` are they as they were before decisions (all that decisions may
    be about), `numbers` those of the decisions, and `claims` all that
    hangs together with them. The keys of `came` and `gone` are entered and taken out, or with `keys` those of `came`
    are all.
    """

    made: Iterable[Event]
    machine: Sequence[Event]
    replayed: Replayed
    numbers: Mapping[str, int]
    events: Sequence[str] | None = None
    claims: Sequence[str] | None = None
    came: Iterable[Claim] = ()
    gone: Sequence[Claim] = ()
    keys: bool = False

    def put(self, db: sqlite3.Connection) -> None:
        """Writes them, inside a transaction."""
        put_events(db, self.made, self.events)
        put_replayed(db, self.machine, self.replayed, self.numbers, self.claims)
        drop_blocks(db, None if self.keys else self.gone)
        came = iter(self.came)
        while some := tuple(islice(came, ENTERED)):
            put_blocks(db, some)


def few(store: Store, changed: Changed, without: Collection[str]) -> bool:
    """Whether so few documents have changed that it is quicker to look only at what they touch."""
    held = json.dumps(sorted(changed.claims | set(without)))
    own = store.value("SELECT count(*) FROM claim WHERE document IN (SELECT value FROM json_each(?))", (held,))
    return bool(own * DEARER <= store.value("SELECT count(*) FROM claim"))


def everything(
    store: Store, resolver: Resolver | None, changed: Changed, without: Collection[str], before: Iterable[Claim] = ()
) -> Made:
    """All events, of all claims. Only what joining looks at is held of a claim, and the events wait on disk.

    `before` are claims that are gone and that events have yet.
    """
    left_out = set(without)
    recorded = read_decisions(store)
    decided = Decided(recorded)
    machine: list[Event] = []
    by_id: dict[str, Claim] = {}

    def alone() -> Iterator[Event]:
        """The events that no decision is about; the others are kept for it."""
        waiting: list[tuple[Event, Sequence[Claim]]] = []
        size = 0
        for event, claims in identified_events(store, resolver, left_out):
            if decided.about(claims):
                machine.append(event)
                by_id.update({claim.id: claim for claim in claims})
                continue
            waiting.append((event, claims))
            size += len(claims)
            if size >= FEW // 2:
                yield from vouched(store, waiting)
                waiting, size = [], 0
        yield from vouched(store, waiting)

    spool = Spool(alone())
    days = storing.days(store, by_document(by_id))
    replayed = replay(sorted(machine, key=by_date), by_id, [each.decision for each in recorded], days, reconcile)
    known = made_by(store) == version()
    coming = [] if resolver is not None else sorted(changed.claims - left_out) if known else None
    gone = [*before, *(claim for document in sorted(left_out) for claim in storing.claims_of(store, document))]
    return Made(Chained(spool, counted(store, replayed, by_id)), machine, replayed, numbered(recorded),
                came=Coming(store, coming, left_out), gone=gone, keys=resolver is None and not known)  # fmt: skip


def identified_events(
    store: Store, resolver: Resolver | None, left_out: Collection[str]
) -> Iterator[tuple[Event, Sequence[Claim]]]:
    """Every event that the machine makes, under its id, with its claims."""
    days = storing.days(store)
    for event, claims in resolved(store, left_out) if resolver is None else by_resolver(store, resolver, left_out):
        yield replace(event, id=event_id(founder(claims, days).id)), claims


def resolved(store: Store, left_out: Collection[str]) -> Iterator[tuple[Event, Sequence[Claim]]]:
    """The events by dateline's own resolving; the claims are read once to be joined, and again to be told."""
    from dateline.resolving.events import events, joined

    clusterer = joined(claim for claim in storing.each_claim(store) if claim.document not in left_out)
    yield from events(clusterer, lambda ids: storing.read_claims(store, ids))


def by_resolver(store: Store, resolver: Resolver, left_out: Collection[str]) -> Iterator[tuple[Event, Sequence[Claim]]]:
    claims = tuple(claim for claim in storing.read_claims(store) if claim.document not in left_out)
    by_id = {claim.id: claim for claim in claims}
    for event in resolver(claims):
        yield event, [by_id[claim] for claim in event.claims]


def vouched(store: Store, events: Sequence[tuple[Event, Sequence[Claim]]]) -> tuple[Event, ...]:
    """Events that no decision is about, with who vouches for each."""
    claims = {claim.id: claim for _, of_event in events for claim in of_event}
    return counted(store, Replayed(tuple(event for event, _ in events), {}, (), {}), claims)


class Decided:
    """Which events decisions can be about: those with a claim of a page that one rests on, with the id of one, or with
    an actor that one is about."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        decisions = [each.decision for each in recorded]
        self.documents = {one.document for each in decisions for one in (*each.anchors, *each.others)}
        self.ids = {named for each in decisions for named in (each.target, each.other) if named}
        taken_back = undone(decisions)
        self.naming, _ = naming(each for each in decisions if each.id not in taken_back)

    def about(self, claims: Iterable[Claim]) -> bool:
        return bool(self.ids) and any(
            claim.document in self.documents or claim.id in self.ids or event_id(claim.id) in self.ids
            or (self.naming and self.naming.claim(claim)[1])
            for claim in claims
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coming:
    """The claims of some documents, or of all but some, as the database has them; read anew each time."""

    store: Store
    documents: Sequence[str] | None
    left_out: Collection[str]

    def __iter__(self) -> Iterator[Claim]:
        if self.documents is None:
            yield from (claim for claim in storing.each_claim(self.store) if claim.document not in self.left_out)
        else:
            for document in self.documents:
                yield from storing.claims_of(self.store, document)


@dataclass(frozen=True, slots=True)
class Chained:
    """Events that wait on disk, and others."""

    spool: Spool[Event]
    others: Sequence[Event]

    def __iter__(self) -> Iterator[Event]:
        yield from self.spool
        yield from self.others


def around(store: Store, changed: Changed, without: Collection[str], before: Iterable[Claim] = ()) -> Made:
    """The events that changed documents touch. `before` are claims that are gone and that events have yet."""
    left_out = set(without)
    gone = [*before, *(claim for document in sorted(left_out) for claim in storing.claims_of(store, document))]
    coded = changed.claims - left_out
    came = [claim for document in sorted(coded) for claim in storing.claims_of(store, document)]
    again: tuple[Event, ...] = ()
    anew: set[str] = set()
    if came or gone:
        joined = join_again(Stored(store), Changes(frozenset(coded | left_out), tuple(gone), tuple(came)))
        anew = set(joined.claims)
        again = events_of(
            joined.clusterer, {claim.id: claim for claim in storing.read_claims(store, sorted(anew))}, anew
        )
    told = [claim.id for document in sorted(changed.all - left_out) for claim in storing.claims_of(store, document)]
    touched = closure(store, {*anew, *told, *(claim.id for claim in gone)})
    by_id = {claim.id: claim for claim in storing.read_claims(store, sorted(touched.claims))
             if claim.document not in left_out}  # fmt: skip
    out = anew | {claim.id for claim in gone}
    stay = [event for event in touched.machine if not out & set(event.claims)]
    days = storing.days(store, by_document(by_id))
    machine = identified([*stay, *again], by_id, days)
    recorded = read_decisions(store, touched.decisions)
    replayed = replay(machine, by_id, [each.decision for each in recorded], days, reconcile)
    return Made(counted(store, replayed, by_id), machine, replayed, numbered(recorded), sorted(touched.events),
                sorted(touched.claims), came, gone)  # fmt: skip


def numbered(recorded: Iterable[Recorded]) -> dict[str, int]:
    return {each.decision.id: each.number for each in recorded}


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
    put_events(store.db, events, sorted(touched.events))
    put_replayed(store.db, touched.machine, replayed, numbered(recorded), sorted(touched.claims))
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
    found.decisions = undoing(store, {*decisions, *on_actors(store)})
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
        found.decisions = undoing(store, found.decisions | {row[0] for row in rows})
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


def undoing(store: Store, decisions: set[int]) -> set[int]:
    """The decisions, those that undo them, and those that they undo."""
    found: set[int] = set()
    while decisions != found:
        found = decisions
        rows = store.rows(
            "WITH known AS (SELECT id, target, kind FROM decision WHERE number IN (SELECT value FROM json_each(?))) "
            "SELECT number FROM decision WHERE id IN (SELECT target FROM known WHERE kind = 'undo') UNION "
            "SELECT number FROM decision WHERE kind = 'undo' AND target IN (SELECT id FROM known)",
            (json.dumps(sorted(found)),),
        )
        decisions = found | {row[0] for row in rows}
    return decisions


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
    if len(now) > FEW and len(now) * DEARER > int(store.value("SELECT count(*) FROM claim")):
        return voices.counted(replayed.events, now, storing.read_copies(store), storing.read_outlets(store))
    documents = {claim.document for claim in now}
    copies = storing.read_copies(store, sorted(documents))
    origins = {copy.origin for rows in copies.values() for copy in rows}
    return voices.counted(replayed.events, now, copies, storing.read_outlets(store, sorted(documents | origins)))
