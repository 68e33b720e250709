"""The best tree over scored arcs: one root, no cycles (Chu & Liu 1965, Edmonds 1967), in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
ROOTS = 8
"""Roots that are tried at most. Sentences need one or two; runs of brackets would try every one, each a search."""


def best_tree(scores: Scores) -> list[int]:
    """Heads of the n words of a sentence, from finite scores (n, n + 1): column 0 is the root, column j word j - 1.

    Exactly one word gets head 0. The tree is the best there is: roots are tried in the order of the most that a
    tree under them could score, until none left can beat the best found, or `ROOTS` were tried. Ties go to the lower
    number.
    """
    size = scores.shape[0]
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    if size == 1:
        return [0]
    most = full[1:, 1:].max(axis=1)
    bounds = full[1:, 0] + (most.sum() - most)
    most_found, found = -np.inf, [0] * (size + 1)
    for root in np.argsort(-bounds, kind="stable")[:ROOTS]:
        if bounds[root] <= most_found:
            break
        limited = full.copy()
        limited[1:, 0] = -np.inf
        limited[root + 1, :] = -np.inf
        limited[root + 1, 0] = full[root + 1, 0]
        tree = chu_liu_edmonds(limited)
        total = float(sum(full[word, head] for word, head in enumerate(tree) if word))
        if total > most_found:
            most_found, found = total, tree
    return found[1:]


def reaches_root(heads: Heads) -> NDArray[np.bool_]:
    """For each of the words 1..n, whether its chain of heads ends at 0 and not in a cycle; ``heads[0]`` is 0."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return np.asarray(up[1:] == 0)


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
    given_up = np.array([scores[word, heads[word]] for word in cycle])
    into = scores[np.ix_(cycle, outside)] - given_up[:, None]
    out_of = scores[np.ix_(outside, cycle)]
    smaller = np.full((new + 1, new + 1), -np.inf)
    smaller[:new, :new] = scores[np.ix_(outside, outside)]
    smaller[:new, new] = out_of.max(axis=1)
    smaller[new, :new] = into.max(axis=0)
    np.fill_diagonal(smaller, -np.inf)
    enters, leaves = into.argmax(axis=0), out_of.argmax(axis=1)
    reduced = chu_liu_edmonds(smaller)
    result = list(heads)
    for i, word in enumerate(outside):
        if word:
            result[word] = cycle[leaves[i]] if reduced[i] == new else outside[reduced[i]]
    entry = reduced[new]
    result[cycle[enters[entry]]] = outside[entry]
    return result
