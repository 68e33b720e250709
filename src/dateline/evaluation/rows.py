"""JSON Lines files of bare texts, as benchmarks of single layers have them: offsets are those of the text as given."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from dateline.records import Failure

GZIP = b"\x1f\x8b"
FORM = {
    "text": 'Each line must be an object such as {"id": "a", "text": "…", "published": "2024-03-09"}.',
    "tokens": 'Each line must be an object such as {"id": "a", "tokens": ["It", "fell", "."], "events": [{"i": 1}]}.',
}
"""What a row looks like, by what it must have."""


def read_rows(path: Path, needs: str = "text", dated: bool = False) -> Iterator[Mapping[str, Any] | Failure]:
    """Rows with an `id`, a `text` (or the `tokens` of one sentence) and perhaps a day, which must be one if `dated`;
    a Failure for each line that is none, or for the whole file. The file may be packed with gzip."""
    try:
        with opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield row_of(line, f"{path}, line {number}", needs, dated)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as fault:
        damaged = "it is no UTF-8" if isinstance(fault, UnicodeDecodeError) else "its packing is damaged"
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else damaged
        yield Failure(str(path), "reading", "failed", "unreadable", f"{path} cannot be read: {why}.")


def opened(path: Path) -> TextIO:
    """The text of a file, unpacked where its first bytes are those of gzip."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    return gzip.open(path, "rt", encoding="utf-8-sig") if packed else path.open(encoding="utf-8-sig")


def row_of(line: str, name: str, needs: str = "text", dated: bool = False) -> Mapping[str, Any] | Failure:
    """One line as a row."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return bad(name, "is no JSON", needs)
    if not isinstance(row, dict) or "id" not in row or not is_whole(row, needs):
        return bad(name, f"has no id or no {needs}", needs)
    day = row.get("published") or row.get("dct")
    if day and dated:
        try:
            date.fromisoformat(str(day)[:10])
        except ValueError:
            return bad(name, f"has {str(day)[:40]!r} for its day", needs)
    return row


def is_whole(row: Mapping[str, Any], needs: str) -> bool:
    """Whether a row has a text, or tokens with numbers of events among them."""
    if needs == "text":
        return isinstance(row.get("text"), str)
    tokens, events = row.get("tokens"), row.get("events", [])
    if (
        not isinstance(tokens, list)
        or not isinstance(events, list)
        or not all(isinstance(t, str) and t for t in tokens)
    ):
        return False
    return all(
        isinstance(each, dict) and isinstance(each.get("i"), int) and 0 <= each["i"] < len(tokens) for each in events
    )


def bad(name: str, what: str, needs: str) -> Failure:
    return Failure(name, "reading", "failed", "bad-row", f"{name} {what}. {FORM[needs]}")
