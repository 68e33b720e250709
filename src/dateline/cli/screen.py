"""What reaches the terminal. Text of pages is untrusted: it is never read as markup nor as commands to the terminal."""

from __future__ import annotations

import re
import sys
import unicodedata

from rich.console import Console
from rich.text import Text

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


def out() -> Console:
    """The console for results."""
    return Console(highlight=False, markup=False, emoji=False)


def err() -> Console:
    """The console for progress and complaints."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def complain(message: str) -> None:
    """A sentence on stderr, never wrapped, so that paths in it can be copied."""
    err().print(safe(message), soft_wrap=True)


def emit(line: str) -> None:
    """One line of machine-readable output on stdout."""
    sys.stdout.write(line + "\n")


def steady_streams() -> None:
    """Makes output UTF-8 and lets no odd character stop it, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
