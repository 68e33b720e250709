"""Filling the database: each batch of pages in one transaction, all events in another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from dateline.errors import StoreError
from dateline.records import Article, CodedArticle, Event, Failure, Page, Where, digest
from dateline.resolving.identifying import event_id
from dateline.storing.connection import Store
from dateline.storing.folding import fold, key
from dateline.storing.history import changes, write_changes
from dateline.storing.plain import dump, plain, storable
from dateline.storing.queue import EntryState, close_entries, renew

LEAST_PRECISE_POINT = 2
"""The coarsest `Where.precision` that is a point on a map: near a town, or its district."""

TextWriter = Callable[[sqlite3.Connection, Article], None]
State = Literal["coded", "no-event", "known", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a record: the package, the English pipeline, and the knowledge files."""

    package: str
    pipeline: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input and what became of it: a coded article, a failure (with its page, where one was read), or a page
    that the database had already.

    `entry` is the queue entry that it was read from, `change` a sentence on how it differs from when it was read
    before; the latter is told and not stored, since the page itself says nothing of it. `replaces` is the id of the
    page that was there before, where this one is to take its place.
    """

    item: CodedArticle | Failure | Page
    page: Page | None = None
    entry: int | None = None
    change: str | None = None
    replaces: str | None = None

    @property
    def state(self) -> State:
        if isinstance(self.item, Page):
            return "known"
        if isinstance(self.item, Failure):
            return self.item.state
        return "coded" if self.item.claims else "no-event"

    @property
    def source(self) -> Page | None:
        """The page, where one could be read."""
        if isinstance(self.item, Page):
            return self.item
        return self.item.article.page if isinstance(self.item, CodedArticle) else self.page

    @property
    def note(self) -> str | None:
        """What a reader should know of how the page was read and coded."""
        told = (self.source and self.source.note, self.item.note if isinstance(self.item, CodedArticle) else None)
        return "; ".join(note for note in told if note) or None

    @property
    def name(self) -> str:
        return self.item.article.page.name if isinstance(self.item, CodedArticle) else self.item.name


def start_run(store: Store, versions: Versions) -> int:
    """A new row for a run of this process; its number."""
    with store.transaction() as db:
        row = db.execute("INSERT INTO run (package, pipeline, knowledge) VALUES (:package, :pipeline, :knowledge)",
                         asdict(versions))  # fmt: skip
        run = int(row.lastrowid or 0)
        renew(db, run)
        return run


def finish_run(store: Store, run: int) -> None:
    """Marks a run as having seen all its inputs and made the events."""
    with store.transaction() as db:
        db.execute("UPDATE run SET state = 'finished', process = NULL, lease = NULL WHERE id = ?", (run,))


def write_batch(
    store: Store, run: int, outcomes: Sequence[Outcome], ended: Sequence[tuple[int, EntryState]] = ()
) -> None:
    """Stores what became of some inputs, in one transaction. A page that another process stored meanwhile is left.

    `ended` are the queue entries of which these are the last inputs, with the state that they end in.
    """
    from dateline.storing import grouping  # loads numpy, which others need not wait for

    with store.transaction() as db:
        row = db.execute("SELECT package, pipeline, knowledge FROM run WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise StoreError(f"{store.path} has no run {run}. Start one before storing pages.")
        versions = Versions(*row)
        first = db.execute("SELECT coalesce(max(position) + 1, 0) FROM run_input WHERE run = ?", (run,)).fetchone()[0]
        for position, outcome in enumerate(outcomes, first):
            _write_document(db, outcome, versions, grouping.write_text)
            if outcome.replaces and outcome.source:
                db.execute("UPDATE document SET replaced_by = ? WHERE id = ?", (outcome.source.id, outcome.replaces))
            _write_input(db, run, position, outcome)
        renew(db, run)
        close_entries(db, run, ended)


def _write_document(
    db: sqlite3.Connection,
    outcome: Outcome,
    versions: Versions,
    write_text: Callable[[sqlite3.Connection, Article], None],
) -> None:
    page, item = outcome.source, outcome.item
    if page is None:
        return
    _name(db, page)
    if isinstance(item, Page):
        return
    stored = db.execute("SELECT state FROM document WHERE id = ?", (page.id,)).fetchone()
    if stored is not None and stored["state"] in ("coded", "no-event"):
        return
    values = {**_of_page(page), **asdict(versions), "state": outcome.state, "note": outcome.note}
    if isinstance(item, Failure):
        values.update(_of_failure(item))
    else:
        values.update(_of_article(item.article), stage=None, reason=None, message=None)
    _upsert(db, values)
    if isinstance(item, CodedArticle):
        _write_coded(db, page.id, item)
        write_text(db, item.article)


def rewrite_document(db: sqlite3.Connection, coded: CodedArticle, versions: Versions) -> bool:
    """Puts what was coded anew of a page that is there in the place of what was; whether its claims or actors differ.

    Inside a transaction that makes the events anew which had the old claims, and that defers foreign keys until then.
    """
    from dateline.storing import grouping
    from dateline.storing.removing import forget_texts

    document = coded.article.page.id
    values = {**_of_article(coded.article), **asdict(versions), "state": "coded" if coded.claims else "no-event",
              "stage": None, "reason": None, "message": None}  # fmt: skip
    chosen = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE document SET {chosen} WHERE id = :id", {**values, "id": document})
    if coded.note:
        db.execute("UPDATE document SET note = coalesce(note || '; ', '') || :note "
                   "WHERE id = :id AND (note IS NULL OR instr(note, :note) = 0)",
                   {"note": coded.note, "id": document})  # fmt: skip
    forget_texts(db, [document])
    grouping.write_text(db, coded.article)
    claims = [dump(claim) for claim in coded.claims]
    before = db.execute("SELECT record FROM claim WHERE document = ? ORDER BY position", (document,)).fetchall()
    entities = [(dump(entity), dump(mentions)) for entity, mentions in coded.entities]
    named = db.execute(
        "SELECT record, mentions FROM entity WHERE document = ? ORDER BY position", (document,)
    ).fetchall()
    if claims == [row[0] for row in before] and entities == [tuple(row) for row in named]:
        return False
    db.execute("DELETE FROM claim WHERE document = ?", (document,))
    db.execute("DELETE FROM entity WHERE document = ?", (document,))
    _write_coded(db, document, coded)
    return True


def _name(db: sqlite3.Connection, page: Page) -> None:
    """Of all names that a page came under it keeps the first in the alphabet, whichever process stored it first."""
    db.execute(
        "UPDATE document SET name = :name, crawled = :crawled, record_offset = :record_offset "
        "WHERE id = :id AND name > :name",
        {name: value for name, value in _of_page(page).items() if name in ("id", "name", "crawled", "record_offset")},
    )


def _upsert(db: sqlite3.Connection, values: Mapping[str, str | int | float | None]) -> None:
    """Inserts a document, or brings the row of one that failed before up to date."""
    names = list(values)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    db.execute(
        f"INSERT INTO document ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        values,
    )


def _of_page(page: Page) -> dict[str, str | int | float | None]:
    return {
        "id": page.id,
        "name": storable(page.name),
        "text": storable(page.text),
        "media": page.media,
        "url": page.url,
        "given_title": page.title,
        "given_published": page.published,
        "given_publisher": page.publisher,
        "crawled": page.crawled,
        "record_offset": page.offset,
    }


def _of_article(article: Article) -> dict[str, str | int | float | None]:
    published = article.published
    return {
        "title": article.title,
        "published": published.day.isoformat() if published else None,
        "published_basis": published.basis if published else None,
        "published_start": published.span.start if published and published.span else None,
        "published_end": published.span.end if published and published.span else None,
        "published_time": published.time if published else None,
        "published_confidence": published.confidence if published else None,
        "updated": published.updated.isoformat() if published and published.updated else None,
        "publisher": article.publisher,
        "language": article.language,
        "origin": dump(article.origin),
        "boilerplate": dump(article.boilerplate),
    }


def _of_failure(failure: Failure) -> dict[str, str | int | float | None]:
    return {"stage": failure.stage, "reason": failure.reason, "message": storable(failure.message)}


def _write_coded(db: sqlite3.Connection, document: str, coded: CodedArticle) -> None:
    db.executemany(
        "INSERT INTO claim (id, document, position, record, founds) VALUES (?, ?, ?, ?, ?)",
        [
            (claim.id, document, position, dump(claim), event_id(claim.id))
            for position, claim in enumerate(coded.claims)
        ],
    )
    db.executemany(
        "INSERT INTO entity (document, position, record, mentions) VALUES (?, ?, ?, ?)",
        [(document, at, dump(entity), dump(mentions)) for at, (entity, mentions) in enumerate(coded.entities)],
    )


def _write_input(db: sqlite3.Connection, run: int, position: int, outcome: Outcome) -> None:
    page, failure = outcome.source, outcome.item if isinstance(outcome.item, Failure) else None
    values = {"stage": None, "reason": None, "message": None} if failure is None else _of_failure(failure)
    db.execute(
        "INSERT INTO run_input (run, position, entry, name, outcome, document, stage, reason, message) "
        "VALUES (:run, :position, :entry, :name, :outcome, :document, :stage, :reason, :message)",
        {"run": run, "position": position, "entry": outcome.entry, "name": storable(outcome.name),
         "outcome": outcome.state, "document": page.id if page else None, **values},
    )  # fmt: skip


def turn(store: Store) -> int:
    """A number that changes with the claims and the decisions of the database: what was made at another turn is out of
    date."""
    return int(store.value("SELECT value + (SELECT count(*) FROM decision) FROM turn WHERE name = 'claims'"))


def replace_events(store: Store, events: Iterable[Event], *, at: int | None = None) -> bool:
    """Puts these events in the place of all that were there, in one transaction, and notes what became of the old ones.

    `at` is the turn of the database that the events were made from: where another process has changed it meanwhile,
    nothing is written and the answer is False.
    """
    with store.transaction() as db:
        if at is not None and turn(store) != at:
            return False
        put_events(db, tuple(events))
        db.execute("UPDATE made SET by = NULL")
    return True


def put_events(db: sqlite3.Connection, events: Iterable[Event], among: Sequence[str] | None = None) -> None:
    """Puts events in the place of all, or of those with the ids `among`, inside a transaction.

    Events that are as they were are left alone. The events are gone through twice.
    """
    chosen = "" if among is None else " WHERE {} IN (SELECT value FROM json_each(?))"
    values = () if among is None else (json.dumps(list(among)),)
    before = dict(map(tuple, db.execute("SELECT claim, event FROM event_claim" + chosen.format("event"), values)))
    rows = db.execute("SELECT id, number, mark FROM event" + chosen.format("id"), values)
    old = {row["id"]: row for row in rows}
    number = int(db.execute("SELECT highest FROM made").fetchone()[0])  # never that of an event that is gone
    new: dict[str, str] = {}
    after = {}
    for event in events:
        after.update(dict.fromkeys(event.claims, event.id))
        mark = digest(dump(event))
        if event.id in old and old[event.id]["mark"] == mark:
            del old[event.id]
        else:
            new[event.id] = mark
    for row in old.values():
        _delete_event(db, row["id"], row["number"])
    for event in events:
        if event.id in new:
            number += 1
            _write_event(db, event, number, new[event.id])
    write_changes(db, changes(before, after))
    db.execute("UPDATE made SET number = number + 1, highest = ?", (number,))


def _delete_event(db: sqlite3.Connection, event: str, number: int) -> None:
    db.execute("DELETE FROM event_text WHERE rowid = ?", (number,))
    db.execute("DELETE FROM event_place WHERE number = ?", (number,))
    for table in ("merge", "event_party", "event_claim"):
        db.execute(f"DELETE FROM {table} WHERE event = ?", (event,))
    db.execute("DELETE FROM event WHERE id = ?", (event,))


def _write_event(db: sqlite3.Connection, event: Event, number: int, mark: str) -> None:
    record = plain(event)
    del record["claims"], record["merges"]  # they have tables of their own
    where = event.where
    place_key = key(where.name, where.admin1, where.country)
    db.execute(
        "INSERT INTO event (id, number, mark, record, place_key) VALUES (?, ?, ?, ?, ?)",
        (event.id, number, mark, dump(record), place_key),
    )
    db.executemany(
        "INSERT INTO event_claim (event, position, claim) VALUES (?, ?, ?)",
        [(event.id, position, claim) for position, claim in enumerate(event.claims)],
    )
    db.executemany(
        "INSERT INTO merge (event, position, claim, joined_with, reason, score) VALUES (?, ?, ?, ?, ?, ?)",
        [(event.id, at, m.claim, m.joined_with, storable(m.reason), m.score) for at, m in enumerate(event.merges)],
    )
    parties = [("actor", at, party) for at, party in enumerate(event.actors)]
    parties += [("recipient", at, party) for at, party in enumerate(event.recipients)]
    db.executemany(
        "INSERT INTO event_party (event, role, position, entity, name, key) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (event.id, role, at, party.id, storable(party.name), key(party.name, party.id, party.country))
            for role, at, party in parties
        ],
    )
    db.execute(
        "INSERT INTO event_text (rowid, event, words) VALUES (?, ?, ?)", (number, event.id, event_words(db, event))
    )
    if has_point(where):
        point = (where.latitude, where.latitude, where.longitude, where.longitude)
        db.execute("INSERT INTO event_place (number, south, north, west, east) VALUES (?, ?, ?, ?, ?)",
                   (number, *point))  # fmt: skip


def has_point(where: Where) -> bool:
    """Whether a place is a point on a map; a region or a country has a middle, which is no place of an event."""
    return where.precision <= LEAST_PRECISE_POINT and None not in (where.latitude, where.longitude)


def event_words(db: sqlite3.Connection, event: Event) -> str:
    """What a search for text looks at: the sentences of the event's claims, its parties, its place and its type."""
    sentences = db.execute(
        "SELECT DISTINCT json_extract(record, '$.sentence.text') FROM event_claim JOIN claim ON claim.id = claim "
        "WHERE event = ? ORDER BY 1",
        (event.id,),
    )
    parties = [party.name for party in (*event.actors, *event.recipients)]
    words = [row[0] for row in sentences] + parties + [event.where.name or "", event.type, event.mode or ""]
    return " \n ".join(fold(text) for text in words)
