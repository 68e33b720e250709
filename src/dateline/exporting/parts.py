"""What is exported: a selection, or several one after the other, so that a large record is never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.storing import Selection

Given = Selection | Iterable[Selection]


def parts(given: Given) -> Iterator[Selection]:
    """The selections in their order."""
    if isinstance(given, Selection):
        yield given
    else:
        yield from given
