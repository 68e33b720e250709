"""What a pronoun or description may refer to: the noun phrases of a document with number, gender, animacy and weight.

Actors are referents, and so are all other noun phrases, since "it" is more often an attack than a state: without them
every pronoun would find an actor. The weights are after Lappin & Leass (1994), "An algorithm for pronominal anaphora
resolution": subjects before objects before obliques before modifiers, halved with each sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.coding import tree
from dateline.coding.mentions import ActorMention, MentionIndex
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.cues import Cues
from dateline.knowledge.names import plain

WEIGHTS = {
    "nsubj": 310,
    "nsubj:pass": 310,
    "obj": 260,
    "iobj": 210,
    "obl": 200,
    "obl:agent": 230,
    "nmod:poss": 170,
    "nmod": 140,
    "compound": 100,
    "amod": 100,
}
OTHER_WEIGHT = 150
LATER_CONJUNCT = 0.9
"""What is coordinated with a word weighs a little less than the word."""

NOT_REFERRING = frozenset({"compound", "amod", "flat", "fixed", "appos", "nmod:desc", "nmod:unmarked", "obl:unmarked"})
"""Relations in which a common noun is no noun phrase of its own."""


@dataclass(frozen=True, slots=True)
class Referent:
    """One noun phrase. `key` is the same for all phrases of one entity; `actors` are the mentions that it stands for,
    none where it is no political actor, several where it coordinates some. `personal` is None where it is not told."""

    key: str
    head: Token
    actors: tuple[ActorMention, ...]
    singular: bool
    plural: bool
    personal: bool | None
    gender: str
    weight: float


def referents(mentions: MentionIndex, catalogue: Catalogue, cues: Cues) -> list[Referent]:
    """The noun phrases of a document in text order, coordinations at their last word."""
    found: list[Referent] = []
    reader = Reader(mentions, catalogue, cues)
    for token in mentions.doc:
        referent = reader.read(token)
        if referent is not None:
            found.append(referent)
            found += reader.coordination(token)
    return sorted(found, key=lambda referent: (max(referent.head.i, *ends(referent)), len(referent.actors)))


def ends(referent: Referent) -> tuple[int, ...]:
    return tuple(actor.head_token for actor in referent.actors) or (referent.head.i,)


class Reader:
    """Reads the noun phrases of one document."""

    def __init__(self, mentions: MentionIndex, catalogue: Catalogue, cues: Cues) -> None:
        self.mentions = mentions
        self.catalogue = catalogue
        self.cues = cues
        self.persons = person_nouns(catalogue, tuple(cues.descriptions.items()))

    def read(self, token: Token) -> Referent | None:
        """The noun phrase of a head word, or None where the word heads none."""
        mention = self.mentions.at(token.i)
        if mention is not None:
            return self.actor(mention) if mention.head_token == token.i else None
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in NOT_REFERRING or is_time(token):
            return None
        beside = [self.mentions.at(c.i) for c in token.children if c.dep_ in {"appos", "flat", "nmod:desc"}]
        if any(beside) or any(child.dep_ == "cop" for child in token.children):
            return None  # told of another phrase: "the president, X", "X is a general"
        plural = tree.feature(token, "Number") == "Plur"
        lemma = tree.lemma(token)
        name = token.pos_ == "PROPN"
        personal = None if name else lemma in self.persons
        key = f"name {last_name(token)}" if name else f"noun {lemma} {plural}"
        gender = self.gender(token)
        return Referent(key, token, (), not plural, plural, personal or bool(gender) or personal, gender, weight(token))

    def actor(self, mention: ActorMention) -> Referent | None:
        """An actor; the kind decides what pronouns fit."""
        token, entity = self.mentions.doc[mention.head_token], mention.entity
        if personal_office(mention) and self.named_beside(token):
            return None  # "the foreign minister, X": X is the person
        words = self.mentions.doc[mention.start_token : mention.end_token]
        plural = tree.feature(token, "Number") == "Plur"
        singular, several = not plural, plural
        state = self.catalogue.state(entity.country) if entity.kind == "state" else None
        if entity.kind == "person" or state is not None and mention.text not in state.nationals:
            singular, several = True, False  # "the United States" looks like a plural
        elif entity.kind == "population":
            singular, several = False, True
        elif entity.kind in {"group", "organisation"} and not plural:
            singular, several = True, True
        elif entity.origin == "catalogue" and entity.kind in {"group", "organisation"}:
            singular = True  # "the Taliban", "the Houthis": also "it"
        personal = entity.kind == "person" if entity.kind != "population" else True
        head = token
        above = self.mentions.at(token.head.i)
        if token.dep_ in {"appos", "flat", "nmod:desc"} and (
            above is None or personal_office(above) or (personal and above.entity.kind != "person")
        ):
            head = token.head  # "the president, X, said": X is what the president is there
        gender = ""
        if personal:
            gender = next((g for t in words if (g := self.cues.genders.get(plain(t.text), ""))), "")
            gender = gender or self.gender(token) or (self.gender(head) if head is not token else "")
        return Referent(entity.id, token, (mention,), singular, several, personal, gender, weight(head))

    def named_beside(self, token: Token) -> bool:
        """Whether the name of a person stands beside his office."""
        beside = [self.mentions.at(child.i) for child in tree.children(token, "appos", "flat", "nmod:desc")]
        return any(each is not None and each.entity.kind == "person" and not personal_office(each) for each in beside)

    def gender(self, token: Token) -> str:
        """The gender that the word itself or a word beside it tells: "spokeswoman", "Mr", "a farmer and mother"."""
        near = [c for c in token.children if c.dep_ in {"appos", "compound", "flat", "nmod:desc"}]
        return next((g for t in (token, *near) if (g := self.cues.genders.get(tree.lemma(t).rstrip("."), ""))), "")

    def coordination(self, token: Token) -> Iterator[Referent]:
        """The plural phrase that a word makes with those coordinated with it."""
        parts = [each for each in tree.conjuncts(token) if each.pos_ in {"NOUN", "PROPN", "PRON"}]
        if len(parts) < 2 or token.dep_ == "conj":
            return
        mentions = [self.mentions.at(part.i) for part in parts]
        actors = tuple({m.entity.id: m for m in mentions if m is not None}.values())
        if any(mention is None for mention in mentions):
            actors = ()
        personal = all(actor.entity.kind in {"person", "population"} for actor in actors) if actors else None
        key = "+".join(str(part.i) for part in parts) if not actors else "+".join(a.entity.id for a in actors)
        yield Referent(key, token, actors, False, True, personal, "", weight(token) + 1)


def personal_office(mention: ActorMention) -> bool:
    """Whether a mention is an office without a name: "the Omani foreign minister"."""
    entity = mention.entity
    return entity.kind == "person" and entity.origin == "text" and entity.name.split()[-1].islower()


def weight(token: Token) -> float:
    """How prominent the grammatical place of a word is."""
    first = tree.first_conjunct(token)
    if first.dep_ == "appos" and first.head.pos_ == "NOUN":  # "the leader of the front, X, said": X is the subject
        first = token = tree.first_conjunct(first.head)
    found = WEIGHTS.get(first.dep_, OTHER_WEIGHT)
    return found if first.i == token.i else found * LATER_CONJUNCT


def last_name(token: Token) -> str:
    """The last word of an unknown name, by which its short form is known."""
    parts = [token, *(child for child in token.children if child.dep_ == "flat")]
    return parts[-1].lower_


def is_time(token: Token) -> bool:
    """Whether a word is a day, month or span of time."""
    words = load_time_words()
    return token.lower_ in words.weekdays or token.lower_ in words.months or tree.lemma(token) in TIMES


TIMES = frozenset("second minute hour day night week month year decade century morning evening afternoon time".split())


@lru_cache(maxsize=4)
def person_nouns(catalogue: Catalogue, descriptions: tuple[tuple[str, object], ...]) -> frozenset[str]:
    """Common nouns for single persons or people."""
    roles = {role.phrase for role in catalogue.roles if role.kind in {"person", "population"}}
    roles |= {role.phrase.split()[-1] for role in catalogue.roles if role.kind == "person"}
    told = {lemma for lemma, found in descriptions if "person" in getattr(found, "kinds", ())}
    return frozenset(catalogue.words.person_nouns | roles | told)


def text_words(doc: Doc, mention: ActorMention) -> set[str]:
    """The words of a mention, folded."""
    return {plain(token.text) for token in doc[mention.start_token : mention.end_token]}
