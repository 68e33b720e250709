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
STOPPED = -3.0
"""The same after a full stop before a word that is not written small: best on EWT's and GUM's dev files (-1 to -4)."""
OPENED = -6.0
"""The same after an abbreviation, if a word like "The" with a capital follows: hardly ever inside a sentence."""
STOPS = frozenset({".", "!", "?"})
OPENERS = frozenset(
    "the a an he she it they we you this that these those there but and however after as when while if his her their"
    " its our".split()
)
CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "]", "}", "”", "’", "%", "...", "…", "'s", "’s", "n't", "n’t"})
OPENING = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€", "#"})
QUOTES = frozenset({'"', "'", "”", "’", "''"})
STRAIGHT = frozenset({'"', "'", "''"})
NAMED = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt cmdr cdr adm brig sgt cpl pvt sen rep gov pres hon rev mt ft msgr amb"
    " insp supt messrs mme mlle vs".split()
)
"""Abbreviations that something always follows, mostly ranks and titles: no sentence ends there."""
NUMBERED = frozenset("no nos art fig pp vol jan feb mar apr jun jul aug sep sept oct nov dec ca approx est".split())
"""Abbreviations that do not end a sentence if a number follows."""


def may_start(at: int, words: list[str], spaces: list[bool]) -> bool:
    """Whether a sentence may start at a word of an article; `spaces` says whether a space follows a word."""
    if at == 0:
        return True
    word, before, spaced = words[at], words[at - 1], spaces[at - 1]
    if not spaced and (word in CLOSING or before in OPENING):
        return False
    if before in STRAIGHT and not spaced and (at == 1 or spaces[at - 2]):
        return False  # the quotation mark opens
    if before == ",":
        return False
    if at > 1 and before in QUOTES and words[at - 2] == "," and not spaces[at - 2]:
        return False  # “…,” he said
    short = abbreviation(at, words, spaces)
    if short in NAMED or (short in NUMBERED and word[:1].isdigit()):
        return False
    return not (short and before != "." and word[:1].islower())  # "U.S. troops", "p.m. on Friday"


def abbreviation(at: int, words: list[str], spaces: list[bool]) -> str:
    """The capitalised word, without its full stop, that goes before word `at`; else an empty string.

    The tokenizer keeps some full stops ("Gen.") and splits others off ("Lt", ".").
    """
    before = words[at - 1].lower()
    if len(before) > 1:
        return before[:-1] if before.endswith(".") else ""
    if before == "." and at > 1 and not spaces[at - 2] and words[at - 2][:1].isupper():
        return words[at - 2].lower()
    return ""


def needed_score(at: int, words: list[str], spaces: list[bool]) -> float:
    """The score from which a word starts a sentence: less where the writing shows an end before it."""
    word, before = words[at], at - 1
    if at == 0 or not spaces[before] or word[:1].islower() or not (word[:1].isalnum() or word in OPENING | STRAIGHT):
        return THRESHOLD
    if words[before].endswith(".") and words[before][-2:-1].isalpha():
        return OPENED if word.lower() in OPENERS and not word[1:].isupper() else THRESHOLD
    if before and not spaces[before - 1] and (words[before] in QUOTES or words[before] == ")"):
        before -= 1
    return STOPPED if words[before] in STOPS else THRESHOLD


def ended_before(at: int, words: list[str], spaces: list[bool]) -> bool:
    """Whether the writing alone shows that a sentence ends before a word: a full stop that is no abbreviation's, a
    space and a capital (right in 99.5 of 100 on EWT's and GUM's dev files)."""
    return words[at][:1].isupper() and needed_score(at, words, spaces) == STOPPED and may_start(at, words, spaces)


def seen_starts(scores: Array, begin: int, words: list[str], spaces: list[bool]) -> Array:
    """For each word of a window from word `begin` of an article, whether the encoder sees a start that may be one."""
    seen = scores > OPENED
    for at in np.flatnonzero(seen):
        place = begin + int(at)
        seen[at] = scores[at] > needed_score(place, words, spaces) and may_start(place, words, spaces)
    return np.asarray(seen)


def first_words(seen: Array, fixed: Array) -> list[int]:
    """The words of a window that start sentences: its first, block starts, and those that the encoder sees."""
    starts = seen | fixed
    starts[0] = True
    return [int(at) for at in np.flatnonzero(starts)]
