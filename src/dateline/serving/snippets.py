"""The sentence that words were found in, with these words marked; found as the search finds them, accents or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.storing.folding import fold

WORD = re.compile(r"\w+")
LONGEST = 280
"""Characters of a snippet."""

Part = dict[str, str | bool]


def snippet(sentences: Sequence[str], text: str) -> list[Part]:
    """The parts of the sentence that has most of the words, in order; `found` tells those that were looked for."""
    wanted = _wanted(text)
    best = max(sentences, key=lambda each: len({word for _, _, word in _hits(each, wanted)}), default="")
    hits = _hits(best, wanted)
    begin = max(0, hits[0][0] - LONGEST // 3) if hits and len(best) > LONGEST else 0
    end = min(len(best), begin + LONGEST)
    parts: list[Part] = []
    at = begin
    for start, stop, _ in hits:
        if start >= end:
            break
        if start > at:
            parts.append({"text": best[at:start], "found": False})
        parts.append({"text": best[start:stop], "found": True})
        at = stop
    if at < end:
        parts.append({"text": best[at:end], "found": False})
    if begin:
        parts.insert(0, {"text": "… ", "found": False})
    if end < len(best):
        parts.append({"text": " …", "found": False})
    return parts


def _wanted(text: str) -> list[tuple[str, bool]]:
    """The words that are looked for, and whether each is only a beginning."""
    found = []
    for word in re.findall(r"[^\s\"]+", text):
        folded = fold(word).split()
        found += [(each, word.endswith("*") and each == folded[-1]) for each in folded]
    return found


def _hits(sentence: str, wanted: Sequence[tuple[str, bool]]) -> list[tuple[int, int, str]]:
    hits = []
    for match in WORD.finditer(sentence):
        words = fold(match[0]).split()
        for word, beginning in wanted:
            if any(each.startswith(word) if beginning else each == word for each in words):
                hits.append((match.start(), match.end(), word))
                break
    return hits
