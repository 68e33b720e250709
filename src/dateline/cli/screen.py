"""What reaches the terminal. Text of pages is untrusted: it is never read as markup nor as commands to the terminal."""

from __future__ import annotations

import errno
import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from dateline.errors import DatelineError

_SPACES = re.compile(r"[\s\u2028\u2029]+")
_MAKES_NO_MARK = {"Cc", "Cs", "Co", "Cn"}
"""Unicode categories that no terminal should be sent: controls, surrogates, private use, unassigned."""
_TURNS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing, and can show a line other than it is."""


def clean(text: str) -> str:
    """One line that moves no cursor: white space is single spaces, controls are gone."""
    spaced = _SPACES.sub(" ", text)
    return "".join(c for c in spaced if c not in _TURNS and unicodedata.category(c) not in _MAKES_NO_MARK)


def safe(text: str | None, style: str = "") -> Text:
    """Untrusted text as it may be printed: no markup, no controls."""
    return Text(clean(text or ""), style=style)


def out(width: int | None = None) -> Console:
    """The console for results, as wide as the terminal unless a number of columns is given."""
    return Console(highlight=False, markup=False, emoji=False, width=width)


def err() -> Console:
    """The console for progress and complaints."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def complain(message: str) -> None:
    """A sentence on stderr, never wrapped, so that paths in it can be copied."""
    err().print(safe(message), soft_wrap=True)


def emit(line: str) -> None:
    """One line of machine-readable output on stdout."""
    sys.stdout.write(line + "\n")


def copyable(path: object) -> str:
    """A path as it may be pasted into a shell; quoted where it must be."""
    return shlex.quote(clean(str(path)))


class ReaderGone(Exception):
    """Whoever read the output, such as `head`, has seen enough. No OSError, which libraries take for their own."""


class Unwritable(DatelineError):
    """The output cannot be written, as on a full disk."""


class _Stdout:
    """Standard output whose faults are ReaderGone, once, or Unwritable; what comes after is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._dead = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self._stream.flush)

    def _try(self, action: Callable[[], object]) -> None:
        if self._dead:
            return
        try:
            action()
        except OSError as fault:
            self._dead = True
            _silence(self._stream)
            if fault.errno in (errno.EPIPE, errno.ESHUTDOWN):
                raise ReaderGone from fault
            raise Unwritable(
                f"The output cannot be written: {fault.strerror}. Make room, or send it elsewhere."
            ) from fault


class _Stderr(_Stdout):
    """Standard error; there is nowhere to tell its faults."""

    def _try(self, action: Callable[[], object]) -> None:
        with suppress(ReaderGone, Unwritable):
            super()._try(action)


def _silence(stream: TextIO) -> None:
    """Lets what is still held for a stream go nowhere when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def steady_streams() -> Iterator[None]:
    """Output in UTF-8 that no odd character stops, whatever the locale says; a stream that is closed takes nothing."""
    before = sys.stdout, sys.stderr
    streams = [stream or open(os.devnull, "w", encoding="utf-8") for stream in before]  # noqa: SIM115
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    sys.stdout, sys.stderr = _Stdout(streams[0]), _Stderr(streams[1])
    try:
        yield
    finally:
        with suppress(ReaderGone, Unwritable):
            sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = before
