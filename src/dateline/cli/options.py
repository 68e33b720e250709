"""Options that several commands share, and what they make of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer

from dateline import settings
from dateline.errors import DatelineError
from dateline.knowledge.ontology import load_types
from dateline.records import Status
from dateline.storing import Filter

STATUSES: tuple[str, ...] = get_args(Status)

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATHS", help="Files and folders of pages; - is standard input.", show_default=False, readable=False
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,…",
        help="Which columns of CSV, Parquet and JSON hold what: text=body,published=date,url=link. "
        "Fields: text, html, id, published, title, url, publisher.",
    ),
]
Database = Annotated[
    Path | None,
    typer.Option(
        "--db",
        help="The database file. Default: record.db, or what DATELINE_DATABASE says.",
        show_default=False,
        readable=False,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Tell every input that was skipped or failed, not the first.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Events on or after this day, as 2024-03-09.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Events on or before this day.")]
Actor = Annotated[
    str | None, typer.Option("--actor", metavar="WORDS", help="A party in any role: a name, an id or a country code.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, such as ASSAULT or CONSULT.")]
Place = Annotated[str | None, typer.Option("--place", metavar="WORDS", help="A place, a region or a country code.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of the sentences; quote a phrase.")]
StatusOption = Annotated[str | None, typer.Option("--status", metavar="STATUS", help=f"One of {', '.join(STATUSES)}.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help="Processes that code pages. Default: 1, or what DATELINE_JOBS says.",
        show_default=False,
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many events.")]


class UsageError(DatelineError):
    """An option or argument that says nothing dateline knows."""


def database(given: Path | None) -> Path:
    """The database that a command is to use."""
    return given if given is not None else Path(settings.get_str("database"))


def chosen(
    start: str | None, end: str | None, actor: str | None, kind: str | None, place: str | None, text: str | None,
    status: str | None, limit: int | None,
) -> Filter:  # fmt: skip
    """The filter that the options say. Raises UsageError."""
    first, last = _day("--from", start), _day("--to", end)
    if first and last and last < first:
        raise UsageError(f"--to {last} lies before --from {first}. Swap them.")
    return Filter(
        start=first,
        end=last,
        actor=full_name(actor) if actor is not None else None,
        type=_one_of("--type", kind.upper() if kind is not None else None, tuple(sorted(load_types()))),
        place=place,
        text=text,
        status=_one_of("--status", status.lower() if status is not None else None, STATUSES),
        limit=limit,
    )


def full_name(words: str) -> str:
    """The main name of the one actor that the catalogue also calls so ("RSF"); else the words themselves."""
    from dateline.knowledge.actors import load_actors
    from dateline.knowledge.names import fold

    wanted, catalogue = fold(words), load_actors()
    if not wanted or catalogue.state(words.strip().upper()):
        return words
    states = catalogue.states.values()
    named = {state.entity.name for state in states if wanted in map(fold, state.aliases)}
    named |= {entity.name for name, entity, _ in catalogue.names() if fold(name) == wanted}
    return named.pop() if len(named) == 1 else words


def _day(option: str, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{option} {given!r} is not a day. Write it as 2024-03-09.") from None


def _one_of(option: str, given: str | None, known: tuple[str, ...]) -> str | None:
    if given is not None and given not in known:
        raise UsageError(f"{option} {given!r} is not known. Take one of {', '.join(known)}.")
    return given
