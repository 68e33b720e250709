"""dateline decisions: what people have decided, as a table or as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich import box
from rich.table import Table

from dateline import storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.options import Database, UsageError, database
from dateline.cli.screen import complain, copyable, emit, out, safe
from dateline.deciding.wording import short
from dateline.exporting.files import write_lines
from dateline.records import Decision
from dateline.reviewing import add_decisions
from dateline.storing.decisions import Recorded, read_decisions
from dateline.storing.lines import lines, read_lines
from dateline.storing.plain import plain
from dateline.teaching import Taught, teach

Action = Annotated[str, typer.Argument(metavar="[ACTION]", help="list, export FILE, import FILE or teach FOLDER.")]
File = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="A file of JSON Lines; to teach, a folder.", readable=False)
]
Stale = Annotated[bool, typer.Option("--stale", help="Only those that no longer apply, or are to be looked at again.")]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only those on which people differ.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only those of one person.")]
Shape = Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or JSON Lines with the standing.")]


def command(
    action: Action = "list", file: File = None, stale: Stale = False, disputed: Disputed = False, by: By = None,
    shape: Shape = "table", db: Database = None,
) -> None:  # fmt: skip
    """Lists decisions and how they stand, writes them to a file, or takes them from one.

    What is there already is not taken twice. A line that is broken or cut off is told; the others are taken. To teach
    is to write the names that people gave to actors into a knowledge folder, with which pages can be coded again.
    Exit status: 0 all fine, 1 nothing usable, 3 some lines were no decisions.
    """
    if action not in ("list", "export", "import", "teach") or (file is None) != (action == "list"):
        raise UsageError(
            "Say: dateline decisions, or dateline decisions with export FILE, import FILE or teach FOLDER."
        )
    target = database(db)
    with storing.open_store(target) as store:
        if action == "import" and file is not None:
            taken, bad = read_lines(file)
            new, known = add_decisions(store, taken)
            for line in bad:
                complain(f"failed: {file}, line {line.number}: {line.reason}. The lines before and after it are kept.")
            out().print(safe(f"Took {new} decisions from {file}; {known} were there already."), soft_wrap=True)
            raise typer.Exit(OK if not bad else PARTLY if taken else UNUSABLE)
        if action == "teach" and file is not None:
            tell(*teach(store, file), file, target)
            raise typer.Exit(OK)
        wanted = [each for each in read_decisions(store) if fits(each, stale, disputed, by)]
    if file is not None:
        write_lines(lines(each.decision for each in wanted), file)
        out().print(safe(f"Wrote {len(wanted)} decisions to {file}."), soft_wrap=True)
    elif shape == "json":
        for each in wanted:
            emit(json.dumps({"number": each.number, **plain(each.decision), "standing": plain(each.standing)},
                            ensure_ascii=False))  # fmt: skip
    elif not wanted:
        out().print("There are no such decisions.", soft_wrap=True)
    else:
        out().print(table(wanted))


def tell(made: Taught, written: list[Path], folder: Path, target: Path) -> None:
    """What was written for the coder, what no row can teach, and how to use it."""
    out().print(safe(f"Names that were decided, as rows of actors: {made.names}."), soft_wrap=True)
    for name, why in sorted(made.left.items()):
        complain(f"{name} cannot be taught: {why}. The decision is put over what is coded all the same.")
    for path in written:
        out().print(safe(f"Wrote {path}"), soft_wrap=True)
    if written:
        told = f"Use them: export DATELINE_KNOWLEDGE={copyable(folder)}, then dateline recode --db {copyable(target)}"
        out().print(safe(told), soft_wrap=True)


def fits(each: Recorded, stale: bool, disputed: bool, by: str | None) -> bool:
    state = each.standing.state if each.standing else "stale"
    states = {"stale", "changed"} if stale else set()
    states |= {"disputed"} if disputed else set()
    return (not states or state in states) and (by is None or each.decision.by == by)


def table(wanted: list[Recorded]) -> Table:
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("No", "By", "Decision", "On"):
        shown.add_column(name, no_wrap=True)
    shown.add_column("What, and why")
    shown.add_column("Stands", ratio=1)
    for each in wanted:
        decision, standing = each.decision, each.standing
        on = standing.subject if standing and standing.subject else decision.target
        on = on if decision.on == "actor" else on[:8]
        stands = ": ".join(part for part in (standing.state, standing.reason) if part) if standing else "not yet"
        cells = (str(each.number), decision.by, decision.kind, on, words(decision), stands)
        shown.add_row(*map(safe, cells))
    return shown


def words(decision: Decision) -> str:
    """What a decision changes from what to what, and why."""
    told = ""
    if decision.kind in ("correct", "retype", "reassign"):
        told = f"{decision.field}: {short(decision.before)} → {short(decision.after)}"
    elif decision.kind in ("alias", "unalias"):
        told = f"{short(decision.before)}: {short(decision.after)}"
    elif decision.kind == "unite":
        told = f"with {decision.other}"
    elif decision.other:
        told = f"with {decision.other[:8]}"
    elif decision.kind == "split":
        told = f"without {', '.join(one.claim[:8] for one in decision.others)}"
    elif decision.kind == "undo":
        told = f"decision {decision.target[:8]}"
    return "; ".join(part for part in (told, decision.why) if part)
