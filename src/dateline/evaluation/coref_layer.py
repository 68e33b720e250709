"""Event coreference over mentions that are given (ECB+): are joining and its comparison good for more than attacks?

A mention becomes what joining compares. Its word is the head of the mention, its parties are the nouns that hang on it
in the tree; time, place, means and numbers are unknown. Comparer and Clusterer are those of `resolving`. Two fields are
told otherwise than for claims, since mentions have no type and pages no coded parties: `kind` compares words, by
``resolving/families.csv``, and `pages` compares the words of the texts (`text_kinship`). The weights are those of the
mentions of other topics, learned as those of claims are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.evaluation.factuality_layer import one_sentence
from dateline.evaluation.text_kinship import kinship
from dateline.knowledge.inflection import stems
from dateline.knowledge.tables import DATA, read_rows
from dateline.parsing.pipeline import annotate
from dateline.records import Where
from dateline.resolving.clustering import Clusterer
from dateline.resolving.comparing import FIELDS, Comparer
from dateline.resolving.levels import APART, LEVELS
from dateline.resolving.traits import Place, Side, Traits
from dateline.resolving.weights import PAGES, PRIOR, Weights

NEAR = ((0.3, "much"), (0.2, "some"), (0.14, "little"))
"""From which kinship on two texts share how much; tried on the development part."""
COMPARED = 0.1
"""The least kinship of two texts whose mentions are compared."""
SURER = 1.0
"""Bits that are added to the odds of the pairs learned from; tried on the development part. The fields repeat one
another, so that their sum falls too low for mentions of which little is told."""
ROOT = 5
"""Letters that words of one family begin with, where no list has them: "negotiate" and "negotiation"."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
SHARING = frozenset({"conj", "xcomp", "advcl"})
"""Clauses that mostly have the subject of the one above."""
AFTER = frozenset({"nsubj:pass", "obj", "iobj", "nmod", "nmod:poss", "compound", "obl"})
"""Where those hang to whom it is done, or what it is about; so far this takes what comes with time and place, too."""
QUOTES = {"``": '"', "''": '"'}
FIELD_LEVELS = {**LEVELS, "kind": ("same word", "same family", "other word")}
NOWHERE = Place(0, Where())


@dataclass(frozen=True, slots=True)
class Texts:
    """The mentions as joining sees them, in the order of texts, and how near the texts are."""

    mentions: tuple[Traits, ...]
    rows: Mapping[str, int]
    near: NDArray[np.float64]

    def kinship(self, one: Traits, other: Traits) -> float:
        return float(self.near[self.rows[one.document], self.rows[other.document]])


def read(documents: Iterable[Mapping[str, Any]], mentions: Iterable[Mapping[str, Any]], nlp: Language) -> Texts:
    """Mentions of events with their numbers, from rows of documents (``doc``, ``sentences``: words by number) and of
    mentions (``doc``, ``sent``, ``tokens``)."""
    parsed: dict[tuple[str, int], Doc] = {}
    words: dict[str, Counter[str]] = {}
    for row in documents:
        own = words.setdefault(row["doc"], Counter())
        for number, sentence in row["sentences"].items():
            doc = annotate(nlp, one_sentence([QUOTES.get(word, word) for word in sentence], nlp))
            parsed[row["doc"], int(number)] = doc
            own.update(token.lemma_.lower() for token in doc if token.pos_ in CONTENT)
    sides = Sides()
    found = [mention(str(number), row, parsed[row["doc"], row["sent"]], sides) for number, row in enumerate(mentions)]
    found.sort(key=lambda each: (each.document, each.at, int(each.id)))
    names = sorted(words)
    return Texts(tuple(found), {name: at for at, name in enumerate(names)}, kinship([words[name] for name in names]))


@dataclass(slots=True)
class Sides:
    """One object for equal sides."""

    known: dict[frozenset[str], Side] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> Side:
        """A side of unnamed parties: of two short texts one may say "Obama" and one "the president", so that different
        names keep nothing apart."""
        kinds = frozenset(words)
        found = self.known.get(kinds)
        if found is None:
            found = self.known[kinds] = Side(len(self.known), frozenset(), (), frozenset(), kinds)
        return found


def mention(identifier: str, row: Mapping[str, Any], doc: Doc, sides: Sides) -> Traits:
    """A mention as a claim of which only the word and the parties are known."""
    head = head_of(doc, row["tokens"])
    actors: list[str] = []
    recipients: list[str] = []
    hanging = [token for token in head.children if token.i not in row["tokens"]]
    if head.pos_ == "VERB" and head.dep_ in SHARING and not any(token.dep_ in SUBJECTS for token in hanging):
        hanging += [token for token in head.head.children if token.dep_ in SUBJECTS]
    for token in hanging:
        if token.pos_ in NOUNS:
            if token.dep_ in {"nsubj", "obl:agent"}:
                actors += names(token)
            elif token.dep_ in AFTER:
                recipients += names(token)
    if (head.pos_ == "ADJ" or head.dep_ == "amod") and head.head.pos_ in NOUNS:
        recipients += names(head.head)
    return Traits(
        identifier, row["doc"], "event", "event", None, None, None, None, None, False, NOWHERE, sides.of(actors),
        sides.of(recipients), None, None, head.lemma_.lower(), row["sent"] * 1000 + head.i, 0, 0, None, 1,
        True, False, True, False,
    )  # fmt: skip


def head_of(doc: Doc, tokens: Sequence[int]) -> Token:
    """The word of a mention on which the others hang."""
    tops = [doc[at] for at in tokens if doc[at].head.i not in tokens or doc[at].head == doc[at]]
    return next((token for token in tops if token.pos_ not in {"ADP", "PART", "DET", "PUNCT"}), doc[tokens[0]])


def names(token: Token) -> Iterator[str]:
    """The words by which a party is known: its noun, all words of its name, and those that stand beside it."""
    for each in (token, *(child for child in token.children if child.dep_ == "conj")):
        if each.pos_ == "PROPN":
            yield each.text.lower()
            yield from (
                child.text.lower()
                for child in each.children
                if child.pos_ == "PROPN" and child.dep_ in {"flat", "flat:name", "compound"}
            )
        else:
            yield each.lemma_.lower()


@cache
def families() -> Mapping[str, str]:
    """The family of each listed word."""
    rows = read_rows(DATA / "resolving" / "families.csv", ("family", "words"))
    return {word: row["family"] for row in rows for word in row["words"].split()}


@cache
def family(word: str) -> str:
    """What words that can tell of one event have in common."""
    known = families()
    return next((known[each] for each in (word, *stems(word)) if each in known), word[:ROOT])


@dataclass(slots=True)
class MentionComparer(Comparer):
    """Compares mentions: words by their families, pages by their kinship."""

    texts: Texts | None = None

    def kind(self, one: Traits, other: Traits) -> str:
        if one.document == other.document and one.at == other.at:
            return APART
        if one.word == other.word:
            return "same word"
        return "same family" if family(one.word) == family(other.word) else "other word"

    def shared(self, pages: tuple[Traits, Traits], kind: str, *told: str) -> str:
        return "something"

    def pages(self, one: Traits, other: Traits) -> str:
        if one.document == other.document or self.texts is None:
            return "close by"
        near = self.texts.kinship(one, other)
        return next((level for least, level in NEAR if near >= least), "none")


class MentionBlocks:
    """Mentions of one family of words in one text, or in two that have something in common."""

    def __init__(self, texts: Texts, mentions: Sequence[Traits]) -> None:
        self.texts, self.mentions = texts, mentions
        self.members: defaultdict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(mentions):
            self.members[family(each.word)].append(at)

    def later(self, at: int) -> set[int]:
        one = self.mentions[at]
        return {
            other
            for other in self.members[family(one.word)]
            if other > at and self.texts.kinship(one, self.mentions[other]) >= COMPARED
        }


def learned(texts: Texts, mentions: Sequence[Traits], chains: Mapping[str, str]) -> tuple[Weights, ...]:
    """The weights that these mentions teach, for each of PAGES; `chains` has the event of each."""
    blocks, comparer = MentionBlocks(texts, mentions), MentionComparer(weights=({}, {}, {}), texts=texts)
    pairs = [[1, 1], [1, 1]]
    counts: list[defaultdict[tuple[str, str], list[int]]] = [defaultdict(lambda: [1, 1]) for _ in pairs]
    for at, one in enumerate(mentions):
        for number in blocks.later(at):
            other = mentions[number]
            levels = comparer.levels(one, other)
            if APART in levels:
                continue
            two, differ = one.document != other.document, chains[one.id] != chains[other.id]
            pairs[two][differ] += 1
            for name, level in zip(FIELDS, levels, strict=True):
                counts[two][name, level][differ] += 1
    found: list[Weights] = []
    for (same, differing), of_level in zip(pairs, counts, strict=True):
        weights: Weights = {PRIOR: {"": log2(same / differing) + SURER}}
        for name, levels in FIELD_LEVELS.items():
            weights[name] = {
                level: log2(
                    (of_level[name, level][0] / (same + len(levels)))
                    / (of_level[name, level][1] / (differing + len(levels)))
                )
                for level in levels
            }
        found.append(weights)
    return (found[0], *found[1:] * (len(PAGES) - 1))


def grouped(texts: Texts, mentions: Sequence[Traits], weights: tuple[Weights, ...]) -> dict[str, str]:
    """The event of each mention, by the name of its first mention."""
    clusterer = Clusterer(mentions, MentionComparer(weights=weights, texts=texts))
    clusterer.compare(MentionBlocks(texts, mentions))
    clusterer.join()
    return {
        mentions[member].id: mentions[min(group.members)].id for group in clusterer.found() for member in group.members
    }


def by_halves(texts: Texts, half: Mapping[str, int], chains: Mapping[str, str]) -> dict[str, str]:
    """The event of each mention, each half of the documents (0 or 1) by the weights that the other half teaches."""
    found: dict[str, str] = {}
    for own in (0, 1):
        learn = [each for each in texts.mentions if half[each.document] != own]
        put = [each for each in texts.mentions if half[each.document] == own]
        found |= grouped(texts, put, learned(texts, learn, chains))
    return found
