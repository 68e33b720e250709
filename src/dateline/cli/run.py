"""dateline run: pages into the database."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dateline import storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.options import Database, Paths, database
from dateline.cli.screen import clean, complain, err, out, safe
from dateline.recording import Report, record
from dateline.storing import Outcome

SHOWN_FAILURES = 10
"""Failures told in full after a run; the rest are in the database."""


def command(paths: Paths, db: Database = None) -> None:
    """Reads pages, codes what is new, and brings the events of the database up to date.

    PATHS are files or folders. A page that the database has already is not coded again.
    Exit status: 0 all fine, 1 nothing usable, 3 some inputs failed but the rest was stored.
    """
    target = database(db)
    with storing.open_store(target, create=True) as store:
        report = _with_progress(paths, store)
    if not report.read:
        complain(f"There is no page in {', '.join(map(str, paths))}. Name files or folders that hold pages.")
        raise typer.Exit(UNUSABLE)
    _tell(report, target)
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


def _tell(report: Report, target: Path) -> None:
    """The report, the failures, and what to do next."""
    console = out()
    console.print(report_table(report))
    for failure in report.failures[:SHOWN_FAILURES]:
        complain(f"{failure.state}: {failure.message}")
    if len(report.failures) > SHOWN_FAILURES:
        complain(f"… and {len(report.failures) - SHOWN_FAILURES} more; all are in the table run_input of {target}.")
    if not report.usable:
        complain("No page could be used, so there is nothing to look at yet.")
        return
    console.print(f"{target} holds {report.claims} claims about {report.events} events.", soft_wrap=True)
    console.print(f"Look at them:  dateline events --db {target}", soft_wrap=True)


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
    return table
