"""Sentences in which a site asks its readers for money, for their address or for a visit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.cleaning.rules import rules

YOU = re.compile(r"(?<!thank )\byou(?:r|rs)?\b")
WE = re.compile(r"\b(?:we|our|us)\b")
QUOTES = re.compile(r"[\"“”«»]")
# What an appeal is surely made of counts twice, other words of appeals once; one line of so many points with one of the
# former is an appeal, and beside an appeal fewer are enough.
SURELY, BESIDE = 6, 4


def appeals(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that are appeals to readers."""
    points = {at: found for at, line in enumerate(lines) if "you" in line.casefold() and (found := _points(line))}
    left = [at for at, (total, strong) in points.items() if total >= SURELY and strong]
    appealing = set(left)
    while left:
        at = left.pop()
        for beside in (at - 1, at + 1):
            if beside not in appealing and beside in points and points[beside][0] >= BESIDE:
                appealing.add(beside)
                left.append(beside)
    return sorted(appealing)


def _points(line: str) -> tuple[int, bool] | None:
    """How much speaks for an appeal, and whether a word does that hardly stands in news; None where it is none."""
    small = line.casefold()
    if not YOU.search(small) or QUOTES.search(line):
        return None
    words = rules().appeals
    found = Counter(match.lastgroup for match in {each[0]: each for each in words.finditer(small)}.values())
    sure = found["sure"]
    return 2 * sure + found["other"] + 1 + (WE.search(small) is not None), sure > 0
