"""What a page's markup tells of each passage, as numbers: the words, the boxes around it, its neighbours, its place.

Two tables: `features` is what a first look has, `context` what is known once every passage has been judged alone.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

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
# So many tags are remembered with their weights; then all are forgotten.
MOST_TAGS = 20_000
STOP = frozenset(".!?:;…。！？؟।")
CLOSING = "\"'”’»)]"
TAGS = ("p", "li", "td", "div", "h1", "h2", "h3", "h4", "h5", "h6", "span", "pre", "dd", "")
TAG_AT = {name: number for number, name in enumerate(TAGS)}
ONE_TAG = np.eye(len(TAGS))
POWERS = np.arange(len(BOXES))
NEIGHBOURS = (1, 2, 3)
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


class Weights(dict[str, float]):
    """The weights of words in the names of elements, for and against article text."""

    def __init__(self, *given: Iterable[tuple[str, float]] | Mapping[str, float]) -> None:
        super().__init__(*given)
        self.tags = Tags(self)


class Tags(dict[str, tuple[float, float]]):
    """The lowest and the highest weight, or 0, of the words that name a tag, by its attributes.

    Tags that were met are remembered: pages of one site share most of them.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__({"": (0.0, 0.0)})
        self.weights = dict(weights)

    def __missing__(self, attributes: str) -> tuple[float, float]:
        low = high = 0.0
        weights = self.weights
        for word in weights.keys() & name_words(attributes):
            weight = weights[word]
            if weight < low:
                low = weight
            elif weight > high:
                high = weight
        found = low, high
        if len(attributes) <= LONGEST_NAMES:
            if len(self) >= MOST_TAGS:
                self.clear()
            self[attributes] = found
        return found


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


def features(scanned: Scanned, weights: Weights) -> Matrix:
    """One row a passage: what the passage and its surroundings are like."""
    drafts, boxes = scanned.drafts, scanned.boxes
    size = len(drafts)
    _, texts, spans, links, levels, numbered, held, names, own, hints = zip(*drafts, strict=True)
    at = np.array(numbered)
    length = numbers(map(len, texts), size)
    linked, level = np.array(links), np.array(levels)
    lasts = [text[-2:-1] or text[-1] if text[-1] in CLOSING else text[-1] for text in texts]
    firsts = [text[0] for text in texts]
    stops = numbers(map(STOP.__contains__, lasts), size)
    sentence = (length >= SENTENCE) & (linked < FEW_LINKS) & (stops > 0)
    mass = np.where(sentence, length, 0.0)
    logged = np.log1p(length)
    total = max(1.0, mass.sum())
    before = np.cumsum(mass)
    sums = rolled(boxes, at, [length, linked * length, mass, np.ones(size)])
    # Boxes without passages, of which pages have many, bear no name that matters.
    filled = sums[-1] > 0
    around = list(itertools.compress(boxes.attributes, filled.tolist()))
    of_tags = map(weights.tags.__getitem__, (*own, *hints, *around))
    weighed = np.fromiter(itertools.chain.from_iterable(of_tags), np.float64).reshape(-1, 2)
    of_box = np.zeros((len(boxes.parents), 2))
    of_box[filled] = weighed[2 * size :]
    seen = Counter(texts)
    title = (scanned.title or "").casefold()
    longest = min(len(title), 199)
    parts: list[NDArray[Any]] = [
        stops,
        level,
        numbers([text.count(" ") for text in texts], size) / length,
        numbers([text.count(",") for text in texts], size) / length,
        numbers(map(str.isupper, firsts), size),
        numbers(map(str.islower, firsts), size),
        numbers([last == ":" for last in lasts], size),
        numbers(["©" in text for text in texts], size),
        numbers(["|" in text for text in texts], size),
        numbers(map(seen.__getitem__, texts), size) > 1,
        numbers(
            [8 < len(text) <= longest and text[:9].casefold() in title and text.casefold() in title for text in texts],
            size,
        ),
        weighed[:size],
        weighed[size : 2 * size],
        of_names(boxes.parents, of_box)[at],
        numbers(map(len, spans), size, 6),
        logged,
        linked,
        sentence,
        (np.array(held)[:, None] >> POWERS) & 1,
        ONE_TAG[[TAG_AT.get(name, len(TAGS) - 1) for name in names]],
        of_boxes(boxes, at, sums),
        beside(np.array([logged, linked, sentence, level]).T),
        np.arange(size) / max(1, size - 1),
        (before - mass) / total,
        1 - before / total,
        np.broadcast_to(np.log1p([size, total]), (size, 2)),
        since(level == 1),
        since((level > 1) & (level < 5)),
        since(sentence),
        since(sentence[::-1])[::-1],
    ]
    table = np.empty((size, sum(1 if part.ndim == 1 else part.shape[1] for part in parts)), np.float32)
    column = 0
    for part in parts:
        if part.ndim == 1:
            table[:, column] = part
            column += 1
        else:
            table[:, column : column + part.shape[1]] = part
            column += part.shape[1]
    return table


def numbers(values: Iterable[float], size: int, most: float | None = None) -> Numbers:
    """One figure a passage."""
    made: Numbers = np.fromiter(values, np.float64, size)
    return made if most is None else np.minimum(made, most)


def beside(own: Numbers) -> Numbers:
    """For each passage the figures of the three before it and the three after, 0 beyond the ends of the page."""
    size, width = own.shape
    padded = np.zeros((size + 6, width))
    padded[3:-3] = own
    return np.column_stack([padded[3 + step : 3 + step + size] for step in (-3, -2, -1, 1, 2, 3)])


def of_names(parents: list[int], weighed: Numbers) -> Numbers:
    """For each box: the lowest and the highest weight of names around it, that of the nearest, and how deep it stands.

    Each round looks twice as far outwards.
    """
    low, high = weighed[:, 0], weighed[:, 1]
    near, up = low + high, np.array(parents)
    depth = np.minimum(np.arange(len(up)), 1)
    while up.any():
        low, high = np.minimum(low, low[up]), np.maximum(high, high[up])
        near, depth, up = np.where(near, near, near[up]), depth + depth[up], up[up]
    return np.column_stack([low, high, near, np.minimum(depth, 40)])


def since(marked: NDArray[np.bool_]) -> Numbers:
    """How many passages ago the last marked one was, as a logarithm; FAR where there was none."""
    order = np.arange(len(marked))
    places = np.maximum.accumulate(np.where(marked, order, -FAR))
    found: Numbers = np.log1p(np.minimum(order - places, FAR))
    return found


def rolled(boxes: Boxes, at: NDArray[np.int64], columns: Iterable[Numbers]) -> list[Numbers]:
    """The sums of the columns in each box and all boxes within, box 0 being the page."""
    count = len(boxes.parents)
    ends = np.array(boxes.ends)
    found = []
    for values in columns:
        before = np.zeros(count + 1)
        np.cumsum(np.bincount(at, weights=values, minlength=count), out=before[1:])
        found.append(before[ends] - before[:-1])
    return found


def of_boxes(boxes: Boxes, at: NDArray[np.int64], sums: list[Numbers]) -> Numbers:
    """For each passage: figures of the box around it and of the three around that, and of the page's best boxes.

    `sums` has for each box how many characters stand in it, how many of them in links, how many in sentences, and how
    many passages.
    """
    chars, links, masses, counts = sums
    count = len(chars)
    total = max(1.0, masses[0])
    # The smallest box with most of the sentences, and with the majority of them: boxes come in page order.
    best = [int(np.flatnonzero(masses >= share * total)[-1]) if masses[0] else 0 for share in (MOST, MAJORITY)]
    inside = np.zeros((count, 2))
    for column, box in enumerate(best):
        number, chain = box, [box]
        while number:
            number = boxes.parents[number]
            chain.append(number)
        for out in range(len(chain) - 1, -1, -1):
            number = chain[out]
            inside[box : boxes.ends[number], column] = inside[number, column] = FADING**out
    some = np.maximum(1.0, chars)
    table = np.column_stack([np.log1p(chars), links / some, masses / some, masses / total, np.log1p(counts)])
    up = np.array(boxes.parents)
    one, two = up[at], up[up[at]]
    sizes = table[best].ravel()
    found: Numbers = np.column_stack(
        [table[at], table[one], table[two], table[up[two]], inside[at], np.broadcast_to(sizes, (len(at), len(sizes)))]
    )
    return found


def context(scanned: Scanned, judged: Numbers) -> Matrix:
    """One row a passage: how likely it, its neighbours and its boxes were judged to be article text."""
    drafts = scanned.drafts
    size = len(drafts)
    length = np.array([len(draft.text) for draft in drafts], dtype=np.float64)
    at = np.array([draft.box for draft in drafts])
    mass = judged * length
    total = mass.sum() + 1
    before = np.cumsum(mass)
    sums = np.concatenate([np.zeros((1, 2)), np.cumsum(np.column_stack([mass, length]), axis=0)])
    order = np.arange(size)
    means = []
    for reach in WINDOWS:
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, size)
        part = sums[high] - sums[low]
        means.append(part[:, 0] / (part[:, 1] + 1))
    sure = (judged > SURE) & (length > LONG_ENOUGH)
    since_sure, until_sure = since(sure), since(sure[::-1])[::-1]
    capped = np.minimum(length, WEIGHTIEST)
    likely, chars = rolled(scanned.boxes, at, [judged * capped, capped])
    up = np.array(scanned.boxes.parents)
    rate, share = likely / (chars + 1), likely / (likely[0] + 1)
    one = up[at]
    two = up[one]
    rest = (likely[at] - judged * capped + 10) / (chars[at] - capped + 20)
    return np.column_stack(
        [
            np.log((judged + 1e-3) / (1 - judged + 1e-3)),
            judged,
            beside(judged[:, None]),
            (before - mass) / total,
            1 - before / total,
            np.full(size, np.log1p(total)),
            *means,
            since_sure,
            until_sure,
            np.full(size, judged.mean()),
            rate[at],
            rest,
            rate[one],
            rate[two],
            rate[up[two]],
            share[at],
            share[one],
        ]
    ).astype(np.float32)
