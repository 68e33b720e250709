"""What helps to tell names apart: given and family names, the nouns of names, words beside names, and weights.

Data: ``names/``. `given_names.txt` and `family_names.txt` hold one folded name a line, from all parts of the world;
``words.toml`` the vocabularies; ``weights.csv`` tells how much each sign speaks for each kind (made by
``models/scripts/name_kinds.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_rows, read_toml

NAMES = DATA / "names"
KINDS = ("person", "group", "organisation", "place", "other")
"""The readings that the weights compare; "other" is a name of none of the kinds, such as a book or a war."""
TABLES = ("heads", "starts", "titles", "ends", "nouns", "verbs")


@dataclass(frozen=True)
class NameWords:
    """`lists` has per table and key the words of ``words.toml`` ("heads", "place"); `weights` per sign five numbers in
    the order of `KINDS`. Compared by identity."""

    given: frozenset[str]
    family: frozenset[str]
    lists: Mapping[str, Mapping[str, frozenset[str]]]
    weights: Mapping[str, tuple[float, ...]]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@cache
def load_name_words(folder: Path = NAMES) -> NameWords:
    """The words and weights of a folder. Raises KnowledgeError."""
    table = read_toml(folder / "words.toml")
    if missing := [name for name in TABLES if name not in table]:
        raise KnowledgeError(f"{folder / 'words.toml'} lacks the table {', '.join(missing)}. Add it, empty if need be.")
    lists = {name: {key: frozenset(words) for key, words in table[name].items()} for name in TABLES}
    return NameWords(
        read_list(folder / "given_names.txt"),
        read_list(folder / "family_names.txt"),
        lists,
        read_weights(folder / "weights.csv"),
    )


def read_list(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path} cannot be read ({error}). It must hold one name a line in UTF-8.") from None


def read_weights(path: Path) -> dict[str, tuple[float, ...]]:
    found = {}
    for row in read_rows(path, ("sign", *KINDS)):
        try:
            found[row["sign"]] = tuple(float(row[kind]) for kind in KINDS)
        except ValueError:
            raise KnowledgeError(f"{row.where}: the weights of {row['sign']!r} must be numbers.") from None
    return found
