"""JSON Lines files of bare texts, as benchmarks of single layers have them: offsets are those of the text as given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateline.records import Failure

FORM = 'Each line must be an object such as {"id": "a", "text": "…", "published": "2024-03-09"}.'


def read_rows(path: Path) -> Iterator[Mapping[str, Any] | Failure]:
    """Rows with an `id`, a `text` and perhaps a day; a Failure for each line that is none, or for the whole file."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield row_of(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else "it is no UTF-8"
        yield Failure(str(path), "reading", "failed", "unreadable", f"{path} cannot be read: {why}.")


def row_of(line: str, name: str) -> Mapping[str, Any] | Failure:
    """One line as a row."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return bad(name, "is no JSON")
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        return bad(name, "has no id or no text")
    day = row.get("published") or row.get("dct")
    if day:
        try:
            date.fromisoformat(str(day)[:10])
        except ValueError:
            return bad(name, f"has {str(day)[:40]!r} for its day")
    return row


def bad(name: str, what: str) -> Failure:
    return Failure(name, "reading", "failed", "bad-row", f"{name} {what}. {FORM}")
