"""Reading the knowledge files: CSV and TOML from the package, then from a user's folder, which wins.

Every fault is a KnowledgeError that names the file, the line and what is wrong.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline import settings
from dateline.errors import KnowledgeError

DATA = Path(__file__).parent / "data"


def user_folder() -> Path | None:
    """The user's folder of knowledge files (setting `knowledge`), or None. Raises KnowledgeError where it is none."""
    given = settings.get_str("knowledge")
    if not given:
        return None
    folder = Path(given)
    if not folder.is_dir():
        raise KnowledgeError(f"DATELINE_KNOWLEDGE names {given}, which is no folder. Name one or unset it.")
    return folder


def layers(name: str) -> list[Path]:
    """The files of a name, or those that a pattern matches: the package's first, then those of the user's folder."""
    user = user_folder()
    return [path for folder in (DATA, user) if folder is not None for path in sorted(folder.glob(name))]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file with the place it came from, for messages and for explaining a claim."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The members of a field that holds a list separated by ``|``."""
        return tuple(word for part in self.cells[column].split("|") if (word := part.strip()))


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of one CSV file whose header must hold `columns`; more columns are allowed."""
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        reader = csv.DictReader(file, restkey="", restval="")
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise KnowledgeError(f"{path} has no column {', '.join(missing)}. Its first line must name the columns.")
        try:
            for cells in reader:
                where = f"{path.name}:{reader.line_num}"
                if cells.get("") is not None:
                    raise KnowledgeError(f"{where} has more fields than the header. Quote fields that hold commas.")
                yield Row({name: (value or "").strip() for name, value in cells.items()}, where)
        except (csv.Error, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path} is not a CSV file in UTF-8: {error}.") from error


def read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path} is not a TOML file: {error}.") from error


@cache
def version() -> str:
    """Eight hexadecimal digits over the bytes of all knowledge files, the user's included: the knowledge version."""
    import hashlib

    sums = hashlib.sha256()
    for folder in (DATA, user_folder()):
        for path in sorted(folder.rglob("*")) if folder is not None else ():
            if path.is_file():
                sums.update(path.relative_to(folder or DATA).as_posix().encode())
                sums.update(path.read_bytes())
    return sums.hexdigest()[:8]
