"""Trees to claims: triggers, roles, time, place, numbers, attribution and status; `code` has the steps in order."""

from dateline.coding.code import code, code_article

__all__ = ["code", "code_article"]
