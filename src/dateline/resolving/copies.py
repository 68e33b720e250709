"""Groups of copies: which texts are copies of which others, and which of them is the origin.

The groups follow from the pairs of texts alone, never from the order in which the texts came: one by one or all at
once, they are the same. A text that was merged from two others belongs to both their groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dateline.records import Copy
from dateline.resolving.alignment import COPIED, Alignment, align, sentence_lengths
from dateline.resolving.shingles import Sketch

MORE = 0.15
"""The share of a copy's words that a further origin must add to those already traced."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that holds a text: what is known of where it comes from."""

    document: str
    day: date | None = None
    agency: str | None = None
    own: bool = False

    @property
    def rank(self) -> tuple[bool, date, bool, bool]:
        """The likelier origin first: the earlier day, then the agency's own page, then one that credits an agency."""
        return self.day is None, self.day or date.max, not self.own, self.agency is None


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the documents that hold it word by word, the likeliest origin first."""

    number: int
    sketch: Sketch
    sources: tuple[Source, ...]

    @property
    def rank(self) -> tuple[tuple[bool, date, bool, bool], int, str]:
        return self.sources[0].rank, -self.sketch.words, self.sources[0].document


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of which one is a copy of the other or both of a third, and the share of each in the other."""

    one: int
    other: int
    one_in_other: float
    other_in_one: float


Placed = Callable[[str], Sketch]
"""The sketch of a document with the places of its sentences in its own page."""


def groups(texts: Mapping[int, Text], pairs: Iterable[Pair], placed: Placed) -> list[Copy]:
    """The members of all groups of two documents or more; sorted by origin and document."""
    linked: dict[int, dict[int, tuple[float, float]]] = {number: {} for number in texts}
    for pair in pairs:
        linked[pair.one][pair.other] = pair.one_in_other, pair.other_in_one
        linked[pair.other][pair.one] = pair.other_in_one, pair.one_in_other
    merged = {number for number in texts if is_merged(number, texts, linked)}
    ranked = sorted(texts, key=lambda number: (number in merged, texts[number].rank))
    origins: set[int] = set()
    members: dict[int, list[tuple[int, Alignment]]] = {}
    for number in ranked:
        if origins.isdisjoint(linked[number]):
            origins.add(number)
            members[number] = []
    for number in ranked:
        if number not in origins:
            for origin, found in chosen_origins(number, origins & linked[number].keys(), texts):
                members[origin].append((number, found))
    copies = []
    for origin in origins:
        if members[origin] or len(texts[origin].sources) > 1:
            copies += told(texts[origin], [(texts[number], found) for number, found in members[origin]], placed)
    return sorted(copies, key=lambda copy: (copy.origin, copy.document))


def is_merged(number: int, texts: Mapping[int, Text], linked: Mapping[int, Mapping[int, tuple[float, float]]]) -> bool:
    """Whether a text was put together from two others that are in it and have nothing to do with each other.

    One that was published before both is not merged but was cut in two ways; so is one of the same agency as both.
    """
    inside = {other for other, (_, share) in linked[number].items() if share >= COPIED}
    for one in inside:
        for other in inside - linked[one].keys() - {one}:
            whole, parts = texts[number].sources[0], (texts[one].sources[0], texts[other].sources[0])
            first = whole.day is not None and all(part.day is None or whole.day < part.day for part in parts)
            one_agency = whole.agency is not None and all(part.agency in (None, whole.agency) for part in parts)
            if not first and not one_agency:
                return True
    return False


def chosen_origins(number: int, near: Iterable[int], texts: Mapping[int, Text]) -> list[tuple[int, Alignment]]:
    """The origins of a copy: the one that holds most of it, and each further one that holds enough of the rest."""
    text = texts[number]
    found = {origin: align(text.sketch, texts[origin].sketch) for origin in near}
    lengths = sentence_lengths(text.sketch)
    traced = np.zeros(len(lengths), dtype=np.bool_)
    chosen: list[tuple[int, Alignment]] = []
    for origin in sorted(found, key=lambda origin: (-found[origin].one_in_other, texts[origin].rank)):
        added = int(lengths[found[origin].one_kept & ~traced].sum())
        if not chosen or added >= MORE * text.sketch.words:
            chosen.append((origin, found[origin]))
            traced |= found[origin].one_kept
    return chosen


def told(origin: Text, members: list[tuple[Text, Alignment]], placed: Placed) -> list[Copy]:
    """The members of one group with their shares, passages and reasons."""
    first = origin.sources[0]
    others = [source for text, _ in members for source in text.sources] + list(origin.sources[1:])
    copies = [Copy(first.document, first.document, 1.0, 1.0, (), why_origin(first, others))]
    everything = np.ones(len(origin.sketch.starts), dtype=np.bool_)
    for source in origin.sources[1:]:
        spans = placed(source.document).passages(everything)
        copies.append(Copy(source.document, first.document, 1.0, 1.0, spans, "word for word"))
    for text, found in members:
        for source in text.sources:
            spans = placed(source.document).passages(found.one_kept)
            share, back = found.one_in_other, found.other_in_one
            copies.append(Copy(source.document, first.document, share, back, spans, why_copy(share, back)))
    return copies


def why_origin(origin: Source, others: Iterable[Source]) -> str:
    """Why this one of a group is taken for the origin, in words."""
    rest = list(others)
    level = [other for other in rest if other.day == origin.day]
    if origin.day is not None and not level and all(other.day for other in rest):
        return f"origin: the earliest, of {origin.day}"
    date_told = f"no earlier date than {origin.day}" if origin.day else "none is dated"
    if origin.own and not any(other.own for other in level):
        return f"origin: {date_told}, and the agency's own page"
    if origin.agency is not None and not any(other.agency for other in level):
        return f"origin: {date_told}, and the only one of that date that credits an agency"
    return f"origin: {date_told}, and the longest, or the first by its id"


def why_copy(share: float, back: float) -> str:
    """What a copy is to its origin, in words and in the two shares that say so."""
    kinds = {
        (True, True): "the text of the origin",
        (True, False): "a part of the origin",
        (False, True): "the origin with other text",
        (False, False): "a part of the origin with other text",
    }
    most = 0.8
    shares = f"{share:.0%} of it stands in the origin, {back:.0%} of the origin in it"
    return f"{kinds[share >= most, back >= most]}: {shares}"
