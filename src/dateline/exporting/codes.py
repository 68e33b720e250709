"""Codes of the field for what dateline names: CAMEO for type and mode, country and sector for a party."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import ExportError, KnowledgeError
from dateline.knowledge.tables import DATA, read_rows
from dateline.records import Entity

NO_COUNTRY = "---"
"""What stands for the country of a party that has none or an unknown one, so that its sector keeps its place."""


@dataclass(frozen=True, slots=True)
class CameoCode:
    """The CAMEO code nearest to a PLOVER type and mode; `reciprocal` where both sides do the same."""

    code: str
    reciprocal: bool


@cache
def cameo_table() -> dict[tuple[str, str], CameoCode]:
    """The table of ``knowledge/data/cameo.csv`` by type and mode; mode is empty in the row for the type alone."""
    table: dict[tuple[str, str], CameoCode] = {}
    for row in read_rows(DATA / "cameo.csv", ("type", "mode", "cameo", "reciprocal", "source")):
        kind = (row["type"], row["mode"])
        if kind in table or not row["cameo"].isdigit():
            raise KnowledgeError(f"{row.where}: a second row for {' '.join(kind)}, or no CAMEO code.")
        table[kind] = CameoCode(row["cameo"], row["reciprocal"] == "yes")
    return table


def _cameo(kind: str, mode: str | None) -> CameoCode:
    table = cameo_table()
    found = table.get((kind, mode or "")) or table.get((kind, ""))
    if found is None:
        raise ExportError(f"There is no CAMEO code for the type {kind!r}; add a row for it to cameo.csv.")
    return found


def cameo_code(kind: str, mode: str | None) -> str:
    """The CAMEO code of a PLOVER type and mode; a mode without a row of its own has the code of its type."""
    return _cameo(kind, mode).code


def reciprocal(kind: str, mode: str | None) -> bool:
    """Whether an act of this kind with several actors and no recipient is one that they do to each other."""
    return _cameo(kind, mode).reciprocal


def party_code(entity: Entity) -> str:
    """Country and sector of a party, such as ``IRQMIL``; a state itself is its country, ``USA``."""
    country = entity.country or NO_COUNTRY
    return country if entity.kind == "state" else country + (entity.sector or "")
