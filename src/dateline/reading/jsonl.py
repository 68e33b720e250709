"""JSON Lines: one page a line, an object with `id`, `text` or `html`, and what else is known of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.reading.charsets import pieces, told
from dateline.reading.faults import empty, failure, too_large
from dateline.reading.fields import BadLine, Columns, row_page
from dateline.reading.inputs import Input, Items
from dateline.reading.packed import TooLong, lines
from dateline.reading.streams import Stream

BOM = b"\xef\xbb\xbf"


def read_jsonl(source: Input) -> Items:
    """A page for each line. A bad line becomes a failure named ``file:line`` and the rest goes on."""
    found = False
    for number, raw in enumerate(lines(_utf_8(source.stream), source.max_bytes), 1):
        at = f"{source.name}:{number}"
        if isinstance(raw, TooLong):
            found = True
            yield too_large(at, source.max_bytes)
            continue
        line = raw.removeprefix(BOM) if number == 1 else raw
        if not line.strip():
            continue
        found = True
        try:
            yield row_page(source.name, f"line-{number}", _object(line), source.columns)
        except BadLine as error:
            yield failure(at, "bad-line", f"is not a page: {error}. Mend or remove the line.")
    if not found:
        yield empty(source.name)


def _utf_8(stream: Stream) -> Iterator[bytes]:
    """The bytes of a stream, in UTF-8 where they come in UTF-16 or UTF-32, as shells of Windows write."""
    found = told(stream)
    if found is None or not found.encoding.startswith(("utf-16", "utf-32")):
        return stream.chunks()
    return (piece.encode("utf-8", "replace") for piece in pieces(stream, found.encoding))


def is_record(line: bytes, columns: Columns) -> bool:
    """Whether a line is an object that holds a page, so that the file can be taken for JSON Lines."""
    try:
        row = _object(line.removeprefix(BOM))
    except BadLine:
        return False
    at = columns.of(row)
    return "text" in at or "html" in at


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"byte {error.start + 1} is not UTF-8") from None
    except RecursionError:
        raise BadLine("it is nested too deep") from None
    except ValueError as error:
        raise BadLine(f"not JSON ({error})") from None
    if not isinstance(row, dict):
        raise BadLine("not a JSON object")
    return row
