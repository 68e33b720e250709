"""The PLOVER ontology as data: types, modes, quad classes, scores. Data: ``ontology.toml``.

Source: Open Event Data Alliance, PLOVER manual 0.8 (codes only).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import layers, read_toml

SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose act is done by saying something: they have a place or a date only where one is told of the saying."""

EMBRACING = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "CONCEDE", "SUPPORT"})
"""Types that swallow what they speak of: a threat to attack is no attack (codebook, section 3)."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: its quad class (1 verbal cooperation … 4 material conflict), modes and CAMEO root."""

    name: str
    quad: int
    modes: tuple[str, ...]
    score: float
    cameo: tuple[str, ...] = ()


def load_types() -> Mapping[str, EventType]:
    """All types by name: the package's, and those that ``ontology.toml`` of the user's folder adds or changes."""
    return read_types(tuple(layers("ontology.toml")))


@cache
def read_types(paths: tuple[Path, ...]) -> Mapping[str, EventType]:
    """The types of some files, of which later ones win. Raises KnowledgeError."""
    types: dict[str, EventType] = {}
    for path in paths:
        for name, entry in read_toml(path).get("types", {}).items():
            try:
                quad, modes, score = int(entry["quad"]), tuple(entry["modes"]), float(entry["score"])
                types[name] = EventType(name, quad, modes, score, tuple(entry.get("cameo", ())))
            except (KeyError, TypeError, ValueError) as error:
                raise KnowledgeError(f"{path}: type {name} lacks or misstates {error}.") from None
            if quad not in {1, 2, 3, 4}:
                raise KnowledgeError(f"{path}: type {name} has the quad class {quad}; it must be 1, 2, 3 or 4.")
    return types
