"""dateline passwords: who may sign in to `dateline serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.options import UsageError
from dateline.cli.screen import out, safe
from dateline.serving.accounts import (
    Account,
    checked_name,
    checked_password,
    hashed,
    read_accounts,
    with_account,
    write_accounts,
)

Action = Annotated[str, typer.Argument(metavar="ACTION", help="add, remove or list.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The password file.", readable=False)]
Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="Who it is about.")]
RoleName = Annotated[
    Literal["reader", "coder", "admin"],
    typer.Option("--role", help="A reader reads, a coder decides too, an admin also sees who signed in."),
]


def command(action: Action, file: File, name: Name = None, role: RoleName = "reader") -> None:
    """Adds somebody to a password file or takes them out, or lists who is in it. The password is asked on the terminal.

    Who is there already gets the new password and role. A running server sees the change at the next request. Where the
    input is no terminal, its first line is the password.
    """
    if action not in ("add", "remove", "list") or (name is None) != (action == "list"):
        raise UsageError(
            "Say: dateline passwords add FILE NAME --role coder, passwords remove FILE NAME, or passwords list FILE."
        )
    accounts = read_accounts(file) if action != "add" or file.exists() else {}
    if action == "list":
        for each in accounts.values():
            out().print(safe(f"{each.name}: {each.role}"), soft_wrap=True)
        return
    who = checked_name(name or "")
    if action == "remove":
        if who not in accounts:
            raise UsageError(f"{who} is not in {file}. There are {', '.join(accounts) or 'none'}.")
        del accounts[who]
        write_accounts(file, accounts)
        out().print(safe(f"{who} may not sign in any more."), soft_wrap=True)
        return
    known = hashed(checked_password(_asked(who)))
    write_accounts(file, with_account(accounts.values(), Account(who, role, known)))
    out().print(safe(f"{who} may sign in as {role}. Serve with: dateline serve --passwords {file}"), soft_wrap=True)


def _asked(name: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True))
