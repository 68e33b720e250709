"""Bytes of an input, front to back, never more than a bound; the ground that all readers stand on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

CHUNK = 1 << 16
# News text packs to between a third and a twentieth; DEFLATE reaches 1,032 to 1. Beyond this it is no text.
BOMB_RATIO = 200
# What has to be read out of order is held in memory up to this size, and above it in an unnamed temporary file.
HELD_BYTES = 1 << 25


class Bomb(Exception):
    """The input unpacks to far more than any text would."""


class Damaged(Exception):
    """The bytes are cut short or broken; `reason` is the slug of the failure, the message what follows the name."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """How much one input may unpack to, all layers together: `max_bytes`, and `BOMB_RATIO` times its own size.

    `size` is the size of a file; of a stream it grows with what was read of it.
    """

    max_bytes: int
    size: int = 0
    unpacked: int = 0

    def spend(self, count: int) -> None:
        """Counts bytes that came out of a layer. Raises Bomb."""
        self.unpacked += count
        if self.unpacked > self.max_bytes + BOMB_RATIO * self.size:
            raise Bomb


class Stream:
    """Bytes from an iterator of chunks, readable like a binary file that cannot be wound back.

    `file` is the file behind it, where that holds just these bytes and can be read in any order. `starts` leads
    from the place where a packed member begins in this stream to where it begins in the packed file.
    """

    def __init__(self, chunks: Iterator[bytes], file: BinaryIO | None = None) -> None:
        self.file = file
        self.starts: dict[int, int] = {}
        self._chunks = chunks
        self._ahead = b""
        self._fault: Exception | None = None
        self._position = 0

    def head(self, size: int) -> bytes:
        """The next `size` bytes, or fewer at the end; they stay to be read. A fault further on is kept for later."""
        parts, length = [self._ahead], len(self._ahead)
        while length < size and (chunk := self._next(late=length > 0)):
            parts.append(chunk)
            length += len(chunk)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes; fewer only at the end. Without a size, all."""
        parts: list[bytes] = []
        wanted = size
        while size < 0 or wanted > 0:
            if not self._ahead:
                self._ahead = self._next(late=bool(parts) and size >= 0)
                if not self._ahead:
                    break
            taken = self._ahead if size < 0 else self._ahead[:wanted]
            self._ahead = self._ahead[len(taken) :]
            wanted -= len(taken)
            self._position += len(taken)
            parts.append(taken)
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """All that is left, piece by piece."""
        while chunk := self._ahead or self._next():
            self._ahead = b""
            self._position += len(chunk)
            yield chunk

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def _next(self, late: bool = False) -> bytes:
        """The next chunk, nothing at the end. A fault comes again at each try; `late` puts it off to the next."""
        if self._fault is None:
            try:
                return next((chunk for chunk in self._chunks if chunk), b"")
            except Exception as fault:
                self._fault = fault
        if late:
            return b""
        raise self._fault


def file_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file."""
    while chunk := file.read(CHUNK):
        yield chunk


def counted(file: BinaryIO, budget: Budget) -> Iterator[bytes]:
    """The bytes of a pipe, which add to what it may unpack to."""
    for chunk in file_chunks(file):
        budget.size += len(chunk)
        yield chunk


def in_any_order(stream: Stream) -> BinaryIO:
    """The stream as a file that can be read in any order: itself where it is one, else a copy without a name."""
    if stream.file is not None:
        stream.file.seek(0)
        return stream.file
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=HELD_BYTES))  # noqa: SIM115
    for chunk in stream.chunks():
        copy.write(chunk)
    copy.seek(0)
    return copy


def at_most(stream: Stream, limit: int) -> bytes | None:
    """All that is left of the stream, or None where that is more than `limit` bytes."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data + _rest(stream)


def _rest(stream: Stream) -> bytes:
    """Asks once more, so that a fault that was put off is not lost."""
    return stream.read(1)
