"""dateline export: the events of the database as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import exporting, storing
from dateline.cli.options import Database, UsageError, database, with_filter
from dateline.cli.screen import out, safe
from dateline.exporting.files import check_format
from dateline.exporting.tombstones import write_tombstones
from dateline.storing import Filter
from dateline.storing.filters import EVERY_EVENT

Target = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that ends in .csv, .jsonl or .geojson.", readable=False)
]


Gone = Annotated[
    bool,
    typer.Option("--gone", help="Write the ids that were events before and are none now, with what they lead to."),
]


@with_filter
def command(file: Target, wanted: Filter, gone: Gone = False, db: Database = None) -> None:
    """Writes events to a file, all or those that the filter takes; the suffix says in which format.

    .csv: one row an event. .jsonl: each event with its claims and their evidence. .geojson: events as points.
    With --gone it writes tombstones instead, as .csv or .jsonl, by which an earlier export is brought up to date.
    """
    if gone:
        if wanted != EVERY_EVENT:
            raise UsageError("--gone takes no filter: an id that is gone has no date, place or party. Leave one out.")
        with storing.open_store(database(db)) as store:
            count = write_tombstones(storing.tombstones(store), file)
        out().print(safe(f"Wrote {count} id{'' if count == 1 else 's'} to {file}."), soft_wrap=True)
        return
    check_format(file)
    with storing.open_store(database(db)) as store:
        count = exporting.write_export(storing.select(store, wanted), file)
    out().print(safe(f"Wrote {count} event{'' if count == 1 else 's'} to {file}."), soft_wrap=True)
