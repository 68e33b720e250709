"""dateline run: pages into the database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dateline import settings, storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.options import Columns, Database, Everything, Jobs, UsageError, database
from dateline.cli.screen import ReaderGone, clean, complain, copyable, err, out, safe
from dateline.recording import Report, record, resume
from dateline.storing import Outcome, queue
from dateline.storing.reading import unfinished

SHOWN = 10
"""Failures, and notes, that are told in full after a run unless all are asked for."""

Given = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]",
        help="Files, folders or addresses of pages; - is standard input.",
        show_default=False,
        readable=False,
    ),
]

Replace = Annotated[
    bool, typer.Option("--replace", help="A page that has changed takes the place of what was read before.")
]
Restore = Annotated[bool, typer.Option("--restore", help="A page that was taken out comes back.")]


def command(
    paths: Given = None, everything: Everything = False, replace: Replace = False, restore: Restore = False,
    db: Database = None, columns: Columns = None, jobs: Jobs = None,
) -> None:  # fmt: skip
    """Reads pages, codes what is new, and brings the events of the database up to date.

    PATHS are files, folders or addresses, or - for standard input. A page that the database has already is not coded
    again; what failed is tried again.
    Without PATHS, a run that was stopped goes on with what is still to do.
    Exit status: 0 all fine, 1 nothing usable, 3 some inputs failed but the rest was stored.
    """
    target = database(db)
    wanted = paths or _go_on(target, everything, columns, jobs)
    instead, back = 1 if replace else None, 1 if restore else None
    told = settings.given(columns=columns, jobs=jobs, replace=instead, restore=back)
    with told, storing.open_store(target, create=True) as store:
        report = with_progress(lambda step: record(wanted, store, progress=step))
    tell(report, target, everything)


def _go_on(target: Path, everything: bool, columns: str | None, jobs: int | None) -> NoReturn:
    """Takes up what earlier runs have left, and ends."""
    if not target.exists():
        raise UsageError(f"There is no database {target} to go on with. Name PATHS: files or folders that hold pages.")
    with settings.given(columns=columns, jobs=jobs), storing.open_store(target) as store:
        if not queue.waiting(store) and not unfinished(store):
            raise UsageError(f"There is nothing left to do in {target}. Name PATHS: files or folders that hold pages.")
        report = with_progress(lambda step: resume(store, progress=step))
    tell(report, target, everything)


def tell(report: Report, target: Path, everything: bool) -> NoReturn:
    """Tells what became of the inputs, and ends with the exit status that says how it went."""
    with suppress(ReaderGone):  # the exit status tells how the run went all the same
        _tell(report, target, everything)
    if not report.read:
        raise typer.Exit(OK)
    raise typer.Exit(OK if report.usable and not report.states["failed"] else PARTLY if report.usable else UNUSABLE)


def with_progress(work: Callable[[Callable[[Outcome], None]], Report]) -> Report:
    """Does work that calls for each outcome, with a bar on stderr, where that is a terminal."""
    console = err()
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.completed} pages"), TimeElapsedColumn(),
               TextColumn("{task.description}", markup=False))  # fmt: skip
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=clean(outcome.name)[-40:])

        return work(step)


def _tell(report: Report, target: Path, everything: bool) -> None:
    """The report, the failures with those first that are faults, the notes, and what to do next."""
    console, most = out(), None if everything else SHOWN
    console.print(report_table(report))
    failures = sorted(report.failures, key=lambda failure: failure.state)[:most]
    for failure in failures:
        complain(f"{failure.state}: {failure.message}")
    for name, note in report.notes[:most]:
        complain(f"note: {name}: {note}.")
    untold = sum(report.reasons.values()) + report.noted - len(failures) - len(report.notes[:most])
    if untold:
        where = "--all tells them all" if most else f"dateline status --all --db {copyable(target)} tells them all"
        complain(f"… and {untold} more; {where}.")
    if report.read and not report.usable:
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
        "elsewhere": "in another run",
        "skipped": "skipped",
        "failed": "failed",
    }
    for state, words in rows.items():
        if report.states[state] or state != "elsewhere":
            table.add_row(f"  {words}", str(report.states[state]))
        for (of, reason), count in sorted(report.reasons.items()):
            if of == state:
                table.add_row(Text("    ").append_text(safe(reason)), str(count), style="dim")
    if report.noted:
        table.add_row("with a note", str(report.noted), style="dim")
    return table
