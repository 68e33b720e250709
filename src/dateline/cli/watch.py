"""dateline watch: new pages of feeds into the database, again and again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dateline import settings, storing
from dateline.cli import OK
from dateline.cli.options import Database, Everything, Jobs, UsageError, database
from dateline.cli.run import tell, with_progress
from dateline.cli.screen import complain
from dateline.fetching.addresses import is_address
from dateline.recording import watch

Feeds = Annotated[
    Path, typer.Argument(metavar="FEEDS", help="A text file with the address of a feed a line; # begins a comment.")
]
Once = Annotated[bool, typer.Option("--once", help="Look once and end.")]
Every = Annotated[float, typer.Option("--every", min=1, metavar="MINUTES", help="Minutes from one look to the next.")]


def command(
    feeds: Feeds,
    once: Once = False,
    every: Every = 30,
    everything: Everything = False,
    db: Database = None,
    jobs: Jobs = None,
) -> None:
    """Fetches the pages that feeds link to and that the database does not know, and codes them as `run` does.

    Goes on until Ctrl-C, or looks once. What failed because a server was down or slow is tried again at each look.
    Events are made anew only when a page has come that is new.
    """
    target, addresses = database(db), _addresses(feeds)
    with settings.given(jobs=jobs), storing.open_store(target, create=True) as store:
        while True:
            report = with_progress(lambda step: watch(addresses, store, progress=step))
            try:
                tell(report, target, everything)
            except typer.Exit:
                if once:
                    raise
            try:
                time.sleep(every * 60)
            except KeyboardInterrupt:
                complain("Stopped watching.")
                raise typer.Exit(OK) from None


def _addresses(file: Path) -> list[str]:
    """The addresses that a file lists. Raises UsageError."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{file} cannot be read as a list of feeds: {fault}.") from None
    found = []
    for number, line in enumerate(lines, 1):
        address = line.split(" #", 1)[0].strip()
        if not address or address.startswith("#"):
            continue
        if not is_address(address):
            raise UsageError(
                f"{file}:{number} is {address[:80]!r}, which is no address. Write https://… or # before it."
            )
        found.append(address)
    if not found:
        raise UsageError(f"{file} lists no feed. Write the address of a feed a line.")
    return list(dict.fromkeys(found))
