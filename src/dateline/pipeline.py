"""The stages in order. Everything dateline does to a page is one of these steps; read this first.

reading -> cleaning -> parsing -> coding          one document at a time
-> resolving                                      all documents together
-> storing, exporting                             see `cli`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline import settings
from dateline.cleaning import clean
from dateline.coding import code
from dateline.parsing import parse
from dateline.reading import columns, read_paths
from dateline.records import CodedArticle, Failure, Page


def pages(paths: Iterable[Path]) -> Iterator[Page | Failure]:
    """Every page that files and folders hold."""
    return read_paths(paths, max_bytes=settings.get_int("max_bytes"), columns=columns(settings.get_str("columns")))


def coded(
    items: Iterable[Page | Failure], seen: Callable[[Page | Failure], None] | None = None
) -> Iterator[CodedArticle | Failure]:
    """Clean, parse and code pages one by one; `seen` is called with each page as it enters, for progress."""
    return code(parse(clean(watched(items, seen))))


def watched(items: Iterable[Page | Failure], seen: Callable[[Page | Failure], None] | None) -> Iterator[Page | Failure]:
    for item in items:
        if seen is not None:
            seen(item)
        yield item
