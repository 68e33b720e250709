"""Pronouns and descriptions on their own, measured against a treebank with coreference in CoNLL-U (GUM).

Such a file has brackets in the MISC column: ``Entity=(3-person-…`` opens a mention of chain 3, ``3)`` closes it.
Measured is what coding asks: does "he", "it" or "the group" lead to the name it stands for?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from dateline.coding.coreference import Coreference
from dateline.coding.home import Home
from dateline.coding.mentions import MentionIndex, find_mentions
from dateline.coding.participants import is_particular
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
    mentions: list[GoldMention] = field(default_factory=list)


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
    for line in lines:
        line = line.rstrip("\n")
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
    """One document from its token rows, empty rows for paragraphs and "end" rows for sentences."""
    found = GoldDocument(name, "")
    text, open_mentions, sentence, until = "", list[tuple[GoldMention, int]](), list[list[str]](), 0
    starts: dict[int, int] = {}
    finished: list[tuple[GoldMention, int, int]] = []

    def settle() -> None:
        for mention, first, last in finished:
            words = [row for row in sentence if first <= int(row[0]) <= last]
            outside = [row for row in words if not first <= int(row[6]) <= last]
            head = (outside or words)[0]
            mention.head, mention.tag = starts[int(head[0])], head[3]
            mention.bare = words[0][1].lower() in DEFINITE and all(row[3] != "PROPN" for row in words)
            found.mentions.append(mention)
        finished.clear()
        sentence.clear()
        starts.clear()

    for row in rows:
        if not row:
            text = text.rstrip(" ") + ("\n" if text else "")
            continue
        if row == [END]:
            settle()
            continue
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            begin = len(text)
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            until = last
            starts.update(dict.fromkeys(range(first, last + 1), begin))
            continue
        number = int(row[0])
        if number > until:
            starts[number] = len(text)
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        elif number in starts and number > min(starts) and starts.get(number - 1) == starts[number]:
            starts[number] += len(sentence[-1][1])  # the second part of "can't"
        if number == until:
            until = 0
        sentence.append(row)
        misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        end = starts[number] + len(row[1])
        for opened, kind, single, closed in brackets(misc.get("Entity", "")):
            if opened:
                open_mentions.append((GoldMention(opened, kind, starts[number], end), number))
                closed = opened if single else ""
            if closed:
                at = max((i for i, (m, _) in enumerate(open_mentions) if m.chain == closed), default=None)
                if at is not None:
                    mention, first = open_mentions.pop(at)
                    mention.end = end
                    finished.append((mention, first, number))
    settle()
    found.text = text.rstrip(" ")
    found.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return found


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
        home = Home(mentions, find_places(doc, article, load_gazetteer()), load_actors())
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
