"""What a page's markup tells of each passage, as numbers: the words, the boxes around it, its neighbours, its place.

Two tables: `features` is what a first look has, `context` what is known once every passage has been judged alone.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.cleaning.html import BOXES, Scanned

Matrix = NDArray[np.float32]
Numbers = NDArray[np.float64]

# The attributes that name the purpose of an element, as they are mostly written and in any writing.
USUAL = ("class=", " id=", "role=", "itemprop=", "testid=", "data-qa=", "data-component=")
NAMED = re.compile(
    r"""\b(?:class|id|role|itemprop|testid|data-qa|data-component)\s?=\s?"""
    r"""(?:"([^"]{1,400})|'([^']{1,400})|([^\s"'>]{1,100}))""",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
HIDING = re.compile(r"display:\s*none|visibility:\s*hidden|(?:^|\s)hidden(?:\s|=|$)|aria-hidden=.true", re.I)
HIDDEN = "(hidden)"
LONGEST_NAMES = 2_000
STOP = frozenset(".!?:;…。！？؟।")
CLOSING = "\"'”’»)]"
TAGS = ("p", "li", "td", "div", "h1", "h2", "h3", "h4", "h5", "h6", "span", "pre", "dd", "")
TAG_AT = {name: number for number, name in enumerate(TAGS)}
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

    def of(self, attributes: str) -> tuple[float, float]:
        """The lowest and the highest weight of the words that name a tag; 0 where none is known."""
        low = high = 0.0
        for word in name_words(attributes):
            weight = self.get(word, 0.0)
            if weight < low:
                low = weight
            elif weight > high:
                high = weight
        return low, high


@lru_cache(maxsize=20_000)
def name_words(attributes: str) -> tuple[str, ...]:
    """The words in the names that a tag's attributes give it, in small letters."""
    attributes = attributes[:LONGEST_NAMES]
    parts = attributes.split('"')
    values = [value for before, value in zip(parts[::2], parts[1::2], strict=False) if before.endswith(USUAL)]
    if len(values) < attributes.count("class") + attributes.count("id="):
        values = [double or single or bare for double, single, bare in NAMED.findall(attributes)]
    hidden = ("none" in attributes or "hidden" in attributes) and HIDING.search(attributes)
    words = dict.fromkeys([word.lower() for word in NAME_WORD.findall(" ".join(values))]) if values else {}
    return (*words, HIDDEN) if hidden else tuple(words)


def features(scanned: Scanned, weights: Weights) -> Matrix:
    """One row a passage: what the passage and its surroundings are like."""
    drafts, boxes = scanned.drafts, scanned.boxes
    size = len(drafts)
    lows, highs, nearest, depths = [0.0], [0.0], [0.0], [0]
    known: dict[str, tuple[float, float]] = {"": (0.0, 0.0)}

    def weigh(attributes: str) -> tuple[float, float]:
        found = known.get(attributes)
        if found is None:
            found = known[attributes] = weights.of(attributes)
        return found

    for box in boxes:
        low, high = weigh(box.attributes)
        at = box.parent + 1
        lows.append(low if low < lows[at] else lows[at])
        highs.append(high if high > highs[at] else highs[at])
        nearest.append(low + high or nearest[at])
        depths.append(depths[at] + 1)
    seen = Counter([draft.text for draft in drafts])
    title = (scanned.title or "").casefold()
    rows: list[float] = []
    add = rows.extend
    for draft in drafts:
        text = draft.text
        length = len(text)
        last = text[-1]
        if last in CLOSING and length > 1:
            last = text[-2]
        first = text[0]
        low, high = weigh(draft.attributes)
        inner_low, inner_high = weigh(draft.hint)
        box_at = draft.box + 1
        add(
            (
                length,
                draft.linked,
                last in STOP,
                draft.level,
                text.count(" "),
                text.count(","),
                first.isupper(),
                first.islower(),
                last == ":",
                "©" in text,
                "|" in text,
                seen[text] > 1,
                8 < length < 200 and text.casefold() in title,
                low,
                high,
                inner_low,
                inner_high,
                lows[box_at],
                highs[box_at],
                nearest[box_at],
                depths[box_at],
                len(draft.spans),
                draft.box,
                draft.bits,
                TAG_AT.get(draft.name, len(TAGS) - 1),
            )
        )
    table = np.array(rows, dtype=np.float64).reshape(size, -1)
    length_, linked, stops, level = table[:, 0].copy(), table[:, 1], table[:, 2], table[:, 3]
    at_box, bits, tags = (table[:, -column].astype(np.int64) for column in (3, 2, 1))
    sentence = (length_ >= SENTENCE) & (linked < FEW_LINKS) & (stops > 0)
    mass = np.where(sentence, length_, 0.0)
    own = np.column_stack([np.log1p(length_), linked, sentence, level])
    table[:, 4:6] /= length_[:, None]
    table[:, -4] = np.minimum(table[:, -4], 6)
    table[:, -5] = np.minimum(table[:, -5], 40)
    padded = np.zeros((size + 6, 4))
    padded[3:-3] = own
    near = [padded[3 + step : 3 + step + size] for step in (-3, -2, -1, 1, 2, 3)]
    total = max(1.0, mass.sum())
    before = np.cumsum(mass)
    constant = np.broadcast_to(np.log1p([size, total]), (size, 2))
    place = np.arange(size) / max(1, size - 1)
    return np.column_stack(
        [
            table[:, 2:-3],
            own[:, :3],
            (bits[:, None] >> np.arange(len(BOXES))) & 1,
            np.eye(len(TAGS))[tags],
            of_boxes(scanned, at_box + 1, length_, linked * length_, mass),
            *near,
            place,
            (before - mass) / total,
            1 - before / total,
            constant,
            since(level == 1),
            since((level > 1) & (level < 5)),
            since(sentence),
            since(sentence[::-1])[::-1],
        ]
    ).astype(np.float32)


def since(marked: NDArray[np.bool_]) -> Numbers:
    """How many passages ago the last marked one was, as a logarithm; FAR where there was none."""
    numbers = np.arange(len(marked))
    places = np.maximum.accumulate(np.where(marked, numbers, -FAR))
    found: Numbers = np.log1p(np.minimum(numbers - places, FAR))
    return found


def rolled(scanned: Scanned, at: NDArray[np.int64], columns: list[Numbers]) -> tuple[list[list[float]], list[int]]:
    """The sums of the columns in each box and all boxes within, box 0 being the page; and the box around each."""
    parents = [0] + [box.parent + 1 for box in scanned.boxes]
    count = len(parents)
    sums = [np.bincount(at, weights=values, minlength=count).tolist() for values in columns]
    for values in sums:
        for number in range(count - 1, 0, -1):
            values[parents[number]] += values[number]
    return sums, parents


def of_boxes(scanned: Scanned, at: NDArray[np.int64], length: Numbers, linked: Numbers, mass: Numbers) -> Numbers:
    """For each passage: figures of the box around it and of the three around that, and of the page's best boxes."""
    sums, parents = rolled(scanned, at, [length, linked, mass, np.ones(len(at))])
    count = len(parents)
    total = max(1.0, sums[2][0])
    # The smallest box with most of the sentences, and with the majority of them: boxes come in page order.
    best = [0, 0]
    for number, share in enumerate(sums[2]):
        if share >= MAJORITY * total:
            best[1] = number
            if share >= MOST * total:
                best[0] = number
    inside = np.zeros((count, 2))
    for column, box in enumerate(best):
        value, number = 1.0, box
        inside[box, column] = 1.0
        while number:
            number, value = parents[number], value * FADING
            inside[number, column] = value
        held = inside[:, column].tolist()
        for below in range(box + 1, count):
            if not held[below]:
                held[below] = held[parents[below]]
        inside[:, column] = held
    chars, links, masses, counts = (np.array(values) for values in sums)
    some = np.maximum(1.0, chars)
    table = np.column_stack([np.log1p(chars), links / some, masses / some, masses / total, np.log1p(counts)])
    up = np.array(parents)
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
    at = np.array([draft.box + 1 for draft in drafts])
    mass = judged * length
    total = mass.sum() + 1
    before = np.cumsum(mass)
    padded = np.concatenate([np.zeros(3), judged, np.zeros(3)])
    near = [padded[3 + step : 3 + step + size] for step in (-3, -2, -1, 1, 2, 3)]
    sums = np.concatenate([np.zeros((1, 2)), np.cumsum(np.column_stack([mass, length]), axis=0)])
    numbers = np.arange(size)
    means = []
    for reach in WINDOWS:
        low, high = np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, size)
        part = sums[high] - sums[low]
        means.append(part[:, 0] / (part[:, 1] + 1))
    sure = (judged > SURE) & (length > LONG_ENOUGH)
    since_sure, until_sure = since(sure), since(sure[::-1])[::-1]
    capped = np.minimum(length, WEIGHTIEST)
    (likely, chars), parents = rolled(scanned, at, [judged * capped, capped])
    up = np.array(parents)
    likely_, chars_ = np.array(likely), np.array(chars)
    rate, share = likely_ / (chars_ + 1), likely_ / (likely_[0] + 1)
    one = up[at]
    two = up[one]
    rest = (likely_[at] - judged * capped + 10) / (chars_[at] - capped + 20)
    return np.column_stack(
        [
            np.log((judged + 1e-3) / (1 - judged + 1e-3)),
            judged,
            *near,
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
