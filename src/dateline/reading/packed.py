"""Compressed bytes unpacked, one layer at a time: gzip, bzip2, xz and Zstandard; and bytes split into lines."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from dateline.reading.streams import CHUNK, Budget, Damaged, Stream

# So much memory may an xz file ask for; xz -9 asks for 65 MiB.
XZ_MEMORY = 1 << 28
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
# Members of a packed file whose place is remembered until what they hold is read.
MOST_STARTS = 10_000


@dataclass(frozen=True, slots=True)
class TooLong:
    """A line longer than the limit, in place of its bytes."""


def packing(head: bytes) -> str | None:
    """How bytes are packed, by how they begin; None where they are not."""
    return next((how for magic, how in MAGIC if head.startswith(magic)), None)


def unpacked(stream: Stream, how: str, budget: Budget) -> Stream:
    """The bytes that a packed stream holds. Reading them raises Damaged or Bomb."""
    starts: dict[int, int] = {}
    out = Stream(_counted(LAYERS[how](stream, starts), how, budget))
    out.starts = starts
    return out


def _counted(parts: Iterator[bytes], how: str, budget: Budget) -> Iterator[bytes]:
    try:
        for part in parts:
            budget.spend(len(part))
            yield part
    except (EOFError, zlib.error, lzma.LZMAError, OSError, ValueError, MemoryError) as error:
        raise Damaged(f"bad-{how}", f"is cut short or broken inside ({error}); fetch or pack it again.") from error


def _gzip(stream: Stream, starts: dict[int, int]) -> Iterator[bytes]:
    """Members one after the other; zeros behind the last are padding, anything else behind it is left alone."""
    raw = b""
    came = given = 0
    first = True
    while True:
        raw = raw or stream.read(CHUNK)
        if not first:
            while raw and not raw.strip(b"\0"):
                came, raw = came + len(raw), stream.read(CHUNK)
            raw, came = raw.lstrip(b"\0"), came + len(raw) - len(raw.lstrip(b"\0"))
            if len(raw) < 2:
                raw += stream.read(CHUNK)
            if not raw.startswith(b"\x1f\x8b"):
                return
        first = False
        if len(starts) >= MOST_STARTS:
            starts.clear()
        starts[given] = came
        one = zlib.decompressobj(31)
        while not one.eof:
            if not raw:
                raw = stream.read(CHUNK)
                if not raw:
                    raise EOFError("the end is missing")
            out = one.decompress(raw, CHUNK)
            came += len(raw)
            raw = one.unconsumed_tail or one.unused_data
            came -= len(raw)
            given += len(out)
            if out:
                yield out
            elif one.unconsumed_tail and not one.eof:
                raise EOFError("nothing comes out")


def _members(stream: Stream, new: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]) -> Iterator[bytes]:
    """Members of a kind whose decompressor keeps what it has not used; what is no member behind one is left alone."""
    raw, first = b"", True
    while raw := raw or stream.read(CHUNK):
        one = new()
        try:
            while not one.eof:
                if one.needs_input and not raw and not (raw := stream.read(CHUNK)):
                    raise EOFError("the end is missing")
                out = one.decompress(raw, CHUNK)
                raw = b""
                yield out
        except (OSError, lzma.LZMAError):
            if first:
                raise
            return
        first, raw = False, one.unused_data.lstrip(b"\0")


def _bzip2(stream: Stream, _: dict[int, int]) -> Iterator[bytes]:
    return _members(stream, bz2.BZ2Decompressor)


def _xz(stream: Stream, _: dict[int, int]) -> Iterator[bytes]:
    return _members(stream, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY))


def _zstd(stream: Stream, _: dict[int, int]) -> Iterator[bytes]:
    from fastwarc.stream_io import ZstdReader

    reader = ZstdReader(cast(BinaryIO, stream))
    while chunk := reader.read(CHUNK):
        yield chunk


LAYERS: dict[str, Callable[[Stream, dict[int, int]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "bzip2": _bzip2,
    "xz": _xz,
    "zstd": _zstd,
}


def lines(parts: Iterator[bytes], max_bytes: int) -> Iterator[bytes | TooLong]:
    """The lines of a stream, without their ends; a line over `max_bytes` is passed over, not held."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        first, *rest = part.split(b"\n")
        held, size = _add(held, size, first, max_bytes)
        for piece in rest:
            yield TooLong() if size > max_bytes else b"".join(held)
            held, size = _add([], 0, piece, max_bytes)
    if size:
        yield TooLong() if size > max_bytes else b"".join(held)


def _add(held: list[bytes], size: int, piece: bytes, max_bytes: int) -> tuple[list[bytes], int]:
    size += len(piece)
    if size > max_bytes:
        return [], size
    held.append(piece)
    return held, size
