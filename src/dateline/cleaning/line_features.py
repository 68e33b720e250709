"""What the words of a line of plain text, and the lines around it, tell of whether it is article text, as numbers.

Two tables: `features` is what a first look has, `context` what is known once every line has been judged alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.cleaning.features import Matrix, Numbers
from dateline.cleaning.rules import rules

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
ENDS = re.compile(r"""[.!?…]["'”’»)\]]*$""")
TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bago\b",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://|www\.|\S@\S+\.\w|\.(?:com|org|net|html?)\b", re.IGNORECASE)
SIGNS = re.compile(r"[|»›«‹•·►▼→©®™\[\]{}<>=_*#+/\\]")
PAST = re.compile(r"[a-z]{3,}ed$")
LONGEST = 600
# A sentence: so many words and a stop at the end.
SENTENCE_WORDS = 10
# Words of so many letters tell what a page is about.
LONG_WORD = 5
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (4, 12, 40)
FAR = 60


def features(lines: Sequence[str], ruled: Sequence[bool], weights: Mapping[str, float]) -> Matrix:
    """One row for each line. `ruled` tells which lines a rule leaves out, `weights` which words menus are made of."""
    words = [WORD.findall(line[:LONGEST]) for line in lines]
    small = [[word.casefold() for word in found] for found in words]
    sentence = [
        len(found) >= SENTENCE_WORDS and bool(ENDS.search(line)) for found, line in zip(words, lines, strict=True)
    ]
    about = Counter(word for found, is_one in zip(small, sentence, strict=True) if is_one for word in set(found))
    times = Counter(" ".join(found) for found in small)
    own = np.array(
        [
            [*_own(line, found, low, is_one, weights, about), min(3.0, times[" ".join(low)] - 1.0)]
            for line, found, low, is_one in zip(lines, words, small, sentence, strict=True)
        ],
        np.float32,
    )
    told = np.array([[float(rule), float(is_one)] for rule, is_one in zip(ruled, sentence, strict=True)], np.float32)
    chars = np.array([len(line) for line in lines], np.float64)
    return np.column_stack([own, told, _place(chars, told), _around(np.column_stack([own[:, KEY], told]))])


def _own(
    line: str, words: list[str], small: list[str], sentence: bool, weights: Mapping[str, float], about: Counter[str]
) -> list[float]:
    count = len(words)
    per = 1 / max(1, count)
    known = [weights.get(word, 0.0) for word in small]
    letters = [word for word in words if word[0].isalpha()]
    inner = letters[1:]
    long = [word for word in small if len(word) >= LONG_WORD]
    shared = sum(about[word] > sentence for word in long)
    function = rules().function
    return [
        math.log1p(count),
        math.log1p(len(line)),
        sum(known) * per,
        min(known, default=0.0),
        max(known, default=0.0),
        max(-15.0, min(15.0, sum(known))),
        known[0] if known else 0.0,
        known[-1] if known else 0.0,
        sum(word in function for word in small) * per,
        sum(word[0].isupper() for word in inner) / max(1, len(inner)),
        sum(word.isupper() and len(word) > 1 for word in letters) / max(1, len(letters)),
        sum(word.isdigit() for word in words) * per,
        sum(PAST.match(word) is not None for word in words) * per,
        shared / max(1, len(long)),
        float(len(long) > 0),
        float(ENDS.search(line) is not None),
        float(line.endswith(":")),
        float(line.endswith("?")),
        float(line.endswith(("…", "..."))),
        float(line[0].islower()),
        float(not line[0].isalnum()),
        min(4.0, len(SIGNS.findall(line))) * per,
        min(6.0, line.count(",")) * per,
        float(any(mark in line for mark in '“”"')),
        float(TIME.search(line) is not None),
        float(DATE.search(line) is not None),
        float(LINK.search(line) is not None),
        float(line.lstrip("\"“'(‘[")[:1].isupper()),
        min(5.0, len(re.findall(r"[.!?]\s", line))),
        float(any(ord(char) > 0x24F and char.isalpha() for char in line[:LONGEST])),
    ]


# Columns of the own figures that neighbours are described by: words, weight, stop words, capitals, shared, stop.
KEY = [0, 2, 5, 8, 9, 13, 15]


def _place(chars: Numbers, told: Matrix) -> Matrix:
    """Where the line stands on the page and among its sentences."""
    count = len(chars)
    at = np.arange(count)
    sentences = np.nonzero(told[:, 1] * (1 - told[:, 0]))[0]
    first, last = (sentences[0], sentences[-1]) if len(sentences) else (count, -1)
    before = np.searchsorted(sentences, at, side="left")
    after = len(sentences) - np.searchsorted(sentences, at, side="right")
    up = at - np.where(before > 0, sentences[np.maximum(before - 1, 0)] if len(sentences) else 0, at - FAR)
    down = (
        np.where(
            after > 0,
            sentences[np.minimum(len(sentences) - after, len(sentences) - 1)] if len(sentences) else 0,
            at + FAR,
        )
        - at
    )
    passed = np.cumsum(chars) - chars
    return np.column_stack(
        [
            np.minimum(at, FAR),
            np.minimum(count - 1 - at, FAR),
            passed / max(1.0, chars.sum()),
            np.log1p(np.minimum(before, FAR)),
            np.log1p(np.minimum(after, FAR)),
            np.log1p(np.minimum(up, FAR)),
            np.log1p(np.minimum(down, FAR)),
            at < first,
            at > last,
            np.full(count, math.log1p(count)),
            np.full(count, len(sentences) / count),
            np.full(count, told[:, 0].mean()),
        ]
    ).astype(np.float32)


def _around(table: Matrix) -> Matrix:
    """The figures of the lines next to each line, and their means over windows before and after it."""
    count, width = table.shape
    parts: list[Matrix] = []
    for step in NEIGHBOURS:
        moved = np.zeros((count, width + 1), np.float32)
        if abs(step) < count:
            own, other = (slice(0, -step), slice(step, None)) if step > 0 else (slice(-step, None), slice(0, step))
            moved[own, :width], moved[own, width] = table[other], 1
        parts.append(moved)
    total = np.vstack([np.zeros((1, width)), np.cumsum(table, axis=0, dtype=np.float64)])
    at = np.arange(count)
    for window in WINDOWS:
        low, high = np.maximum(0, at - window), np.minimum(count, at + window + 1)
        means = (total[at] - total[low]) / np.maximum(1, at - low)[:, None]
        parts.append(means.astype(np.float32))
        means = (total[high] - total[at + 1]) / np.maximum(1, high - at - 1)[:, None]
        parts.append(means.astype(np.float32))
    return np.column_stack(parts)


def context(lines: Sequence[str], judged: Numbers) -> Matrix:
    """What the first judgements say of the lines around each line, by number and by length."""
    chars = np.array([min(len(line), LONGEST) for line in lines], np.float64)
    table = np.column_stack([judged, judged * chars / 100]).astype(np.float32)
    kept = judged * chars
    passed = np.cumsum(kept) - kept
    whole = max(1.0, float(kept.sum()))
    return np.column_stack(
        [judged, passed / whole, np.full(len(lines), whole / max(1.0, chars.sum())), _around(table)]
    ).astype(np.float32)
