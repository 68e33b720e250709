"""CSV and its kin: a page a row, under a header line that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain

from dateline.reading.charsets import pieces, told
from dateline.reading.faults import binary, empty, failure, too_large
from dateline.reading.fields import BadLine, Columns, noted, row_page
from dateline.reading.inputs import Input, Items
from dateline.reading.packed import TooLong, lines
from dateline.reading.streams import Stream

DELIMITERS = ",\t;|"
LONGEST_HEADER = 8192
# A file that is not called a table is taken for one if its first line has so many columns that are known by name.
FEWEST_KNOWN = 2


class LongRow(Exception):
    """A row that is larger than a page may be."""


class Rows:
    """The lines of a table as text, with a bound on the lines of one row; a quote left open ends at the bound.

    `number` is the line that was read last; `ended` says that one more was asked for.
    """

    def __init__(self, stream: Stream, encoding: str, max_bytes: int) -> None:
        self.number = 0
        self.ended = False
        self._lines = _decoded(stream, encoding, max_bytes)
        self._max = max_bytes
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.number += 1
        if isinstance(line, TooLong):
            raise LongRow
        self._size += len(line)
        if self._size > self._max:
            raise LongRow
        return line

    def new_row(self) -> None:
        self._size = 0

    def leave_row(self, delimiter: str, width: int) -> None:
        """Goes on behind a row that is too large: behind a line that closes its quote, or to one that is a row."""
        for line in self._lines:
            self.number += 1
            if isinstance(line, TooLong):
                continue
            if line.count('"') % 2:
                if line.partition('"')[2].rstrip()[:1] in ("", delimiter):
                    return
            elif _columns(line, delimiter) == width:
                self._lines = chain([line], self._lines)
                self.number -= 1
                return


def read_table(source: Input) -> Items:
    """A page for each row, named ``file#id``. A row that is none is a failure named ``file:line``; the rest goes on."""
    decoded = told(source.stream)
    if decoded is None:
        yield binary(source.name)
        return
    rows = Rows(source.stream, decoded.encoding, source.max_bytes)
    header, delimiter = _header(decoded.head)
    known = source.columns.of(header)
    if not {"text", "html"} & set(known):
        yield failure(source.name, "no-text-column", no_text_column(header))
        return
    missing = [column for _, column in source.columns.chosen if column not in header]
    if missing:
        yield failure(source.name, "no-such-column", no_such_column(missing, header))
        return
    found = False
    for line, row in _rows(rows, delimiter, source.max_bytes, len(header)):
        at = f"{source.name}:{line}"
        found = True
        if isinstance(row, TooLong):
            yield too_large(at, source.max_bytes)
        elif isinstance(row, csv.Error):
            yield failure(at, "bad-line", f"is not a row of a table ({row}). Mend its quotes or remove it.")
        elif len(row) != len(header):
            message = f"has {len(row)} columns where the header names {len(header)}. Mend its quotes or delimiters."
            yield failure(at, "bad-line", message)
        else:
            cells = {name: (cell or None) for name, cell in zip(header, row, strict=True)}
            text = known.get("html", known.get("text", ""))
            cells[text] = cells[text] or ""
            try:
                yield noted(row_page(source.name, f"line-{line}", cells, source.columns), decoded.note)
            except BadLine as error:
                yield failure(at, "bad-line", f"is not a page: {error}. Mend or remove the row.")
    if not found:
        yield empty(source.name)


def _rows(
    lines_: Rows, delimiter: str, max_bytes: int, width: int
) -> Iterator[tuple[int, list[str] | TooLong | csv.Error]]:
    """The rows below the header that are not blank, each with the line on which it begins."""
    csv.field_size_limit(max_bytes)
    reader = csv.reader(lines_, delimiter=delimiter)
    while True:
        lines_.new_row()
        begun = lines_.number + 1
        try:
            row: list[str] | TooLong | csv.Error = next(reader)
            if lines_.ended:
                row = csv.Error("a quote is open at the end of the file")
        except StopIteration:
            return
        except csv.Error as error:
            row = error
            reader = csv.reader(lines_, delimiter=delimiter)
        except LongRow:
            row = TooLong()
            if lines_.number > begun:
                lines_.leave_row(delimiter, width)
            reader = csv.reader(lines_, delimiter=delimiter)
        if begun > 1 and (not isinstance(row, list) or any(row)):
            yield begun, row


def _columns(line: str, delimiter: str) -> int:
    """How many columns a line has by itself."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0


def is_table(text: str, columns: Columns) -> bool:
    """Whether text begins with a header line that names a column of page text and another that is known."""
    header, _ = _header(text)
    known = columns.of(header)
    return len(known) >= FEWEST_KNOWN and bool({"text", "html"} & set(known))


def no_text_column(names: list[str]) -> str:
    """The message about a table in which no column is known to hold pages."""
    return (
        f"has no column that is known to hold page text, but {_listed(names)}. "
        "Say which it is with --columns text=NAME or html=NAME."
    )


def no_such_column(missing: list[str], names: list[str]) -> str:
    """The message about columns that were named and are not there."""
    return f"has no column {_listed(missing)}, but {_listed(names)}. Correct --columns."


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "none at all"


def _header(text: str) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter: the one that makes the most columns of the first line."""
    line = text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")[:LONGEST_HEADER]
    best: tuple[list[str], str] = ([line.strip()], ",")
    for delimiter in DELIMITERS:
        try:
            names = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(names) > len(best[0]):
            best = [name.strip() for name in names], delimiter
    names = [name.strip('" ') for name in best[0]]
    return [name if name not in names[:at] else f"{name} ({at + 1})" for at, name in enumerate(names)], best[1]


def _decoded(stream: Stream, encoding: str, max_bytes: int) -> Iterator[str | TooLong]:
    """Lines as text with their ends."""
    for line in lines((piece.encode("utf-8", "replace") for piece in pieces(stream, encoding)), max_bytes):
        yield line if isinstance(line, TooLong) else f"{line.decode('utf-8', 'replace')}\n"
