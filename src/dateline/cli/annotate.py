"""dateline annotate: what one layer of the work makes of texts, in the form that its benchmark reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.coded import exit_status, tell_failures
from dateline.cli.screen import emit
from dateline.records import Failure

Layer = Annotated[
    Literal["dates"],
    typer.Option(
        "--layer", help="dates: all time expressions, with TIMEX3 type and value and the days they stand for."
    ),
]
Rows = Annotated[
    list[Path],
    typer.Argument(metavar="FILES", help="JSON Lines files of texts.", show_default=False, readable=False),
]


def command(paths: Rows, layer: Layer) -> None:
    """Prints what one layer makes of each text, one JSON document a line; nothing is coded or stored.

    The files are JSON Lines: rows with `id`, `text` and, where it is known, `published` (or `dct`), an ISO day. Layer
    `dates` prints `id` and `timexes`, each with `start`, `end`, `text`, `type`, `value` and `days`: first and last day,
    null where the text does not say.
    """
    from dateline.evaluation.dates_layer import annotate_dates
    from dateline.evaluation.rows import read_rows

    done = failed = 0
    for path in paths:
        for row in read_rows(path):
            if isinstance(row, Failure):
                tell_failures([row])
                failed += 1
                continue
            done += 1
            for line in annotate_dates([row]):
                emit(json.dumps(line, ensure_ascii=False))
    raise typer.Exit(exit_status(done, failed))
