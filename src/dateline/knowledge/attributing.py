"""Words by which somebody is said to say, think, want or feel something. Data: ``cues/attributing.csv``.

Wider than the words of speech (``cues/speech.csv``), which alone make somebody the source of a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_rows

KINDS = frozenset({"say", "claim", "deny", "ask", "think", "want", "feel", "see", "know", "appear"})


@dataclass(frozen=True, slots=True)
class Attributing:
    """What a word does (one of `KINDS`) and how it takes its content: "clause", "object", prepositions."""

    kind: str
    content: frozenset[str]


@cache
def load_attributing() -> Mapping[tuple[str, str], Attributing]:
    """The words by lemma and part of speech. Raises KnowledgeError for an unknown kind."""
    words = {}
    for row in read_rows(DATA / "cues" / "attributing.csv", ("lemma", "pos", "kind", "content")):
        if row["kind"] not in KINDS:
            raise KnowledgeError(f"{row.where}: {row['kind']!r} is no kind. Use one of {', '.join(sorted(KINDS))}.")
        words[row["lemma"], row["pos"]] = Attributing(row["kind"], frozenset(row.words("content")))
    return words
