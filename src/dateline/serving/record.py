"""The columns of the database as it is now, brought up to date behind the back of those who read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from dateline.serving.caching import Recent
from dateline.serving.choosing import asked, choose
from dateline.serving.columns import Columns, Flags
from dateline.serving.database import Database, Identity
from dateline.serving.filling import turn
from dateline.serving.merging import updated
from dateline.storing import Store
from dateline.storing.filters import Filter

FILTERS_KEPT = 256
"""Answers to filters that are kept; each is a byte an event."""
PATIENCE = 0.1
"""Seconds that a reader waits for what was written just now; a large record takes longer, and is told as it was."""
REST = 12.0
"""After columns that took longer than PATIENCE to bring up to date, as many times as long passes before it is done
again: several coders would else keep a core busy with it."""
KEPT = 16
EVENTS_KEPT = 4_000
Held = tuple[int, Columns]
T = TypeVar("T")


class Record:
    """The columns, and which of their rows a filter takes.

    Columns are read in a thread of their own. The first readers wait for them; after a change of the database readers
    wait for PATIENCE, or not at all while the reader rests, then go on with what was there before: the generation
    that they are given tells it.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._held: Held | None = None
        self._file: Identity | None = None
        self._lock = Lock()
        self._reading: Future[None] | None = None
        self._reader = ThreadPoolExecutor(1, "columns")
        self._chosen: Recent[tuple[int, Filter], Flags] = Recent(FILTERS_KEPT)
        self._asked: Recent[tuple[int, Filter], Flags] = Recent(FILTERS_KEPT)
        self._made: Recent[tuple[str, Identity, int], object] = Recent(KEPT)
        self._told: dict[tuple[str, str], dict[str, Any]] = {}
        self._rested = 0.0

    def now(self) -> Held:
        """The generation of the columns, and the columns."""
        generation = self.database.generation()
        held = self._held
        if held is not None and held[0] == generation:
            return held
        if held is not None and monotonic() < self._rested:
            return held
        reading = self._read()
        if held is None:
            reading.result()
        else:
            with suppress(TimeoutError):
                reading.result(PATIENCE)
        held = self._held
        if held is None:
            return self.now()
        return held

    def generation(self) -> int:
        """The generation of the columns that readers are given, -1 before there are any. What is behind the database
        is begun to be read, unless the reader rests; nobody waits for that here."""
        held = self._held
        if held is None:
            return -1
        if held[0] != self.database.generation() and monotonic() >= self._rested:
            self._read()
        return held[0]

    def chosen(self, store: Store, wanted: Filter) -> tuple[Columns, Flags]:
        """The columns, and for each event whether a filter takes it. The filter's limit plays no part."""
        generation, columns = self.now()

        def ask(rest: Filter) -> Flags:
            return self._asked.get((generation, rest), lambda: asked(store, columns, rest))

        return columns, self._chosen.get((generation, wanted), lambda: choose(store, columns, wanted, ask))

    def once(self, name: str, store: Store, make: Callable[[Store], T]) -> T:
        """What `make` gives, made again only when claims have come or gone: decisions do not change it."""
        key = (name, self.database.identity(), turn(store))
        return cast(T, self._made.get(key, lambda: make(store)))

    def told(self, event: str, mark: str) -> dict[str, Any] | None:
        """An event as it was told lately, if it has this mark still."""
        with self._lock:
            return self._told.get((event, mark))

    def tell(self, event: str, mark: str, item: dict[str, Any]) -> None:
        """Keeps an event as it is told; nobody may change it."""
        with self._lock:
            self._told[event, mark] = item
            while len(self._told) > EVENTS_KEPT:
                del self._told[next(iter(self._told))]

    def close(self) -> None:
        """Ends the thread that reads."""
        self._reader.shutdown(wait=True)

    def _read(self) -> Future[None]:
        """The reading that is under way, or a new one."""
        with self._lock:
            if self._reading is None or self._reading.done():
                self._reading = self._reader.submit(self._update)
            return self._reading

    def _update(self) -> None:
        generation, file = self.database.generation(), self.database.identity()
        before = self._held[1] if self._held and self._file == file else None  # another file shares nothing with it
        begun = monotonic()
        with self.database.reading() as fresh:  # what it sees is not older than the generation
            self._held = (generation, updated(fresh, before))
        self._file = file
        taken = monotonic() - begun
        self._rested = monotonic() + (REST * taken if before is not None and taken > PATIENCE else 0.0)
