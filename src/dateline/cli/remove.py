"""dateline remove: pages out of the database."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import recording, storing
from dateline.cli.options import Database, database
from dateline.cli.screen import out, safe
from dateline.removing import remove

Pages = Annotated[
    list[str],
    typer.Argument(metavar="PAGES", help="Pages by name, as `dateline show` tells it, or the beginning of their id."),
]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, which is kept: withdrawn, a test, …")]


def command(names: Pages, why: Why = "", db: Database = None) -> None:
    """Takes pages out, with their claims, and brings the events up to date that rested on them.

    What people decided stays in the log, and is listed as stale where it rested on these pages alone. The pages stay
    out when they are read again, unless `dateline run` is told to --restore them. To correct a page, read it again with
    --replace.
    """
    with storing.open_store(database(db)) as store:
        found = {each.id: each for name in names for each in storing.find_documents(store, name)}
        claims, events = remove(store, sorted(found), why, recording.versions())
    console = out()
    for document in sorted(found.values(), key=lambda each: each.page.name):
        console.print(safe(f"Removed {document.page.name} ({document.id})."), soft_wrap=True)
    console.print(f"{claims} claims about {events} events are left.", soft_wrap=True)
