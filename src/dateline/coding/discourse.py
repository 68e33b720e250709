"""What a page has spoken of up to a word: noun phrases and who they are, ranked by how prominent they are there.

The ranking is after Lappin & Leass (1994), "An algorithm for pronominal anaphora resolution": each noun phrase weighs
what its grammatical place gives it, halved with each sentence; phrases of one entity add up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.mentions import ActorMention, MentionIndex
from dateline.coding.referents import Referent, referents, weight
from dateline.coding.setting import Setting
from dateline.coding.speech import quotations, quoted_sentences, speech_kind
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.cues import Cues
from dateline.records import Article, Entity

LOOK_BACK = 3
"""Sentences before its own in which a word may find its antecedent."""
MOST_REFERENTS = 300
"""Noun phrases that are compared at most; only a run-on text has so many in four sentences."""
DECAY = 0.5
"""What a noun phrase loses of its weight with each sentence (Lappin & Leass 1994)."""
PARALLEL = 35.0
"""What the same grammatical role adds (Lappin & Leass 1994)."""
SPEAKING = 150.0
"""What it adds that whoever spoke in the sentence before speaks again: "..., a panel found. **It** blamed"."""
BLAMING = frozenset("accuse blame conclude condemn criticise criticize demand find rule urge".split())
SUBJECT = frozenset({"nsubj", "nsubj:pass"})
CLAUSAL = tree.CLAUSES | {"xcomp", "conj"}
DEMANDING = frozenset({"demand", "insist", "request", "urge", "ask", "order", "recommend", "propose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """One entity that a word stands for, and the head of the words that name it."""

    entity: Entity
    head: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What one word stands for; where `found` is empty, `reason` says why, else by which rule it was found."""

    found: tuple[Antecedent, ...]
    reason: str


class Discourse:
    """The noun phrases of one document in text order, and what its words were found to stand for. `home` is the code
    of the country that the page is about, if of one."""

    def __init__(
        self,
        article: Article,
        mentions: MentionIndex,
        cues: Cues,
        catalogue: Catalogue,
        home: str | None = None,
        setting: Setting | None = None,
    ) -> None:
        self.article = article
        self.mentions = mentions
        self.doc = mentions.doc
        self.cues = cues
        self.catalogue = catalogue
        self.home = home
        self.setting = setting
        self.day = article.published.day.isoformat() if article.published else None
        self.inside = quotations(article, self.doc)
        self.quoted = quoted_sentences(self.inside, self.doc)
        self.sentence_of = [n for n, sentence in enumerate(self.doc.sents) for _ in sentence]
        self.known = referents(mentions, catalogue, cues)
        self.positions = [last_head(referent) for referent in self.known]
        self.genders: dict[str, str] = {}
        self.references: dict[int, Reference] = {}
        for referent in self.known:
            if referent.gender:
                self.genders.setdefault(referent.key, referent.gender)

    def country_at(self, token: Token) -> str | None:
        """The country where the text is at a word."""
        return self.home if self.setting is None else self.setting.country(token)

    def before(self, token: Token) -> list[Referent]:
        """The noun phrases that are complete before a word."""
        return self.known[: bisect_left(self.positions, token.i)]

    def between(self, first: int, end: int) -> list[Referent]:
        """The noun phrases that are complete at token `first` or later and before token `end`."""
        return self.known[bisect_left(self.positions, first) : bisect_left(self.positions, end)]

    def accept(self, token: Token, chosen: Referent, rule: str) -> Reference:
        """The reference to a noun phrase, which from here on is mentioned once more."""
        again = replace(chosen, head=token, weight=weight(token))
        at = bisect_left(self.positions, token.i)
        self.positions.insert(at, token.i)
        self.known.insert(at, again)
        if not chosen.actors:
            return Reference((), f"'{token.lower_}' is no actor")
        return Reference(tuple(Antecedent(a.entity, a.head_token) for a in chosen.actors), rule)

    def speaks(self, token: Token) -> bool:
        """Whether a word is the subject of a verb of speech or of blame."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.pos_ != "VERB":
            return False
        return tree.lemma(verb) in BLAMING or speech_kind(verb, self.cues) in {"say", "claim", "deny"}

    def introduce(self, token: Token, entity: Entity, rule: str) -> Reference:
        """The reference of a word to a state that no noun phrase before it names; from here on it is mentioned."""
        mention = ActorMention(token.i, token.i + 1, token.i, entity, token.text)
        at = bisect_left(self.positions, token.i)
        self.positions.insert(at, token.i)
        self.known.insert(at, Referent(entity.id, token, (mention,), True, False, False, "", weight(token)))
        return Reference((Antecedent(entity, token.i),), rule)

    def ranked(
        self,
        token: Token,
        fits: Callable[[Referent], bool],
        reach: int = LOOK_BACK,
        barred: frozenset[str | None] = frozenset(),
    ) -> list[tuple[float, Referent]]:
        """The referents before a word that it may stand for with their weights, the weightiest first; none whose key
        is `barred`."""
        scores: dict[str, dict[int, float]] = {}
        speaking = self.speaks(token)
        last: dict[str, Referent] = {}
        here = self.sentence_of[token.i]
        end = bisect_left(self.positions, token.i)
        for at in range(end - 1, max(-1, end - 1 - MOST_REFERENTS), -1):
            referent = self.known[at]
            sentence = self.sentence_of[referent.head.i]
            if here - sentence > reach:
                break
            if not fits(referent) or is_barred(token, referent):
                continue
            found = referent.weight + PARALLEL * (tree.first_conjunct(referent.head).dep_ == token.dep_)
            found += SPEAKING * (speaking and here - sentence == 1 and self.speaks(referent.head))
            by_sentence = scores.setdefault(referent.key, {})
            by_sentence[sentence] = max(found, by_sentence.get(sentence, 0.0))
            last.setdefault(referent.key, referent)
        barred |= {self.demander(token)}
        totals = {
            key: sum(each * DECAY ** (here - sentence) for sentence, each in found.items())
            for key, found in scores.items()
            if key not in barred
        }
        return [(totals[key], last[key]) for key in sorted(totals, key=lambda k: (-totals[k], -last[k].head.i, k))]

    def demander(self, token: Token) -> str | None:
        """Who demands that somebody act: he is not the one to act ("Amin demanded that **he** step down")."""
        clause = token.head
        if token.dep_ not in SUBJECT or clause.dep_ != "ccomp" or tree.lemma(clause.head) not in DEMANDING:
            return None
        found = [each for subject in tree.surface_subjects(clause.head) for each in self.entities(subject)]
        return found[0].entity.id if found else None

    def entities(self, token: Token) -> tuple[Antecedent, ...]:
        """What a word names or, if it was resolved before, refers to."""
        mention = self.mentions.at(token.i)
        if mention is None:
            beside = [self.mentions.at(c.i) for c in tree.children(token, "appos", "flat", "nmod:desc")]
            mention = next((each for each in beside if each is not None), None)
        if mention is not None:
            return (Antecedent(mention.entity, mention.head_token),)
        reference = self.references.get(token.i)
        return reference.found if reference is not None else ()


def last_head(referent: Referent) -> int:
    """Where a referent is complete: a coordination at its last member."""
    return max([referent.head.i, *(actor.head_token for actor in referent.actors)])


def name(referent: Referent) -> str:
    return " and ".join(actor.entity.name for actor in referent.actors) or f"'{referent.head.text}'"


def is_definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.children)


def possessor(token: Token) -> bool:
    return token.dep_ == "nmod:poss"


def holds(head: Token, token: Token) -> bool:
    """Whether a word stands inside the noun phrase of a head, not in a clause that hangs on it."""
    while token.head.i != token.i:
        if token.i == head.i:
            return True
        if token.dep_ in CLAUSAL:
            return False
        token = token.head
    return token.i == head.i


def is_barred(token: Token, referent: Referent) -> bool:
    """What syntax rules out: the phrase that holds the word, a coordinated one, the subject of its own verb."""
    head = referent.head
    if holds(head, token):
        return True
    if head.i in {each.i for each in tree.conjuncts(tree.first_conjunct(token))}:
        return True
    if token.dep_ in SUBJECT and (token.head.dep_, token.head.head.i) == ("acl:relcl", head.i):
        return True  # "the men whom they had taken"
    if token.dep_ in SUBJECT or possessor(token):
        return False
    verb = tree.governing_verb(tree.first_conjunct(token).head)
    if tree.governing_verb(head.head) != verb or tree.first_conjunct(token).head.pos_ in {"NOUN", "PROPN"}:
        subjects = tree.surface_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
        return any(s.i == head.i for s in subjects) and tree.first_conjunct(token).head.i == verb.i
    return head.dep_ in SUBJECT | {"obj", "iobj"} and head.head.i == tree.first_conjunct(token).head.i
