"""dateline export: the events of the database as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import exporting, storing
from dateline.cli.options import Database, database, with_filter
from dateline.cli.screen import out, safe
from dateline.exporting.files import check_format
from dateline.storing import Filter

Target = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that ends in .csv, .jsonl or .geojson.", readable=False)
]


@with_filter
def command(
    file: Target,
    wanted: Filter,
    db: Database = None,
) -> None:
    """Writes events to a file, all or those that the filter takes; the suffix says in which format.

    .csv: one row an event. .jsonl: each event with its claims and their evidence. .geojson: events as points.
    """
    check_format(file)
    with storing.open_store(database(db)) as store:
        count = exporting.write_export(storing.select(store, wanted), file)
    out().print(safe(f"Wrote {count} event{'' if count == 1 else 's'} to {file}."), soft_wrap=True)
