"""Which passages of a saved page stand in its hand-marked text; shared by the scripts that train judges."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

FOLDS = 5
GRAM, CANDIDATES = 4, 16
WORD = re.compile(r"\w+")


def site_of(url: str) -> str:
    """The registered domain, roughly."""
    host = re.sub(r"^\w+://", "", url).split("/")[0].split(":")[0].lower().split(".")
    return ".".join(host[-3:] if len(host) > 2 and len(host[-2]) <= 3 and len(host[-1]) == 2 else host[-2:])


def fold_of(site: str) -> int:
    """In which of the FOLDS all pages of a site are when a judge is measured on sites that it did not learn from."""
    return zlib.crc32(site.encode()) % FOLDS


def plain(text: str) -> str:
    return " ".join(text.split())


def shares(text: str, drafts: Sequence) -> np.ndarray:
    """How much of each passage is found in a text, each stretch once, in page order; short lines as whole passages."""
    owners, words = [], []
    wholes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        own = WORD.findall(draft.text)
        if 0 < len(own) < GRAM:
            wholes[tuple(own)].append(len(words))
        words += own
        owners += [number] * len(own)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - GRAM + 1):
        places[tuple(words[at : at + GRAM])].append(at)
    found = np.zeros(len(words))
    cursor = 0
    for line in text.split("\n"):
        wanted = WORD.findall(line)
        if len(wanted) < GRAM:
            for at in wholes.get(tuple(wanted), ()):
                if at >= cursor:
                    cursor = at + len(wanted)
                    found[at:cursor] = 1
                    break
            continue
        at = 0
        while at <= len(wanted) - GRAM:
            start, length = longest(wanted, at, words, places, cursor)
            if length:
                cursor = start + length
                found[start:cursor] = 1
            at += length or 1
    total = np.bincount(owners, minlength=len(drafts)) if owners else np.zeros(len(drafts))
    return np.bincount(owners, weights=found, minlength=len(drafts)) / np.maximum(total, 1) if owners else total


def longest(wanted: list[str], at: int, words: list[str], places: dict, cursor: int) -> tuple[int, int]:
    """Where the longest stretch of the page stands that equals the words from `at`; after the cursor among equals."""
    options = places.get(tuple(wanted[at : at + GRAM]), [])
    index = bisect_left(options, cursor)
    best, length = 0, 0
    for place in options[index : index + CANDIDATES] + options[max(0, index - CANDIDATES) : index]:
        size = GRAM
        most = min(len(wanted) - at, len(words) - place)
        while size < most and wanted[at + size] == words[place + size]:
            size += 1
        if size > length:
            best, length = place, size
    return best, length
