"""Bodies of HTTP answers as archives keep them: chunked, and packed with gzip, deflate or Brotli."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import cast

from fastwarc.stream_io import BrotliReader, WarcReader

from dateline.reading.packed import unpacked
from dateline.reading.streams import CHUNK, Budget, Damaged, Stream

CHUNK_SIZE = re.compile(rb"\s{0,9}([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")


def body_of(raw: bytes, codings: Iterable[str], budget: Budget) -> Iterator[bytes]:
    """The body, decoded as its headers say, transfer coding first. Archives often keep it decoded under the same
    headers, so a coding that the bytes do not show is passed over. Raises Damaged or Bomb while it is read."""
    parts = iter([raw])
    for coding in ",".join(codings).lower().split(","):
        name = coding.strip()
        if name == "chunked":
            parts = _chunks_joined(parts)
        elif name in ("gzip", "x-gzip", "deflate", "br", "zstd"):
            parts = _unpacked(Stream(parts), name, budget)
    return parts


def _chunks_joined(parts: Iterator[bytes]) -> Iterator[bytes]:
    yield _joined(b"".join(parts))


def _joined(raw: bytes) -> bytes:
    """The chunks put together. What is not chunked stays as it is. Raises Damaged."""
    at = 0
    out: list[bytes] = []
    while at < len(raw):
        found = CHUNK_SIZE.match(raw, at)
        if not found:
            if out:
                raise Damaged("bad-chunked", "is cut short or broken between its chunks; crawl it again.")
            return raw
        size = int(found[1], 16)
        if size == 0:
            break
        out.append(raw[found.end() : found.end() + size])
        at = found.end() + size
        if at > len(raw):
            raise Damaged("bad-chunked", "is cut short inside a chunk; crawl it again.")
        at += 2 if raw[at : at + 2] == b"\r\n" else 1 if raw[at : at + 1] == b"\n" else 0
    return b"".join(out)


def _unpacked(stream: Stream, coding: str, budget: Budget) -> Iterator[bytes]:
    head = stream.head(4)
    if head.startswith(b"\x1f\x8b"):
        return unpacked(stream, "gzip", budget).chunks()
    if head == b"\x28\xb5\x2f\xfd":
        return unpacked(stream, "zstd", budget).chunks()
    if coding == "deflate":
        return _deflate(stream.read(), budget)
    if coding == "br" and not head.lstrip().startswith((b"<", b"{", b"\xef\xbb\xbf")):
        return _brotli(stream, budget)
    return stream.chunks()


def _deflate(raw: bytes, budget: Budget) -> Iterator[bytes]:
    """DEFLATE with its zlib frame or, as some servers send it, without; what is neither is taken as it is."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        one, left = zlib.decompressobj(window), raw
        begun = False
        try:
            while left and not one.eof:
                out = one.decompress(left, CHUNK)
                left = one.unconsumed_tail
                budget.spend(len(out))
                begun = begun or bool(out)
                if out:
                    yield out
            if not one.eof:
                raise Damaged("bad-deflate", "is cut short or broken inside; crawl it again.")
            return
        except zlib.error as error:
            if begun:
                raise Damaged("bad-deflate", f"is broken inside ({error}); crawl it again.") from error
    yield raw


def _brotli(stream: Stream, budget: Budget) -> Iterator[bytes]:
    reader = BrotliReader(cast(WarcReader, stream))
    try:
        while chunk := reader.read(CHUNK):
            budget.spend(len(chunk))
            yield chunk
    except OSError as error:
        raise Damaged("bad-brotli", f"is cut short or broken inside ({error}); crawl it again.") from error
