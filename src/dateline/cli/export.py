"""dateline export: the events of the database as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import exporting, storing
from dateline.cli.options import Actor, Database, From, Limit, Place, StatusOption, Text, To, Type, chosen, database
from dateline.cli.screen import out, safe
from dateline.exporting.files import check_format

Target = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that ends in .csv, .jsonl or .geojson.", readable=False)
]


def command(
    file: Target,
    start: From = None,
    end: To = None,
    actor: Actor = None,
    kind: Type = None,
    place: Place = None,
    text: Text = None,
    status: StatusOption = None,
    limit: Limit = None,
    db: Database = None,
) -> None:
    """Writes events to a file, all or those that the filter takes; the suffix says in which format.

    .csv: one row an event. .jsonl: each event with its claims and their evidence. .geojson: events as points.
    """
    check_format(file)
    wanted = chosen(start, end, actor, kind, place, text, status, limit)
    with storing.open_store(database(db)) as store:
        count = exporting.write_export(storing.select(store, wanted), file)
    out().print(safe(f"Wrote {count} event{'' if count == 1 else 's'} to {file}."), soft_wrap=True)
