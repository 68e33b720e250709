"""dateline diff: what differs between two databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich import box
from rich.table import Table

from dateline import storing
from dateline.cli.events import SHORT_ID
from dateline.cli.screen import emit, out, safe
from dateline.exporting.differences import Difference, differences
from dateline.exporting.flat import Value

One = Annotated[Path, typer.Argument(metavar="A.db", help="The database before, such as a backup.", readable=False)]
Other = Annotated[Path, typer.Argument(metavar="B.db", help="The database after.", readable=False)]
Shape = Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or JSON Lines, an event a line.")]


def command(one: One, other: Other, shape: Shape = "table") -> None:
    """Tells which events were added, changed or are gone from one database to another, field by field.

    An event is the same if its id is, or if its id leads to it in the second database.
    """
    with storing.open_store(one) as before, storing.open_store(other) as after:
        found = differences(before, after)
        if shape == "json":
            for each in found:
                emit(json.dumps(plain(each), ensure_ascii=False))
            return
        made = list(found)
    console = out()
    if made:
        console.print(table(made))
    counts = {change: sum(each.change == change for each in made) for change in ("added", "changed", "gone")}
    console.print(", ".join(f"{count} {change}" for change, count in counts.items()) + ".", soft_wrap=True)


def plain(each: Difference) -> dict[str, object]:
    """A difference as what JSON knows; the whole row where there is nothing to compare it with."""
    told: dict[str, object] = {"change": each.change, "event": each.event}
    if each.was:
        told["was"] = each.was
    return {**told, "fields": each.fields} if each.change == "changed" else {**told, "row": each.row}


def table(found: list[Difference]) -> Table:
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("Change", "Event", "When", "What"):
        shown.add_column(name, no_wrap=True)
    shown.add_column("Field by field")
    for each in found:
        fields = [f"{name}: {words(was)} → {words(now)}" for name, (was, now) in each.fields.items()]
        if each.was:
            fields.insert(0, f"id: {each.was[:SHORT_ID]} → {each.event[:SHORT_ID]}")
        told = fields or [words(each.row[name]) for name in ("actors", "recipients", "place") if each.row[name]]
        row = (each.change, each.event[:SHORT_ID], words(each.row["date_start"]), words(each.row["type"]))
        shown.add_row(*map(safe, row), safe("; ".join(told)))
    return shown


def words(value: Value) -> str:
    return "none" if value is None else ", ".join(value) if isinstance(value, list) else str(value)
