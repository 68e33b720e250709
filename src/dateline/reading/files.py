"""Files and folders: which are pages, in what order, and what becomes of the rest."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.reading.faults import empty, failure, printable
from dateline.reading.fields import Columns
from dateline.reading.inputs import Input, suffix
from dateline.reading.opening import read_input
from dateline.reading.streams import Budget, Stream, counted, file_chunks
from dateline.records import Failure, Page

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every file of a call."""

    max_bytes: int
    columns: Columns


def read_paths(paths: Iterable[Path], *, max_bytes: int, columns: Columns | None = None) -> Iterator[Page | Failure]:
    """Every page at the paths, in the order given; folders are walked in the order of names; ``-`` is standard input.

    `max_bytes` bounds one page after unpacking (for JSON Lines one line). A path that the person gives is read
    even where its name is hidden; inside folders hidden files and files that are no pages are reported as skipped.
    `columns` says which columns of tables and JSON hold what.
    """
    limits = Limits(max_bytes, columns or Columns())
    for found in walk(paths):
        if isinstance(found, Failure):
            yield found
        elif found == STANDARD_INPUT:
            yield from _standard_input(limits)
        else:
            yield from _guarded(found, limits)


def walk(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """The files at the paths, none of them opened, in the order in which they are read, and what is passed over."""
    for path in map(Path, paths):
        if path == STANDARD_INPUT:
            yield path
            continue
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if is_folder:
            yield from _folder(path)
        else:
            yield path


def _folder(top: Path) -> Iterator[Path | Failure]:
    """Walk a folder. Links are followed, but no folder is entered twice, so that loops end."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            if (status.st_dev, status.st_ino) in entered:
                yield _seen(path)
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted(os.listdir(path))
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if not names:
            yield failure(printable(path), "empty", "is an empty folder; nothing to do.", "skipped")
        for name in names:
            if name.startswith("."):
                yield failure(
                    printable(path / name), "hidden", "is hidden; name it itself if it is to be read.", "skipped"
                )
        waiting.extend(path / name for name in reversed(names) if not name.startswith("."))


def _seen(path: Path) -> Failure:
    inside = path.resolve() in path.absolute().parent.resolve().parents or path.resolve() == path.parent.resolve()
    if inside:
        return failure(
            printable(path), "symlink-loop", "is a link to a folder that holds it; it is passed over.", "skipped"
        )
    return failure(printable(path), "already-read", "is a link to a folder that was read before.", "skipped")


def _guarded(path: Path, limits: Limits) -> Iterator[Page | Failure]:
    """Read one file; what goes wrong on the way becomes a failure of that file."""
    try:
        yield from _file(path, limits)
    except OSError as error:
        yield _unreadable(path, error)


def _file(path: Path, limits: Limits) -> Iterator[Page | Failure]:
    name = printable(path)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        yield failure(name, "not-a-file", "is a device, pipe or socket, not a file.", "skipped")
        return
    if status.st_size == 0:
        yield empty(name)
        return
    with path.open("rb") as file:
        budget = Budget(limits.max_bytes, status.st_size)
        yield from read_input(
            Input(name, Stream(file_chunks(file), file), budget, columns=limits.columns, suffix=suffix(path.name))
        )


def _standard_input(limits: Limits) -> Iterator[Page | Failure]:
    if sys.stdin.isatty():
        message = "is a terminal, from which no pages come. Send some in: curl -s ADDRESS | dateline run -"
        yield failure("standard input", "terminal", message)
        return
    budget = Budget(limits.max_bytes)
    stream = Stream(counted(sys.stdin.buffer, budget))
    try:
        yield from read_input(Input("standard input", stream, budget, columns=limits.columns))
    except OSError as error:
        yield failure("standard input", "unreadable", f"cannot be read: {error.strerror or error}.")


def _unreadable(path: Path, error: OSError) -> Failure:
    name = printable(path)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return failure(name, "broken-link", "is a link to nothing; mend or remove it.")
        return failure(name, "missing", "does not exist; check the path.")
    if isinstance(error, PermissionError):
        return failure(name, "unreadable", "may not be read; change its permissions.")
    if "too many levels" in str(error).lower():
        return failure(name, "symlink-loop", "is a link that leads back to itself; remove it.")
    return failure(name, "unreadable", f"cannot be read: {error.strerror or error}.")
