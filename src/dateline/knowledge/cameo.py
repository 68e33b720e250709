"""CAMEO, the older scheme of the field: the code nearest to a PLOVER type and mode, or to the very word of a claim.

Data: ``cameo.csv`` (a row for each type and mode), ``cameo_triggers.csv`` (words that are more exact than that: to
urge is an appeal, 02, where to demand is 10) and ``intended.csv`` (acts that are only announced). Codes are those of
the CAMEO codebook 1.1b3. ``cameo_plover.csv`` is the way back where it leads elsewhere: the codes to which the table
CAMEO2PLOVER of 2021 gives another type than PLOVER's manual gives to the act.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import ExportError, KnowledgeError
from dateline.knowledge.ontology import load_types
from dateline.knowledge.tables import DATA, read_rows

APPEAL = "02"
"""The root of appeals. PLOVER has no type for them beside REQUEST, which is CAMEO's demand, 10."""


@dataclass(frozen=True, slots=True)
class CameoCode:
    """The CAMEO code nearest to a PLOVER type and mode; `reciprocal` where both sides do the same."""

    code: str
    reciprocal: bool


@cache
def cameo_table() -> dict[tuple[str, str], CameoCode]:
    """The table of ``cameo.csv`` by type and mode; mode is empty in the row for the type alone."""
    table: dict[tuple[str, str], CameoCode] = {}
    for row in read_rows(DATA / "cameo.csv", ("type", "mode", "cameo", "reciprocal", "source")):
        kind = (row["type"], row["mode"])
        if kind in table or not row["cameo"].isdigit():
            raise KnowledgeError(f"{row.where}: a second row for {' '.join(kind)}, or no CAMEO code.")
        table[kind] = CameoCode(row["cameo"], row["reciprocal"] == "yes")
    return table


@cache
def trigger_table() -> dict[tuple[str, str, str, str], str]:
    """The table of ``cameo_triggers.csv`` by lemma, part of speech, type and mode (empty: any mode)."""
    table: dict[tuple[str, str, str, str], str] = {}
    for row in read_rows(DATA / "cameo_triggers.csv", ("lemma", "pos", "type", "mode", "cameo")):
        key = (row["lemma"], row["pos"], row["type"], row["mode"])
        if key in table or not row["cameo"].isdigit():
            raise KnowledgeError(f"{row.where}: a second row for {' '.join(key)}, or no CAMEO code.")
        table[key] = row["cameo"]
    return table


@cache
def intended_codes() -> dict[str, str]:
    """The table of ``intended.csv``: the code of an act that somebody only means to do, by its type."""
    return {row["type"]: row["cameo"] for row in read_rows(DATA / "intended.csv", ("type", "cameo", "note"))}


@cache
def table_types() -> dict[str, str]:
    """The table of ``cameo_plover.csv``: the type by the first figures of a code."""
    return {row["cameo"]: row["type"] for row in read_rows(DATA / "cameo_plover.csv", ("cameo", "type", "note"))}


def table_type(code: str, kind: str) -> str:
    """The PLOVER type that the table of 2021 has for a code; `kind`, the claim's own, where it has the same."""
    types = table_types()
    return next((types[code[:n]] for n in range(len(code), 1, -1) if code[:n] in types), kind)


def nearest(kind: str, mode: str | None) -> CameoCode:
    """The row of a type and mode; a mode without a row of its own has that of its type."""
    table = cameo_table()
    found = table.get((kind, mode or "")) or table.get((kind, ""))
    if found is None and (own := load_types().get(kind)) is not None and own.cameo:
        return CameoCode(own.cameo[0].ljust(3, "0"), reciprocal=False)  # a type that a user's ontology file adds
    if found is None:
        raise ExportError(f"There is no CAMEO code for the type {kind!r}; add a row for it to cameo.csv.")
    return found


def cameo_code(kind: str, mode: str | None) -> str:
    """The CAMEO code of a PLOVER type and mode."""
    return nearest(kind, mode).code


def trigger_code(lemma: str, pos: str, kind: str, mode: str | None) -> tuple[str, str]:
    """The CAMEO code of a claim of a type and mode, read from a word of the lexicon, and the name of its table."""
    table = trigger_table()
    found = table.get((lemma, pos, kind, mode or "")) or table.get((lemma, pos, kind, ""))
    return (found, "cameo_triggers.csv") if found else (cameo_code(kind, mode), "cameo.csv")


def reciprocal(kind: str, mode: str | None) -> bool:
    """Whether an act of this kind with several actors and no recipient is one that they do to each other."""
    return nearest(kind, mode).reciprocal
