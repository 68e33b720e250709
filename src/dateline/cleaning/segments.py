"""Cuts one long line of a page whose line breaks were lost where its lines may have ended.

A line may have ended at a full stop, at a sign that separates links, before words that open a notice ("Read more",
"Copyright 2020"), around the date of a page, and where a row of capitalised words, as menus are, ends.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dateline.cleaning.rules import rules

# Rows of at least so many capitalised words are menus, lists of headlines, or names of places and people.
FEWEST_CAPITALS = 4
WORD = re.compile(r"\S+")
SEPARATOR = re.compile(r"\s[|»›•·►▼|]+\s|\s{2,}|\t")
STOP = re.compile(r"""(?<=[.!?…])["'”’»)\]]{0,3}\s+(?=["'“‘«(\[]{0,2}[^\W_a-z])""")
# A sentence that begins behind words without a stop: a headline, a caption or a notice stands before it.
NEW_SENTENCE = re.compile(
    r"(?<=[a-z\d])\s+(?=(?:The|A|An|In|At|He|She|They|It|We|But|After|When|According|Meanwhile|This|These|His|Her|Some|More"
    r"|Officials|Police|Witnesses|Residents)\s[a-z])"
)
# A full stop after these ends no sentence: initials, titles, months and companies.
SHORT = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|[Mm]rs?|[Mm]s|[Dd]r|[Pp]rof|[Gg]en|[Cc]ol|[Ll]t|[Ss]gt|[Cc]apt|[Mm]aj|[Gg]ov|[Ss]en|[Rr]ep|[Ss]t|"
    r"[Nn]o|vs|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|al|etc|approx|e\.g|i\.e)\.$"
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
CLOCK = r"(?P<clock>\s?[-/|,@]?\s?(?:at\s)?\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|[AP]\.?M\.?))?(?:\s[A-Z]{2,4}\b)?)?"
STAMP = r"(?:\d{1,2}:?\d\d\s?(?:[ap]m\s)?[A-Z]{2,4}\s(?:\([^()]{3,12}\)\s)?)?"
DATED = re.compile(
    rf"(?:(?:Published|Posted|Updated|Last updated|Date|On)(?:\son|\sat)?\s?:?\s{STAMP})?(?:{DAY},?\s)?"
    rf"(?:{MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{MONTH},?\s\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}){CLOCK}"
)
# Where the text of a report begins: "BAGHDAD (Reuters) –", "KESSLER, Mo. -", "LUNDE, Oct 7 (AP) --".
PLACE_LINE = re.compile(
    r"(?<!\S)[A-Z][A-Z'’.-]{2,}(?:[ -][A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w. ]{1,20})?(?:, \w{3,9}\.? \d{1,2})?"
    r"\s?(?:\([A-Z][\w ]{1,20}\))?(?:\s?[-–—]{1,2}\s|—)(?=[\"“A-Z])"
)
BYLINE = re.compile(
    r"\bBy(?=\s[A-Z][\w.’-]+\s[A-Z][\w.’-]+[^.!?]{0,60}\b(?:Published|Posted|Updated|Staff|Correspondent|\d{4})\b)"
)
# What goes on with a sentence opens nothing, and a date there is none of the page: "on 4 May 2019", "by June 3, 2020".
IN_SENTENCE = re.compile(r"(?:(?:^|\s)[a-z][^\s.!?…]*|[,;(]|\b(?:On|In|By|Since|Until|From|After|Before|Of))$")
# The last of these in a row of capitalised words ends it: it is a button, and text follows.
BUTTONS = frozenset(
    "facebook twitter whatsapp email e-mail print telegram linkedin reddit pinterest share shares tweet login menu "
    "search subscribe advertisement comments".split()
)
SMALL = frozenset("a an and as at by de for from in la of on or the to with & - – — / : + ×".split())


def segments(text: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of a long line that are judged one by one, in order, without the space around them."""
    points = {0, len(text)}
    for found in SEPARATOR.finditer(text):
        points.add(found.end())
    points |= {found.end() for found in NEW_SENTENCE.finditer(text)}
    points |= {
        found.end()
        for found in STOP.finditer(text)
        if not SHORT.search(text[max(0, found.start() - 12) : found.start()])
    }
    points |= {found.start() for found in rules().openers.finditer(text) if not _inside(text, found.start())}
    points |= {found.start() for found in PLACE_LINE.finditer(text)} | {
        found.start() for found in BYLINE.finditer(text)
    }
    for found in DATED.finditer(text):
        if found["clock"] or not (_inside(text, found.start()) or found[0].startswith("On ")):
            points |= {found.start(), found.end()}
    cut: list[tuple[int, int]] = []
    edges = sorted(points)
    for start, end in itertools.pairwise(edges):
        cut += _rows(text, start, end)
    return [trimmed for start, end in cut if (trimmed := _trimmed(text, start, end))]


def _inside(text: str, at: int) -> bool:
    """Whether what stands at this place goes on with a sentence."""
    return IN_SENTENCE.search(text[max(0, at - 20) : at].rstrip()) is not None


def _rows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch as it is, or the row of capitalised words with which it opens, and the rest."""
    count, last, row, button = 0, start, start, start
    for word in WORD.finditer(text, start, end):
        small = word[0] in SMALL
        if not small and not _capital(word[0]):
            break
        if word[0].casefold() in BUTTONS:
            button = word.end()
        if not small:
            count += 1
            if count == 1 or text[word.start() - 2 : word.start()] != ", ":  # "Kyrgyz, Tajik guards" opens together
                last, row = row, word.start()
    else:
        yield start, end
        return
    # The last capitalised word before a small one opens what follows.
    if count > FEWEST_CAPITALS and button > start:
        yield start, button
        yield button, end
    elif count > FEWEST_CAPITALS and last < row:
        yield start, row
        yield row, end
    else:
        yield start, end


def _capital(word: str) -> bool:
    letter = next((char for char in word if char.isalnum()), "")
    return letter.isupper() or letter.isdigit() or not letter


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    stretch = stretch.strip()
    return (start, start + len(stretch)) if stretch else None
