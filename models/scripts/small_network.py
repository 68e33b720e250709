"""Training of the small networks that judge passages: two rectified hidden layers, one logistic output, in NumPy.

Several of them, begun at different random weights, are joined to one whose output is the mean of theirs before the
logistic function. Deterministic where sums are (one thread, one machine).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from judge_file import Layers

HIDDEN = (32, 16)
EPOCHS, BATCH, RATE, DECAY, DROP = 6, 512, 4e-3, 0.01, 0.25
# Adam's means; the first moves against the rate, which rises for a part of the steps and then falls (one cycle).
MOMENTUM, LOW_MOMENTUM, SQUARES, RISING = 0.95, 0.85, 0.999, 0.3
FIRST_RATE, LAST_RATE = 1 / 25, 1e-6
FLAT = 30.0


def trained(inputs: np.ndarray, labels: np.ndarray, weights: np.ndarray, seed: int) -> Layers:
    """One network; inputs are standardised by its first layer. `labels` lie between 0 and 1."""
    chance = np.random.default_rng(seed)
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-3
    given, wanted = ((inputs - mean) / spread).astype(np.float32), labels.astype(np.float32)
    heavy = (weights / weights.mean()).astype(np.float32)
    values: list[np.ndarray] = []
    for size, more in itertools.pairwise((inputs.shape[1], *HIDDEN, 1)):
        reach = 1 / math.sqrt(size)
        values += [chance.uniform(-reach, reach, shape).astype(np.float32) for shape in ((size, more), (more,))]
    means, squares = [np.zeros_like(value) for value in values], [np.zeros_like(value) for value in values]
    steps = EPOCHS * math.ceil(len(labels) / BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = chance.permutation(len(labels))
        for begin in range(0, len(order), BATCH):
            step += 1
            rows = order[begin : begin + BATCH]
            rate, momentum = pace(step / steps)
            found = slopes(values, given[rows], wanted[rows], heavy[rows], chance)
            for n, slope in enumerate(found):
                means[n] += (1 - momentum) * (slope - means[n])
                squares[n] += (1 - SQUARES) * (slope * slope - squares[n])
                turn = means[n] / (1 - momentum**step) / (np.sqrt(squares[n] / (1 - SQUARES**step)) + 1e-8)
                values[n] -= rate * (turn + DECAY * values[n])
    layers = [(values[n].astype(np.float64), values[n + 1].astype(np.float64)) for n in range(0, len(values), 2)]
    first, bias = layers[0]
    layers[0] = (first / spread[:, None], bias - (mean / spread) @ first)
    return layers


def pace(done: float) -> tuple[float, float]:
    """The rate and the momentum when so much of all steps is done."""
    if done <= RISING:
        height = (1 - math.cos(math.pi * done / RISING)) / 2
        low = FIRST_RATE
    else:
        height = (1 + math.cos(math.pi * (done - RISING) / (1 - RISING))) / 2
        low = LAST_RATE
    return RATE * (low + (1 - low) * height), MOMENTUM - (MOMENTUM - LOW_MOMENTUM) * height


def slopes(
    values: Sequence[np.ndarray],
    rows: np.ndarray,
    wanted: np.ndarray,
    heavy: np.ndarray,
    chance: np.random.Generator,
) -> list[np.ndarray]:
    """The slope of the weighted cross entropy by each value; so many hidden numbers as DROP says are left out."""
    shown, passed = [rows], []
    for n in range(0, len(values) - 2, 2):
        sums = shown[-1] @ values[n] + values[n + 1]
        open_ = ((sums > 0) & (chance.random(sums.shape, dtype=np.float32) >= DROP)) / np.float32(1 - DROP)
        passed.append(open_)
        shown.append(sums * open_)
    error = ((logistic(shown[-1] @ values[-2] + values[-1])[:, 0] - wanted) * heavy / len(rows))[:, None]
    found: list[np.ndarray] = []
    for n in range(len(values) - 2, -1, -2):
        found[:0] = [shown[n // 2].T @ error, error.sum(0)]
        if n:
            error = (error @ values[n].T) * passed[n // 2 - 1]
    return found


def logistic(sums: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(sums, -FLAT, FLAT)))


def joined(networks: Sequence[Layers]) -> Layers:
    """One network that gives the mean of several: their hidden layers side by side, without weights between them."""
    count = len(networks)
    first = np.hstack([layers[0][0] for layers in networks]), np.hstack([layers[0][1] for layers in networks])
    (one, two) = networks[0][1][0].shape
    between = np.zeros((count * one, count * two))
    for n, layers in enumerate(networks):
        between[n * one : (n + 1) * one, n * two : (n + 1) * two] = layers[1][0]
    middle = between, np.hstack([layers[1][1] for layers in networks])
    last = (
        np.vstack([layers[2][0] for layers in networks]) / count,
        np.mean([layers[2][1] for layers in networks], axis=0),
    )
    return [(matrix.astype(np.float32), bias.astype(np.float32)) for matrix, bias in (first, middle, last)]


def judged(layers: Layers, rows: np.ndarray) -> np.ndarray:
    for matrix, bias in layers[:-1]:
        rows = np.maximum(rows @ matrix + bias, 0)
    matrix, bias = layers[-1]
    return logistic((rows @ matrix + bias)[:, 0].astype(np.float64))
