"""Codes of the field for a party: country and sector."""

from __future__ import annotations

from dateline.records import Entity

NO_COUNTRY = "---"
"""What stands for the country of a party that has none or an unknown one, so that its sector keeps its place."""


def party_code(entity: Entity) -> str:
    """Country and sector of a party, such as ``IRQMIL``; a state itself is its country, ``USA``."""
    country = entity.country or NO_COUNTRY
    return country if entity.kind == "state" else country + (entity.sector or "")
