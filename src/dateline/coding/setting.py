"""In which country a text is as it goes: "**In neighbouring Jordan**, police arrested two men. They ...".

A place at the head of a sentence moves the text there, and so does the place of a deed. Whoever is told of next without
a country ("the police") is of that country, until the paragraph ends or another place takes the text elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.when_tree import is_time_word
from dateline.knowledge.cues import load_words
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.place_words import load_place_words

PLACING = frozenset({"across", "around", "at", "in", "inside", "near", "outside", "throughout"})
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of what is done where those live to whom it is done; talks are held anywhere."""
FRONT = 8
"""Words at the head of a sentence among which the place stands that moves the text."""
LEVELS = 3
STAY = 2
"""Paragraphs for which a page without a country of its own stays where it went."""
BESIDE = frozenset({"of", "neighboring", "neighbouring"})
BORDER = frozenset({"the", "border"})
"""Words of "across the border in", which moves a text."""


@dataclass(frozen=True, slots=True)
class Move:
    """From the word `at` the text is in `country`; `fronted` where the place heads its sentence, `state` where it is
    the state itself."""

    at: int
    country: str
    paragraph: int
    fronted: bool
    state: bool

    def reaches(self, soldiers: bool) -> bool:
        return not soldiers or (self.fronted and self.state)


class Setting:
    """Where one document is at each of its words. `country_at` are the countries of named places and states by token,
    `states_at` the heads of states' names, `main` is the page's own country, `starts` are the character offsets of
    paragraphs."""

    def __init__(
        self,
        doc: Doc,
        country_at: Mapping[int, str],
        states_at: Collection[int],
        main: str | None = None,
        starts: Collection[int] = (),
    ) -> None:
        self.main = main
        self.doc = doc
        self.country_at = country_at
        self.states_at = states_at
        self.starts = sorted(starts)
        self.moves = [move for sentence in doc.sents for move in self.of_sentence(sentence)] if country_at else []

    def country(self, token: Token, *, soldiers: bool = False) -> str | None:
        """The country where the text is when it comes to a word; else the page's own. A paragraph right behind one that
        went abroad may still be there, so it has none, unless it names the page's own."""
        if (moved := self.moved(token, soldiers)) is not None:
            return moved
        move = self.before(token)
        if move is None or move.country == self.main or not move.reaches(soldiers):
            return self.main
        apart = self.paragraph(token) - move.paragraph
        if self.main is None:
            return move.country if apart <= STAY else None
        return self.main if not move.fronted or apart > 1 or self.names(self.main, token) else None

    def moved(self, token: Token, soldiers: bool = False) -> str | None:
        """The country to which the paragraph of a word went before it; soldiers may be abroad: only "In Jordan, the
        army" moves them."""
        move = self.before(token)
        here = move is not None and self.paragraph(token) == move.paragraph and move.reaches(soldiers)
        return move.country if move is not None and here else None

    def before(self, token: Token) -> Move | None:
        """The last move before a word."""
        return next((move for move in reversed(self.moves) if move.at < token.i), None)

    def paragraph(self, token: Token) -> int:
        return sum(start <= token.idx for start in self.starts)

    def names(self, country: str, token: Token) -> bool:
        """Whether the paragraph of a word names a country before it."""
        start = max((start for start in self.starts if start <= token.idx), default=0)
        return any(
            where == country and at < token.i and self.doc[at].idx >= start for at, where in self.country_at.items()
        )

    def of_sentence(self, sentence: Sentence) -> Iterator[Move]:
        place = self.fronted(sentence)
        if place is not None:
            yield self.move(place, fronted=True)
        front = None if place is None else self.country_at[place.i]
        found = [token for token in sentence if token.i in self.country_at and self.is_of_deed(token)]
        if len({front, *(self.country_at[token.i] for token in found)} - {None}) == 1 and front is None:
            yield self.move(found[-1], fronted=False)

    def move(self, place: Token, *, fronted: bool) -> Move:
        state = place.i in self.states_at
        return Move(place.i, self.country_at[place.i], self.paragraph(place), fronted, state)

    def fronted(self, sentence: Sentence) -> Token | None:
        """The place at the head of a sentence: "In the town of **Beni**,"; of what is only said there the state itself
        alone ("In **Jordan**, the army said"), since many speak far from home."""
        words = load_place_words()
        within = False
        for token in sentence[:FRONT]:
            if within and token.i in self.country_at:
                told = tree.lemma(sentence.root) in load_words().reporting
                return token if token.i in self.states_at or not told else None
            inner = token.pos_ in {"DET", "ADJ", "PROPN"} or tree.lemma(token) in words.nouns or token.lower_ in BESIDE
            before = token.pos_ in {"CCONJ", "ADV", "PUNCT", "SPACE", "ADP"} or token.lower_ in BORDER
            before = before or is_time_word(token)
            if token.lower_ in PLACING:
                within = True
            elif not (inner if within else before):
                return None
        return None

    def is_of_deed(self, place: Token) -> bool:
        """Whether a place is that of a deed: "shot two men **in Gao**", "clashes in the village of **Beni**"."""
        step = place
        for _ in range(LEVELS):
            if tree.preposition(step) in PLACING and step.dep_ in {"obl", "nmod"}:
                readings = load_lexicon().readings(step.head.lower_, tree.lemma(step.head), step.head.pos_)
                return any(reading.type in DEEDS for reading in readings)
            if step.dep_ not in {"nmod", "compound", "flat", "appos", "conj"}:
                return False
            step = step.head
        return False
