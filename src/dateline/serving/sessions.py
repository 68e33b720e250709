"""Who is signed in: sessions, which live in this process, and how long one must wait after wrong passwords."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

IDLE_SECONDS = 12 * 3600.0
"""A session that nobody used for so long has ended."""
MOST_SESSIONS = 10_000
FREE_FAILURES = 3
"""Wrong passwords for one name that cost no waiting."""
FREE_FROM_ADDRESS = 20
"""The same of one address, for all names: several people may share one."""
LONGEST_WAIT = 300.0
MOST_REMEMBERED = 10_000
FORGOTTEN_SECONDS = 3600.0


@dataclass(slots=True)
class Session:
    """A browser that is known: under which name, and the word that it must send with what it writes."""

    name: str
    token: str
    used: float


class Sessions:
    """Sessions by the digest of what the cookie says, so that what is in memory opens nothing."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str) -> tuple[str, Session]:
        """A new session; what its cookie says."""
        cookie, session = secrets.token_urlsafe(32), Session(name, secrets.token_urlsafe(24), monotonic())
        with self._lock:
            self._held[_digest(cookie)] = session
            while len(self._held) > MOST_SESSIONS:
                self._held.popitem(last=False)
        return cookie, session

    def find(self, cookie: str | None) -> Session | None:
        """The session of a cookie, if it goes on."""
        if not cookie:
            return None
        key, now = _digest(cookie), monotonic()
        with self._lock:
            session = self._held.get(key)
            if session is None:
                return None
            if now - session.used > IDLE_SECONDS:
                del self._held[key]
                return None
            session.used = now
            self._held.move_to_end(key)
            return session

    def end(self, cookie: str | None) -> None:
        """Ends the session of a cookie."""
        with self._lock:
            self._held.pop(_digest(cookie or ""), None)


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


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return ((address, name.strip()[:200]), FREE_FAILURES), ((address, ""), FREE_FROM_ADDRESS)
