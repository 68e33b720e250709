"""Where sentences start: at blocks always, else where the encoder sees a start and the writing allows one.

Writing forbids a start inside a word group that a full stop does not end ("Gen. Smith", "U.S. troops"), before what
closes, after what opens, and after a comma.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

THRESHOLD = 0.0
"""The difference of scores from which a start counts: on GUM's dev file within 0.02 F1 of the best of -3 to 1."""
CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "]", "}", "”", "’", "%", "...", "…", "'s", "’s", "n't", "n’t"})
OPENING = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€", "#"})
QUOTES = frozenset({'"', "'", "”", "’", "''"})
NAMED = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt cmdr cdr adm brig sgt cpl pvt sen rep gov pres hon rev mt ft msgr amb"
    " insp supt messrs mme mlle vs".split()
)
"""Abbreviations that something always follows, mostly ranks and titles: no sentence ends there."""
NUMBERED = frozenset("no nos art fig pp vol jan feb mar apr jun jul aug sep sept oct nov dec ca approx est".split())
"""Abbreviations that do not end a sentence if a number follows."""


def may_start(words: list[str], spaces: list[bool]) -> Array:
    """For each word of an article whether a sentence may start there; `spaces` says whether a space follows a word."""
    lows = [word.lower() for word in words]
    return np.array([at == 0 or allowed(at, words, lows, spaces) for at in range(len(words))], dtype=bool)


def allowed(at: int, words: list[str], lows: list[str], spaces: list[bool]) -> bool:
    word, before, spaced = words[at], words[at - 1], spaces[at - 1]
    if not spaced and (word in CLOSING or (before in OPENING and at > 1)):
        return False
    if before == ",":
        return False
    if at > 1 and before in QUOTES and words[at - 2] == "," and not spaces[at - 2]:
        return False  # “…,” he said
    short = abbreviation(at, words, lows, spaces)
    if short in NAMED or (short in NUMBERED and word[:1].isdigit()):
        return False
    return not (short and before != "." and word[:1].islower())  # "U.S. troops", "p.m. on Friday"


def abbreviation(at: int, words: list[str], lows: list[str], spaces: list[bool]) -> str:
    """The capitalised word, without its full stop, that goes before word `at`; else an empty string.

    The tokenizer keeps some full stops ("Gen.") and splits others off ("Lt", ".").
    """
    before = lows[at - 1]
    if len(before) > 1:
        return before[:-1] if before.endswith(".") else ""
    if before == "." and at > 1 and not spaces[at - 2] and words[at - 2][:1].isupper():
        return lows[at - 2]
    return ""


def first_words(scores: Array, fixed: Array, allowed: Array) -> list[int]:
    """The words of a window that start sentences: its first, block starts, and allowed ones that the encoder sees."""
    starts = fixed | (allowed & (scores > THRESHOLD))
    starts[0] = True
    return [int(at) for at in np.flatnonzero(starts)]
