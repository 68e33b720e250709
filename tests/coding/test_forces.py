"""Soldiers, army and armed forces of one state on one page are one body, if the page names the body."""

from __future__ import annotations

import pytest

from pageclaims import claims


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Malian soldiers shelled Gao. Rebels shelled the Malian Armed Forces on Monday.", {"Malian Armed Forces"}),
        ("Malian soldiers shelled Gao. Rebels shelled the Malian military on Monday.", {"Malian Armed Forces"}),
        ("Malian soldiers shelled Gao. Malian troops shelled Kidal.", {"Malian soldiers", "Malian troops"}),
        ("Kosovar soldiers shelled Gora. Rebels shelled the Kosovar army on Monday.", {"Kosovar army"}),
    ],
)
def test_one_body(text: str, names: set[str]) -> None:
    found = {p.entity for claim in claims(text) for p in (*claim.actors, *claim.recipients)}
    assert {entity.name for entity in found if entity.sector == "MIL"} == names
