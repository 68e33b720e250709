"""Articles to trees: the English pipeline that ships with the package."""

from dateline.parsing.parse import model_version, parse

__all__ = ["model_version", "parse"]
