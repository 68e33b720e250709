"""Measuring: coded documents against hand-coded gold."""

from dateline.evaluation.claims import score

__all__ = ["score"]
