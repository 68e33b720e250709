"""The log of decisions, which is only ever added to, and what was made of it the last time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from dateline.deciding.fingerprints import decision_id
from dateline.deciding.replaying import Replayed
from dateline.knowledge.names import fold
from dateline.records import Claim, Decision, DecisionState, Event, Review, Standing
from dateline.storing.connection import Store
from dateline.storing.plain import dump, load


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision of the database, its number in the order in which it came, and how it stands."""

    number: int
    decision: Decision
    standing: Standing | None


def append(db: sqlite3.Connection, decision: Decision) -> int | None:
    """Adds a decision inside a transaction; its number, None where it is there already."""
    row = db.execute(
        "INSERT INTO decision (id, record) SELECT :id, :record "
        "WHERE NOT EXISTS (SELECT 1 FROM decision WHERE id = :id) RETURNING number",  # a conflict would use up a number
        {"id": decision.id, "record": dump(decision)},
    ).fetchone()
    if row is None:
        return None
    db.executemany(
        "INSERT OR IGNORE INTO decision_anchor (decision, claim, document) VALUES (?, ?, ?)",
        [(row[0], one.claim, one.document) for one in (*decision.anchors, *decision.others)],
    )
    return int(row[0])


def read_decisions(store: Store, numbers: Iterable[int] | None = None) -> list[Recorded]:
    """All decisions, or those of these numbers, in the order in which they came."""
    chosen = "" if numbers is None else "WHERE number IN (SELECT value FROM json_each(?)) "
    values = () if numbers is None else (json.dumps(sorted(numbers)),)
    rows = store.rows(
        "SELECT number, decision.record, state, subject, reason FROM decision "
        f"LEFT JOIN decision_standing ON decision_standing.decision = number {chosen}ORDER BY number",
        values,
    )
    return [_recorded(row) for row in rows]


def decisions_on(store: Store, subjects: Sequence[str]) -> list[Recorded]:
    """The decisions that bear on these events or claims now, in the order in which they came."""
    rows = store.rows(
        "SELECT decision FROM decision_standing WHERE subject IN (SELECT value FROM json_each(?))",
        (json.dumps(list(subjects)),),
    )
    return read_decisions(store, [row[0] for row in rows])


def on_actors(store: Store) -> list[int]:
    """The numbers of the decisions on actors, which bear on all claims."""
    return [row[0] for row in store.rows("SELECT number FROM decision WHERE kind IN ('unite', 'alias', 'unalias')")]


def claims_naming(store: Store, ids: Iterable[str], names: Iterable[str]) -> set[str]:
    """The claims that have one of some actors, as coded or as decided, or a participant by one of some folded names."""
    wanted, called = set(ids), set(names)
    held = json.dumps(sorted(wanted))
    found = {row[0] for row in store.rows(
        "SELECT claim FROM event_claim WHERE event IN (SELECT event FROM event_party WHERE entity IN "
        "(SELECT value FROM json_each(?)))", (held,),
    )}  # fmt: skip
    if called:
        spelt = [row[0] for row in store.rows("SELECT DISTINCT words FROM claim_party") if fold(row[0]) in called]
        named = "SELECT claim FROM claim_party WHERE words IN (SELECT value FROM json_each(?))"
        found |= {row[0] for row in store.rows(named, (json.dumps(spelt),))}
    coded = "SELECT claim FROM claim_party WHERE entity IN (SELECT value FROM json_each(?))"
    return found | {row[0] for row in store.rows(coded, (held,))}


def decisions_of(store: Store, ids: Sequence[str]) -> dict[str, Decision]:
    """Decisions by their ids."""
    rows = store.rows("SELECT record FROM decision WHERE id IN (SELECT value FROM json_each(?))",
                      (json.dumps(list(ids)),))  # fmt: skip
    found = [load(Decision, row["record"]) for row in rows]
    return {each.id: each for each in found}


def again(store: Store, decision: Decision) -> Decision:
    """The decision with its turn and id, which tell it from those before that say the same."""
    before = store.value("SELECT count(*) FROM decision WHERE by = ? AND target = ?", (decision.by, decision.target))
    return numbered(decision, int(before))


def numbered(decision: Decision, turn: int) -> Decision:
    """The decision with a turn, and with the id that follows from all that it says."""
    made = replace(decision, turn=turn)
    return replace(made, id=decision_id(made))


def decided_claims(store: Store, claims: Iterable[str]) -> dict[str, tuple[Claim, Review]]:
    """Of these claims those that people have corrected or judged, as they are now, with their review."""
    rows = store.rows("SELECT * FROM claim_decided WHERE claim IN (SELECT value FROM json_each(?))",
                      (json.dumps(list(claims)),))  # fmt: skip
    return {row["claim"]: (load(Claim, row["record"]), cast(Review, row["review"])) for row in rows}


def put_replayed(
    db: sqlite3.Connection,
    machine: Sequence[Event],
    replayed: Replayed,
    numbers: Mapping[str, int],
    among: Sequence[str] | None = None,
) -> None:
    """Stores what a replay gave besides the events, of all claims or of those `among`, inside a transaction."""
    if among is None:
        for table in ("event_machine_claim", "event_machine", "claim_decided", "decision_standing"):
            db.execute(f"DELETE FROM {table}")
    else:
        held = (json.dumps(list(among)),)
        db.execute("DELETE FROM event_machine WHERE id IN (SELECT event FROM event_machine_claim "
                   "WHERE claim IN (SELECT value FROM json_each(?)))", held)  # fmt: skip
        db.execute("DELETE FROM claim_decided WHERE claim IN (SELECT value FROM json_each(?))", held)
    final = {event.id: event for event in replayed.events}
    for event in machine:
        if final.get(event.id) != event:
            db.execute("INSERT INTO event_machine (id, record) VALUES (?, ?)", (event.id, dump(event)))
            db.executemany("INSERT INTO event_machine_claim (claim, event) VALUES (?, ?)",
                           [(claim, event.id) for claim in event.claims])  # fmt: skip
    db.executemany(
        "INSERT INTO claim_decided (claim, record, review) VALUES (?, ?, ?)",
        [(claim, dump(record), review) for claim, (record, review) in replayed.claims.items()],
    )
    db.executemany(
        "INSERT OR REPLACE INTO decision_standing (decision, state, subject, reason) VALUES (?, ?, ?, ?)",
        [(numbers[one.decision], one.state, one.subject, one.reason) for one in replayed.standings],
    )


def _recorded(row: sqlite3.Row) -> Recorded:
    decision = load(Decision, row["record"])
    standing = None
    if row["state"] is not None:
        standing = Standing(decision.id, cast(DecisionState, row["state"]), row["subject"], row["reason"])
    return Recorded(row["number"], decision, standing)
