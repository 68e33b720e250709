"""The failures of reading, made in one place so that reasons and wording stay the same for every kind of input."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.records import Failure, FailureState

STAGE = "reading"


def failure(name: str, reason: str, message: str, state: FailureState = "failed") -> Failure:
    """A failure of this stage; `message` follows the name, as in ``pages/a.html is empty.``"""
    return Failure(name, STAGE, state, reason, f"{name} {message}")


def empty(name: str) -> Failure:
    return failure(name, "empty", "is empty; nothing to do.", "skipped")


def binary(name: str) -> Failure:
    message = "is not text: it holds NUL or control bytes. Save it as text or HTML, or leave it out."
    return failure(name, "binary", message)


def too_large(name: str, max_bytes: int) -> Failure:
    message = f"is larger than {max_bytes:,} bytes; split it, or raise DATELINE_MAX_BYTES."
    return failure(name, "too-large", message, "skipped")


def printable(path: Path) -> str:
    """The path as given; bytes of a file name that are not UTF-8 become U+FFFD, so that it can be stored."""
    return os.fsencode(path).decode("utf-8", "replace")
