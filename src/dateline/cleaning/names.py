"""What the names of elements, in their attributes, tell of the text in them: words with learned weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# The attributes that name the purpose of an element, as they are mostly written and in any writing.
USUAL = tuple((key, len(key)) for key in ("class=", " id=", "itemprop=", "role="))
NAMED = re.compile(
    r"""(?<![\w-])(?:class|id|itemprop|role)\s?=\s?(?:"([^"]{1,400})|'([^']{1,400})|([^\s"'>]{1,100}))""", re.IGNORECASE
)
QUOTES = frozenset("\"'")
UNUSUAL = ("CLASS=", "ID=", "ass =", "id =")
NAME_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
SMALL_WORD = re.compile(r"[a-z]{2,}")
HIDING = re.compile(r"display:\s*none|visibility:\s*hidden|(?:^|\s)hidden(?:\s|=|$)|aria-hidden=.true", re.I)
HIDDEN = "(hidden)"
LONGEST_NAMES = 2_000
# So many tags are remembered with their weights; then all are forgotten.
MOST_TAGS = 20_000


class Weights(dict[str, float]):
    """The weights of words in the names of elements, for and against article text."""

    def __init__(self, *given: Iterable[tuple[str, float]] | Mapping[str, float]) -> None:
        super().__init__(*given)
        self.lows: dict[str, float] = {}
        self.highs: dict[str, float] = {}

    def of_tags(self, tags: Sequence[str]) -> tuple[list[float], list[float]]:
        """For each tag, by its attributes: the lowest and the highest weight of the words that name it, or 0.

        Tags that were met are remembered: pages of one site share most of them.
        """
        lows, highs = self.lows, self.highs
        unknown = [tag for tag in set(tags) if tag not in lows]
        if unknown:
            if len(lows) + len(unknown) > MOST_TAGS:
                lows.clear()
                highs.clear()
                unknown = list(set(tags))
            weight = self.get
            for tag in unknown:
                low = high = 0.0
                for word in name_words(tag):
                    if found := weight(word):
                        if found < low:
                            low = found
                        elif found > high:
                            high = found
                lows[tag], highs[tag] = low, high
        return [lows[tag] for tag in tags], [highs[tag] for tag in tags]


def name_words(attributes: str) -> list[str]:
    """The words in the names that a tag's attributes give it, in small letters; HIDDEN where no reader sees it."""
    if len(attributes) > LONGEST_NAMES:
        attributes = attributes[:LONGEST_NAMES]
    names = ""
    for key, size in USUAL:
        start = attributes.find(key)
        if start >= 0:
            start += size
            quote = attributes[start : start + 1]
            if quote in QUOTES:
                names += attributes[start + 1 : attributes.find(quote, start + 1)] + " "
            else:
                names += attributes[start:].partition(" ")[0] + " "
    if not names and any(map(attributes.__contains__, UNUSUAL)):
        names = " ".join([double or single or bare for double, single, bare in NAMED.findall(attributes)])
    words = SMALL_WORD.findall(names) if names.islower() else [word.lower() for word in NAME_WORD.findall(names)]
    if ("none" in attributes or "hidden" in attributes) and HIDING.search(attributes):
        words.append(HIDDEN)
    return words
