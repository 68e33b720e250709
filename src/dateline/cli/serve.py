"""dateline serve: the record in a browser."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import settings
from dateline.cli.options import Target, UsageError
from dateline.cli.options import database as database_of
from dateline.cli.screen import complain, out, safe

if TYPE_CHECKING:
    from dateline.serving.guard import Access

Host = Annotated[
    str,
    typer.Option("--host", help="The address to listen on. One that others can reach needs a token or --passwords."),
]
Passwords = Annotated[
    Path | None,
    typer.Option(
        "--passwords", metavar="FILE", help="Who may sign in, as `dateline passwords` writes it.", readable=False
    ),
]
Coder = Annotated[
    str | None,
    typer.Option("--coder", metavar="NAME", help="Who decides, where no password is asked. Default: DATELINE_CODER."),
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A name by which browsers call this server, if not its address."),
]
SHUTDOWN_SECONDS = 5


def command(
    database: Target = None, host: Host = "127.0.0.1", port: Port = 8765, name: Names = None,
    passwords: Passwords = None, coder: Coder = None,
) -> None:  # fmt: skip
    """Shows the record in a browser, on this computer only unless you say otherwise, and without asking any network.

    Needs the extra: pip install 'dateline[serve]'.
    """
    try:
        import uvicorn

        from dateline.serving.application import application
        from dateline.serving.guard import Access
        from dateline.serving.rendering import BUILT
    except ModuleNotFoundError as fault:
        raise UsageError(f"{fault.name} is not installed. Install it with: pip install 'dateline[serve]'") from None
    target = database_of(database)
    token, rate = settings.get_str("serve_token") or None, settings.get_float("serve_rate")
    given = settings.get_str("serve_passwords")
    file = passwords or (Path(given) if given else None)
    named = settings.get_str("coder") if coder is None else coder
    access = Access(host, tuple(name or ()), token, rate, file, named)
    app = application(target, access)
    listening = _listen(host, port)
    out().print(safe(f"{target} is at {_address(access, listening)} until you press Ctrl+C."), soft_wrap=True)
    if not BUILT.is_file():
        complain(
            "The page that explores was not built when dateline was installed; all else is there. Install again where "
            "the npm registry can be reached to have it."
        )
    sys.stdout.flush()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        proxy_headers=False, lifespan="on",
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket that is listened on. Raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who is told the address may ask at once
    except OSError as fault:
        listening.close()
        raise UsageError(f"{host} port {port} cannot be used: {fault.strerror}. Take another --port.") from None
    return listening


def _address(access: Access, listening: socket.socket) -> str:
    """What to type in a browser, with the token where there is one."""
    host = f"[{access.host}]" if ":" in access.host else access.host
    address = f"http://{access.names[0] if access.names else host}:{listening.getsockname()[1]}/"
    return f"{address}?token={access.token}" if access.token else address
