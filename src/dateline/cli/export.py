"""dateline export: the events of the database as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import exporting, storing
from dateline.cli.options import Database, UsageError, database, with_filter
from dateline.cli.screen import out, safe
from dateline.exporting.about import SUFFIX, metadata, share
from dateline.exporting.files import check_format, write_lines
from dateline.exporting.tombstones import write_tombstones
from dateline.storing import Filter
from dateline.storing.filters import EVERY_EVENT, address
from dateline.storing.queries import count_events, select_parts

Target = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that ends in .csv, .jsonl or .geojson.", readable=False)
]


Gone = Annotated[
    bool,
    typer.Option("--gone", help="Write the ids that were events before and are none now, with what they lead to."),
]

About = Annotated[
    bool,
    typer.Option("--about", help="Write FILE-metadata.json, too: how much is checked, what columns hold."),
]


@with_filter
def command(file: Target, wanted: Filter, gone: Gone = False, about: About = False, db: Database = None) -> None:
    """Writes events to a file, all or those that the filter takes; the suffix says in which format.

    .csv: one row an event. .jsonl: each event with its claims and their evidence. .geojson: events as points.
    Each row says how far people have checked it (review).
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
    with storing.open_store(database(db)) as store, store.snapshot():
        count = exporting.write_export(select_parts(store, wanted), file)
        total, reviewed = count_events(store, wanted)
    out().print(safe(f"Wrote {count} event{'' if count == 1 else 's'} to {file}."), soft_wrap=True)
    if about:
        beside = file.with_name(file.name + SUFFIX)
        write_lines([metadata(file.name, total, reviewed, address(wanted)).rstrip()], beside)
        out().print(safe(f"{beside.name} says what they are. {share(total, reviewed)}"), soft_wrap=True)
