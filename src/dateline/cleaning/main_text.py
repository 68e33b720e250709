"""Which passages of an HTML page are its article: a small trained network judges each by the figures of `features`.

The network and the weights of words are in `main_text.npz`; `models/scripts/train_main_text.py` made it and says on
what. Run by NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np

from dateline.cleaning.features import CLOSING, STOP, Matrix, Numbers, features
from dateline.cleaning.html import BIT, Draft, Scanned
from dateline.cleaning.names import Weights, name_words
from dateline.cleaning.rules import rules

# A passage is kept when it is as likely as this to be article text; the value balances what is lost and what is let in.
KEPT = 0.5
# From this share of the kept text on, an element is not set apart for its name.
MUCH = 0.4
# Larger pages are lists, not articles; they are read by the plain rule, so that time and memory stay bounded.
MOST_PASSAGES = 20_000
# A sentence of a brief has so many words.
SENTENCE_WORDS = 7
# The plain rule: a paragraph is article text from this many words on, when hardly any of it is links.
LONG_WORDS = 20
FEW_LINKS = 0.3


@dataclass(frozen=True)
class Judge:
    """The weights of words in names and in short passages, and the layers of the network."""

    names: Weights
    labels: Mapping[str, float]
    layers: tuple[tuple[Matrix, Matrix], ...]

    def likelihoods(self, scanned: Scanned) -> Numbers:
        """For each passage of a page how likely it is article text."""
        return likelihood(self.layers, features(scanned, self.names, self.labels))


@cache
def judge() -> Judge:
    """The judge that is shipped."""
    with files("dateline.cleaning").joinpath("main_text.npz").open("rb") as file:
        return read_judge(file)


def read_judge(file: IO[bytes]) -> Judge:
    """A judge as `models/scripts/judge_file.py` writes it."""
    with np.load(file) as data:
        names, labels = (
            dict(zip(data[words].tolist(), map(float, data[weights]), strict=True))
            for words, weights in (("words", "weights"), ("labels", "label_weights"))
        )
        layers = tuple((data[f"s0_w{n}"], data[f"s0_b{n}"]) for n in range(3))
    return Judge(Weights(names), labels, layers)


def likelihood(layers: tuple[tuple[Matrix, Matrix], ...], rows: Matrix) -> Numbers:
    """A network of rectified layers with one logistic output."""
    for matrix, bias in layers[:-1]:
        rows = rows @ matrix
        rows += bias
        np.maximum(rows, 0, out=rows)
    matrix, bias = layers[-1]
    logits = (rows @ matrix + bias)[:, 0].astype(np.float64)
    out: Numbers = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return out


def main_passages(scanned: Scanned) -> list[int]:
    """The indices of the drafts that are article text, in page order; empty where there is no article."""
    drafts = scanned.drafts
    kept: list[int] = []
    if 0 < len(drafts) <= MOST_PASSAGES:
        kept = within(scanned, np.nonzero(judge().likelihoods(scanned) >= KEPT)[0].tolist())
        words = sum(drafts[at].text.count(" ") + 1 for at in kept)
        if words < LONG_WORDS and all(drafts[at].chrome or drafts[at].linked > FEW_LINKS for at in kept):
            kept = []
    return kept or long_paragraphs(drafts) or of_one_article(scanned)


def within(scanned: Scanned, kept: list[int]) -> list[int]:
    """Those of the passages that stand in no element named for comments, cookies or the like (`rules.toml`).

    An element that holds much of the text is named so by mistake: a page may be "comments-enabled" as a whole.
    """
    names, boxes = rules().apart, scanned.boxes
    outermost = {0: 0}
    for inner in {scanned.drafts[at].box for at in kept}:
        chain, number = [], inner
        while number not in outermost:
            chain.append(number)
            number = boxes.parents[number]
        around = outermost[number]
        for number in reversed(chain):
            attributes = boxes.attributes[number]
            if not around and attributes and not names.isdisjoint(name_words(attributes)):
                around = number
            outermost[number] = around
    chars: Counter[int] = Counter()
    for at in kept:
        chars[outermost[scanned.drafts[at].box]] += len(scanned.drafts[at].text)
    most = MUCH * chars.total()
    left = {number for number, size in chars.items() if number and size < most}
    return [at for at in kept if outermost[scanned.drafts[at].box] not in left]


def long_paragraphs(drafts: list[Draft]) -> list[int]:
    """The plain rule: long paragraphs outside menus and forms that are not made of links."""
    return [
        index
        for index, draft in enumerate(drafts)
        if not draft.chrome and draft.linked < FEW_LINKS and draft.text.count(" ") + 1 >= LONG_WORDS
    ]


def of_one_article(scanned: Scanned) -> list[int]:
    """For briefs: the sentences in the one article element of a page; a page with several is a list of stories."""
    if scanned.boxes.names.count("article") != 1:
        return []
    return [
        index
        for index, draft in enumerate(scanned.drafts)
        if draft.bits & BIT["article"]
        and not draft.chrome
        and draft.linked < FEW_LINKS
        and draft.text.rstrip(CLOSING)[-1:] in STOP
        and draft.text.count(" ") + 1 >= SENTENCE_WORDS
    ]
