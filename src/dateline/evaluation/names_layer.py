"""The recognised names on their own: against a treebank (`treebank_names` has the rule) and on hand-coded pages.

A recognised name without a kind is no mention and is not counted. A group is right where the treebank has an
organisation, since treebanks have no groups.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.coding.mention_trie import name_trie
from dateline.coding.name_kinds import find_names
from dateline.evaluation.parties import Document
from dateline.evaluation.places_layer import plain_article
from dateline.evaluation.treebank_names import GoldName, read_names
from dateline.knowledge.actors import Catalogue, load_actors
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import skeleton
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline
from dateline.records import CodedArticle, Entity

KINDS = ("person", "group", "organisation", "place")
ACCEPTED = {"organisation": {"organisation", "group"}, "group": {"group"}, "person": {"person"}, "place": {"place"}}
"""What may be recognised for a name of each kind."""

LINKS = frozenset({"al", "of", "the", "for", "and", "bin", "el", "de", "van"})

Span = tuple[int, int]


@dataclass(slots=True)
class NameScore:
    """Counts over some documents. `kinds` has per kind (right, gold, found); a found group that is an organisation
    in gold counts with the organisations."""

    gold: int = 0
    found: int = 0
    spans: int = 0
    right: int = 0
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in KINDS})

    def add(self, gold: Iterable[GoldName], found: Iterable[tuple[int, int, str]]) -> None:
        """Count one document; `found` holds (start, end, kind) in characters."""
        wanted: dict[Span, str] = {(name.start, name.end): name.kind for name in gold if name.kind is not None}
        got: dict[Span, str] = {(start, end): kind for start, end, kind in found}
        self.gold += len(wanted)
        self.found += len(got)
        for span, kind in wanted.items():
            self.kinds[kind]["gold"] += 1
            self.spans += span in got
            if got.get(span) in ACCEPTED[kind]:
                self.right += 1
                self.kinds[kind]["right"] += 1
        for span, kind in got.items():
            same = wanted.get(span)
            self.kinds[same if same is not None and kind in ACCEPTED[same] else kind]["found"] += 1

    def row(self) -> dict[str, Any]:
        """Precision, recall and F1 of spans, of spans with kind, and per kind."""
        kinds = {k: rates(c["right"], c["gold"], c["found"]) | {"gold": c["gold"]} for k, c in self.kinds.items()}
        return {
            "gold": self.gold,
            "span": rates(self.spans, self.gold, self.found),
            "span_kind": rates(self.right, self.gold, self.found),
            "kinds": kinds,
        }


def measure_names(path: Path) -> NameScore:
    """The names that are recognised in the documents of a treebank, parsed from their raw text, against its own."""
    trie, words, gazetteer, nlp = name_trie(load_actors()), load_name_words(), load_gazetteer(), load_pipeline()
    score = NameScore()
    for _, text, gold in read_names(path):
        doc = annotate(nlp, tokenize(plain_article(text)))
        names = [name for name in find_names(doc, trie.find(doc), trie, words, gazetteer) if name.kind is not None]
        spans = [(doc[name.start : name.end], name.kind) for name in names]
        score.add(gold, [(span.start_char, span.end_char, kind) for span, kind in spans if kind is not None])
    return score


def rates(right: int, gold: int, found: int) -> dict[str, float]:
    return {
        "precision": round(right / found, 3) if found else 0.0,
        "recall": round(right / gold, 3) if gold else 0.0,
        "f1": round(2 * right / (gold + found), 3) if gold + found else 0.0,
    }


@dataclass(slots=True)
class ActorNames:
    """Names of actors and recipients in hand-coded pages: how many there are, are found, have the right kind, and go
    to the right entity."""

    names: int = 0
    found: int = 0
    kind: int = 0
    entity: int = 0

    def row(self) -> dict[str, float]:
        shares = {name: getattr(self, name) / self.names if self.names else 0.0 for name in ("found", "kind", "entity")}
        return {"names": self.names} | {name: round(share, 3) for name, share in shares.items()}


def score_actor_names(gold: Document, coded: CodedArticle, scores: dict[str, ActorNames]) -> None:
    """Counts each place where the page has a name of an entity that is actor or recipient of a gold claim.

    A name is a form of `mentions` of which all words but links are capitalised. It is found where a coded mention
    overlaps it, its kind is right where both say the same (an organisation for a group is not), and its entity where
    one of the coded entity's names sounds like one of the gold entity's.
    """
    parties = {str(i) for claim in gold["claims"] for role in ("actors", "recipients") for i in claim.get(role) or ()}
    mentions = sorted(
        ((each.span.start, each.span.end, entity) for entity, found in coded.entities for each in found),
        key=lambda mention: mention[:2],
    )
    catalogue, text = load_actors(), coded.article.page.text
    outside = [run.span for run in coded.article.boilerplate]
    for entity in gold["entities"]:
        if str(entity["id"]) not in parties:
            continue
        forms = dict.fromkeys([*entity.get("mentions", ()), *entity.get("all_mentions", ())])
        known = {skeleton(form) for form in (*forms, entity["name"])}
        for start, end in places_of([form for form in forms if is_name(form)], text):
            if any(span.start <= start < span.end for span in outside):
                continue
            score = scores.setdefault(entity["kind"], ActorNames())
            score.names += 1
            over = [each for first, last, each in mentions if first < end and start < last]
            score.found += bool(over)
            score.kind += any(each.kind == entity["kind"] for each in over)
            score.entity += any(known & sounds_of(each, catalogue) for each in over)


def is_name(form: str) -> bool:
    words = form.removeprefix("the ").removeprefix("The ").replace("-", " ").split()
    return bool(words) and words[0][0].isupper() and all(w[0].isupper() or w in LINKS for w in words)


def places_of(forms: list[str], text: str) -> list[Span]:
    """Where any of the forms stands as whole words, the longest form at each place."""
    if not forms:
        return []
    longest = sorted((form.removeprefix("the ").removeprefix("The ") for form in forms), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return [match.span() for match in pattern.finditer(text)]


def sounds_of(entity: Entity, catalogue: Catalogue) -> set[str]:
    actor = catalogue.actors.get(entity.id)
    state = catalogue.states.get(entity.id)
    names = [entity.name, *(actor.aliases if actor else ()), *(state.aliases if state else ())]
    return {skeleton(name) for name in names}
