"""What changed since the events were made last, and what stands around it: blocks of claims and the events so far."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Claim
from dateline.resolving.again import Former, key_numbers
from dateline.resolving.traits import Reader
from dateline.storing.connection import Store
from dateline.storing.plain import build

HALF = 1 << 63
"""What is taken off the number of a document's id, so that SQLite can hold it."""
UNCOMPARED = ("why", "sources")
"""Fields of a claim that comparing never looks at; to leave them out saves half of the time of reading."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents that changed: of `claims` those whose claims did, `all` with those that are told of otherwise only.

    `number` is that of the newest change.
    """

    claims: frozenset[str]
    all: frozenset[str]
    number: int


def read_changed(store: Store) -> Changed:
    """What changed; the pages that copy one of which more is told otherwise are told of otherwise, too."""
    rows = store.rows("SELECT number, document, claims FROM touched")
    own = {row["document"] for row in rows}
    copying = store.rows(
        "SELECT document FROM copy WHERE origin IN (SELECT value FROM json_each(?))", (json.dumps(sorted(own)),)
    )
    return Changed(
        frozenset(row["document"] for row in rows if row["claims"]),
        frozenset(own | {row["document"] for row in copying}),
        max((row["number"] for row in rows), default=0),
    )


def made_by(store: Store) -> str | None:
    """The version of joining that made all events, None where it is not known."""
    found = store.value("SELECT by FROM made")
    return None if found is None else str(found)


def times_made(store: Store) -> int:
    """How often events were made, by joining or by decisions."""
    return int(store.value("SELECT number FROM made"))


def put_made(db: sqlite3.Connection, by: str | None, upto: int, gone: Sequence[str] = ()) -> None:
    """Notes that the events are those of all changes up to a number, and of these documents being gone."""
    db.execute("UPDATE made SET by = ?", (by,))
    db.execute("DELETE FROM touched WHERE number <= ? OR document IN (SELECT value FROM json_each(?))",
               (upto, json.dumps(list(gone))))  # fmt: skip


def put_blocks(db: sqlite3.Connection, claims: Iterable[Claim]) -> None:
    """Enters the keys of claims."""
    db.executemany("INSERT OR IGNORE INTO block (key, document) VALUES (?, ?)", sorted(block_rows(claims)))


def drop_blocks(db: sqlite3.Connection, claims: Iterable[Claim] | None = None) -> None:
    """Takes the keys of claims out, with those that other claims of their documents have; or all keys."""
    if claims is None:
        db.execute("DELETE FROM block")
    else:
        db.executemany("DELETE FROM block WHERE key = ? AND document = ?", sorted(block_rows(claims)))


def block_rows(claims: Iterable[Claim]) -> set[tuple[int, int]]:
    """The rows of table `block` for some claims."""
    reader = Reader()
    return {(key, int(claim.document, 16) - HALF) for claim in claims for key in key_numbers(reader.read(claim))}


class Stored:
    """What `resolving.again` asks a database for."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def sharing(self, keys: Collection[int]) -> Iterable[str]:
        found = self.store.rows(
            "SELECT DISTINCT document FROM block WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(keys)),),
        )
        return [f"{row[0] + HALF:016x}" for row in found]

    def documents(self, claims: Collection[str]) -> Iterable[str]:
        found = self.store.rows(
            "SELECT DISTINCT document FROM claim WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(claims)),),
        )
        return [row[0] for row in found]

    def claims(self, documents: Collection[str]) -> Iterable[Claim]:
        found = self.store.rows(
            "SELECT record FROM claim WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, position",
            (json.dumps(sorted(documents)),),
        )
        for (record,) in found:
            told = json.loads(record)
            for name in UNCOMPARED:
                told[name] = ()
            yield build(Claim, told)

    def former(self, claims: Collection[str]) -> Iterable[Former]:
        """The machine's events: those that are kept because decisions changed them, else the events themselves."""
        held = json.dumps(sorted(claims))
        kept = self.store.rows(
            "SELECT record FROM event_machine WHERE id IN (SELECT event FROM event_machine_claim "
            "WHERE claim IN (SELECT value FROM json_each(?)))",
            (held,),
        )
        seen: set[str] = set()
        for (record,) in kept:
            told = json.loads(record)
            seen.update(told["claims"])
            yield tuple(told["claims"]), tuple((each["claim"], each["joined_with"]) for each in told["merges"])
        others = self.store.rows(
            "SELECT event, claim FROM event_claim WHERE event IN (SELECT event FROM event_claim "
            "WHERE claim IN (SELECT value FROM json_each(?)))",
            (json.dumps(sorted(set(claims) - seen)),),
        )
        members: dict[str, list[str]] = {}
        for event, claim in others:
            members.setdefault(event, []).append(claim)
        pairs: dict[str, list[tuple[str, str]]] = {event: [] for event in members}
        for event, one, other in self.store.rows(
            "SELECT event, claim, joined_with FROM merge WHERE event IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(members)),),
        ):
            pairs[event].append((one, other))
        for event, found in members.items():
            yield tuple(found), tuple(pairs[event])
