"""Ids that are no events any more, as a file: what who keeps an earlier export needs to bring it up to date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from dateline.errors import ExportError
from dateline.exporting.csv import csv_line
from dateline.exporting.files import write_lines
from dateline.storing import Tombstone

COLUMNS = ("event", "change", "successors")
"""The id, what became of it (renamed, merged, split or gone), and the events that have its claims now."""


def csv_lines(found: Sequence[Tombstone]) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for each in found:
        yield csv_line((each.event, each.change, "; ".join(each.successors)))


def json_lines(found: Sequence[Tombstone]) -> Iterator[str]:
    for each in found:
        yield json.dumps(asdict(each))


FORMATS: Mapping[str, Callable[[Sequence[Tombstone]], Iterator[str]]] = {".csv": csv_lines, ".jsonl": json_lines}


def write_tombstones(found: Sequence[Tombstone], path: Path) -> int:
    """Writes tombstones to a file, one a row; how many they are. Raises ExportError."""
    lines = FORMATS.get(path.suffix.lower())
    if lines is None:
        raise ExportError(f"{path} has no suffix of a format for tombstones. Name a file that ends in .csv or .jsonl.")
    write_lines(lines(found), path)
    return len(found)
