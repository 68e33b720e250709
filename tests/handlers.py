"""What worker processes do in tests; a module of its own, since workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from dateline.records import Article, CodedArticle, Failure, Page


def handle(page: Page) -> CodedArticle | Failure:
    """Does what the words of the page say: ends, sleeps, waits for a file or makes it, fails; else its article."""
    if page.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if page.text == "exit":
        os._exit(7)
    if page.text.startswith("sleep "):
        time.sleep(float(page.text.split()[1]))
    if page.text.startswith("make "):
        Path(page.text.removeprefix("make ")).touch()
    if page.text.startswith("await "):
        while not Path(page.text.removeprefix("await ")).exists():
            time.sleep(0.01)
    if page.text == "fail":
        return Failure(page.name, "coding", "failed", "told-to", f"{page.name} was told to fail.")
    return CodedArticle(Article(page, page.text, (), ()), (), (), f"by process {os.getpid()}")
