"""The dead and the hurt of an event. A number belongs to the people whose killing or wounding the clause reports;
numbers of the means ("three missiles") are not counted. Those of coordinated nouns are added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.sums import total
from dateline.knowledge.cues import Cues, load_cues
from dateline.records import Article, Quantity

KILLINGS = frozenset({"killing", "murder", "assassination", "execution", "beheading", "lynching"})
"""Nouns whose of-phrase names the dead."""
EFFECTS = ("killed", "injured")
TOLLS = frozenset({"toll", "number"})


@dataclass(frozen=True, slots=True)
class Casualties:
    killed: Quantity | None = None
    injured: Quantity | None = None

    def __bool__(self) -> bool:
        return self.killed is not None or self.injured is not None


def casualties(clauses: Sequence[Token], cues: Cues, article: Article, others: Collection[int] = ()) -> Casualties:
    """The killed and injured that the words of one event state, first hit first: by their verbs, by verbs that hang on
    them, or as "36 people injured". `others` are the words of other events, whose clauses are not read."""
    found: dict[str, Quantity] = {}
    for clause in clauses:
        for token in within(clause, others):
            for effect, people in counted(token, cues):
                if effect in found:
                    continue
                if (number := total(people, cues, article)) is not None:
                    found[effect] = number
    return Casualties(**found)


def within(clause: Token, others: Collection[int]) -> Iterator[Token]:
    """The clause's head first, what tells of it (a toll, a verb of leaving), then the words below in text order."""
    yield clause
    above = teller(clause) or cost(clause, others)
    if above is not None and above.i not in others:
        yield above
        yield from below(above, {*others, clause.i})
    yield from below(clause, others)


def cost(clause: Token, others: Collection[int]) -> Token | None:
    """The verb of dying that a clause explains: "eight **died** when two mines exploded"."""
    verb = clause.head
    dying = clause.dep_ == "advcl" and verb.pos_ == "VERB" and tree.lemma(verb) in load_cues().words.dying
    return verb if dying and verb.i not in others else None


def below(top: Token, others: Collection[int]) -> list[Token]:
    """The words under one, in text order, without the words of other events and what hangs on them."""
    found, stack = [], list(top.children)
    while stack:
        token = stack.pop()
        if token.i not in others:
            found.append(token)
            stack += token.children
    return sorted(found, key=lambda token: token.i)


def teller(noun: Token) -> Token | None:
    """What counts the victims of a noun from above: the toll "of" it, or the verb whose subject it is ("the blast left
    nine dead")."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.head.i == noun.i:
        return None
    head = noun.head
    if tree.lemma(head) in TOLLS and head.pos_ == "NOUN":
        return tree.governing_verb(head) if head.dep_ in {"nsubj", "nsubj:pass"} else head
    if noun.dep_ == "nsubj" and head.pos_ == "VERB":
        return head
    return None


def counted(token: Token, cues: Cues) -> Iterator[tuple[str, Token]]:
    """(killed or injured, the noun that is counted) for a casualty word."""
    effect = cues.casualties.get((tree.lemma(token), token.pos_)) or cues.casualties.get((token.lower_, token.pos_))
    if effect is None:
        yield from (("killed", victim) for victim in put_to_death(token))
        return
    effects = EFFECTS if effect == "both" else (effect,)
    for people in people_of(token, cues):
        yield from ((each, people) for each in effects)


def put_to_death(token: Token) -> list[Token]:
    """Whom words beside a deed say to be dead: "the killing of four men", "hacked to death 60 people"."""
    phrases = list(tree.obliques(token))
    if token.lower_ in KILLINGS and token.pos_ in {"NOUN", "VERB"}:
        return [noun for preposition, noun in phrases if preposition == "of"]
    hacked = token.pos_ == "VERB" and any(p == "to" and noun.lower_ == "death" for p, noun in phrases)
    return tree.logical_objects(token) if hacked else []


def people_of(token: Token, cues: Cues) -> list[Token]:
    """Who was killed or hurt by a casualty word: object of a verb, subject of "die", noun of "36 injured"."""
    if token.dep_ == "nmod" and tree.lemma(token.head) in TOLLS:
        return toll_numbers(token.head, cues)
    if (number := counted_alone(token, cues)) is not None:
        return [number]
    if (more := counts_others(token)) is not None:
        return [more]
    if token.pos_ == "VERB":
        if tree.lemma(token) in cues.words.dying:
            return tree.surface_subjects(token)
        return tree.logical_objects(token) or tree.children(token, "nummod")
    if token.pos_ == "ADJ":
        return people_described(token)
    if tree.lemma(token) == "toll":
        return toll_numbers(token, cues)
    victims = [noun for preposition, noun in tree.obliques(token) if preposition == "of"]
    if tree.lemma(token) == "life":
        return victims if tree.lemma(token.head) not in cues.words.losing else tree.surface_subjects(token.head)
    if any(child.dep_ in {"nummod", "det"} for child in token.children):
        return [token, *victims]
    return victims


def counted_alone(word: Token, cues: Cues) -> Token | None:
    """The number right before a participle or adjective that has no noun: "nine dead and more than 40 injured"."""
    if word.pos_ not in {"VERB", "ADJ"} or word.i == word.sent.start:
        return None
    before = word.nbor(-1)
    number = before.pos_ == "NUM" or (before.pos_ == "NOUN" and before.lower_ in cues.words.vague_numbers)
    alone = number and (before.dep_ != "nummod" or before.head.i == word.i)
    return before if alone and word.dep_ != "amod" and not tree.children(word, "aux", "aux:pass", "obj") else None


def counts_others(word: Token) -> Token | None:
    """Whom a coordinated participle tells of where they stand right before it and not with the first one: "ten were
    killed and **many** more injured", "and several **others** wounded"."""
    if word.pos_ != "VERB" or word.dep_ != "conj" or tree.children(word, "nsubj", "nsubj:pass", "obj"):
        return None
    subject = word.nbor(-1) if word.i > word.sent.start else word
    if subject.dep_.startswith("nsubj") and subject.head.i == word.head.i < subject.i:
        return subject
    before = word.doc[max(word.sent.start, word.i - 2) : word.i]
    return before[0] if len(before) == 2 and before[1].lower_ == "more" else None


def people_described(word: Token) -> list[Token]:
    """Whom an adjective tells of: "20 injured", "the injured men", "left nine men dead and dozens injured"."""
    if tree.children(word, "nummod"):
        return [word]
    if word.dep_ in {"amod", "acl"}:
        return [word.head]
    if word.dep_ in {"advmod", "xcomp", "obj"} and word.head.pos_ == "VERB" and word.i == word.head.i + 1:
        return [each for each in tree.logical_objects(word.head) if each.i != word.i]  # "shot dead a policeman"
    told = [each for noun in tree.surface_subjects(word) for each in tree.conjuncts(noun)]
    return [max(told, key=lambda each: (each.i < word.i, each.i))] if told else [word]


def toll_numbers(toll: Token, cues: Cues) -> list[Token]:
    """The number that a toll rises to, stands at or reaches, or is: "a toll of 20", "Death toll at least 20"."""
    verb = tree.governing_verb(toll)
    found = [noun for preposition, noun in tree.obliques(verb) if preposition in {"to", "at"}]
    found += [noun for preposition, noun in tree.obliques(toll) if preposition in {"to", "at"}]
    found += [noun for preposition, noun in tree.obliques(toll) if preposition in {"of", ""} and noun.pos_ == "NUM"]
    reached = tree.children(verb, "obj")
    found += [n for n in reached if tree.lemma(verb) in cues.words.reaching or tree.preposition(n) in {"to", "at"}]
    if verb.i == toll.i:  # a headline
        found += [token for token in toll.subtree if token.pos_ == "NUM" and token.i > token.head.i][-1:]
    found += [toll.head] if toll.dep_ == "nsubj" and toll.head.pos_ == "NUM" else []
    return [t for t in found if t.pos_ == "NUM" or any(c.dep_ == "nummod" for c in t.children)]
