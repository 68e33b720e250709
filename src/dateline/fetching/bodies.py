"""The body of an answer, unpacked, never more than is wanted."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from dateline.fetching.refusals import Refusal

CODINGS = "gzip, deflate"
"""What servers are told that they may pack with: what can be unpacked within a bound."""


def body(parts: Iterable[bytes], coding: str, most: int) -> bytes:
    """All of a body. Raises Refusal where it is more than `most` bytes, unpacked, or cannot be unpacked."""
    coding = coding.strip().lower()
    held, size = [], 0
    for part in parts if coding in ("", "identity") else _unpacked(parts, coding, most):
        held.append(part)
        size += len(part)
        if size > most:
            raise Refusal(
                "too-large", f"is larger than {most:,} bytes; raise DATELINE_MAX_BYTES to read it.", "skipped"
            )
    return b"".join(held)


def _unpacked(parts: Iterable[bytes], coding: str, most: int) -> Iterable[bytes]:
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Refusal("bad-answer", f"is packed as {coding[:40]!r}, which was not asked for.")
    decoder = None
    try:
        for part in parts:
            if decoder is None:  # deflate comes with a header of zlib or, against the standard, without
                bare = coding == "deflate" and (part[0] & 0x0F != 8 or int.from_bytes(part[:2], "big") % 31)
                decoder = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
            yield decoder.decompress(part, most + 1)
            if decoder.unconsumed_tail:  # it stopped at the bound
                yield decoder.decompress(decoder.unconsumed_tail, most + 1)
    except zlib.error:
        raise Refusal("bad-answer", "is packed and broken inside; try again later.") from None
    if decoder is not None and not decoder.eof:
        raise Refusal("bad-answer", "ended before it was complete; try again later.")
