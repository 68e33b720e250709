"""Trees: always one root and no cycle, and none scores better."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.parsing.trees import best_tree, find_cycle, reaches_root


def is_tree(heads: list[int]) -> bool:
    return heads.count(0) == 1 and not find_cycle([0, *heads])


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def scored(most: int) -> st.SearchStrategy[np.ndarray]:
    values = st.floats(-20, 20, width=32) | st.integers(-2, 2).map(float)
    return st.integers(1, most).flatmap(lambda n: arrays(np.float64, (n, n + 1), elements=values))


@given(scored(12))
@settings(deadline=None)
def test_a_sentence_gets_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


@given(scored(5))
@settings(deadline=None, max_examples=60)
def test_no_other_tree_scores_better(scores: np.ndarray) -> None:
    size = len(scores)
    trees = (list(heads) for heads in product(range(size + 1), repeat=size))
    best = max(total(scores, heads) for heads in trees if is_tree(heads))
    assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-6)


@given(scored(12))
@settings(deadline=None)
def test_chains_of_heads_end_at_the_root_where_there_is_no_cycle(scores: np.ndarray) -> None:
    heads = np.array([0, *scores.argmax(axis=1)])
    assert reaches_root(heads).all() == (not find_cycle(heads.tolist()))


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # word 1 and word 2 would each take the other; the root fits word 1 better
    assert best_tree(np.array([[3.0, 0.0, 9.0], [1.0, 8.0, 0.0]])) == [0, 1]


def test_equal_scores_give_the_same_tree_each_time() -> None:
    assert best_tree(np.zeros((4, 5))) == best_tree(np.zeros((4, 5)))


def test_a_long_sentence_of_equal_scores_is_no_trouble() -> None:
    assert is_tree(best_tree(np.zeros((128, 129))))
