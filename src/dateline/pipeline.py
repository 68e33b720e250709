"""The stages in order. Everything dateline does to a page is one of these steps; read this first.

reading -> cleaning -> parsing -> coding          one document at a time
-> resolving                                      all documents together
-> storing, exporting                             see `cli`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline import settings
from dateline.cleaning import clean
from dateline.coding import code
from dateline.errors import SettingError
from dateline.parallel import in_order
from dateline.parsing import parse
from dateline.reading import columns, read_paths
from dateline.records import CodedArticle, Failure, Page


def pages(paths: Iterable[Path]) -> Iterator[Page | Failure]:
    """Every page that files and folders hold."""
    return read_paths(paths, max_bytes=settings.get_int("max_bytes"), columns=columns(settings.get_str("columns")))


def coded(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    """Clean, parse and code pages, one result for each item, in order, whatever the number of processes.

    That number is the setting `jobs`. With more than one, a script that calls this needs the line
    ``if __name__ == "__main__":`` around what it does, as `multiprocessing` says. Raises SettingError.
    """
    jobs = settings.get_int("jobs")
    if jobs < 1:
        raise SettingError(f"{jobs} processes can code nothing. Set DATELINE_JOBS to 1 or more, or unset it.")
    return code(parse(clean(items))) if jobs == 1 else in_order(items, coded_page, jobs)


def coded_page(page: Page) -> CodedArticle | Failure:
    """One page cleaned, parsed and coded."""
    (result,) = code(parse(clean([page])))
    return result
