"""The schema as numbered migrations; 1 is the first. A migration, once released, is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

APPLICATION_ID = 0x64746C6E
"""``dtln`` in ASCII; SQLite keeps it in the file's header, and ``file`` and we tell by it whose database it is."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead from version `number` - 1 to version `number`."""

    number: int
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations, in order."""
    folder = files("dateline.storing") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), (folder / name).read_text(encoding="utf-8")) for name in names)


def version() -> int:
    """The version of the schema that this dateline writes."""
    return migrations()[-1].number
