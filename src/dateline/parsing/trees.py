"""The best tree over scored arcs: one root, no cycles (Chu & Liu 1965, Edmonds 1967), in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def best_tree(scores: Scores) -> list[int]:
    """Heads of the n words of a sentence, from scores (n, n + 1) whose column 0 is the root and column j word j - 1.

    Exactly one word gets head 0. Ties go to the lower number, so the result does not depend on the machine's mood.
    """
    size = scores.shape[0]
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    heads = full[1:].argmax(axis=1)
    if (heads == 0).sum() == 1 and not find_cycle([0, *heads.tolist()]):
        return [int(head) for head in heads]
    candidates = np.argsort(-full[1:, 0], kind="stable")[: min(size, 5)]
    best: tuple[float, list[int]] | None = None
    for root in candidates:
        limited = full.copy()
        limited[1:, 0] = -np.inf
        limited[root + 1, :] = -np.inf
        limited[root + 1, 0] = full[root + 1, 0]
        tree = chu_liu_edmonds(limited)
        total = float(sum(full[word, head] for word, head in enumerate(tree) if word))
        if best is None or total > best[0]:
            best = (total, tree)
    assert best is not None
    return best[1][1:]


def find_cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or an empty list; word 0 is the root and has no head."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, word = [], start
        while word and state[word] == 0:
            state[word] = start
            path.append(word)
            word = heads[word]
        if word and state[word] == start and word in path:
            return path[path.index(word) :]
    return []


def chu_liu_edmonds(scores: Scores) -> list[int]:
    """Heads of the best tree rooted in 0; `scores[d, h]` is the score of h as the head of d."""
    heads = [0, *(int(h) for h in scores[1:].argmax(axis=1))]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [word for word in range(len(heads)) if word not in inside]
    new = len(outside)
    cycle_total = sum(scores[word, heads[word]] for word in cycle)
    smaller = np.full((new + 1, new + 1), -np.inf)
    enters: dict[int, int] = {}
    leaves: dict[int, int] = {}
    for i, word in enumerate(outside):
        smaller[i, :new] = scores[word, outside]
        out_scores = scores[word, cycle]
        leaves[i] = cycle[int(out_scores.argmax())]
        smaller[i, new] = out_scores.max()
        in_scores = np.array([cycle_total - scores[w, heads[w]] + scores[w, word] for w in cycle])
        enters[i] = cycle[int(in_scores.argmax())]
        smaller[new, i] = in_scores.max()
    np.fill_diagonal(smaller, -np.inf)
    reduced = chu_liu_edmonds(smaller)
    result = list(heads)
    for i, word in enumerate(outside):
        if word:
            result[word] = leaves[i] if reduced[i] == new else outside[reduced[i]]
    entry = reduced[new]
    result[enters[entry]] = outside[entry]
    return result
