"""Which process holds what: a mark of the process, and how one tells that it has ended.

On one machine a process is asked for by its number; across machines, and where a system cannot be asked, a lease
runs out. These are the only times in the database that a clock gives, and no result depends on them.
"""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

LEASE_SECONDS = 600
"""How long a process on another machine keeps what it holds without a word of it; it renews with every batch."""

RENEW_SECONDS = 60
"""A lease is renewed when it is older than this, so that not every page costs a write."""


def mark() -> str:
    """Machine, number and start of this process; the start tells it from a later one of the same number."""
    return f"{platform.node()} {os.getpid()} {_start(os.getpid())}"


def until() -> int:
    """The end of a lease that begins now, in seconds since 1970."""
    return int(time.time()) + LEASE_SECONDS


def alive(process: str | None, lease: int | None) -> bool:
    """Whether the process of this mark still works, as far as one can tell."""
    if process is None:
        return False
    machine, number, start = process.rsplit(" ", 2)
    if machine != platform.node() or os.name != "posix":
        return lease is not None and lease > time.time()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # of another person, but there
        pass
    return start == _start(int(number))


def _start(number: int) -> str:
    """When a process was started, in ticks since the machine was; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "0"
    return status.rpartition(")")[2].split()[19]
