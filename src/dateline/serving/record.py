"""The columns of the database as a request sees it: what a list shows, and the counts beside it, are of one moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar, cast

from dateline.serving.caching import Recent
from dateline.serving.choosing import asked, choose
from dateline.serving.columns import Columns, Flags, State
from dateline.serving.database import Database, Identity
from dateline.serving.filling import state_of, turn
from dateline.serving.keeping import FEWEST, keep, kept_columns, outdated
from dateline.serving.merging import updated
from dateline.storing import Store
from dateline.storing.filters import Filter

FILTERS_KEPT = 256
"""Answers to filters that are kept; each is a byte an event."""
STATES_KEPT = 6
"""States whose columns are kept, for requests that began before the last decisions; each is some 170 bytes an event."""
KEPT = 16
EVENTS_KEPT = 4_000
T = TypeVar("T")
log = logging.getLogger("uvicorn.error")


class Record:
    """The columns, and which of their rows a filter takes.

    A request reads the database as it is at its first query. It is given the columns of that very state: those of a
    state shortly before, with the events that have changed since. Who makes them is waited for by all who need them.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._held: dict[State, Columns] = {}
        self._lock = Lock()
        self._told_lock = Lock()
        self._keeper = ThreadPoolExecutor(1, "columns")
        self._chosen: Recent[tuple[State, Filter], Flags] = Recent(FILTERS_KEPT)
        self._asked: Recent[tuple[State, Filter], Flags] = Recent(FILTERS_KEPT)
        self._made: Recent[tuple[str, Identity, int], object] = Recent(KEPT)
        self._told: dict[tuple[str, Identity, int], dict[str, Any]] = {}

    def columns(self, store: Store) -> Columns:
        """The columns of the state that a connection sees."""
        state = state_of(store, self.database.file_of(store))
        held = self._held.get(state)
        if held is not None:
            return held
        with self._lock:
            if state not in self._held:
                self._hold(state, self._read(store, state))
            return self._held[state]

    def chosen(self, store: Store, wanted: Filter) -> tuple[Columns, Flags]:
        """The columns, and for each event whether a filter takes it. The filter's limit plays no part."""
        columns = self.columns(store)

        def ask(rest: Filter) -> Flags:
            return self._asked.get((columns.state, rest), lambda: asked(store, columns, rest))

        return columns, self._chosen.get((columns.state, wanted), lambda: choose(store, columns, wanted, ask))

    def once(self, name: str, store: Store, make: Callable[[Store], T]) -> T:
        """What `make` gives, made again only when claims have come or gone: decisions do not change it."""
        key = (name, self.database.file_of(store), turn(store))
        return cast(T, self._made.get(key, lambda: make(store)))

    def told(self, event: str, file: Identity, number: int) -> dict[str, Any] | None:
        """An event of a file as it was told lately, if it has this number still."""
        with self._told_lock:
            return self._told.get((event, file, number))

    def tell(self, event: str, file: Identity, number: int, item: dict[str, Any]) -> None:
        """Keeps an event as it is told; nobody may change it."""
        with self._told_lock:
            self._told[event, file, number] = item
            while len(self._told) > EVENTS_KEPT:
                del self._told[next(iter(self._told))]

    def close(self) -> None:
        """Waits for what is being kept."""
        self._keeper.shutdown(wait=True)

    def _read(self, store: Store, state: State) -> Columns:
        earlier = [held for held in self._held.values() if held.state.file == state.file
                   and held.state.number <= state.number]  # fmt: skip
        base = max(earlier, key=lambda held: held.state, default=None)
        if base is not None:
            return updated(store, state, base)
        kept = kept_columns(store, state.file)
        made = updated(store, state, kept)
        if len(made) >= FEWEST and (kept is None or outdated(kept.state, made)):
            self._keeper.submit(self._keep, made)
        return made

    def _keep(self, columns: Columns) -> None:
        if not keep(self.database, columns):
            log.info("The columns could not be kept in %s; they are read anew at each start.", self.database.path)

    def _hold(self, state: State, columns: Columns) -> None:
        for old in [each for each in self._held if each.file != state.file]:
            del self._held[old]
        self._held[state] = columns
        while len(self._held) > STATES_KEPT:
            del self._held[min(self._held)]
