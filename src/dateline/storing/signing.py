"""Who came in by a password and who tried to, for the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from dateline.storing.connection import Store

What = Literal["in", "out", "refused"]


@dataclass(frozen=True, slots=True)
class Signing:
    """Somebody came in, went out or was refused: its number in order, the ISO time, the name and the address given."""

    number: int
    at: str
    name: str
    what: What
    address: str


def write_signing(store: Store, at: str, name: str, what: What, address: str) -> None:
    """Adds a row."""
    with store.transaction() as db:
        db.execute("INSERT INTO signing (at, name, what, address) VALUES (?, ?, ?, ?)", (at, name, what, address))


def read_signings(store: Store, limit: int, before: int | None = None) -> list[Signing]:
    """The newest first; those before a number, where one is given."""
    rows = store.rows(
        "SELECT number, at, name, what, address FROM signing WHERE ?1 IS NULL OR number < ?1 "
        "ORDER BY number DESC LIMIT ?2",
        (before, limit),
    )
    return [Signing(row[0], row[1], row[2], cast(What, row[3]), row[4]) for row in rows]
