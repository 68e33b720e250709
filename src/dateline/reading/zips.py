"""ZIP and WACZ: every member as an input of its own. Names of members are labels; nothing is unpacked to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from dateline.reading.faults import empty, failure
from dateline.reading.inputs import Input, Items, Opener, label
from dateline.reading.streams import CHUNK, Budget, Damaged, Stream, in_any_order
from dateline.records import Failure

# The directory of a ZIP is held in memory while it is read, with about 15 times its size. So much holds a million
# members with names of 80 characters.
LARGEST_DIRECTORY = 1 << 27
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 1 << 16
OFFICE = {"[Content_Types].xml": "an office document", "META-INF/container.xml": "a book"}
WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
ENCRYPTED = 1


def read_zip(source: Input, opened: Opener) -> Items:
    """The members in the order of the directory. Raises Damaged where the directory cannot be read."""
    file = in_any_order(source.stream)
    try:
        _check_directory(file)
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, UnicodeError, EOFError) as error:
        raise Damaged("bad-zip", f"is cut short or broken ({error}); fetch or pack it again.") from error
    with archive:
        members = archive.infolist()
        what = next((OFFICE[each.filename] for each in members if each.filename in OFFICE), None)
        if what:
            yield failure(source.name, "not-a-page", f"is {what}, not a page of text or HTML.", "skipped")
            return
        members = [each for each in members if not each.filename.endswith("/")]
        if any(each.filename == "datapackage.json" for each in members):
            crawls = [each for each in members if each.filename.startswith("archive/")]
            members = crawls or members
        if not members:
            yield empty(source.name)
        for each in members:
            problem = _problem(source, each)
            if problem:
                yield problem
            else:
                yield from opened(_member(source, archive, each))


def _member(source: Input, archive: zipfile.ZipFile, each: zipfile.ZipInfo) -> Input:
    return source.member(each.filename, Stream(_bytes(archive, each, source.budget)))


def _bytes(archive: zipfile.ZipFile, each: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    try:
        with archive.open(each) as member:
            while chunk := _some(member):
                budget.spend(len(chunk))
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        raise Damaged("bad-zip", f"is cut short or broken inside the archive ({error}); pack it again.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Damaged("bad-zip", f"is packed in a way that is not read ({error}); pack it again.") from error


def _some(member: IO[bytes]) -> bytes:
    return member.read(CHUNK)


def _problem(source: Input, each: zipfile.ZipInfo) -> Failure | None:
    name = f"{source.name}!/{label(each.filename)}"
    parts = each.filename.split("/")
    if each.flag_bits & ENCRYPTED:
        return failure(name, "encrypted", "is encrypted; unpack it with its password and give what comes out.")
    if each.compress_type not in WAYS:
        return failure(name, "bad-zip", "is packed in a way that is not read; pack it again with DEFLATE.")
    if any(part.startswith(".") and part.strip(".") for part in parts) or parts[0] == "__MACOSX":
        return failure(name, "hidden", "is hidden; unpack it and name it itself if it is to be read.", "skipped")
    return None


def _check_directory(file: BinaryIO) -> None:
    """Refuses a directory that would fill the memory, before it is read. Raises Damaged."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE:
        raise Damaged("bad-zip", "is cut short: the directory at its end is missing. Fetch or pack it again.")
    (length,) = struct.unpack("<L", tail[at + 12 : at + 16])
    if length == 0xFFFFFFFF:  # the true size stands in a record of its own, just before
        start = tail.rfind(b"PK\x06\x06", 0, at)
        length = struct.unpack("<Q", tail[start + 40 : start + 48])[0] if start >= 0 and start + 48 <= len(tail) else 0
    if length > LARGEST_DIRECTORY:
        raise Damaged("too-many", "holds more members than can be listed; unpack it into a folder.")
