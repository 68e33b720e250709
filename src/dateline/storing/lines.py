"""Decisions as JSON Lines, to be kept, sent, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dateline.deciding.fingerprints import decision_id
from dateline.errors import DecisionError
from dateline.records import Decision, DecisionKind
from dateline.storing.plain import build, dump


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no decision: its number from 1, and why."""

    number: int
    reason: str


def lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """One line a decision, in the order given."""
    return map(dump, decisions)


def read_lines(path: Path) -> tuple[list[Decision], list[BadLine]]:
    """The decisions of a file in their order, and the lines that are none. Raises DecisionError for no such file."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise DecisionError(f"{path} cannot be read: {fault.strerror}. Check the path.") from fault
    if b"\0" in content:
        raise DecisionError(f"{path} is not text. Give a file that `dateline decisions export` wrote.")
    found: list[Decision] = []
    bad: list[BadLine] = []
    parts = content.split(b"\n")
    for number, line in enumerate(parts, 1):
        if not line.strip():
            continue
        try:
            found.append(read_line(line))
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            torn = number == len(parts)  # a whole line ends in a newline
            told = "it was cut off before its end" if torn else f"it is no decision: {fault}"
            bad.append(BadLine(number, told))
    return found, bad


def read_line(line: bytes) -> Decision:
    """The decision of a line. Raises ValueError, TypeError, KeyError or AttributeError where it is none."""
    try:
        record = json.loads(line.decode())
    except ValueError as fault:
        raise ValueError("it is not JSON") from fault
    decision = build(Decision, record)
    if decision.kind not in get_args(DecisionKind) or decision.on not in ("event", "claim", "decision", "actor"):
        raise ValueError(f"it has the kind {decision.kind!r} on {decision.on!r}")
    if decision.id != decision_id(decision):
        raise ValueError("it was changed after it was made: its id does not fit")
    return decision
