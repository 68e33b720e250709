"""Bytes of a file, unpacked where it is gzip, never more than asked for."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

GZIP = b"\x1f\x8b"
CHUNK = 1 << 16
# News text packs to between a third and a twentieth; DEFLATE reaches 1,032 to 1. Beyond this it is no text.
BOMB_RATIO = 200


class Bomb(Exception):
    """The packed file unpacks to far more than any text would."""


class Damaged(Exception):
    """The packed file is cut short or broken."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """A line longer than the limit, in place of its bytes."""


def chunks(path: Path, max_bytes: int) -> Iterator[bytes]:
    """The unpacked bytes of a file. Raises OSError, Bomb or Damaged."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
        file.seek(0)
        if not packed:
            while chunk := file.read(CHUNK):
                yield chunk
            return
        size = path.stat().st_size
        total = 0
        with gzip.GzipFile(fileobj=file) as stream:
            while chunk := _next(cast(BinaryIO, stream)):
                total += len(chunk)
                if total > max_bytes and total > BOMB_RATIO * size:
                    raise Bomb
                yield chunk


def _next(stream: BinaryIO) -> bytes:
    try:
        return stream.read(CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Damaged(str(error)) from error


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
