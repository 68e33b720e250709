"""Writing an export: the format by the file's suffix, and the file complete or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from dateline.errors import ExportError
from dateline.exporting import csv, geojson, jsonl
from dateline.exporting.parts import Given, parts
from dateline.storing import Selection

FORMATS: Mapping[str, Callable[[Given], Iterator[str]]] = {
    ".csv": csv.lines,
    ".geojson": geojson.lines,
    ".jsonl": jsonl.lines,
}


def check_format(path: Path) -> Callable[[Given], Iterator[str]]:
    """The exporter for a file's suffix. Raises ExportError where there is none."""
    exporter = FORMATS.get(path.suffix.lower())
    if exporter is None:
        known = ", ".join(sorted(FORMATS))
        raise ExportError(f"{path} has no suffix of a known format. Name a file that ends in one of {known}.")
    return exporter


def write_export(selection: Given, path: str | Path) -> int:
    """Writes the events of a selection, or of several in their order, to a file; how many they are.

    Raises ExportError.
    """
    path, count = Path(path), 0

    def counted() -> Iterator[Selection]:
        nonlocal count
        for part in parts(selection):
            count += len(part.events)
            yield part

    write_lines(check_format(path)(counted()), path)
    return count


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Writes lines, each ended by a newline, to a file beside the target and puts it in its place when complete."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise ExportError(f"The folder {path.parent} does not exist. Make it, or name another place.")
    if path.exists() and not os.access(path, os.W_OK):
        raise ExportError(f"{path} is there and may not be written. Change its permissions, or name another file.")
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        beside = Path(name)
        with open(handle, "w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except OSError as fault:
        raise ExportError(f"{path} cannot be written: {fault.strerror}. Check its folder and the disk.") from fault
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """The bits that new files must not have; there is no way to read them but to set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
