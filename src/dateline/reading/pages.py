"""One page of plain text or HTML."""

from __future__ import annotations

from dateline.reading.faults import binary, empty, too_large
from dateline.reading.inputs import Input
from dateline.reading.kinds import HTML
from dateline.reading.streams import at_most
from dateline.reading.text import decode, has_tags, looks_like_html, without_surrogates
from dateline.records import Failure, Page

HTML_MEDIA = {"text/html", "application/xhtml+xml"}


def read_page(source: Input) -> Page | Failure:
    """The page that the bytes are. Raises Damaged or Bomb."""
    data = at_most(source.stream, source.max_bytes)
    return too_large(source.name, source.max_bytes) if data is None else page_of(source, data)


def page_of(source: Input, data: bytes) -> Page | Failure:
    """The page of these bytes, under the name of the input."""
    decoded = decode(data, source.charset)
    if decoded is None or "\0" in decoded.text:
        return binary(source.name)
    if not decoded.text.strip():
        return empty(source.name)
    said = source.suffix in HTML or source.media in HTML_MEDIA
    html = looks_like_html(decoded.text) or (said and has_tags(decoded.text))
    return source.page(without_surrogates(decoded.text), "text/html" if html else "text/plain", decoded.note)
