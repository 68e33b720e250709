"""dateline backup: a copy of a database in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import storing
from dateline.cli.options import Database, database
from dateline.cli.screen import out, safe
from dateline.storing.backup import backup

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The file to be made.", readable=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE where it is there already.")]


def command(target: Target, force: Force = False, db: Database = None) -> None:
    """Copies the database to a file, also while a run is under way, and checks the copy.

    The copy holds what was stored at one moment. It is there complete or not at all.
    """
    with storing.open_store(database(db)) as store:
        size = backup(store, target, replace=force)
    out().print(safe(f"Wrote {target}, {size} bytes; the copy is whole."), soft_wrap=True)
