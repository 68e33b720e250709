"""The current filter as a file, in every format that `dateline export` writes, and with the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from fastapi import Response
from fastapi.responses import StreamingResponse

from dateline.exporting import FORMATS
from dateline.exporting.files import check_format
from dateline.serving.desk import Desk
from dateline.serving.problems import NotThere
from dateline.storing import Filter, select

MEDIA = {".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json", ".jsonl": "application/jsonl"}
IN_MEMORY = 4_000_000
"""Bytes of a file from which on it is made on the disk."""
CHUNK = 65_536


def export(at: Desk, wanted: Filter, file: str) -> Response:
    """The file, made whole before the first byte is sent, so that a fault is told and no file is cut short."""
    path = Path(file)
    if path.stem != "events" or path.suffix not in FORMATS:
        raise NotThere(
            f"There is no export {file!r}. There are {', '.join(f'events{each}' for each in sorted(FORMATS))}."
        )
    made = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - closed when sent
    with at.database.reading() as store:
        for line in check_format(path)(select(store, wanted)):
            made.write(f"{line}\n".encode("utf-8", "replace"))
    size = made.tell()
    made.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(made), headers=headers, media_type=MEDIA.get(path.suffix))


def _chunks(made: BinaryIO) -> Iterator[bytes]:
    with made:
        while chunk := made.read(CHUNK):
            yield chunk
