"""What common nouns name: a person, a vehicle, a building, a territory, a force. Data: ``noun_kinds.csv``.

A kind widens the class of the same name in ``classes.toml``: a condition on ``@person`` is met by the words of that
class and by every noun of the kind, which no list of ours could hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.tables import layers, read_rows


@cache
def load_noun_kinds() -> Mapping[str, frozenset[str]]:
    """The kinds of each noun, written as conditions name them: ``{"bishop": {"@person"}}``."""
    found: dict[str, frozenset[str]] = {}
    sets: dict[str, frozenset[str]] = {}
    for path in layers("noun_kinds.csv"):
        for row in read_rows(path, ("noun", "kinds")):
            kinds = row["kinds"]
            found[row["noun"]] = sets.setdefault(kinds, frozenset("@" + kind for kind in row.words("kinds")))
    return found


@cache
def kind_names() -> frozenset[str]:
    """All kinds of the table, as conditions name them."""
    return frozenset().union(*load_noun_kinds().values())
