"""The PLOVER ontology as data: types, modes, quad classes, scores. Data: ``ontology.toml``.

Source: Open Event Data Alliance, PLOVER manual 0.8 (codes only).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_toml

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


@cache
def load_types(path: Path = DATA / "ontology.toml") -> Mapping[str, EventType]:
    """All types by name."""
    types = {}
    for name, entry in read_toml(path).get("types", {}).items():
        try:
            types[name] = EventType(name, int(entry["quad"]), tuple(entry["modes"]), float(entry["score"]))
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path.name}: type {name} lacks or misstates {error}.") from None
    return types
