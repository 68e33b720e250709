"""One act of attribution, and where its words end."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

EDGES = frozenset(",;:.-–—―")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attribution: `source` is the head of who it is (None where nobody is named), `cue` the token of the
    word that tells, `content` the tokens, in text order."""

    kind: str
    cue: Token
    source: Token | None
    content: tuple[int, ...]


def trimmed(doc: Doc, tokens: set[int]) -> tuple[int, ...]:
    """The tokens without marks and white space at the edges of their stretches."""
    kept = {i for i in tokens if not doc[i].is_space}
    for step in (-1, 1):
        for i in sorted(kept, reverse=step > 0):
            if i in kept and i + step not in kept and doc[i].text in EDGES:
                kept.discard(i)
    return tuple(sorted(kept))
