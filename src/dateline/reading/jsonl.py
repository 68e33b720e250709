"""JSON Lines: one page a line, an object with `id`, `text` or `html`, and what else is known of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dateline.reading.faults import empty, failure, too_large
from dateline.reading.packed import TooLong
from dateline.reading.text import without_surrogates
from dateline.records import Failure, Page

BOM = b"\xef\xbb\xbf"
OPTIONAL = ("title", "url", "publisher")


class BadLine(Exception):
    """A line that is no page; the message says why."""


def read_jsonl(name: str, lines: Iterator[bytes | TooLong], max_bytes: int) -> Iterator[Page | Failure]:
    """A page for each line. A bad line becomes a failure named ``file:line`` and the rest goes on."""
    found = False
    for number, raw in enumerate(lines, 1):
        at = f"{name}:{number}"
        if isinstance(raw, TooLong):
            found = True
            yield too_large(at, max_bytes)
            continue
        line = raw.removeprefix(BOM) if number == 1 else raw
        if not line.strip():
            continue
        found = True
        try:
            yield _page(name, number, line)
        except BadLine as error:
            yield failure(at, "bad-line", f"is not a page: {error}. Mend or remove the line.")
    if not found:
        yield empty(name)


def is_record(line: bytes) -> bool:
    """Whether a line is an object with `text` or `html`, so that the file can be taken for JSON Lines."""
    try:
        row = _object(line.removeprefix(BOM))
    except BadLine:
        return False
    return "text" in row or "html" in row


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"byte {error.start + 1} is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON ({error})") from None
    if not isinstance(row, dict):
        raise BadLine("not a JSON object")
    return row


def _page(name: str, number: int, line: bytes) -> Page | Failure:
    row = _object(line)
    html, text = row.get("html"), row.get("text")
    content = text if html is None else html
    if not isinstance(content, str):
        raise BadLine("neither 'text' nor 'html' is there as a string")
    identity = row.get("id")
    if identity is None:
        identity = f"line-{number}"
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise BadLine("'id' is neither a string nor a whole number")
    page_name = without_surrogates(f"{name}#{identity}")
    content = without_surrogates(content.removeprefix("\ufeff"))
    if not content.strip():
        return empty(page_name)
    if "\0" in content:
        return failure(page_name, "binary", "holds NUL characters and is no text.")
    given = {key: _string(row, key) for key in OPTIONAL}
    media = "text/plain" if html is None else "text/html"
    return Page(page_name, content, media, published=_day(row), **given)  # type: ignore[arg-type]


def _string(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadLine(f"{key!r} is not a string")
    return without_surrogates(value)


def _day(row: dict[str, Any]) -> str | None:
    value = _string(row, "published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        raise BadLine(f"'published' is {value!r}, not an ISO date such as 2020-01-09") from None
