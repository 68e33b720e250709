"""What became of the events of earlier runs: which ids are no events any more, and what they lead to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.storing.connection import Store

Fate = Literal["renamed", "merged", "split", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """An event that is not what it was: `successor` is one of those that have its claims now, null where none has.

    renamed: all its claims are in one event of another id; merged: so, and with those of other events; split: its
    claims are in several events, of which one may have its id; gone: its claims are gone. `run` is that after which.
    """

    event: str
    change: Fate
    successor: str | None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An id that is no event any more, what became of it last, and the events that have its claims now."""

    event: str
    change: Fate
    successors: tuple[str, ...]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """What became of the events of a database; both map each claim to its event."""
    members: dict[str, list[str]] = {}
    for claim, event in before.items():
        members.setdefault(event, []).append(claim)
    sources: dict[str, set[str]] = {}
    for claim, event in after.items():
        if claim in before:
            sources.setdefault(event, set()).add(before[claim])
    alive = set(after.values())
    for event, claims in sorted(members.items()):
        successors = sorted({after[claim] for claim in claims if claim in after})
        if not successors:
            if event not in alive:
                yield Change(event, "gone", None)
            continue
        if len(successors) > 1:
            yield from (Change(event, "split", each) for each in successors if each != event)
        elif successors[0] != event:
            yield Change(event, "merged" if len(sources[successors[0]]) > 1 else "renamed", successors[0])


def write_changes(db: sqlite3.Connection, found: Iterable[Change]) -> None:
    """Adds changes to the history, as of the newest run."""
    db.executemany(
        "INSERT INTO event_change (event, change, successor, run) VALUES (?, ?, ?, (SELECT max(id) FROM run))",
        [(each.event, each.change, each.successor) for each in found],
    )


def read_changes(store: Store, event: str | None = None) -> list[Change]:
    """The history of one id or of all, the oldest first."""
    rows = store.rows(
        "SELECT event, change, successor, run FROM event_change WHERE :event IS NULL OR event = :event ORDER BY number",
        {"event": event},
    )
    return [Change(*row) for row in rows]


def follow(store: Store, event: str) -> tuple[str, ...]:
    """The events that an id leads to: itself, the event that has its founder now, or those that took its claims."""
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [event]
    while ahead:
        at = ahead.pop()
        if at in seen:
            continue
        seen.add(at)
        now = store.rows(
            "SELECT id FROM event WHERE id = :at UNION "
            "SELECT event FROM claim JOIN event_claim ON event_claim.claim = claim.id WHERE founds = :at",
            {"at": at},
        )
        if now:
            found.update(row[0] for row in now)
        else:
            ahead += [row[0] for row in store.rows(
                "SELECT successor FROM event_change WHERE event = ? AND successor IS NOT NULL", (at,)
            )]  # fmt: skip
    return (event,) if event in found else tuple(sorted(found))


def tombstones(store: Store) -> list[Tombstone]:
    """All ids that were events after some run and are none now, in the order of the ids."""
    rows = store.rows(
        "SELECT event, change FROM event_change AS last WHERE event NOT IN (SELECT id FROM event) "
        "AND number = (SELECT max(number) FROM event_change WHERE event = last.event) ORDER BY event"
    )
    return [Tombstone(row["event"], row["change"], follow(store, row["event"])) for row in rows]


def former_ids(store: Store, events: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tombstones that lead to each of these events; events that no other id leads to are left out."""
    wanted = json.dumps(list(events))
    dead = "past NOT IN (SELECT id FROM event)"
    by_claim = store.rows(
        "SELECT DISTINCT event_claim.event AS now, event_change.event AS past FROM event_claim "
        "JOIN claim ON claim.id = event_claim.claim JOIN event_change ON event_change.event = claim.founds "
        f"WHERE event_claim.event IN (SELECT value FROM json_each(?)) AND {dead}",
        (wanted,),
    )
    found = {(row["now"], row["past"]) for row in by_claim}
    by_history = store.rows(
        "WITH RECURSIVE start (now, at) AS (SELECT value, value FROM json_each(:events) UNION ALL "
        "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:found)), "
        "back (now, past) AS (SELECT now, event FROM start JOIN event_change ON successor = at UNION "
        "SELECT now, event FROM back JOIN event_change ON successor = past) "
        f"SELECT now, past FROM back WHERE {dead} AND NOT EXISTS (SELECT 1 FROM claim JOIN event_claim "
        "ON event_claim.claim = claim.id WHERE founds = past)",
        {"events": wanted, "found": json.dumps(sorted(found))},
    )
    found |= {(row["now"], row["past"]) for row in by_history}
    formerly: dict[str, list[str]] = {}
    for now, past in sorted(found):
        formerly.setdefault(now, []).append(past)
    return {now: tuple(pasts) for now, pasts in formerly.items()}
