"""Whether a database holds what it says: each check is a function that yields what it finds wrong.

A database that a killed run has left is not at fault: what that run had not come to is a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from dateline.deciding.fingerprints import decision_id
from dateline.errors import StoreError
from dateline.records import Claim, Decision, Event
from dateline.resolving.identifying import event_id
from dateline.resolving.version import version
from dateline.storing.connection import Store, in_sentences
from dateline.storing.history import read_changes
from dateline.storing.plain import load
from dateline.storing.quotes import mentions, reproduces
from dateline.storing.reading import read_documents, read_entities, read_events, unfinished
from dateline.storing.touched import block_rows, made_by, read_changed
from dateline.storing.writing import event_words, has_point

Level = Literal["fault", "note"]

RESTORE = "Restore the database from a backup, or run on the pages again with another database."
REMAKE = "Make the events anew: dateline run on any page, or without paths where a run was stopped."
RECODE = "Run on the page again with another database; if the fault comes back, please report it."
PAGES = 200
"""Documents or events that are read at a time."""
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What building a record raises where its JSON is that of another thing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, or a note: which check, which row or file, what, and what to do."""

    check: str
    level: Level
    where: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that was made: how many things it looked at, and what it found."""

    name: str
    help: str
    looked_at: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check yields for a thing that is wrong; `where` names the thing."""

    where: str
    what: str
    advice: str
    level: Level = "fault"


Check = Callable[[Store], Iterator[Fault | None]]
"""Yields None for each thing that is right."""


def check(store: Store) -> Iterator[Checked]:
    """Makes all checks, one after the other. A check that cannot be made is a fault itself."""
    for name, (help_text, made) in CHECKS.items():
        found: list[Finding] = []
        count = 0
        try:
            with in_sentences(store.path):
                for fault in made(store):
                    count += 1
                    if fault is not None:
                        found.append(Finding(name, fault.level, fault.where, fault.what, fault.advice))
        except (StoreError, *UNREADABLE) as fault:
            found.append(Finding(name, "fault", str(store.path), f"the check could not be made: {fault}", RESTORE))
        yield Checked(name, help_text, count, tuple(found))


def file(store: Store) -> Iterator[Fault | None]:
    for (message,) in store.rows("PRAGMA integrity_check"):
        yield None if message == "ok" else Fault(str(store.path), message, RESTORE)


def keys(store: Store) -> Iterator[Fault | None]:
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    broken = {row["table"]: row for row in store.rows("PRAGMA foreign_key_check")}
    for table in tables:
        row = broken.get(table)
        what = row and f"row {row['rowid']} points to a row of {row['parent']} that is not there"
        yield Fault(table, what, RESTORE) if what else None


def documents(store: Store) -> Iterator[Fault | None]:
    ids = [row[0] for row in store.rows("SELECT id FROM document ORDER BY id")]
    claimed = {row[0] for row in store.rows("SELECT DISTINCT document FROM claim")}
    for start in range(0, len(ids), PAGES):
        for document in read_documents(store, ids[start : start + PAGES]):
            replaced = "\ufffd" in document.page.text  # what UTF-8 cannot hold was replaced after the id was made
            if document.page.id != document.id and not replaced:
                yield Fault(document.id, "the page has changed since it was stored: its id does not fit", RESTORE)
            elif (document.id in claimed) != (document.state == "coded"):
                state = "has no claims" if document.state == "coded" else "has claims"
                yield Fault(document.id, f"the page is {document.state} and {state}", RECODE)
            else:
                yield None


def quotes(store: Store) -> Iterator[Fault | None]:
    ids = [row[0] for row in store.rows("SELECT id FROM document WHERE state IN ('coded', 'no-event') ORDER BY id")]
    for start in range(0, len(ids), PAGES):
        for document in read_documents(store, ids[start : start + PAGES]):
            quoting = [(f"claim {claim.id}", claim) for claim in readable_claims(store, document.id)]
            records: list[tuple[str, object]] = [
                *quoting,
                (f"actors of {document.id}", read_entities(store, document.id)),
            ]
            for name, record in records:
                for mention in mentions(record):
                    span = mention.span
                    wrong = not reproduces(document.page.text, document.boilerplate, mention)
                    yield (
                        Fault(
                            name, f"characters {span.start} to {span.end} of the page are not “{mention.text}”", RECODE
                        )
                        if wrong
                        else None
                    )


def readable_claims(store: Store, document: str) -> Iterator[Claim]:
    """The claims of a document but those that cannot be read, which are the fault of another check."""
    for (record,) in store.rows("SELECT record FROM claim WHERE document = ? ORDER BY position", (document,)):
        with suppress(*UNREADABLE):
            yield load(Claim, record)


def claims(store: Store) -> Iterator[Fault | None]:
    in_events = {row[0] for row in store.rows(
        "SELECT claim FROM event_claim UNION SELECT claim FROM claim_decided WHERE review = 'rejected'"
    )}  # fmt: skip
    behind = unfinished(store)
    for row in store.rows("SELECT id, document, record FROM claim ORDER BY document, position"):
        try:
            claim = load(Claim, row["record"])
        except UNREADABLE as fault:
            yield Fault(f"claim {row['id']}", f"cannot be read: {fault}", RESTORE)
            continue
        if (claim.id, claim.document) != (row["id"], row["document"]):
            yield Fault(f"claim {row['id']}", "its record is that of another claim", RESTORE)
        elif claim.id not in in_events and not behind:
            yield Fault(f"claim {row['id']}", "belongs to no event", REMAKE)
        else:
            yield None


def events(store: Store) -> Iterator[Fault | None]:
    for event, fault in read_one_by_one(store):
        name = f"event {event if isinstance(event, str) else event.id}"
        if isinstance(event, str):
            yield Fault(name, f"cannot be read: {fault}", REMAKE)
        elif not event.claims:
            yield Fault(name, "has no claims", REMAKE)
        elif event.id not in map(event_id, event.claims):
            yield Fault(name, "its id is not made of one of its claims", REMAKE)
        else:
            yield None


def blocks(store: Store) -> Iterator[Fault | None]:
    """Claims that came after the events were made have no keys yet, and none have where the version is not known."""
    if made_by(store) != version():
        return
    there = {(row[0], row[1]) for row in store.rows("SELECT key, document FROM block")}
    waiting = read_changed(store).claims
    for (document,) in store.rows("SELECT DISTINCT document FROM claim ORDER BY document"):
        if document not in waiting:
            fits = there.issuperset(block_rows(readable_claims(store, document)))
            yield None if fits else Fault(f"claims of {document}", "are not found by what they share", RESTORE)


def search(store: Store) -> Iterator[Fault | None]:
    indexed = {row["event"]: row["words"] for row in store.rows("SELECT event, words FROM event_text")}
    for event, _ in read_one_by_one(store):
        if isinstance(event, str):
            indexed.pop(event, None)
            continue
        fits = indexed.pop(event.id, None) == event_words(store.db, event)
        yield None if fits else Fault(f"event {event.id}", "is not found by its own words", REMAKE)
    for left in sorted(indexed):
        yield Fault(f"event {left}", "is found by a search and is not there", REMAKE)
    numbers = {row[0] for row in store.rows("SELECT number FROM document WHERE number IS NOT NULL")}
    rows = {row[0] for row in store.rows("SELECT rowid FROM document_words")}
    for number in sorted(numbers | rows):
        fits = number in numbers and number in rows
        yield None if fits else Fault(f"row {number} of document_words", "is not in step with its page", RESTORE)


def places(store: Store) -> Iterator[Fault | None]:
    (message,) = store.rows("SELECT rtreecheck('event_place')")[0]
    yield None if message == "ok" else Fault("event_place", str(message), REMAKE)
    indexed = {row[0] for row in store.rows("SELECT number FROM event_place")}
    numbers = dict(map(tuple, store.rows("SELECT id, number FROM event")))
    for event, _ in read_one_by_one(store):
        if isinstance(event, Event):
            fits = (numbers[event.id] in indexed) == has_point(event.where)
            yield None if fits else Fault(f"event {event.id}", "is not found by its place", REMAKE)
    for left in sorted(indexed - set(numbers.values())):
        yield Fault(f"row {left} of event_place", "belongs to no event", REMAKE)


def history(store: Store) -> Iterator[Fault | None]:
    for row in store.rows("SELECT id, founds FROM claim ORDER BY id"):
        fits = row["founds"] == event_id(row["id"])
        yield None if fits else Fault(f"claim {row['id']}", "the id of the event that it founds is another", RESTORE)
    known = {row[0] for row in store.rows("SELECT id FROM event UNION SELECT event FROM event_change")}
    for change in read_changes(store):
        fits = change.successor is None or change.successor in known
        yield (
            None
            if fits
            else Fault(f"event {change.event}", f"led to {change.successor}, of which no word is left", RESTORE)
        )


def decisions(store: Store) -> Iterator[Fault | None]:
    """A number that is missing is a decision that was lost."""
    expected = 1
    for row in store.rows("SELECT number, id, record FROM decision ORDER BY number"):
        name = f"decision {row['number']}"
        for lost in range(expected, row["number"]):
            yield Fault(f"decision {lost}", "is not there any more", RESTORE)
        expected = row["number"] + 1
        try:
            decision = load(Decision, row["record"])
        except UNREADABLE as fault:
            yield Fault(name, f"cannot be read: {fault}", RESTORE)
            continue
        fits = decision.id == row["id"] == decision_id(decision)
        yield None if fits else Fault(name, "is not what it was when it was made: its id does not fit", RESTORE)
    for row in store.rows(
        "SELECT number FROM decision LEFT JOIN decision_standing ON decision = number WHERE state IS NULL"
    ):
        yield Fault(f"decision {row[0]}", "was never put over the record", REMAKE)


def read_one_by_one(store: Store) -> Iterator[tuple[Event | str, str]]:
    """Each event, or the id of one that cannot be read and why."""
    ids = [row[0] for row in store.rows("SELECT id FROM event ORDER BY id")]
    for start in range(0, len(ids), PAGES):
        some = ids[start : start + PAGES]
        try:
            yield from ((event, "") for event in read_events(store, some))
        except UNREADABLE:
            for one in some:
                try:
                    (event,) = read_events(store, [one])
                    yield event, ""
                except UNREADABLE as fault:
                    yield one, str(fault)


def runs(store: Store) -> Iterator[Fault | None]:
    """What is still to do is no fault."""
    if unfinished(store):
        yield Fault(
            str(store.path),
            "the last run did not finish, or is going on still, so events may lack claims",
            f"Go on with it: dateline run --db {store.path}",
            "note",
        )
    else:
        yield None


CHECKS: dict[str, tuple[str, Check]] = {
    "file": ("SQLite finds the file whole", file),
    "keys": ("no row points to one that is not there", keys),
    "documents": ("the ids of pages fit their content, and their state their claims", documents),
    "quotes": ("the characters at each span of the page are the words that the record quotes", quotes),
    "claims": ("claims can be read, and each belongs to an event", claims),
    "events": ("events can be read, have claims, and ids made of these", events),
    "blocks": ("claims are found by what they share with others", blocks),
    "search": ("the words that a search looks at are those of the events", search),
    "places": ("events with a point are found by their place, and no others", places),
    "history": ("each id that was an event leads somewhere", history),
    "decisions": ("decisions are there without a gap, can be read, and were put over the record", decisions),
    "runs": ("the last run has finished", runs),
}


def sound(found: list[Checked]) -> bool:
    """Whether no check found a fault; notes are none."""
    return not any(finding.level == "fault" for each in found for finding in each.findings)
