"""Events as CSV: one row an event, lists joined by "; ". A cell that a spreadsheet would run as a formula is quoted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from dateline.exporting.flat import COLUMNS, Value, rows
from dateline.exporting.parts import Given, parts

_FORMULA = re.compile(r"\s*[=+\-@|\uff1d\uff0b\uff0d\uff20]")
"""How a formula begins in the common spreadsheets, also in full-width letters."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def lines(given: Given) -> Iterator[str]:
    """The lines of the file, header first."""
    yield csv_line([column.name for column in COLUMNS])
    for selection in parts(given):
        for row in rows(selection):
            yield csv_line([_cell(row[column.name]) for column in COLUMNS])


def csv_line(cells: Sequence[str]) -> str:
    """A row of cells, quoted where they must be."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = "; ".join(value) if isinstance(value, list) else value
    text = _CONTROL.sub(" ", text)
    return f"'{text}" if _FORMULA.match(text) else text
