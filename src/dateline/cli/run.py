"""dateline run: pages into the database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dateline import settings, storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.options import Columns, Database, Paths, database
from dateline.cli.screen import ReaderGone, clean, complain, copyable, err, out, safe
from dateline.recording import Report, record
from dateline.storing import Outcome

SHOWN = 10
"""Failures, and notes, that are told in full after a run unless all are asked for."""

Everything = Annotated[bool, typer.Option("--all", help="Tell every input that was skipped or failed, not the first.")]


def command(paths: Paths, everything: Everything = False, db: Database = None, columns: Columns = None) -> None:
    """Reads pages, codes what is new, and brings the events of the database up to date.

    PATHS are files or folders, or - for standard input. A page that the database has already is not coded again;
    what failed is tried again.
    Exit status: 0 all fine, 1 nothing usable, 3 some inputs failed but the rest was stored.
    """
    target = database(db)
    with settings.given(columns=columns), storing.open_store(target, create=True) as store:
        report = _with_progress(paths, store)
    if not report.read:
        complain(f"There is no page in {', '.join(map(str, paths))}. Name files or folders that hold pages.")
        raise typer.Exit(UNUSABLE)
    with suppress(ReaderGone):  # the exit status tells how the run went all the same
        _tell(report, target, everything)
    raise typer.Exit(OK if report.usable and not report.states["failed"] else PARTLY if report.usable else UNUSABLE)


def _with_progress(paths: list[Path], store: storing.Store) -> Report:
    """Records the pages with a bar on stderr, where that is a terminal."""
    console = err()
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.completed} pages"), TimeElapsedColumn(),
               TextColumn("{task.description}", markup=False))  # fmt: skip
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=clean(outcome.name)[-40:])

        return record(paths, store, progress=step)


def _tell(report: Report, target: Path, everything: bool) -> None:
    """The report, the failures with those first that are faults, the notes, and what to do next."""
    console, most = out(), None if everything else SHOWN
    console.print(report_table(report))
    for failure in sorted(report.failures, key=lambda failure: failure.state)[:most]:
        complain(f"{failure.state}: {failure.message}")
    for name, note in report.notes[:most]:
        complain(f"note: {name}: {note}.")
    untold = len(report.failures[most:] if most else ()) + len(report.notes[most:] if most else ())
    if untold:
        complain(f"… and {untold} more; --all tells them all.")
    if not report.usable:
        complain("No page could be used, so there is nothing to look at yet.")
        return
    console.print(safe(f"{target} holds {report.claims} claims about {report.events} events."), soft_wrap=True)
    console.print(safe(f"Look at them:  dateline events --db {copyable(target)}"), soft_wrap=True)


def report_table(report: Report) -> Table:
    """What became of the inputs; the states add up to the first line."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("inputs read", str(report.read), style="bold")
    rows = {
        "coded": "coded",
        "no-event": "no event",
        "known": "known already",
        "skipped": "skipped",
        "failed": "failed",
    }
    for state, words in rows.items():
        table.add_row(f"  {words}", str(report.states[state]))
        for (of, reason), count in sorted(report.reasons.items()):
            if of == state:
                table.add_row(Text("    ").append_text(safe(reason)), str(count), style="dim")
    if report.notes:
        table.add_row("with a note", str(len(report.notes)), style="dim")
    return table
