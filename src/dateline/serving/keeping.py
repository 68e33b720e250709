"""The columns of a large record, kept in its database, so that a server that starts need not read all events.

They are of one state of that very database (`columns.State`) and say which; what has changed since is read from the
events, so what is kept may be old and is never wrong. Whoever may not write the database goes without.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.errors import StoreError
from dateline.knowledge.ontology import load_types
from dateline.serving import columns as columns_module
from dateline.serving import filling
from dateline.serving.columns import Coded, Columns, Listed, Party, Spot, State
from dateline.serving.database import Database
from dateline.serving.merging import OWN
from dateline.storing import Store, folding

FEWEST = 5_000
"""Events from which on columns are kept; fewer are read in a tenth of a second."""
MOST_OUTDATED = 0.02
"""Where more than this part of the events has changed since, columns are kept anew."""
NAME = "columns"
OF_TYPE = "quad"
"""What the catalogue says of the type of an event: never kept, since the catalogue may be another one by now."""
VALUES: dict[str, Any] = {
    "spot": tuple[Spot, ...], "where": tuple[tuple[str, int | None], ...],
    **dict.fromkeys(("by", "against", "actor"), tuple[Party, ...]),
}  # fmt: skip


class Field(msgspec.Struct, array_like=True):
    """A field: its values, and the bytes of its codes, and of the events of these where there may be several."""

    values: msgspec.Raw
    codes: bytes
    events: bytes = b""


class Kept(msgspec.Struct, array_like=True):
    """What lies in the database; `maker` is that of `made_by`."""

    maker: str
    state: tuple[int, int, int]
    ids: str = ""
    own: dict[str, bytes] = {}
    by_date: bytes = b""
    coded: dict[str, Field] = {}
    listed: dict[str, Field] = {}


@cache
def made_by() -> str:
    """A digest of the code that makes columns: what other code has kept is read anew."""
    code = (Path(module.__file__ or "").read_bytes() for module in (columns_module, filling, folding))
    return hashlib.sha256(b"\0".join(code)).hexdigest()


def outdated(kept: State, now: Columns) -> bool:
    """Whether so much has changed that columns of today should be kept in the place of those of an earlier state."""
    changed = int((now.numbers > kept.highest).sum())
    return kept.told != now.state.told or changed > MOST_OUTDATED * len(now)


def packed(columns: Columns) -> bytes:
    """The columns as bytes."""
    _, *state = columns.state
    coded = {name: Field(_packed(field.values), _bytes(field.codes))
             for name, field in columns.coded.items() if name != OF_TYPE}  # fmt: skip
    listed = {name: Field(_packed(field.values), _bytes(field.codes), _bytes(field.events))
              for name, field in columns.listed.items()}  # fmt: skip
    own = {name: _bytes(getattr(columns, name)) for name in OWN}
    kept = Kept(made_by(), (state[0], state[1], state[2]), "\n".join(columns.ids), own, _bytes(columns.by_date),
                coded, listed)  # fmt: skip
    return msgspec.msgpack.encode(kept)


def unpacked(data: bytes, file: tuple[int, int]) -> Columns | None:
    """The columns that were packed, None where another version did it. Raises msgspec.DecodeError."""
    kept = msgspec.msgpack.decode(data, type=Kept)
    if kept.maker != made_by():
        return None
    ids = tuple(kept.ids.split("\n")) if kept.ids else ()
    coded = {name: Coded(_values(name, field), _numbers(field.codes)) for name, field in kept.coded.items()}
    types = {name: each.quad for name, each in load_types().items()}
    quads = [types.get(name) for name in coded["type"].values]
    known = tuple(dict.fromkeys(quad for quad in quads if quad is not None))
    codes = np.array([*(-1 if quad is None else known.index(quad) for quad in quads), -1], dtype=np.int32)
    return Columns(
        State(file, *kept.state),
        ids,
        **{name: _numbers(data, _kind(name)) for name, data in kept.own.items()},
        by_date=_numbers(kept.by_date),
        coded={**coded, OF_TYPE: Coded(known, codes[coded["type"].codes])},
        listed={name: Listed(_values(name, field), _numbers(field.events), _numbers(field.codes))
                for name, field in kept.listed.items()},
        at={event: row for row, event in enumerate(ids)},
    )  # fmt: skip


def kept_columns(store: Store, file: tuple[int, int]) -> Columns | None:
    """What is kept in a database, if anything that can be used."""
    rows = store.rows("SELECT data FROM kept WHERE name = ?", (NAME,))
    if not rows:
        return None
    try:
        return unpacked(rows[0]["data"], file)
    except (msgspec.DecodeError, ValueError, KeyError, TypeError):
        return None


def keep(database: Database, columns: Columns) -> bool:
    """Keeps columns in their database, if it is still there and may be written; whether that was so."""
    file = columns.state.file
    with suppress(StoreError):
        if database.identity() != file:
            return False
        with database.writing() as store, store.transaction() as db:
            if database.identity() != file:  # else it was this file that was opened
                return False
            db.execute("INSERT OR REPLACE INTO kept (name, data) VALUES (?, ?)", (NAME, packed(columns)))
        return True
    return False


def _bytes(numbers: NDArray[Any]) -> bytes:
    return numbers.astype(numbers.dtype.newbyteorder("<"), copy=False).tobytes()


def _kind(name: str) -> type[Any]:
    return {"rows": np.int64, "numbers": np.int64, "sure": np.float64}.get(name, np.int32)


def _numbers(data: bytes, kind: type[Any] = np.int32) -> NDArray[Any]:
    return np.frombuffer(data, dtype=np.dtype(kind).newbyteorder("<")).astype(kind, copy=False)


def _packed(values: tuple[Any, ...]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(values))


def _values(name: str, field: Field) -> tuple[Any, ...]:
    found: tuple[Any, ...] = msgspec.msgpack.decode(field.values, type=VALUES.get(name, tuple[Any, ...]))
    return found
