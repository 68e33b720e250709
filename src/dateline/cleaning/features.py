"""What a page's markup tells of each passage, as numbers: the words, the boxes around it, its neighbours, its place.

Two tables: `features` is what a first look has, `context` what is known once every passage has been judged alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.cleaning.html import BOXES, Boxes, Scanned

Matrix = NDArray[np.float32]
Numbers = NDArray[np.float64]

# The attributes that name the purpose of an element, as they are mostly written and in any writing.
USUAL = re.compile(r'(?:class=| id=|role=|itemprop=|testid=|data-qa=|data-component=)"([^"]*)')
NAMED = re.compile(
    r"""\b(?:class|id|role|itemprop|testid|data-qa|data-component)\s?=\s?"""
    r"""(?:"([^"]{1,400})|'([^']{1,400})|([^\s"'>]{1,100}))""",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
SMALL_WORD = re.compile(r"[a-z]{2,}")
HIDING = re.compile(r"display:\s*none|visibility:\s*hidden|(?:^|\s)hidden(?:\s|=|$)|aria-hidden=.true", re.I)
HIDDEN = "(hidden)"
LONGEST_NAMES = 2_000
# A part of the title has at most so many characters.
LONGEST_TITLE = 199
# So many tags are remembered with their weights; then all are forgotten.
MOST_TAGS = 20_000
STOP = frozenset(".!?:;…。！？؟।")
CLOSING = "\"'”’»)]"
TAGS = ("p", "li", "td", "div", "h1", "h2", "h3", "h4", "h5", "h6", "span", "pre", "dd", "")
TAG_AT = {name: number for number, name in enumerate(TAGS)}
LAST_TAG = len(TAGS) - 1
TAG_NUMBERS = np.arange(len(TAGS))[:, None]
POWERS = np.arange(len(BOXES))[:, None]
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
# A sentence: so many characters, at most so much of them links, and a stop at the end.
SENTENCE, FEW_LINKS = 60, 0.5
# So much of a page's sentences makes a box one that holds the article.
MOST, MAJORITY = 0.8, 0.5
# How far outside of such a box its neighbours count, from box to box.
FADING = 0.7
# Passages around one over which judgements are averaged; so far is "none near".
WINDOWS = (5, 12, 30)
FAR = 200
SURE, LONG_ENOUGH = 0.7, 60
# No passage counts for more characters than this in the mean of its box.
WEIGHTIEST = 500
# Columns of the two tables.
ALONE, CONTEXT = 131, 24
LOGS = np.log1p(np.arange(FAR + 1))


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
    found = USUAL.findall(attributes)
    if len(found) < attributes.count("class") + attributes.count("id="):
        found = [double or single or bare for double, single, bare in NAMED.findall(attributes)]
    names = found[0] if len(found) == 1 else " ".join(found)
    words = SMALL_WORD.findall(names) if names.islower() else [word.lower() for word in NAME_WORD.findall(names)]
    if ("none" in attributes or "hidden" in attributes) and HIDING.search(attributes):
        words.append(HIDDEN)
    return words


@dataclass(slots=True)
class Rows:
    """The figures of a page's passages: `table` has a row a passage, its columns lie together in memory.

    The last CONTEXT columns are empty until `context` fills them. `length` are the characters of the passages, `at`
    their boxes, and `up` the boxes around each box.
    """

    table: Matrix
    length: Numbers
    at: NDArray[np.int64]
    up: NDArray[np.int64]
    inside: Inside

    @property
    def alone(self) -> Matrix:
        """What is known before anything was judged."""
        return self.table[:, :-CONTEXT]


class Inside:
    """Sums over the passages in each box and in all boxes within, box 0 being the page."""

    def __init__(self, boxes: Boxes, at: NDArray[np.int64]) -> None:
        self.order = np.argsort(at, kind="stable")
        begin = np.searchsorted(at[self.order], np.arange(len(boxes.parents) + 1))
        self.first, self.behind = begin[:-1], begin[np.array(boxes.ends)]

    def sums(self, rows: Numbers) -> Numbers:
        before = np.zeros((len(rows), len(self.order) + 1))
        np.cumsum(rows[:, self.order], axis=1, out=before[:, 1:])
        found: Numbers = before[:, self.behind] - before[:, self.first]
        return found


def features(scanned: Scanned, weights: Weights) -> Rows:
    """One row a passage: what the passage and its surroundings are like."""
    drafts, boxes = scanned.drafts, scanned.boxes
    size = len(drafts)
    _, texts, spans, links, levels, numbered, held, names, own, hints = zip(*drafts, strict=True)
    at, length = np.array(numbered), np.array([*map(len, texts)], dtype=np.float64)
    linked, level = np.array(links), np.array(levels)
    lasts = [text[-2:-1] or text[-1] if text[-1] in CLOSING else text[-1] for text in texts]
    stops = np.array([last in STOP for last in lasts])
    sentence = (length >= SENTENCE) & (linked < FEW_LINKS) & stops
    mass = length * sentence
    before = mass.cumsum()
    total = max(1, int(before[-1]))
    up = np.array(boxes.parents)
    inside = Inside(boxes, at)
    sums = inside.sums(np.array([length, linked * length, mass, np.ones(size)]))
    columns = np.empty((ALONE + CONTEXT, size), np.float32)
    columns[0] = stops
    columns[1] = level
    of_texts(columns[2:11], texts, lasts, length, (scanned.title or "").casefold())
    of_tags = weights.of_tags
    columns[11:13] = of_tags(own)
    columns[13:15] = of_tags(hints)
    columns[15:19] = of_names(boxes, up, sums[3], weights)[:, at]
    columns[19] = np.minimum([*map(len, spans)], 6)
    columns[20] = np.log1p(length)
    columns[21] = linked
    columns[22] = sentence
    part = 23
    columns[part : part + len(BOXES)] = (np.array(held) >> POWERS) & 1
    part += len(BOXES)
    columns[part : part + len(TAGS)] = np.array([TAG_AT.get(name, LAST_TAG) for name in names]) == TAG_NUMBERS
    part += len(TAGS)
    of_boxes(columns[part : part + 32], boxes, up, at, sums)
    part += 32
    own_figures = np.zeros((4, size + 6), np.float32)
    own_figures[:, 3:-3] = columns[20], linked, sentence, level
    for step in NEIGHBOURS:
        columns[part : part + 4] = own_figures[:, 3 + step : 3 + step + size]
        part += 4
    columns[part] = np.arange(size) / max(1, size - 1)
    columns[part + 1] = (before - mass) / total
    columns[part + 2] = 1 - before / total
    columns[part + 3] = np.log1p(size)
    columns[part + 4] = np.log1p(total)
    columns[part + 5] = since(level == 1)
    columns[part + 6] = since((level > 1) & (level < 5))
    columns[part + 7] = since(sentence)
    columns[part + 8] = since(sentence[::-1])[::-1]
    return Rows(columns.T, length, at, up, inside)


def of_texts(columns: Matrix, texts: Sequence[str], lasts: list[str], length: Numbers, title: str) -> None:
    """For each passage: its spaces and commas, how it begins and ends, and whether it stands elsewhere on the page."""
    seen = Counter(texts)
    longest = min(len(title), LONGEST_TITLE)
    firsts = [text[0] for text in texts]
    columns[0] = np.array([text.count(" ") for text in texts]) / length
    columns[1] = np.array([text.count(",") for text in texts]) / length
    columns[2] = [first.isupper() for first in firsts]
    columns[3] = [first.islower() for first in firsts]
    columns[4] = [last == ":" for last in lasts]
    columns[5] = ["©" in text for text in texts]
    columns[6] = ["|" in text for text in texts]
    columns[7] = [seen[text] > 1 for text in texts] if len(seen) < len(texts) else 0
    columns[8] = [
        8 < len(text) <= longest and text[:9].casefold() in title and text.casefold() in title for text in texts
    ]


def of_names(boxes: Boxes, up: NDArray[np.int64], counts: Numbers, weights: Weights) -> Numbers:
    """For each box: the lowest and the highest weight of names around it, that of the nearest, and how deep it stands.

    Boxes without passages, of which pages have many, bear no name that matters. Each round looks twice as far outwards.
    """
    filled = np.flatnonzero(counts)
    low, high = found = np.zeros((2, len(up)))
    attributes = boxes.attributes
    found[:, filled] = weights.of_tags([attributes[box] for box in filled.tolist()])
    near = low + high
    depth = np.ones(len(up))
    depth[0] = 0
    while up.any():
        np.minimum(low, low[up], out=low)
        np.maximum(high, high[up], out=high)
        near, depth, up = np.where(near, near, near[up]), depth + depth[up], up[up]
    return np.array([low, high, near, np.minimum(depth, 40)])


def since(marked: NDArray[np.bool_]) -> Numbers:
    """How many passages ago the last marked one was, as a logarithm; FAR where there was none."""
    order = np.arange(len(marked))
    places = np.maximum.accumulate(np.where(marked, order, -FAR))
    found: Numbers = LOGS[np.minimum(order - places, FAR)]
    return found


def of_boxes(columns: Matrix, boxes: Boxes, up: NDArray[np.int64], at: NDArray[np.int64], sums: Numbers) -> None:
    """For each passage: figures of the box around it and of the three around that, and of the page's best boxes.

    `sums` has for each box how many characters stand in it, how many of them in links, how many in sentences, and how
    many passages.
    """
    chars, links, masses, counts = sums
    total = max(1.0, masses[0])
    # The smallest box with most of the sentences, and with the majority of them: boxes come in page order.
    best = [int(np.flatnonzero(masses >= share * total)[-1]) if masses[0] else 0 for share in (MOST, MAJORITY)]
    near = np.zeros((2, len(chars)))
    for row, box in zip(near, best, strict=True):
        chain = [box]
        while chain[-1]:
            chain.append(boxes.parents[chain[-1]])
        for out in range(len(chain) - 1, -1, -1):
            number = chain[out]
            row[box : boxes.ends[number]] = row[number] = FADING**out
    some = np.maximum(1.0, chars)
    table = np.empty((5, len(chars)), np.float32)
    table[0] = np.log1p(chars)
    table[1] = links / some
    table[2] = masses / some
    table[3] = masses / total
    table[4] = np.log1p(counts)
    one = up[at]
    two = up[one]
    columns[:5] = table[:, at]
    columns[5:10] = table[:, one]
    columns[10:15] = table[:, two]
    columns[15:20] = table[:, up[two]]
    columns[20:22] = near[:, at]
    columns[22:32] = table[:, best].T.reshape(-1, 1)


def context(rows: Rows, judged: Numbers) -> Matrix:
    """One row a passage: how likely it, its neighbours and its boxes were judged to be article text."""
    columns, length = rows.table.T[-CONTEXT:], rows.length
    size = len(length)
    mass = judged * length
    reach = WINDOWS[-1]
    # Nothing stands before the first passage and behind the last.
    passed = np.zeros((2, size + 1 + 2 * reach))
    np.cumsum(mass, out=passed[0, reach + 1 : reach + 1 + size])
    np.cumsum(length, out=passed[1, reach + 1 : reach + 1 + size])
    passed[:, reach + 1 + size :] = passed[:, reach + size : reach + 1 + size]
    total = passed[0, -1] + 1
    sure = (judged > SURE) & (length > LONG_ENOUGH)
    capped = np.minimum(length, WEIGHTIEST)
    likely, chars = rows.inside.sums(np.array([judged * capped, capped]))
    rate, share = likely / (chars + 1), likely / (likely[0] + 1)
    at, up = rows.at, rows.up
    one = up[at]
    two = up[one]
    columns[0] = np.log((judged + 1e-3) / (1 - judged + 1e-3))
    columns[1] = judged
    beside = np.zeros(size + 6)
    beside[3:-3] = judged
    for row, step in enumerate(NEIGHBOURS, 2):
        columns[row] = beside[3 + step : 3 + step + size]
    columns[8] = passed[0, reach : reach + size] / total
    columns[9] = 1 - passed[0, reach + 1 : reach + 1 + size] / total
    columns[10] = np.log1p(total)
    for row, near in enumerate(WINDOWS, 11):
        part = passed[:, reach + 1 + near : reach + 1 + near + size] - passed[:, reach - near : reach - near + size]
        columns[row] = part[0] / (part[1] + 1)
    columns[14] = since(sure)
    columns[15] = since(sure[::-1])[::-1]
    columns[16] = judged.mean()
    columns[17] = rate[at]
    columns[18] = (likely[at] - judged * capped + 10) / (chars[at] - capped + 20)
    columns[19] = rate[one]
    columns[20] = rate[two]
    columns[21] = rate[up[two]]
    columns[22] = share[at]
    columns[23] = share[one]
    return rows.table
