"""Which sentences of one text stand in another: the share of each text that the other holds, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.resolving.shingles import NAME, NUMBER, SHINGLE, Sketch

KEPT = 0.6
"""The share of a sentence's words in runs of the other text from which the sentence counts as the other's; one
corrected number or one inserted clause leaves more, a sentence that was written anew has hardly any."""
COPIED = 1 / 3
"""The share of one of two texts in the other from which one is a copy. A page that was merged from two long agency
texts holds less than half of either; reports of one event that were written apart share hardly a sentence."""
LEAST = 12
"""Words that must be common: less is a phrase."""
LEAST_FACTS = 3
"""Names, numbers and days that a sentence must hold where it is all that is common: what a paper says below every
story holds fewer."""
REFILLED = 0.6
FEWEST_REFILLED = 3
"""A form is filled in anew where more than this share of the numbers and days, or of the names, in the common
sentences differs, and so many of them: the ministry's report of every day. A corrected toll changes one or two."""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The sentences of each of two texts that are in the other, and the share of its words in them."""

    one_kept: NDArray[np.bool_]
    other_kept: NDArray[np.bool_]
    one_in_other: float
    other_in_one: float
    words: int
    facts: int
    refilled: bool

    @property
    def copied(self) -> bool:
        """Whether one of the two texts is a copy of the other, or both are of a third."""
        several = min(np.count_nonzero(self.one_kept), np.count_nonzero(self.other_kept)) > 1
        enough = self.words >= LEAST and (several or self.facts >= LEAST_FACTS)
        return enough and max(self.one_in_other, self.other_in_one) >= COPIED and not self.refilled


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    kept: NDArray[np.bool_]
    words: int
    facts: int
    refilled: bool


def align(one: Sketch, other: Sketch) -> Alignment:
    """Compares two texts. Symmetric but for the order of the two sides."""
    mine, yours = side(one, other), side(other, one)
    return Alignment(
        mine.kept,
        yours.kept,
        round(mine.words / one.words, 4),
        round(yours.words / other.words, 4),
        min(mine.words, yours.words),
        max(mine.facts, yours.facts),
        mine.refilled and yours.refilled,
    )


def side(text: Sketch, other: Sketch) -> Side:
    """What of a text stands in another."""
    covered = coverage(text, other)
    lengths = sentence_lengths(text)
    kept = np.add.reduceat(covered, text.starts, dtype=np.int64) >= KEPT * lengths
    inside = np.repeat(kept, lengths)
    refilled = any(anew(text.facts[inside] == kind, covered[inside]) for kind in (NUMBER, NAME))
    return Side(kept, int(lengths[kept].sum()), int(np.count_nonzero(text.facts[inside])), refilled)


def sentence_lengths(text: Sketch) -> NDArray[np.int64]:
    """The words of each sentence."""
    return np.diff(text.starts, append=text.words).astype(np.int64)


def coverage(text: Sketch, other: Sketch) -> NDArray[np.bool_]:
    """For each word of a text whether it stands in a shingle that the other has too."""
    shared = np.isin(text.shingles, other.shingles)
    covered = np.zeros(text.words, dtype=np.bool_)
    for at in range(SHINGLE):
        covered[at : at + len(shared)] |= shared
    return covered


def anew(facts: NDArray[np.bool_], covered: NDArray[np.bool_]) -> bool:
    """Whether most facts of the common sentences are other ones."""
    changed = int(np.count_nonzero(facts & ~covered))
    return changed >= FEWEST_REFILLED and changed > REFILLED * int(np.count_nonzero(facts))
