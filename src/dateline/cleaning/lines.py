"""The judge of lines of plain text: how likely each is article text, by networks trained with
`models/scripts/train_lines.py`. It adds to the rules of `rules.toml`: what a rule leaves out stays out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.cleaning.boilerplate import SENTENCE, is_body
from dateline.cleaning.features import Matrix, Numbers
from dateline.cleaning.line_features import WORD, context, features
from dateline.cleaning.main_text import likelihood
from dateline.cleaning.other_language import foreign
from dateline.cleaning.rules import rules
from dateline.cleaning.segments import PLACE_LINE

# A line is left out when it is less likely than this to be article text; a short sentence, or a long line that reads
# like a part of one, must be less likely, and a sentence of some length less likely still.
LEAST, LEAST_SAID, LEAST_SENTENCE, LEAST_ALONE = 0.4, 0.15, 0.05, 0.1
SAID_WORDS, LONG_WORDS, PROSE = 5, 12, 0.25
# The judge knows English: among the words of the page's sentences are so many that hold sentences together.
ENGLISH = 0.25
# A headline stands within so many lines above the first sentence.
NEAR, TITLE_WORDS = 60, 4
# Words of so many letters tell what a page is about; a line that is no sentence ends in none of these signs.
TELLING = 4
# A headline stands within so many lines above its standfirst.
BESIDE = 3
# Where more of the words than this hold sentences together, a line is a sentence without its stop.
SAID = 0.5
STOPS = re.compile(r"""[.!?…:;,–—-]["'”’»)\]]*$""")
# Between headline and text a few words that are less likely than this name a writer or a format; last sentences that
# are less likely tell of the site.
LEAST_LABEL, LEAST_LAST = 0.7, 0.3
# Behind so many lines that are left out no line goes on with the text.
BLOCK = 2
# A line behind the last sentence that is likelier than this to be article text belongs to a list at its end.
SURELY_ARTICLE = 0.95
# Longer texts are lists or books; they are read by rules alone, so that time and memory stay bounded.
MOST_LINES = 20_000


@dataclass(frozen=True)
class Judge:
    """The weights of words in short lines, and the layers of the networks for the first look and the second."""

    words: Mapping[str, float]
    first: tuple[tuple[Matrix, Matrix], ...]
    second: tuple[tuple[Matrix, Matrix], ...]

    def likelihoods(self, lines: Sequence[str], ruled: Sequence[bool]) -> Numbers:
        """For each line of a page how likely it is article text."""
        alone = features(lines, ruled, self.words)
        judged = likelihood(self.first, alone)
        return likelihood(self.second, np.column_stack([alone, context(lines, judged)]))


@cache
def judge() -> Judge:
    """The judge that is shipped."""
    with files("dateline.cleaning").joinpath("lines.npz").open("rb") as file, np.load(file) as data:
        words = dict(zip(data["words"].tolist(), map(float, data["weights"]), strict=True))
        stages = [tuple((data[f"s{stage}_w{n}"], data[f"s{stage}_b{n}"]) for n in range(3)) for stage in (0, 1)]
    return Judge(words, stages[0], stages[1])


def clutter(lines: Sequence[str], ruled: Sequence[bool], joined: frozenset[int] = frozenset()) -> list[str | None]:
    """For each line that the judge leaves out why: ``clutter``, or ``other-language``; `ruled` are out by rules.

    `joined` are the numbers of the lines that go on with the line before them, which may be cut within a sentence.

    None is left out where the page is not in English, or where it would have no sentence left.
    """
    nothing: list[str | None] = [None] * len(lines)
    if not 1 < len(lines) <= MOST_LINES or not _english(lines):
        return nothing
    other = foreign(lines)
    gone = [rule or is_other for rule, is_other in zip(ruled, other, strict=True)]
    likelihoods = judge().likelihoods(lines, gone)
    out = below(lines, likelihoods)
    for at in range(1, len(lines) - 1):  # a line alone between sentences may be a heading
        beside = (at - 1, at + 1)
        if all(is_body(lines[each]) and not (out[each] or gone[each]) for each in beside):
            out[at] = bool(out[at] and likelihoods[at] < LEAST_ALONE)
    top = _headline(lines, gone, likelihoods)
    if top is not None:
        out[top] = False
    _around(lines, gone, joined, likelihoods, out, top)
    left = any(is_body(line) and not (bad or rule) for line, bad, rule in zip(lines, out, gone, strict=True))
    if not left:
        return nothing
    return ["other-language" if far else "clutter" if bad else None for far, bad in zip(other, out, strict=True)]


def _around(
    lines: Sequence[str],
    gone: Sequence[bool],
    joined: frozenset[int],
    likelihoods: Numbers,
    out: list[bool],
    top: int | None,
) -> None:
    """Leave out lines around the text that are no sentences and share no word with it, and last sentences on the site.

    A line of some words right above the headline stays: what was taken for the headline may be a standfirst.
    """
    sentences = [at for at, line in enumerate(lines) if is_body(line) and not (out[at] or gone[at])]
    if not sentences:
        return
    while len(sentences) > 1 and likelihoods[sentences[-1]] < LEAST_LAST:
        out[sentences.pop()] = True
    told = {word.casefold() for at in sentences for word in WORD.findall(lines[at]) if len(word) >= TELLING}
    told -= rules().function

    def alone(at: int) -> bool:
        return told.isdisjoint(word.casefold() for word in WORD.findall(lines[at]) if len(word) >= TELLING)

    def apart(at: int) -> bool:
        piece = at + 1 in joined and not gone[at + 1]
        if out[at] or gone[at] or piece or STOPS.search(lines[at]) or _least(lines[at]) < LEAST:
            return False
        words = [word.casefold() for word in WORD.findall(lines[at])]
        said = sum(word in rules().function for word in words) > SAID * len(words)
        return alone(at) and not (said and len(words) >= TITLE_WORDS)

    if top is not None and len(told & {word.casefold() for word in WORD.findall(lines[top])}) > 1:
        before = next((at for at in range(top - 1, -1, -1) if not (out[at] or gone[at])), 0)
        spare = before if top - before <= BESIDE and len(WORD.findall(lines[before])) >= TITLE_WORDS else -1
        for at in range(top):
            out[at] = out[at] or (at != spare and apart(at))
        if top and not gone[top - 1] and len(WORD.findall(lines[top - 1])) >= TITLE_WORDS and not alone(top - 1):
            out[top - 1] = False
    if top is not None:
        for at in range(top + 1, sentences[0]):
            short = 1 < len(WORD.findall(lines[at])) <= TITLE_WORDS and not lines[at].isupper()
            out[at] = out[at] or (short and likelihoods[at] < LEAST_LABEL and apart(at))
    passed = 0
    for at in range(sentences[-1] + 1, len(lines)):
        label = passed >= BLOCK and at not in joined and not (STOPS.search(lines[at]) or _least(lines[at]) < LEAST)
        out[at] = out[at] or label or (likelihoods[at] < SURELY_ARTICLE and apart(at))
        passed += out[at] or gone[at]


def below(lines: Sequence[str], likelihoods: Numbers) -> list[bool]:
    """Which lines are too unlikely to be article text."""
    return [bool(likely < _least(line)) for likely, line in zip(likelihoods, lines, strict=True)]


def _least(line: str) -> float:
    if is_body(line) or PLACE_LINE.match(line):
        return LEAST_SENTENCE
    words = WORD.findall(line)
    if len(words) >= SAID_WORDS and SENTENCE.search(line):
        return LEAST_SAID
    small = sum(word in rules().function for word in words)
    return LEAST_SAID if len(words) >= LONG_WORDS and small >= PROSE * len(words) else LEAST


def _headline(lines: Sequence[str], ruled: Sequence[bool], likelihoods: Numbers) -> int | None:
    """The line above the first sentence that shares most words with the sentences of the page, at least two.

    Where none does, the likeliest of some words; None where there is none of them either.
    """
    sentences = [at for at, line in enumerate(lines) if is_body(line) and not ruled[at]]
    if not sentences:
        return None
    told = {word.casefold() for at in sentences for word in WORD.findall(lines[at])} - rules().function
    best, most = None, 1
    above = [at for at in range(max(0, sentences[0] - NEAR), sentences[0]) if not ruled[at]]
    for at in above:
        shared = len(told & {word.casefold() for word in WORD.findall(lines[at]) if len(word) > 2})
        if shared >= most and shared > 1:
            best, most = at, shared
    titles = [at for at in above if len(WORD.findall(lines[at])) >= TITLE_WORDS]
    return max(titles, key=lambda at: float(likelihoods[at]), default=None) if best is None else best


def _english(lines: Sequence[str]) -> bool:
    words = [word.casefold() for line in lines if is_body(line) for word in WORD.findall(line)]
    function = rules().function
    return len(words) > 0 and sum(word in function for word in words) >= ENGLISH * len(words)
