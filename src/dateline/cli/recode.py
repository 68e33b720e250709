"""dateline recode: the pages of a database coded again, with people's decisions on top."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from dateline import recording, settings, storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.decisions import table
from dateline.cli.options import Database, Jobs, database
from dateline.cli.run import SHOWN
from dateline.cli.screen import clean, complain, err, out, safe
from dateline.recoding import Recoded, pages_to_recode, recode

All = Annotated[bool, typer.Option("--all", help="Also pages that this version has coded, as after other settings.")]


def command(everything: All = False, db: Database = None, jobs: Jobs = None) -> None:
    """Codes the pages of a database again, with this version of dateline and your settings.

    Pages come from the database, so their files need not be there. What people decided is put over the result; the
    decisions that fit no longer are listed. When it is stopped, what was coded again stays, and the next call goes on.
    Exit status: 0 all fine, 1 nothing could be coded, 3 some pages failed and are kept as they were.
    """
    target = database(db)
    with settings.given(jobs=jobs), storing.open_store(target) as store:
        made_by = recording.versions()
        documents = pages_to_recode(store, made_by, everything=everything)
        if not documents:
            out().print("Every page was coded by this version. Say --all to code them again.", soft_wrap=True)
            raise typer.Exit(OK)
        columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.completed} of {task.total} pages"),
                   TimeElapsedColumn(), TextColumn("{task.description}", markup=False))  # fmt: skip
        console = err()
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=len(documents))

            def step(name: str) -> None:
                bar.update(task, advance=1, description=clean(name)[-40:])

            made = recode(store, documents, made_by, progress=step)
    tell(made)
    failed, usable = len(made.failures), made.changed + made.same
    raise typer.Exit(OK if not failed else PARTLY if usable else UNUSABLE)


def tell(made: Recoded) -> None:
    """The report, the failures, and the decisions to look at again."""
    shown = Table(box=None, show_header=False, pad_edge=False)
    shown.add_column()
    shown.add_column(justify="right")
    shown.add_row("pages coded again", str(made.read), style="bold")
    for name, count in (("changed", made.changed), ("as before", made.same), ("failed", len(made.failures))):
        shown.add_row(f"  {name}", str(count))
    shown.add_row("claims, before and now", f"{made.claims[0]}, {made.claims[1]}")
    shown.add_row("events, before and now", f"{made.events[0]}, {made.events[1]}")
    shown.add_row("decisions that stand", str(made.kept))
    shown.add_row("decisions to look at", str(len(made.decisions)))
    console = out()
    console.print(shown)
    for failure in made.failures[:SHOWN]:
        complain(f"{failure.state}: {failure.message} What was stored of it before is kept.")
    if len(made.failures) > SHOWN:
        complain(f"… and {len(made.failures) - SHOWN} more.")
    if made.decisions:
        console.print(safe("These decisions fit no longer, or the machine says otherwise now:"), soft_wrap=True)
        console.print(table(list(made.decisions)))
