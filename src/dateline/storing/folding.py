"""Words made comparable: no diacritics, no case, one script, so that "Zürich" is found by "zurich"."""

from __future__ import annotations

import re

from anyascii import anyascii

_OTHER = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """The words of a text in lower-case ASCII, separated by single spaces."""
    return _OTHER.sub(" ", anyascii(text).casefold()).strip()


def key(*texts: str | None) -> str:
    """Several names in one searchable key: a space stands before each word, a bar between names."""
    return "|".join(f" {fold(text)} " for text in texts if text)


def pattern(text: str) -> str:
    """The LIKE pattern that finds keys in which words that begin so stand in this order, side by side."""
    return f"% {fold(text)}%"
