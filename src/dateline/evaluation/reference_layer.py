"""Pronouns and descriptions on their own, measured against a treebank with coreference in CoNLL-U (GUM).

Such a file has brackets in the MISC column: ``Entity=(3-person-…`` opens a mention of chain 3, ``3)`` closes it.
Measured is what coding asks: does "he", "it" or "the group" lead to the name it stands for?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.coding.coreference import Coreference
from dateline.coding.found import is_particular
from dateline.coding.home import Home
from dateline.coding.mentions import MentionIndex, find_mentions
from dateline.coding.places import find_places
from dateline.evaluation.places_layer import plain_article
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline

END = "end"
"""Stands for the end of a sentence among the rows of its words."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ACTORS = frozenset({"person", "organization", "place", "animal"})
"""The kinds of GUM under which persons, bodies and states fall; of the other kinds nothing is ever an actor."""
CLASSES = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers"), "he, she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "they"),
    **dict.fromkeys(("i", "me", "my", "we", "us", "our", "mine", "ours"), "I, we"),
}


@dataclass(slots=True)
class GoldMention:
    """Words of one chain: text characters [start, end); `head` is where its head word starts."""

    chain: str
    kind: str
    start: int
    end: int
    head: int = -1
    tag: str = ""
    bare: bool = False


@dataclass(slots=True)
class GoldDocument:
    """A text with one line a paragraph, and its mentions in text order."""

    name: str
    text: str
    mentions: list[GoldMention]


@dataclass(slots=True)
class Score:
    """`wanted` anaphors have a named antecedent, `reachable` ones one that was recognised as an actor; `given` were
    resolved to a name, `right` of these to the right chain."""

    wanted: int = 0
    reachable: int = 0
    given: int = 0
    right: int = 0

    def row(self) -> dict[str, float]:
        return {
            "anaphors": self.wanted,
            "reachable": self.reachable,
            "resolved": self.given,
            "precision": share(self.right, self.given),
            "recall": share(self.right, self.wanted),
            "recall of reachable": share(self.right, self.reachable),
        }


def share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def read_documents(lines: Iterable[str]) -> Iterator[GoldDocument]:
    """The documents of a CoNLL-U file with their mentions."""
    rows: list[list[str]] = []
    name = ""
    for line in map(str.rstrip, lines):
        if line.startswith("# newdoc id"):
            if rows:
                yield document(name, rows)
            name, rows = line.split("=", 1)[1].strip(), []
        elif line.startswith("# newpar"):
            rows.append([])
        elif line and line[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows and rows[-1]:
            rows.append([END])
    if rows:
        yield document(name, rows)


def document(name: str, rows: list[list[str]]) -> GoldDocument:
    """One document from its token rows, empty rows for paragraphs and END rows for sentences."""
    builder = Builder()
    for row in rows:
        if not row:
            builder.text = builder.text.rstrip(" ") + ("\n" if builder.text else "")
        elif row == [END]:
            builder.end_sentence()
        elif "-" in row[0]:
            builder.joined(row)
        elif "." not in row[0]:
            builder.word(row)
    builder.end_sentence()
    return GoldDocument(name, builder.text.rstrip(" "), sorted(builder.found, key=lambda m: (m.start, -m.end)))


class Builder:
    """Puts the text of one document together and finds the mentions of each sentence."""

    def __init__(self) -> None:
        self.text = ""
        self.found: list[GoldMention] = []
        self.open: list[tuple[GoldMention, int]] = []
        self.finished: list[tuple[GoldMention, int, int]] = []
        self.sentence: list[list[str]] = []
        self.starts: dict[int, int] = {}

    def joined(self, row: list[str]) -> None:
        """A token of several words ("can't"): its text; the words find their places in it by their lengths."""
        first, last = map(int, row[0].split("-"))
        self.starts.update(dict.fromkeys(range(first, last + 1), len(self.text)))
        self.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")

    def word(self, row: list[str]) -> None:
        number = int(row[0])
        if number not in self.starts:
            self.starts[number] = len(self.text)
            self.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        elif (before := number - 1) in self.starts and self.starts[number] <= self.starts[before]:
            self.starts[number] = self.starts[before] + len(self.sentence[-1][1])
        self.sentence.append(row)
        misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        start, end = self.starts[number], self.starts[number] + len(row[1])
        for opened, kind, single, closed in brackets(misc.get("Entity", "")):
            if opened:
                self.open.append((GoldMention(opened, kind, start, end), number))
            if closed or single:
                self.close(closed or opened, end, number)

    def close(self, chain: str, end: int, number: int) -> None:
        at = max((i for i, (mention, _) in enumerate(self.open) if mention.chain == chain), default=None)
        if at is not None:
            mention, first = self.open.pop(at)
            mention.end = end
            self.finished.append((mention, first, number))

    def end_sentence(self) -> None:
        """Tells each mention of the sentence its head: its first word whose head lies outside it."""
        for mention, first, last in self.finished:
            words = [row for row in self.sentence if first <= int(row[0]) <= last]
            outside = [row for row in words if not first <= int(row[6]) <= last]
            head = (outside or words)[0]
            mention.head, mention.tag = self.starts[int(head[0])], head[3]
            mention.bare = words[0][1].lower() in DEFINITE and all(row[3] != "PROPN" for row in words)
            self.found.append(mention)
        self.finished, self.sentence, self.starts, self.open = [], [], {}, []


def brackets(value: str) -> Iterator[tuple[str, str, bool, str]]:
    """(opened chain, its kind, whether it is closed at once, closed chain) for each bracket of one token."""
    for part in re.findall(r"\([^()]*\)?|\d+\)", value):
        if part.startswith("("):
            chain, kind = part[1:].rstrip(")").split("-")[:2]
            yield chain, kind, part.endswith(")"), ""
        else:
            yield "", "", False, part[:-1]


def measure(documents: Iterable[GoldDocument]) -> dict[str, Score]:
    """The scores by class of anaphor, with "all" last."""
    scores = {name: Score() for name in (*dict.fromkeys(CLASSES.values()), "descriptions", "all")}
    for gold in documents:
        article = plain_article(gold.text)
        doc = annotate(load_pipeline(), tokenize(article))
        mentions = find_mentions(doc, article, load_actors())
        home = Home(mentions, find_places(doc, article, load_gazetteer(), mentions.names), load_actors())
        tally(gold, doc, mentions, Coreference(article, mentions, load_cues(), load_actors(), home.main), scores)
    return scores


def tally(
    gold: GoldDocument, doc: Doc, mentions: MentionIndex, references: Coreference, scores: dict[str, Score]
) -> None:
    """Adds one document's anaphors to the scores."""
    named = {mention.chain: mention.start for mention in reversed(gold.mentions) if mention.tag == "PROPN"}
    by_head = {mention.head: mention for mention in gold.mentions}
    chains: dict[str, set[str]] = {}
    for mention in mentions.all:
        if (wanted := by_head.get(doc[mention.head_token].idx)) is not None:
            chains.setdefault(mention.entity.id, set()).add(wanted.chain)
    recognised = {chain for entity in chains.values() for chain in entity}
    for token in doc:
        wanted = by_head.get(token.idx)
        described = wanted is not None and wanted.tag == "NOUN" and wanted.bare
        pronoun = CLASSES.get(token.lower_) if token.text != "US" else None
        kind = pronoun or ("descriptions" if described else None)
        if kind is None:
            continue
        right = wanted is not None and wanted.chain in named and wanted.kind in ACTORS
        reference = references.at(token)
        found = [each.entity for each in reference.found] if reference is not None else []
        given = [entity for entity in found if is_particular(entity)]
        for score in (scores[kind], scores["all"]):
            score.wanted += right
            score.reachable += right and wanted is not None and wanted.chain in recognised
            score.given += bool(given)
            score.right += (
                bool(given) and wanted is not None and all(wanted.chain in chains.get(e.id, ()) for e in given)
            )
