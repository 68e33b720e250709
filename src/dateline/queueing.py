"""What an entry of the queue stands for: finding files, naming them for good, and reading them in their turn.

A file is known by its absolute path as a ``file:`` URI, so that it is the same entry however and wherever from it is
named. What is in it is known by the ids of its pages (`records.Page.id`), which depend on content alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from dateline.reading import walk
from dateline.records import Failure, Page
from dateline.storing import Entry, Wanted


def found(paths: Iterable[Path]) -> Iterator[tuple[Wanted, Failure | None]]:
    """The files at the paths, and what was found beside them that is no file to read, with the reason."""
    for each in walk(paths):
        if isinstance(each, Failure):
            yield Wanted(file_uri(Path(each.name)), each.name), each
        else:
            yield Wanted(file_uri(each), os.fsencode(each).decode("utf-8", "replace"), stamp(each)), None


def read(entry: Entry) -> Iterator[Page | Failure]:
    """The pages of an entry as it is now."""
    from dateline import pipeline

    path = place(entry)
    if entry.stamp is not None and not os.path.lexists(path):
        message = f"{entry.name} was there when it was put in the queue and is gone. Put it back, then: dateline retry"
        yield Failure(entry.name, "reading", "failed", "gone", message)
        return
    yield from pipeline.pages([path])


def changed(entry: Entry) -> bool:
    """Whether a file is another than it was when it was put in the queue; one that is gone is told by reading it."""
    now = stamp(place(entry))
    return entry.stamp is not None and now is not None and now != entry.stamp


def place(entry: Entry) -> Path:
    """Where the file is: as the person named it where that still leads there, so that names stay short."""
    named = Path(entry.name)
    if file_uri(named) == entry.uri:
        return named
    return Path(os.fsdecode(unquote_to_bytes(urlsplit(entry.uri).path)))


def file_uri(path: Path) -> str:
    """The absolute path as a URI; bytes of a name that are not UTF-8 are kept."""
    return Path(os.path.abspath(path)).as_uri()


def stamp(path: Path) -> str | None:
    """Size in bytes and time of change in nanoseconds, None where there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{status.st_size} {status.st_mtime_ns}"
