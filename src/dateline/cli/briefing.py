"""dateline briefing: what the events of a filter come to, as a page or as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline import storing
from dateline.cli.options import Target, UsageError, with_filter
from dateline.cli.options import database as database_of
from dateline.cli.screen import emit, out, safe
from dateline.storing import Filter

Shape = Annotated[
    Literal["html", "md"] | None,
    typer.Option("--format", help="A page, or Markdown. Default: what the suffix of the file says, else Markdown."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file. Default: the screen.", readable=False)
]


@with_filter
def command(wanted: Filter, database: Target = None, shape: Shape = None, output: Output = None) -> None:
    """Writes a briefing: counts, timeline, map, tolls with ranges, and the events as sentences with their sources.

    All events of the filter are counted; --limit says how many of them are told as sentences. The page is one file that
    needs no network and can be printed.
    """
    from dateline.exporting.files import write_lines
    from dateline.serving.briefing.gathering import gather
    from dateline.serving.briefing.papers import FORMATS

    suffix = shape or (output.suffix.lstrip(".").lower() if output else "md")
    if suffix not in FORMATS:
        raise UsageError(f"{output} has no suffix of a known format. End it in .html or .md, or give --format.")
    with storing.open_store(database_of(database)) as store:
        told = gather(store, wanted)
    text = FORMATS[suffix][1](told).rstrip("\n")
    if output is None:
        emit(text)
        return
    write_lines([text], output)
    out().print(safe(f"Wrote a briefing on {told.total} event{'' if told.total == 1 else 's'} to {output}."))
