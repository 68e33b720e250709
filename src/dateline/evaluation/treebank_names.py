"""The names of a treebank with entity annotation (GUM): which words, and what kind of thing they name.

GUM marks whole noun phrases. A name is made from them by this rule: the mention's head is a proper noun; the name is
the longest stretch around the head, inside the mention, of proper nouns and hyphens, in organisations and places also
of "of", "the", "for", "and" and "&" between two of them. Titles before a name ("Dr.") are no part of it, and a title
alone is no name. Two names joined by "and" are two. A name inside a longer one ("Aberdeen" in "Aberdeen Grammar
School") does not count. A proper noun is what the tag NNP or NNPS says.

GUM has no groups: persons in the plural ("Americans", "the Maya") are the group of the scores, and armed groups,
parties and bands are its organisations.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError

KINDS = {"person": "person", "organization": "organisation", "place": "place"}
PROPER = frozenset({"NNP", "NNPS"})
LINKS = frozenset({"of", "the", "for", "and", "&"})
HYPHENS = frozenset("-‐‑–")
TITLES = frozenset(
    "mr mrs ms dr sir madam lord lady president vice prime minister chairman speaker director secretary senator"
    " senators congressman general king queen prince princess pope saint mayor governor professor"
    " members member".split()
)
"""Words that alone are no name of a person: "Mr Chairman", "the Vice President"."""
_MARK = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")


@dataclass(frozen=True, slots=True)
class GoldName:
    """Characters [start, end) of a text, and what they name; None for what is neither person, group, organisation nor
    place (works, events, days)."""

    start: int
    end: int
    text: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a treebank with its place in the text; `head` is the number of its head in the sentence from 0 on,
    -1 for the root."""

    start: int
    end: int
    text: str
    tag: str
    plural: bool
    head: int
    relation: str
    marks: str


def read_names(path: Path) -> Iterator[tuple[str, str, list[GoldName]]]:
    """(id, text, names) of each document; paragraphs are lines of the text. Raises InputError."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            whole = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}). Give a CoNLL-U file packed with gzip.") from None
    if "# global.Entity" not in whole:
        raise InputError(f"{path} has no line '# global.Entity'. Give a treebank with entity annotation.")
    for part in whole.split("# newdoc id = ")[1:]:
        key, _, rest = part.partition("\n")
        yield key.strip(), *read_document(rest)


def read_document(lines: str) -> tuple[str, list[GoldName]]:
    """Text and names of one document in CoNLL-U."""
    text, found = "", []
    for block in lines.strip().split("\n\n"):
        comments = [line for line in block.split("\n") if line.startswith("#")]
        words = next((line[9:] for line in comments if line.startswith("# text = ")), None)
        if words is None:
            continue
        if text:
            text += "\n" if any(line.startswith("# newpar") and "=" not in line for line in comments) else " "
        sentence = read_words(block, words, len(text))
        found += names_of(sentence, words, len(text))
        text += words
    return text, found


def read_words(block: str, text: str, offset: int) -> list[Word]:
    found, at = [], 0
    for line in block.split("\n"):
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        start = text.find(cells[1], at)
        if start < 0:
            start = at
        at = start + len(cells[1])
        marks = next((cell[7:] for cell in cells[9].split("|") if cell.startswith("Entity=")), "")
        plural = cells[4] == "NNPS" or "Number=Plur" in cells[5]
        found.append(Word(offset + start, offset + at, cells[1], cells[4], plural, int(cells[6]) - 1, cells[7], marks))
    return found


def mentions_of(words: list[Word]) -> Iterator[tuple[int, int, str]]:
    """(first word, last + 1, type) of every marked phrase that begins and ends in the sentence."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for number, word in enumerate(words):
        for begun, closed, ended in _MARK.findall(word.marks):
            fields = begun.split("-") if begun else [ended]
            if begun and closed:
                yield number, number + 1, fields[1]
            elif begun:
                opened.setdefault(fields[0], []).append((number, fields[1]))
            elif opened.get(fields[0]):
                start, kind = opened[fields[0]].pop()
                yield start, number + 1, kind


def names_of(words: list[Word], text: str, offset: int) -> list[GoldName]:
    """The names of one sentence, none inside another."""
    spans: dict[tuple[int, int], str | None] = {}
    for start, end, kind in mentions_of(words):
        heads = [i for i in range(start, end) if not start <= words[i].head < end]
        if not heads or words[heads[0]].tag not in PROPER:
            continue
        head = heads[0]
        if any(w.relation == "conj" and w.head == head and w.tag in PROPER for w in words[start:end]):
            continue
        first, last = stretch(words, start, end, head, linked=kind in {"organization", "place"})
        label = KINDS.get(kind)
        if label == "person" and words[head].plural:
            label = "group"
        spans.setdefault((first, last), label)
    outer = [
        (first, last)
        for first, last in spans
        if not any(a <= first and last <= b and (a, b) != (first, last) for a, b in spans)
    ]
    outer = [each for each in outer if not all(word.text.lower() in TITLES for word in words[slice(*each)])]
    ends = [(words[first].start, words[last - 1].end, spans[first, last]) for first, last in sorted(outer)]
    return [GoldName(start, end, text[start - offset : end - offset], kind) for start, end, kind in ends]


def stretch(words: list[Word], start: int, end: int, head: int, *, linked: bool) -> tuple[int, int]:
    """The name around a head inside a phrase, without titles."""
    first, last = head, head + 1
    while (step := reach(words, range(first - 1, start - 1, -1), linked=linked)) is not None:
        first = step
    while (step := reach(words, range(last, end), linked=linked)) is not None:
        last = step + 1
    while first < head and is_title(words, first, head):
        first += 1
    return first, last


def reach(words: list[Word], way: range, *, linked: bool) -> int | None:
    """The next proper noun on the way, over links at most; None where the name ends."""
    for at in way:
        word = words[at]
        if word.tag in PROPER:
            return at
        if word.text not in HYPHENS and not (linked and word.text.lower() in LINKS):
            return None
    return None


def is_title(words: list[Word], at: int, head: int) -> bool:
    """Whether a word is, or belongs to, a description before a name: "Prime Minister" in "Prime Minister Brown"."""
    while at != head and at >= 0:
        if words[at].relation == "nmod:desc":
            return True
        at = words[at].head
    return False
