"""A copy of a database that is made while others write, and looked at before it takes its place."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from dateline.errors import StoreError
from dateline.storing import schema
from dateline.storing.connection import Store, in_sentences

PAGES = 1000
"""Pages of the file that are copied at a time; others can write in between."""


def backup(store: Store, target: str | Path, *, replace: bool = False) -> int:
    """Copies the database to a file, as it is at one moment; the size of the copy in bytes.

    The copy is checked, and is there complete or not at all. What is there already is replaced only if `replace` says
    so. Raises StoreError.
    """
    target = Path(target)
    refuse(store.path, target, replace)
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
        beside = Path(name)
        with in_sentences(beside), closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            store.db.backup(copy, pages=PAGES, sleep=0.01)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        verify(beside, target)
        with open(beside, "rb") as file:
            os.fsync(file.fileno())
        beside.chmod(store.path.stat().st_mode & 0o777)
        beside.replace(target)
    except OSError as fault:
        raise StoreError(f"{target} cannot be written: {fault.strerror}. Check its folder and the disk.") from fault
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    return target.stat().st_size


def refuse(source: Path, target: Path, replace: bool) -> None:
    """Raises StoreError where the copy may not be put at the target."""
    if target.is_dir():
        raise StoreError(f"{target} is a folder. Name a file in it, such as {target / source.name}.")
    if not target.parent.is_dir():
        raise StoreError(f"The folder {target.parent} does not exist. Make it, or name another place.")
    if not target.exists():
        return
    if target.samefile(source):
        raise StoreError(f"{target} is the database itself. Name another file for the copy.")
    if not replace:
        raise StoreError(f"{target} is there already. Name another file, or say --force to replace it.")
    for left in (target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-journal")):
        if left.exists() and left.stat().st_size:
            raise StoreError(f"{target} is a database in use ({left.name} lies beside it). Name another file.")


def verify(copy: Path, target: Path) -> None:
    """Raises StoreError where the copy is not a whole database of ours."""
    with in_sentences(copy), closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check(1)")]
        broken = db.execute("PRAGMA foreign_key_check").fetchone()
        mark = db.execute("PRAGMA application_id").fetchone()[0]
    if found != ["ok"] or broken is not None or mark != schema.APPLICATION_ID:
        raise StoreError(
            f"The copy for {target} is not sound ({found[0]}), so it was not kept. Look at the database itself: "
            "dateline check"
        )
