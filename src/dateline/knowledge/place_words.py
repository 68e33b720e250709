"""Words that stand beside place names (``places/words.toml``): prepositions, directions, titles, kinds of place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_toml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of the file under their names there; `nouns` maps a noun to the kinds of place that it says."""

    locative: frozenset[str]
    place_cue: frozenset[str]
    near: frozenset[str]
    near_phrases: frozenset[str]
    part_nouns: frozenset[str]
    directions: frozenset[str]
    direction_adjectives: frozenset[str]
    motion: frozenset[str]
    besieging: frozenset[str]
    taking: frozenset[str]
    country_nouns: frozenset[str]
    units: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    others: frozenset[str]
    inner: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    nouns: Mapping[str, frozenset[str]]


LISTS = tuple(
    "locative place_cue near near_phrases part_nouns directions direction_adjectives motion besieging taking "
    "country_nouns units".split()
)
NAMES = ("titles", "bodies", "others", "inner", "never", "given")


@cache
def load_place_words(path: Path = DATA / "places" / "words.toml") -> PlaceWords:
    """Read the file. Raises KnowledgeError where a list is missing."""
    data = read_toml(path)
    names: dict[str, Any] = data.get("names", {})
    missing = [key for key in LISTS if key not in data] + [key for key in NAMES if key not in names]
    if missing or "nouns" not in data:
        raise KnowledgeError(f"{path} lacks the list {', '.join(missing) or 'nouns'}. Add it, empty if need be.")
    kinds: dict[str, set[str]] = {}
    for kind, members in data["nouns"].items():
        for noun in members:
            kinds.setdefault(noun, set()).add(kind)
    lists = {key: frozenset(data[key]) for key in LISTS} | {key: frozenset(names[key]) for key in NAMES}
    return PlaceWords(**lists, nouns={noun: frozenset(found) for noun, found in kinds.items()})
