"""dateline settings: every setting, its value and what it is for."""

from __future__ import annotations

from rich import box
from rich.table import Table

from dateline import settings
from dateline.cli.screen import out, safe


def command() -> None:
    """Lists the settings: the environment variable, its value now, the default, and what it is for."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("Variable", "Value", "Default", "What for"):
        table.add_column(name, overflow="fold")
    for row in settings.TABLE:
        table.add_row(row.variable, safe(str(settings.get(row.name))), str(row.default), row.help)
    out().print(table)
