"""Sentences in which a site asks its readers for something, told from those of a story."""

from __future__ import annotations

import pytest

from dateline.cleaning.appeals import appeals

APPEAL = "If you value our reporting, please consider a monthly gift: our newsroom lives on its readers."
BESIDE = "You can help us from two crowns a month, and you can cancel whenever you like."
STORY = [
    "The union asked its members for support and said that donations of its readers had paid for the paper.",
    "The minister told reporters that you cannot buy peace with a monthly subsidy to the clans.",
    "“If you subscribe to our newsletter, please support our newsroom with a donation,” the leaflet said.",
    "We do not know who fired on the convoy, and our reporter was not let through by the police.",
]


def test_an_appeal_and_what_stands_beside_it() -> None:
    assert appeals([STORY[0], APPEAL, BESIDE, STORY[3]]) == [1, 2]
    assert appeals([STORY[0], BESIDE, STORY[3]]) == []


@pytest.mark.parametrize("line", STORY)
def test_a_story_asks_for_nothing(line: str) -> None:
    assert appeals([line]) == []
