"""The database that is served: read-only connections for many threads, and a number that changes with its content."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from dateline.errors import StoreError
from dateline.storing import Store, open_store
from dateline.storing.connection import open_reading

Identity = tuple[int, int]
MOST_IDLE = 16
"""Connections that are kept for the next requests."""


class Database:
    """A database file that others may write to, or put another in the place of, while it is served.

    `reading` lends a connection to one request; `generation` is the same number as long as nothing has changed.
    """

    def __init__(self, path: Path) -> None:
        open_store(path).close()  # says what is wrong with the file, and brings an older one up to date
        self.path = path
        self._idle: deque[tuple[Identity, Store]] = deque()
        self._lock = Lock()
        self._watch: tuple[Identity, Store] | None = None
        self._seen: tuple[Identity, int] | None = None
        self._generation = 0
        self._files: WeakKeyDictionary[Store, Identity] = WeakKeyDictionary()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A connection for one request, which sees the database as it is at its first query."""
        store = self._take(self.identity())
        try:
            store.db.execute("BEGIN")
            yield store
        except BaseException:
            store.close()
            raise
        store.db.execute("COMMIT")
        if len(self._idle) < MOST_IDLE:
            self._idle.append((self.file_of(store), store))
        else:
            store.close()

    def writing(self) -> Store:
        """A connection that may write, for one request. Use it as a context manager."""
        return open_store(self.path)

    def generation(self) -> int:
        """A number that grows when the content of the database changes."""
        identity = self.identity()
        with self._lock:
            if self._watch is None or self._watch[0] != identity:
                if self._watch is not None:
                    self._watch[1].close()
                    self._watch = None
                self._watch = (identity, open_reading(self.path, threads=True))
            seen = (identity, int(self._watch[1].value("PRAGMA data_version")))
            if seen != self._seen:
                self._seen = seen
                self._generation += 1
            return self._generation

    def close(self) -> None:
        """Closes what is open."""
        with self._lock:
            if self._watch is not None:
                self._watch[1].close()
                self._watch = self._seen = None
        while self._idle:
            self._idle.pop()[1].close()

    def _take(self, identity: Identity) -> Store:
        while True:
            with suppress(IndexError):
                of, store = self._idle.pop()
                if of == identity:
                    return store
                store.close()
                continue
            store = open_reading(self.path, threads=True)
            if self.identity() == identity:  # else another file was put there meanwhile
                self._files[store] = identity
                return store
            store.close()
            identity = self.identity()

    def file_of(self, store: Store) -> Identity:
        """Which file a connection reads that `reading` has lent; KeyError for others, whose writes may not last."""
        return self._files[store]

    def identity(self) -> Identity:
        """Which file is there now: another one may have taken its place."""
        try:
            found = self.path.stat()
        except OSError as fault:
            raise StoreError(f"{self.path} cannot be read: {fault.strerror}. Put the database back.") from fault
        return found.st_dev, found.st_ino
