"""The current filter as a file, in every format that `dateline export` writes, and with the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Response
from fastapi.responses import StreamingResponse

from dateline.exporting import FORMATS
from dateline.exporting.about import SUFFIX, metadata
from dateline.exporting.files import check_format
from dateline.serving.desk import Desk
from dateline.serving.problems import NotThere
from dateline.storing import Filter
from dateline.storing.filters import address
from dateline.storing.queries import count_events, select_parts

MEDIA = {".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json", ".jsonl": "application/jsonl"}
FIRST = 2
"""Lines that are made before anything is sent, so that a fault of the filter or the database is told."""
CHUNK = 64_000
"""Characters that are sent at once."""


def export(at: Desk, wanted: Filter, file: str) -> Response:
    """The file, sent as it is made: a few hundred events are in memory at a time.

    Where the database fails on the way, the transfer is broken off, and the browser says that the file is not complete.
    `file` with -metadata.json behind it is what says how much of it people have checked, and what its columns hold.
    """
    path = Path(file.removesuffix(SUFFIX))
    if path.stem != "events" or path.suffix not in FORMATS:
        known = ", ".join(f"events{each}" for each in sorted(FORMATS))
        raise NotThere(f"There is no export {file!r}. There are {known}, and what each is, as events.csv{SUFFIX}.")
    if file.endswith(SUFFIX):
        with at.database.reading() as store:
            told = metadata(path.name, *count_events(store, wanted), address(wanted))
        return Response(told.encode("utf-8", "replace"), media_type="application/csvm+json")
    with ExitStack() as held:
        store = held.enter_context(at.database.reading())
        lines = check_format(path)(select_parts(store, wanted))
        first = list(islice(lines, FIRST))
        kept = held.pop_all()
    beside = f"/api/v1/exports/{path.name}{SUFFIX}?{urlencode(address(wanted))}"
    headers = {
        "Content-Disposition": f'attachment; filename="{path.name}"',
        "Link": f'<{beside}>; rel="describedby"; type="application/csvm+json"',
    }
    return StreamingResponse(_sent(chain(first, lines), kept), headers=headers, media_type=MEDIA.get(path.suffix))


def _sent(lines: Iterable[str], held: ExitStack) -> Iterator[bytes]:
    """The lines in larger pieces; the connection is given back at the end, also where nobody waits for it any more."""
    with held:
        piece, size = [], 0
        for line in lines:
            piece.append(f"{line}\n")
            size += len(line)
            if size >= CHUNK:
                yield "".join(piece).encode("utf-8", "replace")
                piece, size = [], 0
        yield "".join(piece).encode("utf-8", "replace")
