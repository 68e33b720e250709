"""The text of an article as numbers: what is compared when copies are looked for.

Words are taken without case and punctuation. Each run of SHINGLE words has a hash that depends on these words only, so
it is the same on every machine and in every version that keeps SHINGLE and `word_hash`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.coding.timex_words import load_time_words
from dateline.records import Article, Block, Span

SHINGLE = 4
"""Words. Two reports of one event share few runs of four words, and a changed word costs a copy only four of them."""
SHORTEST = 8
"""Words. A text of fewer says too little to be known as a copy; it is also the length of a print (see `prints`)."""
WINDOW = 16
"""Prints of a stretch of which the least is kept: a run of SHORTEST + WINDOW - 1 = 23 words in common, which is about
a sentence, always leaves a common print (Schleimer and others 2003, "Winnowing")."""
SHORT_SENTENCE = 5
"""Words; what seems to be a shorter sentence belongs to the one before, as after an abbreviation."""

ODD = np.uint64(0x9E3779B97F4A7C15)
MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""The constants of the splitmix64 generator (Steele and others 2014)."""

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+(?=[\"'“‘«(]*[A-Z0-9])|(?<=[.!?][\"”’»)])\s+")
NUMBER, NAME = 1, 2
"""The kinds of words that tell one filled-in form from the next: numbers and days, and names."""
LEFT_OUT = frozenset({"headline", "caption"})
"""Blocks that a desk writes itself; they say nothing on where the text comes from."""

Hashes = NDArray[np.uint32]
Flags = NDArray[np.uint8]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A text as arrays: the hash of the shingle that begins at each word but the last three, the kind of each word,
    the first word of each sentence, and where each sentence stands in the page (rows of source start and end)."""

    shingles: Hashes
    facts: Flags
    starts: Places
    spans: Places

    @property
    def words(self) -> int:
        return len(self.facts)

    @property
    def digest(self) -> str:
        """The same for texts of the same words in the same sentences, wherever they stand in their pages."""
        made = blake2b(digest_size=8)
        for array in (self.shingles, self.facts, self.starts):
            made.update(array.astype(array.dtype.newbyteorder("<")).tobytes())
            made.update(b"|")
        return made.hexdigest()

    def passages(self, kept: NDArray[np.bool_]) -> tuple[Span, ...]:
        """The stretches of the page that sentences make; `kept` says which. Neighbours are one stretch."""
        found: list[Span] = []
        for at in np.flatnonzero(kept):
            start, end = int(self.spans[at, 0]), int(self.spans[at, 1])
            if found and at and kept[at - 1] and found[-1].start <= start:
                found[-1] = Span(found[-1].start, max(end, found[-1].end))
            else:
                found.append(Span(start, end))
        return tuple(found)


def sketch(article: Article) -> Sketch | None:
    """The sketch of an article without its headline and captions; None where it has too few words."""
    kept = [block for block in article.blocks if block.kind not in LEFT_OUT]
    hashes: list[int] = []
    facts: list[int] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    for block in kept:
        for start, end in sentences(article.text, block):
            found = list(WORD.finditer(article.text, start, end))
            if not found:
                continue
            span = article.source_span(start, end)
            if spans and len(found) < SHORT_SENTENCE and start > block.start:
                spans[-1] = (spans[-1][0], max(span.end, spans[-1][1]))
            else:
                starts.append(len(hashes))
                spans.append((span.start, span.end))
            for at, match in enumerate(found):
                hashes.append(word_hash(match[0].casefold()))
                facts.append(kind(match[0], first=at == 0))
    if len(hashes) < SHORTEST:
        return None
    return Sketch(
        shingles(np.array(hashes, dtype=np.uint64)),
        np.array(facts, dtype=np.uint8),
        np.array(starts, dtype=np.int32),
        np.array(spans, dtype=np.int32).reshape(-1, 2),
    )


def sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Roughly the sentences of a block, as view offsets: it is enough that all copies are cut alike."""
    start = block.start
    for match in SENTENCE.finditer(text, block.start, block.end):
        yield start, match.start()
        start = match.end()
    if start < block.end:
        yield start, block.end


def kind(word: str, *, first: bool) -> int:
    """NUMBER for numbers, weekdays and months, NAME for other words with a capital inside a sentence, else 0."""
    if word[0].isdigit() or word.casefold() in counting():
        return NUMBER
    return NAME if word[0].isupper() and not first else 0


@cache
def counting() -> frozenset[str]:
    """The words for numbers, weekdays and months."""
    words = load_time_words()
    return frozenset({*words.numbers, *words.weekdays, *words.months})


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """64 bits of a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers whose bits all depend on all bits of the given ones (the finalizer of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * MIX[0]
    values = (values ^ (values >> np.uint64(27))) * MIX[1]
    return values ^ (values >> np.uint64(31))


def shingles(words: NDArray[np.uint64]) -> Hashes:
    """The hash of each run of SHINGLE words, in order."""
    count = len(words) - SHINGLE + 1
    joined = np.zeros(count, dtype=np.uint64)
    for at in range(SHINGLE):
        joined = joined * ODD + words[at : at + count]
    return mixed(joined).astype(np.uint32)


def prints(runs: Hashes) -> NDArray[np.int32]:
    """The prints by which a text is found: of each WINDOW neighbouring runs of SHORTEST words the least hash.

    This is MinHash in a moving window. One MinHash signature of a whole text would not find the short text that stands
    inside a long one, as in a page merged from two agency texts; the least hashes of its windows it shares in full.
    Sorted, each once; some 12 for 100 words.
    """
    ahead = SHORTEST - SHINGLE
    joined = mixed(runs[:-ahead].astype(np.uint64) * ODD + runs[ahead:]).astype(np.uint32)
    windows = np.lib.stride_tricks.sliding_window_view(joined, min(WINDOW, len(joined)))
    return np.unique(windows.min(axis=1)).view(np.int32)
