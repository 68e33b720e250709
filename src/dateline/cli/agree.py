"""dateline agree: how far two people agree in what they decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from dateline.cli.options import UsageError
from dateline.cli.screen import complain, emit, out, safe
from dateline.deciding.agreement import Agreement, Difference, agreements
from dateline.records import Decision
from dateline.storing.lines import read_lines
from dateline.storing.plain import plain

One = Annotated[Path, typer.Argument(metavar="A.jsonl", help="Decisions of one person.", readable=False)]
Other = Annotated[Path, typer.Argument(metavar="B.jsonl", help="Decisions of the other.", readable=False)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object with all of it.")]


def command(one: One, other: Other, as_json: AsJson = False) -> None:
    """Compares the decisions of two people, as `dateline decisions export` writes them.

    Alpha is Krippendorff's: 1 all agree, 0 no better than chance; above .80 is held to be reliable. It is empty where
    both always say the same one thing. Who has judged an event and left a field alone says that it is as coded.
    """
    logs: dict[str, list[Decision]] = {}
    for path in (one, other):
        taken, bad = read_lines(path)
        for line in bad:
            complain(f"failed: {path}, line {line.number}: {line.reason}. The lines before and after it are kept.")
        if not taken:
            raise UsageError(f"{path} has no decision. Write some with: dateline decisions export FILE")
        logs[str(path)] = taken
    if len(logs) == 1:
        raise UsageError("Both files are the same. Name two.")
    made = agreements(logs)
    if as_json:
        emit(json.dumps([plain(each) for each in made], ensure_ascii=False, indent=1))
        return
    console = out()
    console.print(summary(made))
    differ = [difference for each in made for difference in each.differences]
    if differ:
        console.print()
        console.print(differences(differ))


def summary(made: list[Agreement]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("about", no_wrap=True)
    for name in ("judged by both", "alike", "alpha"):
        table.add_column(name, justify="right", no_wrap=True)
    for each in made:
        alpha = "" if each.alpha is None else f"{each.alpha:.3f}"
        table.add_row(each.about, str(each.things), str(each.alike), alpha)
    return table


def differences(differ: list[Difference]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("on", "about"):
        table.add_column(name, no_wrap=True)
    for name, _ in differ[0].said:
        table.add_column(safe(name), ratio=1)
    for each in differ:
        table.add_row(each.target[:8], each.about, *(safe(words) for _, words in each.said))
    return table
