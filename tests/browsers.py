"""A server that runs beside a test, and the browser that looks at it.

Tests wait for what the page shows, never for a time: whatever is expected may take PATIENCE.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.serving.guard import Access

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PAINTING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""What paints maps without a graphics card, at some cost."""
PATIENCE = 120_000
"""Milliseconds that a slow machine is given."""

with suppress(ImportError):
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium(*options: str) -> Iterator[Browser]:
    """A browser while the block lasts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=[*OPTIONS, *options], timeout=PATIENCE)
        yield opened
        opened.close()


@contextmanager
def served(target: Path, access: Access) -> Iterator[str]:
    """The address of a server of a database while the block lasts."""
    import uvicorn

    from dateline.serving.application import application

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(target, access), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended as it started"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
