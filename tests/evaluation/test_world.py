"""A small generated world: what is joined is right, and the work grows with the claims."""

from __future__ import annotations

import pytest

from dateline.evaluation.joining import Labelled, figures, of_world, plain, scores
from dateline.evaluation.world import claims

EVENTS = 200


@pytest.fixture(scope="module")
def world() -> Labelled:
    return of_world(claims(EVENTS, seed=5))


def test_the_events_of_a_world_are_found_again(world: Labelled) -> None:
    found, base = scores(world), figures(world.known, plain(world.claims))
    assert found["pair precision"] >= 0.97
    assert found["pair recall"] >= 0.95
    assert base["pair precision"] < 0.7  # the world is not easy
    assert base["pair recall"] < 0.7


def test_a_world_twice_as_long_takes_about_twice_the_comparisons(world: Labelled) -> None:
    longer = of_world(claims(2 * EVENTS, seed=5))
    assert scores(longer)["compared"] < 3 * scores(world)["compared"]


def test_a_world_is_the_same_each_time() -> None:
    one, other = (list(claims(20, seed=3)) for _ in range(2))
    assert one == other
    assert len({claim.id for claim, _ in one}) == len(one)
