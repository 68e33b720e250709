"""PLOVER's contexts: the matters that an event touches, beside its type. Data: ``contexts.csv`` and
``contexts_implied.csv``.

The 37 names are those of the PLOVER manual 0.8; the words are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, layers, read_rows, read_toml


@dataclass(frozen=True, slots=True)
class Contexts:
    """Contexts by word or phrase, and by type and mode, where an empty mode stands for any."""

    words: Mapping[str, tuple[str, ...]]
    implied: Mapping[tuple[str, str], tuple[str, ...]]


def load_contexts() -> Contexts:
    """The tables of the package and of the user's folder. Raises KnowledgeError for a context that PLOVER has not."""
    return read_contexts(tuple(layers("contexts.csv")), tuple(layers("contexts_implied.csv")))


@cache
def read_contexts(tables: tuple[Path, ...], implications: tuple[Path, ...]) -> Contexts:
    """The words of some tables, and what types and modes imply by others."""
    known = frozenset(read_toml(DATA / "ontology.toml")["contexts"])
    words: dict[str, list[str]] = {}
    implied: dict[tuple[str, str], list[str]] = {}
    for path in tables:
        for row in read_rows(path, ("context", "word")):
            check(row["context"], known, row.where)
            words.setdefault(row["word"].lower(), []).append(row["context"])
    for path in implications:
        for row in read_rows(path, ("type", "mode", "context")):
            check(row["context"], known, row.where)
            implied.setdefault((row["type"], row["mode"]), []).append(row["context"])
    return Contexts({w: tuple(found) for w, found in words.items()}, {k: tuple(found) for k, found in implied.items()})


def check(context: str, known: frozenset[str], where: str) -> None:
    if context not in known:
        raise KnowledgeError(
            f"{where}: PLOVER has no context {context!r}; docs/reference/plover.md lists those it has."
        )
