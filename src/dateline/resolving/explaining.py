"""Agreements and refusals in words."""

from __future__ import annotations

from dateline.resolving.comparing import Agreement
from dateline.resolving.traits import Traits


def explain(one: Traits, other: Traits, agreement: Agreement) -> str:
    """What speaks for and against a pair, strongest first, with the bits of each field."""
    told = sorted((entry for entry in agreement.levels if round(entry[2], 1)), key=lambda entry: -abs(entry[2]))
    return "; ".join(f"{name}: {level} {bits:+.1f}" for name, level, bits in told)
