"""Who is signed in: sessions, which outlive the process, and how long one must wait after wrong passwords."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic, time
from typing import Any

IDLE_SECONDS = 12 * 3600.0
"""A session that nobody used for so long has ended."""
NOTED_SECONDS = 60.0
"""How exactly it is noted when a session was used last."""
MOST_SESSIONS = 10_000
FREE_FAILURES = 3
"""Wrong passwords for one name that cost no waiting."""
FREE_FROM_ADDRESS = 20
"""The same of one address, for all names: several people may share one."""
LONGEST_WAIT = 300.0
MOST_REMEMBERED = 10_000
FORGOTTEN_SECONDS = 3600.0
PRIVATE = 0o600
TABLE = """
    CREATE TABLE IF NOT EXISTS session (
        digest TEXT PRIMARY KEY, name TEXT NOT NULL, seal TEXT NOT NULL, used REAL NOT NULL
    ) STRICT, WITHOUT ROWID
"""
log = logging.getLogger("uvicorn.error")


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is known: under which name, the word that it must send with what it writes, and the seal of the
    way in that it came by (see `roles.Door.seal`)."""

    name: str
    token: str
    seal: str


class Sessions:
    """Sessions by the digest of what the cookie says, in a file that only its owner may read or write.

    What is in the file opens nothing: neither the cookie nor the word follows from it. It is made with the first
    session. Where it cannot be, or others could have written to it, sessions end with the process, which the log tells.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._db: sqlite3.Connection | None = None
        self._lock = Lock()

    def begin(self, name: str, seal: str) -> tuple[str, Session]:
        """A new session; what its cookie says."""
        cookie, now = secrets.token_urlsafe(32), time()
        with self._lock:
            self._do("DELETE FROM session WHERE used < ?", now - IDLE_SECONDS)
            self._do("DELETE FROM session WHERE digest IN (SELECT digest FROM session ORDER BY used DESC "
                     "LIMIT -1 OFFSET ?)", MOST_SESSIONS - 1)  # fmt: skip
            self._do("INSERT INTO session VALUES (?, ?, ?, ?)", _digest(cookie), name, seal, now)
        return cookie, Session(name, _word(cookie), seal)

    def find(self, cookie: str | None) -> Session | None:
        """The session of a cookie, if it goes on."""
        if not cookie:
            return None
        key, now = _digest(cookie), time()
        with self._lock:
            if self._db is None and (self.file is None or not self.file.exists()):
                return None
            rows = self._do("SELECT name, seal, used FROM session WHERE digest = ?", key)
            if not rows:
                return None
            ((name, seal, used),) = rows
            if now - used > IDLE_SECONDS:
                self._do("DELETE FROM session WHERE digest = ?", key)
                return None
            if abs(now - used) > NOTED_SECONDS:
                self._do("UPDATE session SET used = ? WHERE digest = ?", now, key)
        return Session(name, _word(cookie), seal)

    def end(self, cookie: str | None) -> None:
        """Ends the session of a cookie."""
        if self.find(cookie) is not None:
            with self._lock:
                self._do("DELETE FROM session WHERE digest = ?", _digest(cookie or ""))

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _do(self, sql: str, *values: Any) -> list[Any]:
        try:
            self._db = self._db or opened(self.file)
            return self._db.execute(sql, values).fetchall()
        except (OSError, sqlite3.Error) as fault:
            log.warning(
                "%s cannot hold sessions (%s). Until that is put right they end with the server.", self.file, fault
            )
            if self._db is not None:
                self._db.close()
            self.file, self._db = None, opened(None)
            return self._db.execute(sql, values).fetchall()


def opened(file: Path | None) -> sqlite3.Connection:
    """The sessions of a file, or of memory. Raises OSError and sqlite3.Error."""
    if file is not None:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE))
        state = file.stat()
        if os.name == "posix" and (state.st_mode & 0o077 or state.st_uid != os.geteuid()):
            raise OSError("others than you may read or write it; delete it")
    db = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
    db.execute(TABLE)
    return db


class Failures:
    """Wrong passwords from an address, by name and of all names: after some free ones each doubles the time to wait.

    Nobody who tries from elsewhere can shut a person out.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, name: str, address: str) -> float:
        """Seconds until another password may be tried; 0 where it may be now."""
        now = monotonic()
        with self._lock:
            return max(0.0, *(self._until(key, free) - now for key, free in _keys(name, address)))

    def count(self, name: str, address: str) -> None:
        """Remembers a wrong password."""
        now = monotonic()
        with self._lock:
            for key, _ in _keys(name, address):
                failures, last = self._held.pop(key, (0, now))
                self._held[key] = (1 if now - last > FORGOTTEN_SECONDS else failures + 1, now)
            while len(self._held) > MOST_REMEMBERED:
                self._held.popitem(last=False)

    def forget(self, name: str, address: str) -> None:
        """A right password ends the waiting of its name."""
        with self._lock:
            self._held.pop(_keys(name, address)[0][0], None)

    def _until(self, key: tuple[str, str], free: int) -> float:
        failures, last = self._held.get(key, (0, 0.0))
        return last + min(LONGEST_WAIT, 2.0 ** min(failures - free, 20)) if failures >= free else 0.0


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "replace")).hexdigest()


def _word(cookie: str) -> str:
    """The word of a session follows from its cookie, so that it need not be kept."""
    return hmac.new(cookie.encode("utf-8", "replace"), b"writing", hashlib.sha256).hexdigest()


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return ((address, name.strip()[:200]), FREE_FAILURES), ((address, ""), FREE_FROM_ADDRESS)
