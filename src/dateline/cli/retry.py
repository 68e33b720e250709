"""dateline retry: what failed, once more."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import settings, storing
from dateline.cli import OK
from dateline.cli.options import Columns, Database, Everything, Jobs, database
from dateline.cli.run import tell, with_progress
from dateline.cli.screen import complain, copyable, out, safe
from dateline.recording import resume
from dateline.storing import queue
from dateline.storing.progress import faults

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAMES]", help="Inputs, files or folders as `dateline status` names them. Default: all."),
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="REASON", help="Only what failed or was skipped for this reason."),
]


def command(
    names: Names = None,
    reason: Reason = None,
    everything: Everything = False,
    db: Database = None,
    columns: Columns = None,
    jobs: Jobs = None,
) -> None:
    """Repeats what failed: all of it, or by reason, or by name.

    What was skipped is repeated too where a reason or a name asks for it. A file is read again as a whole; pages in it
    that are known are not coded again. A file that is gone or has changed since is told.
    """
    target = database(db)
    with settings.given(columns=columns, jobs=jobs), storing.open_store(target) as store:
        each: list[str | None] = [*names] if names else [None]
        wanted = [
            fault for name in each for fault in faults(store, reason, name) if fault.state == "failed" or reason or name
        ]
        again = queue.repeat(store, [fault.entry for fault in wanted if fault.entry is not None])
        lost = sum(fault.entry not in again for fault in wanted)
        if lost:
            complain(f"{lost} came from standard input or past the queue and cannot be repeated; send them again.")
        if not again:
            told = f"There is nothing to repeat. See what there is with: dateline status --all --db {copyable(target)}"
            out().print(safe(told), soft_wrap=True)
            raise typer.Exit(OK)
        report = with_progress(lambda step: resume(store, again, progress=step))
    tell(report, target, everything)
