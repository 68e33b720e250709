"""Reading a briefing from the database: counts over all events of a filter, and its first events with their sources."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.knowledge.ontology import load_types
from dateline.records import Event
from dateline.serving.briefing.sentences import HAPPENED, sentence
from dateline.serving.words import day_words
from dateline.storing import Filter, Selection, Store
from dateline.storing.connection import in_sentences
from dateline.storing.filters import EXACT, address
from dateline.storing.plain import plain
from dateline.storing.queries import CHECKED, select_events, select_ids, where

MOST = 250
"""Events that are told as sentences where the filter has no limit of its own."""
MOST_TOLLS = 20
FEW = 2_000
"""Events up to which their pages are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Note:
    """A page that a sentence rests on, by the number under which it is cited."""

    number: int
    document: str
    name: str
    publisher: str | None
    title: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """An event as a sentence: its day in words, the notes it rests on with the place of the words, and what differs."""

    event: str
    type: str
    quad: int
    day: str
    words: str
    cites: tuple[tuple[int, int], ...]
    voices: tuple[str, ...]
    differs: tuple[str, ...]
    review: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at a precision, with the events of each quad class 1 to 4 there."""

    name: str
    precision: int
    geoname_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    quads: tuple[int, int, int, int]
    events: int


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed and injured of one event as ranges; a `high` of None is "at least". `several` is an event that counts more
    than one occurrence, and is part of no sum."""

    event: str
    day: str
    words: str
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    status: str
    several: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """What the single events state together: how many state a number, and the sums of the lows and highs.

    `open` says that some of them are "at least", so that the high is none.
    """

    events: int
    low: int
    high: int
    open: bool


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a briefing tells. `days` are the intervals of the dated events with their quad class."""

    asked: tuple[tuple[str, str], ...]
    total: int
    reviewed: int
    documents: int
    publishers: int
    undated: int
    unplaced: int
    days: tuple[tuple[int, int, int], ...]
    types: tuple[tuple[str, int, int], ...]
    spots: tuple[Spot, ...]
    killed: Sum
    injured: Sum
    tolls: tuple[Toll, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


def gather(store: Store, wanted: Filter) -> Briefing:
    """The briefing of a filter. Its limit says how many events are told as sentences; all are counted."""
    condition, values = where(store, wanted)
    counted, ids = _Counts(), set()
    with in_sentences(store.path):
        for row in store.db.execute(
            f"SELECT id, record FROM event{condition}", values
        ):  # all at once would fill the memory
            ids.add(row["id"])
            counted.add(json.loads(row["record"]))
    documents, publishers = _pages(store, ids)
    most = wanted.limit if wanted.limit is not None else MOST
    selection = select_events(store, select_ids(store, replace(wanted, limit=most)))
    notes, lines = _told(selection)
    return Briefing(
        asked=tuple(_labelled(store, address(replace(wanted, limit=None)))),
        total=counted.total,
        reviewed=counted.reviewed,
        documents=documents,
        publishers=publishers,
        undated=counted.undated,
        unplaced=counted.unplaced,
        days=tuple(sorted(counted.days)),
        types=tuple(
            (kind, _quad(kind), count) for kind, count in sorted(counted.types.items(), key=lambda e: (-e[1], e[0]))
        ),
        spots=tuple(counted.placed()),
        killed=counted.sum("killed"),
        injured=counted.sum("injured"),
        tolls=tuple(_tolls(selection.events)),
        lines=lines,
        notes=notes,
    )


def _pages(store: Store, events: Set[str]) -> tuple[int, int]:
    """How many pages report some events, and how many publishers these have."""
    if len(events) <= FEW:
        found = store.rows(
            "SELECT count(DISTINCT document.id), count(DISTINCT document.publisher) FROM event_claim "
            "JOIN claim ON claim.id = event_claim.claim JOIN document ON document.id = claim.document "
            "WHERE event_claim.event IN (SELECT value FROM json_each(?))", (json.dumps(sorted(events)),),
        )[0]  # fmt: skip
        return found[0], found[1]
    with in_sentences(store.path):  # each table once from front to end, by an index that has what is asked
        claims = {claim for event, claim in store.db.execute("SELECT event, claim FROM event_claim") if event in events}
        pages = {page for page, claim in store.db.execute("SELECT document, id FROM claim") if claim in claims}
        named = store.db.execute("SELECT id, publisher FROM document WHERE publisher IS NOT NULL ORDER BY publisher")
        return len(pages), len({publisher for page, publisher in named if page in pages})


class _Counts:
    """What is counted over all events of a filter."""

    def __init__(self) -> None:
        self.quads = {name: each.quad for name, each in load_types().items()}
        self.total = self.reviewed = self.undated = self.unplaced = 0
        self.days: list[tuple[int, int, int]] = []
        self.types: Counter[str] = Counter()
        self.spots: dict[tuple[Any, ...], list[int]] = {}
        self.numbers: dict[str, list[tuple[int, int | None]]] = {"killed": [], "injured": []}

    def add(self, event: Mapping[str, Any]) -> None:
        self.total += 1
        self.reviewed += event.get("review", "unreviewed") in CHECKED
        quad, when, place = self.quads.get(event["type"], 0), event["when"], event["where"]
        self.types[event["type"]] += 1
        if when["start"]:
            ends = [date.fromisoformat(each).toordinal() for each in (when["start"], when["end"] or when["start"])]
            self.days.append((ends[0], ends[1], quad))
        else:
            self.undated += 1
        if place["name"]:
            names = ("name", "precision", "geoname_id", "latitude", "longitude", "country")
            self.spots.setdefault(tuple(place[name] for name in names), [0, 0, 0, 0, 0])[quad] += 1
        else:
            self.unplaced += 1
        if event["status"] in HAPPENED and event.get("count", 1) == 1:
            for name, told in self.numbers.items():
                if event[name]:
                    told.append((event[name]["low"], event[name]["high"]))

    def sum(self, name: str) -> Sum:
        told = self.numbers[name]
        return Sum(
            len(told), sum(low for low, _ in told), sum(low if high is None else high for low, high in told),
            any(high is None for _, high in told),
        )  # fmt: skip

    def placed(self) -> list[Spot]:
        found = [
            Spot(name, precision, known, latitude, longitude, country, (q[1], q[2], q[3], q[4]), sum(q))
            for (name, precision, known, latitude, longitude, country), q in self.spots.items()
        ]
        return sorted(found, key=lambda each: (-each.events, each.name, each.precision, each.geoname_id or 0))


def _quad(kind: str) -> int:
    known = load_types().get(kind)
    return known.quad if known else 0


def _tolls(events: Iterable[Event]) -> list[Toll]:
    """The events with most killed, then injured, by the lowest number told; what did not happen is not among them."""
    told = [each for each in events if (each.killed or each.injured) and each.status in HAPPENED]
    told.sort(key=lambda e: (-(e.killed.low if e.killed else 0), -(e.injured.low if e.injured else 0), e.id))
    return [
        Toll(
            each.id, _day(each), sentence(replace(each, killed=None, injured=None)),
            (each.killed.low, each.killed.high) if each.killed else None,
            (each.injured.low, each.injured.high) if each.injured else None, each.status, each.count != 1,
        )
        for each in told[:MOST_TOLLS]
    ]  # fmt: skip


def _told(selection: Selection) -> tuple[tuple[Note, ...], tuple[Line, ...]]:
    """The events as sentences, and the pages that they rest on in the order in which they are cited."""
    notes: dict[str, Note] = {}
    lines = []
    for event in selection.events:
        cites: dict[int, int] = {}
        for claim in (selection.claims[each] for each in event.claims):
            document = selection.documents[claim.document]
            if document.id not in notes:
                notes[document.id] = Note(
                    len(notes) + 1, document.id, document.page.name, document.publisher, document.title,
                    document.published.day if document.published else None, document.page.url,
                )  # fmt: skip
            cites.setdefault(notes[document.id].number, claim.trigger.span.start)
        lines.append(
            Line(
                event.id, event.type, _quad(event.type), _day(event), sentence(event),
                tuple(sorted(cites.items())), tuple(voice.name for voice in event.voices), event.disagreements,
                event.review,
            )
        )  # fmt: skip
    return tuple(notes.values()), tuple(lines)


def _day(event: Event) -> str:
    words = day_words(plain(event.when)) or "undated"
    return words[0].upper() + words[1:]


def _labelled(store: Store, asked: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The filter as a person reads it: ids of actors and places with their names."""
    for name, value in asked:
        parts = [_name(store, name, part) for part in value.split("|")] if EXACT in value else [value]
        yield name, " or ".join(parts)


def _name(store: Store, field: str, value: str) -> str:
    if not value.startswith(EXACT):
        return value
    known = value.removeprefix(EXACT)
    query = "SELECT name FROM event_party WHERE entity = ? LIMIT 1"
    if field == "place":
        query = "SELECT place FROM event WHERE json_extract(record, '$.where.geoname_id') = CAST(? AS INTEGER) LIMIT 1"
    rows = store.rows(query, (known,))
    return str(rows[0][0]) if rows else known
