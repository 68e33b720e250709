"""The file of a judge of lines or of main text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

Layers = list[tuple[np.ndarray, np.ndarray]]
"""Weights and biases of each layer of a network."""


def saved(
    path: Path, words: Mapping[str, float], stages: Sequence[Layers], labels: Mapping[str, float] | None = None
) -> None:
    """Writes the weights of words, and the layers of each stage, as `dateline.cleaning` reads them.

    `words` are those of names, or of lines; `labels`, of the judge of main text alone, those of short passages.
    """
    arrays = {
        f"s{s}_{kind}{n}": a
        for s, stage in enumerate(stages)
        for n, pair in enumerate(stage)
        for kind, a in zip("wb", pair, strict=True)
    }
    for names, weights, known in (("words", "weights", words), ("labels", "label_weights", labels)):
        if known is not None:
            arrays[names] = np.array(sorted(known))
            arrays[weights] = np.array([known[word] for word in sorted(known)], np.float32)
    np.savez_compressed(path, **arrays)
