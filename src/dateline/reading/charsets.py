"""A stream as text, piece by piece, its charset told by its beginning."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.streams import Stream
from dateline.reading.text import decode

SNIFFED_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Told:
    """The first characters of a stream, its encoding, and a note where that was a guess."""

    head: str
    encoding: str
    note: str | None


def told(stream: Stream) -> Told | None:
    """In which charset a stream is, None where it is binary. The stream stays to be read."""
    found = decode(stream.head(SNIFFED_BYTES))
    if found is None:
        return None
    # A character cut at the end of what was looked at is no broken one.
    cut = found.encoding == "utf-8" and len(stream.head(SNIFFED_BYTES)) == SNIFFED_BYTES
    note = None if cut and found.text.count("\ufffd") == 1 and found.text.endswith("\ufffd") else found.note
    return Told(found.text.removeprefix("\ufeff"), found.encoding, note)


def pieces(stream: Stream, encoding: str) -> Iterator[str]:
    """What is left of a stream as text, without its byte order mark; broken bytes become U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    first = True
    for chunk in stream.chunks():
        text = decoder.decode(chunk)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        yield text
    yield decoder.decode(b"", True)
