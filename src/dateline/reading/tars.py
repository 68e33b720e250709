"""Tar archives, read front to back: every file in them as an input of its own."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from dateline.reading.faults import empty, failure
from dateline.reading.inputs import Input, Items, Opener, label
from dateline.reading.streams import CHUNK, Damaged, Stream
from dateline.records import Failure

KINDS: dict[bytes, str] = {
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.LNKTYPE: "a hard link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}


def read_tar(source: Input, opened: Opener) -> Items:
    """The files in their order. Where the archive is cut short, what came before is read. Raises Damaged."""
    found = False
    try:
        with tarfile.open(fileobj=cast(BinaryIO, source.stream), mode="r|", bufsize=CHUNK) as archive:
            while each := archive.next():
                archive.members = []  # type: ignore[attr-defined]  # else every header stays in memory
                if each.isdir():
                    continue
                found = True
                problem = _problem(source, each)
                member = None if problem else archive.extractfile(each)
                if problem or member is None:
                    yield problem or failure(_name(source, each), "not-a-file", "is no file.", "skipped")
                else:
                    stream = Stream(_bytes(member, each.size))
                    yield from opened(source.member(each.name, stream))
    except (tarfile.TarError, ValueError, EOFError, OverflowError) as error:
        raise Damaged("bad-tar", f"is cut short or broken ({error}); fetch or pack it again.") from error
    if not found:
        yield empty(source.name)


def _bytes(member: IO[bytes], size: int) -> Iterator[bytes]:
    left = size
    try:
        while chunk := member.read(CHUNK):
            left -= len(chunk)
            yield chunk
    except tarfile.TarError as error:
        raise Damaged("bad-tar", f"is cut short inside the archive ({error}); fetch or pack it again.") from error
    if left > 0:
        raise Damaged("bad-tar", "is cut short inside the archive; fetch or pack it again.")


def _problem(source: Input, each: tarfile.TarInfo) -> Failure | None:
    name = _name(source, each)
    if not each.isreg():
        what = KINDS.get(each.type, "of a kind that is not read")
        return failure(name, "not-a-file", f"is {what}, not a file.", "skipped")
    if any(part.startswith(".") and part.strip(".") for part in each.name.split("/")):
        return failure(name, "hidden", "is hidden; unpack it and name it itself if it is to be read.", "skipped")
    return None


def _name(source: Input, each: tarfile.TarInfo) -> str:
    return f"{source.name}!/{label(each.name)}"
