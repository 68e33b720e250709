"""dateline status: what is to do, in hand, done and failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from dateline import storing
from dateline.cli.options import Database, Everything, database
from dateline.cli.screen import complain, copyable, emit, out, safe
from dateline.storing.progress import Fault, Progress, RunProgress, faults, progress, runs

SHOWN = 10
"""Inputs that failed which are told in full unless all are asked for."""

NEWEST = 5
"""Runs that are listed."""

ENTRIES = {"todo": "to do", "doing": "doing", "done": "done", "failed": "failed"}
INPUTS = {"coded": "coded", "no-event": "no event", "skipped": "skipped", "failed": "failed"}
REMOVED = {"removed": "taken out"}
OUTCOMES = {"coded": "coded", "no-event": "no event", "known": "known", "skipped": "skipped", "failed": "failed"}

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object with all of it.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="REASON", help="Only faults of this reason.")]


def command(
    everything: Everything = False, reason: Reason = None, as_json: AsJson = False, db: Database = None
) -> None:
    """Shows what is to do, in hand, done and failed, with reasons, and the newest runs.

    A file or address has failed where anything in it has. Below stand the inputs in them, as they were last read.
    """
    target = database(db)
    with storing.open_store(target) as store:
        numbers, failed, newest = progress(store), faults(store, reason), runs(store, NEWEST)
    if as_json:
        emit(json.dumps(_plain(target, numbers, failed, newest), ensure_ascii=False, indent=1))
        return
    console = out()
    console.print(_numbers(numbers))
    _tell(failed, None if everything else SHOWN)
    if newest:
        console.print(_runs(newest))
    if numbers.entries["todo"]:
        console.print(safe(f"Go on with what is to do:  dateline run --db {copyable(target)}"), soft_wrap=True)
    if numbers.entries["failed"]:
        console.print(safe(f"Repeat what failed:  dateline retry --db {copyable(target)}"), soft_wrap=True)


def _numbers(numbers: Progress) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    table.add_row("files and addresses", str(numbers.entries.total()), style="bold")
    for state, words in ENTRIES.items():
        table.add_row(f"  {words}", str(numbers.entries[state]))
    table.add_row("inputs in them", str(numbers.inputs.total()), style="bold")
    for state, words in shown_inputs(numbers).items():
        table.add_row(f"  {words}", str(numbers.inputs[state]))
        for (of, reason), count in sorted(numbers.reasons.items()):
            if of == state:
                table.add_row(Text("    ").append_text(safe(reason)), str(count), style="dim")
    return table


def shown_inputs(numbers: Progress) -> dict[str, str]:
    """The states of inputs that are told; pages that were taken out only where there are any."""
    return {**INPUTS, **REMOVED} if numbers.inputs["removed"] else INPUTS


def _tell(failed: list[Fault], most: int | None) -> None:
    """The faults as a run tells them, on the same stream."""
    for fault in failed[:most]:
        complain(f"{fault.state}: {fault.message}")
    if most is not None and len(failed) > most:
        complain(f"… and {len(failed) - most} more; --all tells them all.")


def _runs(newest: list[RunProgress]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name in ("run", "state"):
        table.add_column(name, no_wrap=True)
    for words in OUTCOMES.values():
        table.add_column(words, justify="right", no_wrap=True)
    for run in newest:
        table.add_row(str(run.id), run.state, *(str(run.inputs[state]) for state in OUTCOMES))
    return table


def _plain(target: Path, numbers: Progress, failed: list[Fault], newest: list[RunProgress]) -> dict[str, object]:
    reasons = [{"state": of, "reason": why, "inputs": count} for (of, why), count in sorted(numbers.reasons.items())]
    return {
        "database": str(target),
        "entries": {state: numbers.entries[state] for state in ENTRIES},
        "inputs": {state: numbers.inputs[state] for state in shown_inputs(numbers)},
        "reasons": reasons,
        "faults": [
            {name: getattr(fault, name) for name in ("name", "state", "reason", "message", "run")} for fault in failed
        ],
        "runs": [
            {"run": run.id, "state": run.state, "process": run.process,
             "inputs": {state: run.inputs[state] for state in OUTCOMES}}
            for run in newest
        ],
    }  # fmt: skip
