"""dateline import-actors: actor files of others as rows of a knowledge folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import settings
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.screen import complain, copyable, out, safe
from dateline.errors import DatelineError, InputError

SHOWN = 5
"""Lines that could not be read, told one by one."""

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILES...", help="Dictionaries of the PETRARCH family, or CSV files.", readable=False),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="FOLDER", help="The knowledge folder; else the one that DATELINE_KNOWLEDGE names."),
]


def command(files: Files, into: Into = None) -> None:
    """Takes actors from other tools: PETRARCH dictionaries (NAME_ [CODE], +SYNONYM_) or CSV with a column name.

    Actors that the package knows by one of their names are left out; the rest goes to FOLDER/actors. Every command
    reads the folder that the setting DATELINE_KNOWLEDGE names.
    """
    from dateline.knowledge.actors import load_actors, read_actors
    from dateline.knowledge.importing import import_actors, write

    given = settings.get_str("knowledge")
    folder = into or (Path(given) if given else None)
    if folder is None:
        raise InputError("There is no folder to write to. Name one with --into, or in DATELINE_KNOWLEDGE.")
    catalogue, failed = load_actors(), 0
    for file in files:
        try:
            found = import_actors(file, catalogue)
        except DatelineError as error:
            complain(f"Error: {error}")
            failed += 1
            continue
        written = write(found, folder, file.stem.lower().replace(".", "-"))
        taken = f"{len(found.actors)} actors and {len(found.offices)} dated codes taken"
        left = f"{len(found.known)} known already, {len(found.faults)} lines left out"
        out().print(safe(f"{file}: {taken}, {left}."), soft_wrap=True)
        for fault in found.faults[:SHOWN]:
            complain(f"{file}, line {fault.line}: {fault.reason}. The rest was taken.")
        if len(found.faults) > SHOWN:
            complain(f"{file}: {len(found.faults) - SHOWN} more lines were left out.")
        for path in written:
            out().print(safe(f"Wrote {path}"), soft_wrap=True)
    read_actors.cache_clear()
    load_actors(folder if folder.is_dir() else None)
    if not given and not failed:
        out().print(safe(f"Use them: export DATELINE_KNOWLEDGE={copyable(folder)}"), soft_wrap=True)
    raise typer.Exit(UNUSABLE if failed == len(files) else PARTLY if failed else OK)
