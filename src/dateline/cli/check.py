"""dateline check: whether a database holds what it says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from dateline import storing
from dateline.cli import OK, UNUSABLE
from dateline.cli.options import Database, Everything, database
from dateline.cli.screen import complain, emit, out, safe
from dateline.storing.checking import Checked, Finding, check, sound

SHOWN = 10
"""Findings that are told in full unless all are asked for."""

Given = Annotated[
    Path | None,
    typer.Argument(metavar="[DATABASE]", help="The database file; like --db.", show_default=False, readable=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object with all of it.")]


def command(file: Given = None, everything: Everything = False, as_json: AsJson = False, db: Database = None) -> None:
    """Checks a database: that it is whole, that each quote stands where the record says, that nothing is left alone.

    Exit status: 0 nothing is at fault, 1 something is; each fault is told with what to do.
    """
    target = file or database(db)
    with storing.open_store(target) as store:
        made = list(check(store))
    if as_json:
        emit(json.dumps({"database": str(target), "sound": sound(made), "checks": list(map(asdict, made))},
                        ensure_ascii=False, indent=1))  # fmt: skip
    else:
        out().print(table(made))
        tell([finding for each in made for finding in each.findings], None if everything else SHOWN)
        out().print(safe(f"{target} is {'sound' if sound(made) else 'at fault'}."), soft_wrap=True)
    raise typer.Exit(OK if sound(made) else UNUSABLE)


def table(made: list[Checked]) -> Table:
    """A row a check: what holds where it finds nothing, how much it looked at, how much is at fault."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    shown.add_column("check", no_wrap=True)
    shown.add_column("what holds")
    for name in ("looked at", "faults"):
        shown.add_column(name, justify="right", no_wrap=True)
    for each in made:
        faults = sum(finding.level == "fault" for finding in each.findings)
        shown.add_row(each.name, each.help, str(each.looked_at), str(faults), style="bold red" if faults else "")
    return shown


def tell(findings: list[Finding], most: int | None) -> None:
    """The faults first, then the notes."""
    for finding in sorted(findings, key=lambda finding: finding.level)[:most]:
        complain(f"{finding.level}: {finding.where}: {finding.what}. {finding.advice}")
    if most is not None and len(findings) > most:
        complain(f"… and {len(findings) - most} more; --all tells them all.")
