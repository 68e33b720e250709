"""Which words carry the actor and the recipient of a trigger, read from UD relations by the trigger's frame.

The result names head tokens only; `participants` turns them into entities.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.lexicon import Relation

BEFORE_NOUN = ("nmod:poss", "compound", "amod", "nmod:desc")


@dataclass(frozen=True, slots=True)
class Slot:
    """The head word of a role and the path by which it was found, for explanations."""

    token: Token
    path: str


@dataclass(frozen=True, slots=True)
class Roles:
    actors: tuple[Slot, ...]
    recipients: tuple[Slot, ...]


def find_roles(match: TriggerMatch) -> Roles:
    """The role fillers of a trigger. For a reciprocal frame both sides are actors."""
    frame, token = match.trigger.frame, match.token
    if match.nominal:
        actors = noun_slots(token, frame.noun_actor)
        recipients = noun_slots(token, frame.noun_recipient, taken={s.token.i for s in actors})
        if not actors:
            actors = borrowed_subjects(match)
        if not recipients and match.light_verb is not None:
            recipients = verb_slots(match.light_verb, tuple(r for r in frame.verb_recipient if r.name == "obl"))
    else:
        actors = verb_slots(token, frame.verb_actor)
        recipients = verb_slots(token, frame.verb_recipient, taken={s.token.i for s in actors})
    if frame.reciprocal:
        return Roles(unique([*actors, *recipients]), ())
    return Roles(unique(actors), unique(recipients))


def unique(slots: list[Slot]) -> tuple[Slot, ...]:
    seen: dict[int, Slot] = {}
    for slot in slots:
        seen.setdefault(slot.token.i, slot)
    return tuple(seen.values())


def spread(token: Token, path: str) -> list[Slot]:
    """A filler and all that is coordinated with it."""
    return [Slot(each, path if each is token else path + " conj") for each in tree.conjuncts(token)]


def verb_slots(verb: Token, relations: tuple[Relation, ...], taken: set[int] | None = None) -> list[Slot]:
    """The first relation of the list that has fillers, with their conjuncts."""
    for relation in relations:
        found = [t for t in verb_fillers(verb, relation) if not taken or t.i not in taken]
        if found:
            return [slot for token in found for slot in spread(token, str_of(relation))]
    return []


def str_of(relation: Relation) -> str:
    return f"{relation.name}:{relation.preposition}" if relation.preposition else relation.name


def verb_fillers(verb: Token, relation: Relation) -> list[Token]:
    match relation.name:
        case "nsubj":
            return tree.logical_subjects(verb)
        case "obj":
            return tree.logical_objects(verb)
        case "iobj":
            return tree.children(verb, "iobj")
        case "obl:agent":
            return tree.agents(verb)
        case "obl":
            return [noun for preposition, noun in tree.obliques(verb) if preposition.split(" ")[0] == relation.preposition]
        case "ccomp:subject":
            clauses = tree.children(verb, "ccomp", "xcomp", "advcl")
            return [t for clause in clauses for t in tree.children(clause, "nsubj", "nsubj:pass")]
    return []


def noun_slots(noun: Token, relations: tuple[Relation, ...], taken: set[int] | None = None) -> list[Slot]:
    for relation in relations:
        found = [t for t in noun_fillers(noun, relation) if not taken or t.i not in taken]
        if found:
            return [slot for token in found for slot in spread(token, str_of(relation))]
    return []


def noun_fillers(noun: Token, relation: Relation) -> list[Token]:
    if relation.name == "mod":
        return tree.children(noun, *BEFORE_NOUN)
    if relation.name == "nmod:poss":
        return tree.children(noun, "nmod:poss")
    if relation.preposition == "by" and (verb := participle_of(noun)) is not None:
        return tree.agents(verb)
    found = [t for preposition, t in tree.obliques(noun) if preposition.split(" ")[0] == relation.preposition]
    if not found and relation.preposition in {"by", "on", "against"}:
        found = nested_obliques(noun, relation.preposition)
    if relation.preposition == "targeting":
        found += [t for child in noun.children if child.lower_ == "targeting" for t in tree.logical_objects(child)]
    return found


def nested_obliques(noun: Token, preposition: str) -> list[Token]:
    """Phrases that a parser hung one noun too low: "the strike on the convoy by jets"."""
    inner = [t for _, t in tree.obliques(noun)]
    return [t for below in inner for found, t in tree.obliques(below) if found == preposition and t.i > below.i]


def participle_of(noun: Token) -> Token | None:
    """The verb in "an attack claimed/carried out/led by B", whose agent is the noun's actor."""
    for child in noun.children:
        if child.dep_ in {"acl", "acl:relcl"} and tree.is_passive(child) and tree.agents(child):
            return child
    return None


def borrowed_subjects(match: TriggerMatch) -> list[Slot]:
    """The subject of the light verb, or of the verb whose object the noun is in "led an assault"."""
    verb = match.light_verb
    if verb is None:
        return []
    return [slot for token in tree.logical_subjects(verb) for slot in spread(token, f"nsubj of {verb.lower_}")]
