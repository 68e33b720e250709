"""The file of a judge of lines or of main text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

Layers = list[tuple[np.ndarray, np.ndarray]]
"""Weights and biases of each layer of a network."""


def saved(path: Path, words: Mapping[str, float], stages: Sequence[Layers]) -> None:
    """Writes the weights of words, and the layers of each stage, as `dateline.cleaning` reads them."""
    names = sorted(words)
    arrays = {
        f"s{s}_{kind}{n}": a
        for s, stage in enumerate(stages)
        for n, pair in enumerate(stage)
        for kind, a in zip("wb", pair, strict=True)
    }
    np.savez_compressed(
        path, words=np.array(names), weights=np.array([words[name] for name in names], np.float32), **arrays
    )
