"""Rounds of double coding: who codes which events, and what they decided, kept apart until all have finished."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Decision
from dateline.storing.connection import Store
from dateline.storing.decisions import numbered
from dateline.storing.plain import dump, load


@dataclass(frozen=True, slots=True)
class Round:
    """A round: its events in order, by the ids that they had when it began, and its coders with the time at which each
    has finished. `filter` is that of the address; `closed` the time at which the decisions went into the log."""

    number: int
    name: str
    filter: Mapping[str, str]
    by: str
    at: str
    closed: str | None
    events: tuple[str, ...]
    coders: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Held:
    """A decision of a round, and the event of the round that it is about."""

    number: int
    event: str
    decision: Decision


def begin_round(
    store: Store, name: str, chosen: Mapping[str, str], by: str, at: str, events: Sequence[str], coders: Sequence[str]
) -> int:
    """A new round; its number."""
    with store.transaction() as db:
        row = db.execute(
            "INSERT INTO round (name, filter, by, at) VALUES (?, ?, ?, ?)", (name, json.dumps(dict(chosen)), by, at)
        )
        number = int(row.lastrowid or 0)
        db.executemany("INSERT INTO round_event (round, position, event) VALUES (?, ?, ?)",
                       [(number, position, event) for position, event in enumerate(events)])  # fmt: skip
        db.executemany("INSERT INTO round_coder (round, name) VALUES (?, ?)", [(number, each) for each in coders])
    return number


def read_rounds(store: Store, number: int | None = None) -> list[Round]:
    """All rounds or the one of this number, the newest first."""
    rows = store.rows("SELECT * FROM round WHERE ?1 IS NULL OR number = ?1 ORDER BY number DESC", (number,))
    found = []
    for row in rows:
        of = (row["number"],)
        events = store.rows("SELECT event FROM round_event WHERE round = ? ORDER BY position", of)
        coders = store.rows("SELECT name, finished FROM round_coder WHERE round = ? ORDER BY name", of)
        found.append(
            Round(
                row["number"], row["name"], json.loads(row["filter"]), row["by"], row["at"], row["closed"],
                tuple(each[0] for each in events), {each["name"]: each["finished"] for each in coders},
            )
        )  # fmt: skip
    return found


def in_open_rounds(store: Store) -> set[str]:
    """The events that open rounds have, by the ids that they had when these began."""
    rows = store.rows("SELECT event FROM round_event JOIN round ON number = round WHERE closed IS NULL")
    return {row[0] for row in rows}


def held(store: Store, number: int, by: str | None = None, event: str | None = None) -> list[Held]:
    """What was decided in a round, in the order in which it came."""
    rows = store.rows(
        "SELECT number, event, record FROM round_decision WHERE round = :round AND (:by IS NULL OR by = :by) "
        "AND (:event IS NULL OR event = :event) ORDER BY number",
        {"round": number, "by": by, "event": event},
    )
    return [Held(row["number"], row["event"], load(Decision, row["record"])) for row in rows]


def hold(store: Store, number: int, event: str, decision: Decision) -> Held:
    """Keeps a decision of a round, inside a transaction; with its turn and id."""
    before = store.value(
        "SELECT (SELECT count(*) FROM decision WHERE by = :by AND target = :target) + (SELECT count(*) FROM "
        "round_decision WHERE by = :by AND json_extract(record, '$.target') = :target)",
        {"by": decision.by, "target": decision.target},
    )
    made = numbered(decision, int(before))
    row = store.db.execute(
        "INSERT INTO round_decision (round, event, id, by, record) VALUES (?, ?, ?, ?, ?)",
        (number, event, made.id, made.by, dump(made)),
    )
    return Held(int(row.lastrowid or 0), event, made)


def finish(db: sqlite3.Connection, number: int, name: str, at: str) -> None:
    """Notes that a coder has finished, inside a transaction."""
    db.execute("UPDATE round_coder SET finished = ? WHERE round = ? AND name = ?", (at, number, name))


def close(db: sqlite3.Connection, number: int, at: str) -> None:
    """Closes a round, inside a transaction."""
    db.execute("UPDATE round SET closed = ? WHERE number = ?", (at, number))
