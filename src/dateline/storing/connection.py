"""Opening a database: what kind of file it is, whether it is ours and how old, and faults said in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from dateline.errors import BusyDatabase, NewerDatabase, NotADatabase, StoreError
from dateline.resolving.identifying import event_id
from dateline.storing import schema

BUSY_SECONDS = 60.0
"""How long to wait for another process: a batch of pages is written in well under a second, the events of a hundred
thousand claims in some ten."""

OLDEST_SQLITE = (3, 38, 0)
"""The first with JSON functions always built in and with strict tables (3.37)."""


class Store:
    """An open database. Use it as a context manager; `transaction` writes all or nothing."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written together at the end, or nothing of it."""
        with in_sentences(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is of one moment, whatever other processes write."""
        with in_sentences(self.path):
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                self.db.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with in_sentences(self.path):
            return self.db.execute(sql, values).fetchall()

    def value(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first value of the first row."""
        return self.rows(sql, values)[0][0]


def open_store(path: str | Path, *, create: bool = False) -> Store:
    """Opens a database, and makes it where `create` says so; an older one is brought up to date.

    Without `create`, one that may not be written is opened for reading.

    Raises NotADatabase, NewerDatabase, BusyDatabase, or StoreError where there is no such file.
    """
    path = Path(path)
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"This Python has SQLite {sqlite3.sqlite_version}; dateline needs "
            f"{'.'.join(map(str, OLDEST_SQLITE))} or newer. Use a newer Python."
        )
    if path.is_dir():
        raise NotADatabase(f"{path} is a folder. Name a database file, such as {path / 'record.db'}.")
    if not create and not path.exists():
        raise StoreError(f"There is no database {path}. Make one with: dateline run PAGES --db {path}")
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} does not exist. Make it, or name another place for the database.")
    try:
        return Store(path, _opened(path, "mode=rwc" if create else "mode=rw", _for_writing))
    except StoreError as fault:
        if create or _kind(fault.__cause__) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    return open_reading(path)


def open_reading(path: Path, *, threads: bool = False) -> Store:
    """Opens a database that is there and up to date for reading only; with `threads`, for use by one thread at a time.

    Raises what `open_store` raises.
    """
    try:
        return Store(path, _opened(path, "mode=ro", _for_reading, threads=threads))
    except StoreError:
        log = path.with_name(f"{path.name}-wal")  # without one, nothing is lost by taking the file as it is
        if not path.exists() or log.exists() and log.stat().st_size:
            raise
    return Store(path, _opened(path, "immutable=1", _for_reading, threads=threads))


def _opened(
    path: Path, how: str, prepare: Callable[[Path, sqlite3.Connection], None], *, threads: bool = False
) -> sqlite3.Connection:
    """A connection that is checked and prepared; `how` is the query of an SQLite URI."""
    with in_sentences(path):
        uri = f"{path.resolve().as_uri()}?{how}"
        db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=not threads)
    try:
        with in_sentences(path):
            db.row_factory = sqlite3.Row
            _check(path, db)
            prepare(path, db)
    except BaseException:
        db.close()
        raise
    return db


def _for_writing(path: Path, db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.create_function("founding", 1, event_id, deterministic=True)
    _migrate(db)


def _for_reading(path: Path, db: sqlite3.Connection) -> None:
    """A file that may not be written is as good for looking, if it needs no migration."""
    if db.execute("PRAGMA user_version").fetchone()[0] != schema.version():
        raise StoreError(
            f"{path} is of an older dateline and may not be written, so it cannot be brought up to date. "
            "Copy it to a folder that may be written."
        )


def _check(path: Path, db: sqlite3.Connection) -> None:
    """Raises NotADatabase for another program's database, NewerDatabase for one of a later dateline."""
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if mark != schema.APPLICATION_ID and (mark or tables):
        raise NotADatabase(f"{path} is the database of another program, not of dateline. Name another file.")
    if mark == schema.APPLICATION_ID and found > schema.version():
        raise NewerDatabase(
            f"{path} was written by a newer dateline (schema {found}; this one knows up to {schema.version()}). "
            "Bring dateline up to date: pip install --upgrade dateline"
        )


def _migrate(db: sqlite3.Connection) -> None:
    """Runs the migrations that the file lacks, each in a transaction of its own."""
    for migration in schema.migrations():
        if db.execute("PRAGMA user_version").fetchone()[0] >= migration.number:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] < migration.number:
                for statement in _statements(migration.sql):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {migration.number}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one."""
    collected = ""
    for line in sql.splitlines(keepends=True):
        collected += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(collected):
            yield collected
            collected = ""
    if collected.strip():
        raise StoreError("A migration ends in the middle of a statement.")


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Turns faults of SQLite into errors that say which file, what is wrong and what to do."""
    try:
        yield
    except sqlite3.Error as fault:
        code = _kind(fault)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyDatabase(
                f"{path} is in use by another process. Wait until that has finished, then try again."
            ) from fault
        if code == sqlite3.SQLITE_NOTADB:
            raise NotADatabase(f"{path} is not a database. Name another file.") from fault
        raise StoreError(
            _SENTENCES.get(code, "{path} cannot be used: {fault}.").format(path=path, fault=fault)
        ) from fault


def _kind(fault: BaseException | None) -> int:
    """The kind of an SQLite fault: the low byte of its code; the rest is its variety."""
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF


_SENTENCES = {
    sqlite3.SQLITE_FULL: "There is no room left on the disk for {path}. What was stored before is kept; "
    "make room and run again.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written. Change its permissions, or copy it elsewhere.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened. Check that the file and its folder may be read and written.",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written: {fault}. Check the disk.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: {fault}. Restore it from a copy, or run on the pages again "
    "with another database.",
}
