"""What a page's markup tells of each passage, as numbers: its text, the names and boxes around it, its neighbours.

The table is made column by column. Figures that hardly helped on sites that a judge had not seen were left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.cleaning.html import BIT, Boxes, Scanned
from dateline.cleaning.names import Weights

Matrix = NDArray[np.float32]
Numbers = NDArray[np.float64]

STOP = frozenset(".!?:;…。！？؟।")
CLOSING = "\"'”’»)]"
# A part of the title has at most so many characters.
LONGEST_TITLE = 199
# The words of passages of at most so many characters, and mostly no links, are weighed: "Comments", "Read more".
LABEL, LABEL_WORD = 50, re.compile(r"[^\W\d_]{2,20}")
# A word or name that weighs no more than this speaks clearly against an article; in a heading a little less will do.
AGAINST, AGAINST_HEADING = -1.2, -0.7
PLACES = (
    "footer aside form button header article main section figure figcaption blockquote table td ol li body fieldset"
).split()
BITS = np.array([BIT[name] for name in PLACES])[:, None]
# The tags that tell something of their passages; the last row is that of passages without a tag of their own.
TAGS = ("li", "td", "div", "h1", "h2", "")
TAG_ROWS = np.arange(len(TAGS))[:, None]
TAG_AT = {name: number for number, name in enumerate(TAGS)} | dict.fromkeys("p h3 h4 h5 h6 span pre dd".split(), -1)
# A sentence: so many characters, at most so much of them links, and a stop at the end.
SENTENCE, FEW_LINKS = 60, 0.5
# So much of a page's sentences makes a box one that holds the article.
MOST, MAJORITY = 0.8, 0.5
# How far outside of such a box its neighbours count, from box to box.
FADING = 0.7
NEIGHBOURS = (-2, -1, 1, 2)
FARTHEST = 3
DEEPEST = 40
# So far is "none near".
FAR = 200
LOGS = np.log1p(np.arange(FAR + 1))
WIDTH = 94


class Table:
    """Figures of passages, filled column by column; each lies together in memory."""

    def __init__(self, size: int) -> None:
        self.columns = np.empty((WIDTH, size), np.float32)
        self.at = 0

    def add(self, *values: Any) -> None:
        """Columns, each an array, a list, or one number for all."""
        for column in values:
            self.columns[self.at] = column
            self.at += 1

    def add_rows(self, rows: NDArray[Any]) -> None:
        """Columns that are the rows of an array."""
        self.columns[self.at : self.at + len(rows)] = rows
        self.at += len(rows)


def features(scanned: Scanned, names: Weights, labels: Mapping[str, float]) -> Matrix:
    """One row a passage: what the passage and its surroundings are like.

    `names` are the weights of words in the names of elements, `labels` those of words in short passages.
    """
    drafts, boxes = scanned.drafts, scanned.boxes
    size = len(drafts)
    _, texts, spans, links, levels, numbered, held, tags, own, hints = zip(*drafts, strict=True)
    at, length = np.array(numbered), np.array([*map(len, texts)], dtype=np.float64)
    linked, level = np.array(links), np.array(levels)
    lasts = [text[-2:-1] or text[-1] if text[-1] in CLOSING else text[-1] for text in texts]
    stops = np.array([last in STOP for last in lasts])
    sentence = (length >= SENTENCE) & (linked < FEW_LINKS) & stops
    mass = length * sentence
    before = mass.cumsum()
    total = max(1.0, float(before[-1]))
    table = Table(size)
    of_texts(table, texts, lasts, length, (scanned.title or "").casefold())
    of_labels(table, texts, links, level > 0, labels)
    table.add_rows(np.array(names.of_tags(own)))
    shown = [hint if share <= FEW_LINKS else "" for hint, share in zip(hints, links, strict=True)]
    table.add_rows(np.array(names.of_tags(shown)))
    table.add(stops, np.minimum([*map(len, spans)], 6))
    table.add_rows((np.array(held) & BITS) > 0)
    table.add_rows(np.array([TAG_AT.get(name, len(TAGS) - 1) for name in tags]) == TAG_ROWS)
    of_boxes(table, boxes, at, np.array([length, linked * length, mass, np.ones(size)]), names)
    alike(table, boxes, at, tags, own, mass / total)
    beside(table, np.array([np.log1p(length), linked, sentence, level]))
    table.add(np.arange(size) / max(1, size - 1), (before - mass) / total, 1 - before / total, np.log1p(total))
    table.add(since(level == 1), since((level > 1) & (level < 5)), since(sentence[::-1])[::-1])
    return table.columns.T


def of_texts(table: Table, texts: Sequence[str], lasts: Sequence[str], length: Numbers, title: str) -> None:
    """For each passage: commas, signs, how it ends, and whether it stands elsewhere on the page or in the title."""
    seen = Counter(texts)
    longest = min(len(title), LONGEST_TITLE)
    table.add(
        np.array([text.count(",") for text in texts]) / length,
        ["©" in text for text in texts],
        ["|" in text for text in texts],
        [seen[text] > 1 for text in texts] if len(seen) < len(texts) else 0,
        [8 < len(text) <= longest and text[:9].casefold() in title and text.casefold() in title for text in texts],
        [last == "…" or (last == "." and "..." in text[-5:]) for last, text in zip(lasts, texts, strict=True)],
    )


def of_labels(
    table: Table, texts: Sequence[str], links: Sequence[float], heading: NDArray[np.bool_], labels: Mapping[str, float]
) -> None:
    """For each passage the lowest, highest and summed weight of its words, if it is short, and how far labels are."""
    size = len(texts)
    found = np.zeros((3, size))
    weight = labels.get
    for number, text in enumerate(texts):
        if len(text) <= LABEL and links[number] <= FEW_LINKS:
            weights = [known for word in set(LABEL_WORD.findall(text.lower())) if (known := weight(word))]
            if weights:
                found[:, number] = min(0.0, *weights), max(0.0, *weights), sum(weights)
    against = found[0] <= AGAINST
    table.add_rows(found)
    table.add(since(against), since((found[0] <= AGAINST_HEADING) & heading), since(against[::-1])[::-1])


def of_boxes(table: Table, boxes: Boxes, at: NDArray[np.int64], figures: Numbers, names: Weights) -> None:
    """For each passage: the names around it, and figures of the boxes around it and of the page's best boxes.

    `figures` has for each passage its characters, those in links, those in sentences, and 1.
    """
    up = np.array(boxes.parents)
    chars, links, masses, counts = rolled(boxes, at, figures)
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
    size, link, dense, share, many = np.log1p(chars), links / some, masses / some, masses / total, np.log1p(counts)
    one = up[at]
    two = up[one]
    three = up[two]
    table.add_rows(of_names(boxes, up, np.flatnonzero(chars - links >= 1), names)[:, at])
    table.add(size[at], link[at], dense[at], share[at], link[one], dense[one], share[one])
    table.add(size[two], share[two], share[three], many[three])
    table.add_rows(near[:, at])
    for box in best:
        table.add(share[box], many[box])
    table.add(dense[best[0]])


def of_names(boxes: Boxes, up: NDArray[np.int64], filled: NDArray[np.int64], names: Weights) -> Numbers:
    """For each box: the lowest and the highest weight of names around it, that of the nearest, and how deep it stands.

    Only the names of those that are `filled` with more than links matter: without them pages have many others. Each
    round looks twice as far outwards.
    """
    low, high = found = np.zeros((2, len(up)))
    attributes = boxes.attributes
    found[:, filled] = names.of_tags([attributes[box] for box in filled.tolist()])
    near = low + high
    depth = np.ones(len(up))
    depth[0] = 0
    while up.any():
        np.minimum(low, low[up], out=low)
        np.maximum(high, high[up], out=high)
        near, depth, up = np.where(near, near, near[up]), depth + depth[up], up[up]
    return np.array([low, high, near, np.minimum(depth, DEEPEST)])


def rolled(boxes: Boxes, at: NDArray[np.int64], rows: Numbers) -> Numbers:
    """The sums of each row of figures of passages in each box and all boxes within, box 0 being the page."""
    order = np.argsort(at, kind="stable")
    before = np.zeros((len(rows), len(at) + 1))
    np.cumsum(rows[:, order], axis=1, out=before[:, 1:])
    begin = np.searchsorted(at[order], np.arange(len(boxes.parents) + 1))
    found: Numbers = before[:, begin[np.array(boxes.ends)]] - before[:, begin[:-1]]
    return found


def alike(
    table: Table, boxes: Boxes, at: NDArray[np.int64], tags: Sequence[str], own: Sequence[str], mass: Numbers
) -> None:
    """For each passage: how many others have the same tag, and a box that is alike in the same kind of box.

    Of those in such boxes also how much of the page's sentences they hold. Tags are alike where all attributes are.
    """
    known: dict[tuple[str, str], int] = {}
    kinds = np.array([known.setdefault(tag, len(known)) for tag in zip(tags, own, strict=True)])
    table.add(np.log1p(np.bincount(kinds))[kinds])
    parents, names, attributes = boxes.parents, boxes.names, boxes.attributes
    met: dict[tuple[str, str, str, str], int] = {}
    of_box = np.zeros(len(parents), np.int64)
    for box in set(at.tolist()):
        around = parents[box]
        kind = names[box], attributes[box], names[around], attributes[around]
        of_box[box] = met.setdefault(kind, len(met))
    kinds = of_box[at]
    table.add(np.bincount(kinds, weights=mass)[kinds], np.log1p(np.bincount(kinds))[kinds])


def beside(table: Table, own: Numbers) -> None:
    """Four figures of each passage and those of its neighbours, 0 beyond the ends of the page; the links go farther."""
    size = own.shape[1]
    padded = np.zeros((len(own), size + 2 * FARTHEST))
    padded[:, FARTHEST:-FARTHEST] = own
    table.add_rows(own[:3])
    for step in NEIGHBOURS:
        table.add_rows(padded[:, FARTHEST + step : FARTHEST + step + size])
    table.add(padded[1, :size], padded[1, 2 * FARTHEST :])


def since(marked: NDArray[np.bool_]) -> Numbers:
    """How many passages ago the last marked one was, as a logarithm; FAR where there was none."""
    order = np.arange(len(marked))
    places = np.maximum.accumulate(np.where(marked, order, -FAR))
    found: Numbers = LOGS[np.minimum(order - places, FAR)]
    return found
