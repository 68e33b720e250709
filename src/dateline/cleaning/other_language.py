"""Lines in another language around a text in English: menus, prompts and labels of sites that also print English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.cleaning.rules import rules

LETTERS = re.compile(r"[^\W\d_]+")
# From here on letters are not Latin, but for the letters of Vietnamese.
NOT_LATIN, VIETNAMESE = 0x370, range(0x1E00, 0x1F00)
# At least this share of the words of a line are known: names, and words that are not listed, are more.
SHARE = 0.2
# Up to so many lines between two such lines are like them where they are short, without a word that English needs.
BETWEEN, BETWEEN_WORDS = 4, 8


def foreign(lines: Sequence[str]) -> list[bool]:
    """Which lines of a text in English are in another language."""
    found = [_foreign(line) for line in lines]
    last = len(lines)
    for at in [number for number, is_other in enumerate(found) if is_other]:
        if 1 < at - last <= BETWEEN + 1 and all(map(_between, lines[last + 1 : at])):
            found[last + 1 : at] = [True] * (at - last - 1)
        last = at
    return found


def _foreign(line: str) -> bool:
    if not line.isascii():
        letters = [char for char in line if char.isalpha()]
        other = sum(ord(char) >= NOT_LATIN and ord(char) not in VIETNAMESE for char in letters)
        if 2 * other > len(letters):
            return True
    words = LETTERS.findall(line.casefold())
    known = sum(word in other_words() for word in words)
    return known > 0 and known >= SHARE * len(words) and known > sum(word in rules().function for word in words)


def _between(line: str) -> bool:
    words = LETTERS.findall(line.casefold())
    return len(words) <= BETWEEN_WORDS and line[-1:] not in ".!?" and rules().function.isdisjoint(words)


@cache
def other_words() -> frozenset[str]:
    """The words of `other_languages.toml`, of all languages together."""
    data = tomllib.loads(files("dateline.cleaning").joinpath("other_languages.toml").read_text("utf-8"))
    return frozenset(word for words in data.values() for word in words.split())
