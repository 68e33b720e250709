"""dateline code: pages to records on stdout, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline import settings
from dateline.cli.coded import code_together, exit_status, tell_failures, tell_notes
from dateline.cli.options import Columns, Jobs, Paths
from dateline.cli.screen import emit
from dateline.exporting import gold, jsonl
from dateline.records import Failure

Shape = Annotated[
    Literal["jsonl", "gold", "dyads"],
    typer.Option(
        "--format", help="jsonl: everything; gold: the format of hand-coded gold; dyads: codes of who did what to whom."
    ),
]


def command(paths: Paths, shape: Shape = "jsonl", columns: Columns = None, jobs: Jobs = None) -> None:
    """Codes pages and prints one JSON document a line; nothing is stored.

    Event ids hold across all pages of the call. For a JSON Lines input the id of a document is the record's own.
    """
    with settings.given(columns=columns, jobs=jobs):
        _code(paths, shape)


def _code(paths: list[Path], shape: str) -> None:
    if shape == "dyads":
        raise typer.Exit(_stream_dyads(paths))
    coded = code_together(paths)
    for article in coded.articles:
        emit(gold.line(article, coded.event_of) if shape == "gold" else jsonl.coded_line(article, coded.event_of))
    tell_notes(coded.articles)
    raise typer.Exit(exit_status(len(coded.articles), coded.failed))


def _stream_dyads(paths: list[Path]) -> int:
    """Prints each document as soon as it is coded: claims need no other document for this."""
    from dateline import pipeline
    from dateline.exporting import dyads

    articles = failed = 0
    for item in pipeline.coded(pipeline.pages(paths)):
        if isinstance(item, Failure):
            tell_failures([item])
            failed += item.state == "failed"
        else:
            articles += 1
            emit(dyads.line(item))
            tell_notes([item])
    return exit_status(articles, failed)
