"""Attacks that name only their means share the target of the attack before them."""

from __future__ import annotations

import pytest

from pageclaims import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked the army base on Monday and fired rockets.", [["army"], ["army"]]),
        ("Rebels attacked the army base on Monday and fired rockets at the airport.", [["army"], []]),
        ("Convoys of the US Army were hit on May 2 and rockets fired on May 3.", [["US Army"]] * 2),
    ],
)
def test_targets(text: str, expected: list[list[str]]) -> None:
    assert [[each.entity.name for each in claim.recipients] for claim in claims(text)] == expected
