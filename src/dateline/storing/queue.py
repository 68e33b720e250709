"""The queue in the database: files and addresses to do, in hand, done and failed.

An entry is taken by one process at a time. What a process held that has ended is free again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.storing import leases
from dateline.storing.connection import Store
from dateline.storing.plain import storable

EntryState = Literal["todo", "doing", "done", "failed"]

ENTERED_TOGETHER = 1000
"""Entries of one transaction; others can write in between."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file or an address to be done: its URI, how the person named it, and the stamp of a file as it is now."""

    uri: str
    name: str
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the queue. `run` is the last run that finished it."""

    id: int
    uri: str
    name: str
    stamp: str | None
    state: EntryState
    run: int | None


def enter(store: Store, wanted: Iterable[Wanted], *, again: bool = True) -> dict[str, int]:
    """Puts files and addresses in the queue; the ids of their entries by URI, in the order given.

    What was done or failed before is to be done again, unless `again` says no: then only new ones are entered, and
    only theirs are given. What a process has in hand stays with it.
    """
    ids: dict[str, int] = {}
    rows = [(each.uri, storable(each.name), each.stamp) for each in wanted]
    conflict = (
        "DO UPDATE SET name = excluded.name, stamp = excluded.stamp, "
        "state = CASE state WHEN 'doing' THEN state ELSE 'todo' END"
        if again
        else "DO NOTHING"
    )
    for first in range(0, len(rows), ENTERED_TOGETHER):
        with store.transaction() as db:
            for row in rows[first : first + ENTERED_TOGETHER]:
                found = db.execute(
                    f"INSERT INTO entry (uri, name, stamp) VALUES (?, ?, ?) ON CONFLICT (uri) {conflict} RETURNING id",
                    row,
                ).fetchone()
                if found is not None:
                    ids[row[0]] = found[0]
    return ids


def take(store: Store, run: int, entry: int) -> Entry | None:
    """The entry, now in hand of this run; None where another process has it in hand or has done it meanwhile."""
    with store.transaction() as db:
        renew(db, run)
        row = db.execute(
            "SELECT entry.*, process, lease FROM entry LEFT JOIN run ON run.id = holder WHERE entry.id = ?", (entry,)
        ).fetchone()
        if row is None or not _free(row):
            return None
        db.execute("UPDATE entry SET state = 'doing', holder = ? WHERE id = ?", (run, entry))
        return _entry(row)


def renew(db: sqlite3.Connection, run: int) -> None:
    """Makes the lease of a run longer, where it is not fresh; to be called inside a transaction."""
    end = leases.until()
    db.execute(
        "UPDATE run SET process = ?, lease = ? WHERE id = ? AND (lease IS NULL OR lease < ?)",
        (leases.mark(), end, run, end - leases.RENEW_SECONDS),
    )


def close_entries(db: sqlite3.Connection, run: int, ended: Sequence[tuple[int, EntryState]]) -> None:
    """Marks entries in hand of this run as done or failed; inside the transaction that stores their last pages."""
    db.executemany(
        "UPDATE entry SET state = ?, run = ?, holder = NULL WHERE id = ? AND holder = ? AND state = 'doing'",
        [(state, run, entry, run) for entry, state in ended],
    )


def release(store: Store, run: int) -> None:
    """Ends the process's part in a run: what it has in hand still is to be done by the next."""
    with store.transaction() as db:
        db.execute("UPDATE entry SET state = 'todo', holder = NULL WHERE holder = ? AND state = 'doing'", (run,))
        db.execute("UPDATE run SET process = NULL, lease = NULL WHERE id = ?", (run,))


def waiting(store: Store) -> list[int]:
    """The ids of the entries that wait to be done, in the order in which they came."""
    rows = store.rows(
        "SELECT entry.id, entry.state, process, lease FROM entry LEFT JOIN run ON run.id = holder "
        "WHERE entry.state IN ('todo', 'doing') ORDER BY entry.id"
    )
    return [row["id"] for row in rows if _free(row)]


def repeat(store: Store, entries: Sequence[int]) -> list[int]:
    """Puts entries back that are done or failed; the ids of those that are to be done now, in the order given.

    Standard input cannot be read again, so what came from it is left as it is.
    """
    sent = {row["id"] for row in store.rows("SELECT id FROM entry WHERE uri LIKE 'stdin:%'")}
    entries = [entry for entry in entries if entry not in sent]
    with store.transaction() as db:
        db.execute(
            "UPDATE entry SET state = 'todo' "
            "WHERE state IN ('done', 'failed') AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(entries)),),
        )
    return list(dict.fromkeys(entries))


def before(store: Store, entry: Entry, name: str) -> str | None:
    """The id of the page that an input of this name had when its entry was last finished; None where it had none."""
    if entry.run is None:
        return None
    rows = store.rows(
        "SELECT document FROM run_input WHERE entry = ? AND name = ? AND run = ?", (entry.id, name, entry.run)
    )
    return rows[0]["document"] if len(rows) == 1 else None


def _free(row: sqlite3.Row) -> bool:
    """Whether an entry can be taken: it is to be done, or its holder has ended."""
    return row["state"] == "todo" or (row["state"] == "doing" and not leases.alive(row["process"], row["lease"]))


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(row["id"], row["uri"], row["name"], row["stamp"], row["state"], row["run"])
