"""Where sentences start: at blocks always, else where the encoder sees a start and the writing allows one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def may_start(words: list[str], spaces: list[bool]) -> Array:
    return np.ones(len(words), dtype=bool)


def first_words(scores: Array, fixed: Array, allowed: Array) -> list[int]:
    """The words of a window that start sentences: its first, block starts, and allowed ones that score above 0."""
    starts = fixed | (allowed & (scores > 0))
    starts[0] = True
    return [int(at) for at in np.flatnonzero(starts)]
