"""Options that several commands share, and what they make of them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from dateline import settings
from dateline.errors import DatelineError
from dateline.storing.filters import FIELDS, FilterField, parse

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
Target = Annotated[
    Path | None,
    typer.Argument(
        metavar="DATABASE",
        help="The database file. Default: record.db, or what DATELINE_DATABASE says.",
        show_default=False,
        readable=False,
    ),
]
"""The database as an argument, of commands that have no other."""
Everything = Annotated[bool, typer.Option("--all", help="Tell every input that was skipped or failed, not the first.")]
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


class UsageError(DatelineError):
    """An option or argument that says nothing dateline knows."""


def database(given: Path | None) -> Path:
    """The database that a command is to use."""
    return given if given is not None else Path(settings.get_str("database"))


def with_filter(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter `wanted`, a Filter, is given by the options of the filter language, one a field.

    The command line library reads signature and annotations, so both are made from the table of fields.
    """
    options = {field.attribute: _option(field) for field in FIELDS}

    @functools.wraps(command)
    def filtered(**given: Any) -> None:
        said = [(field.name, given.pop(field.attribute)) for field in FIELDS]
        command(
            wanted=parse([(n, value) for n, value in said if value is not None], "--{}".format, strict=True), **given
        )

    hints = get_type_hints(command, include_extras=True)
    parameters = []
    for each in inspect.signature(command).parameters.values():
        if each.name == "wanted":
            parameters += [
                inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=option)
                for name, option in options.items()
            ]
        else:
            parameters.append(each.replace(annotation=hints[each.name]))
    del filtered.__wrapped__
    filtered.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    filtered.__annotations__ = {each.name: each.annotation for each in parameters}
    return filtered


def _option(field: FilterField) -> Any:
    """The option of a field; its value is read by the filter language, numbers too, so that all errors are alike."""
    return Annotated[str | None, typer.Option(f"--{field.name}", metavar=field.takes, help=field.help)]
