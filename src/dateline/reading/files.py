"""Files and folders: which are pages, in what order, and what becomes of the rest."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.reading import packed
from dateline.reading.faults import empty, failure, printable, too_large
from dateline.reading.jsonl import is_record, read_jsonl
from dateline.reading.kinds import HTML, JSON_LINES, PACKED, not_a_page, sniffed
from dateline.reading.text import decode, has_tags, looks_like_html, without_surrogates
from dateline.records import Failure, Media, Page

# How much of a file is looked at to tell JSON Lines from text.
SNIFFED_BYTES = 1 << 16


def read_paths(paths: Iterable[Path], *, max_bytes: int) -> Iterator[Page | Failure]:
    """Every page at the paths, in the order given; folders are walked in the order of names.

    `max_bytes` bounds one page after unpacking (for JSON Lines one line). A path that the person gives is read
    even where its name is hidden; inside folders hidden files and files that are no pages are reported as skipped.
    """
    for found in walk(paths):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _guarded(found, max_bytes)


def walk(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """The files at the paths, none of them opened, in the order in which they are read, and what is passed over."""
    for path in map(Path, paths):
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


def _guarded(path: Path, max_bytes: int) -> Iterator[Page | Failure]:
    """Read one file; what goes wrong on the way becomes a failure of that file."""
    name = printable(path)
    try:
        yield from _file(path, name, max_bytes)
    except OSError as error:
        yield _unreadable(path, error)
    except packed.Bomb:
        message = f"unpacks to more than {packed.BOMB_RATIO} times its size and {max_bytes} bytes; it is no text."
        yield failure(name, "zip-bomb", message)
    except packed.Damaged as error:
        yield failure(name, "bad-gzip", f"is cut short or broken inside ({error}); fetch or pack it again.")


def _file(path: Path, name: str, max_bytes: int) -> Iterator[Page | Failure]:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    suffix = next((s for s in reversed(suffixes) if s not in PACKED), "")
    what = not_a_page(suffix) if suffix == (suffixes or [""])[-1] or suffixes[-1] in PACKED else None
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        yield failure(name, "not-a-file", "is a device, pipe or socket, not a file.", "skipped")
        return
    if status.st_size == 0:
        yield empty(name)
        return
    if what:
        yield _no_page(name, what)
        return
    stream = packed.chunks(path, max_bytes)
    if suffix in JSON_LINES:
        yield from read_jsonl(name, packed.lines(stream, max_bytes), max_bytes)
        return
    head = b"".join(itertools.islice(stream, -(-SNIFFED_BYTES // packed.CHUNK)))
    what = sniffed(head)
    if what:
        yield _no_page(name, what)
        return
    stream = itertools.chain([head], stream)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and is_record(head.strip().split(b"\n", 1)[0]):
        yield from read_jsonl(name, packed.lines(stream, max_bytes), max_bytes)
        return
    yield _page(name, stream, suffix, max_bytes)


def _page(name: str, stream: Iterator[bytes], suffix: str, max_bytes: int) -> Page | Failure:
    held: list[bytes] = []
    size = 0
    for chunk in stream:
        held.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            return too_large(name, max_bytes)
    decoded = decode(b"".join(held))
    if decoded is None or "\0" in decoded.text:
        return failure(name, "binary", "is not text: it holds NUL or control bytes.")
    if not decoded.text.strip():
        return empty(name)
    html = looks_like_html(decoded.text) or (suffix in HTML and has_tags(decoded.text))
    media: Media = "text/html" if html else "text/plain"
    return Page(name, without_surrogates(decoded.text), media, note=decoded.note)


def _no_page(name: str, what: str) -> Failure:
    return failure(name, "not-a-page", f"is {what}, not a page of text or HTML.", "skipped")


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
