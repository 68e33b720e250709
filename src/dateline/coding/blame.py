"""On whom a deed is laid: "an attack blamed on A", "bombings that officials linked to B", "was attributed to C".

In a participle, a relative clause or the passive it says who did the deed, as an allegation. As a main verb with a
subject it is an accusation, and tells nothing of the target of the deed.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.coding import tree

LAYING = {
    "ascribe": frozenset({"to"}),
    "attribute": frozenset({"to"}),
    "blame": frozenset({"on"}),
    "link": frozenset({"to", "with"}),
    "pin": frozenset({"on"}),
    "trace": frozenset({"to"}),
}
"""Verbs that lay a deed on somebody, with the prepositions before him."""
CHARGING = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for"}),
    "censure": frozenset({"for", "over"}),
    "charge": frozenset({"with", "over"}),
    "condemn": frozenset({"for", "over"}),
    "criticise": frozenset({"for", "over"}),
    "criticize": frozenset({"for", "over"}),
    "denounce": frozenset({"for", "over"}),
    "fault": frozenset({"for"}),
    "suspect": frozenset({"of"}),
}
"""Verbs whose object is whoever did it, with the prepositions before the deed."""

COUNTING = frozenset({"ADJ", "NUM", "PRON", "DET"})
LAID = "laid on somebody by"
"""How the reason for the status begins."""
REACH = 12
"""Words behind a noun in which its relative clause has its verb."""


@dataclass(frozen=True, slots=True)
class Blame:
    """The verb that lays a deed on somebody, the heads of those on whom, and the head of who says so, if told."""

    verb: Token
    culprits: tuple[Token, ...]
    speaker: Token | None


def find_blame(noun: Token) -> Blame | None:
    """Who is said to have done the deed of a noun, by a clause that describes it or by the passive."""
    clauses = tree.children(noun, "acl", "acl:relcl") + strayed(noun)
    if noun.dep_ == "nsubj:pass" and not tree.agents(noun.head):
        clauses.append(noun.head)
    for verb in clauses:
        if culprits := on_whom(verb):
            own = [t for t in tree.children(verb, "nsubj") if t.lower_ not in tree.RELATIVE_PRONOUNS]
            speakers = tree.agents(verb) or ([] if tree.is_passive(verb) else own)
            return Blame(verb, culprits, next(iter(speakers), None))
    return charge(noun)


def charge(noun: Token) -> Blame | None:
    """Who is charged with a deed behind a preposition: "blames **the front** for many of the attacks"."""
    phrase = noun
    while phrase.dep_ in {"nmod", "obl"} and tree.preposition(phrase) == "of" and phrase.head.pos_ in COUNTING:
        phrase = phrase.head
    verb = phrase.head
    if phrase.dep_ == "nmod" and verb.dep_ in {"obj", "nsubj:pass"}:  # "accused the colonel of an attack"
        verb = verb.head
    prepositions = CHARGING.get(tree.lemma(verb), frozenset())
    if phrase.dep_ not in {"obl", "nmod"} or tree.preposition(phrase) not in prepositions or verb.pos_ != "VERB":
        return None
    culprits = tuple(each for head in tree.logical_objects(verb) for each in tree.conjuncts(head))
    if not culprits or any(t.lower_ in {"not", "n't"} for t in tree.children(verb, "advmod")):
        return None
    speakers = tree.agents(verb) if tree.is_passive(verb) else tree.logical_subjects(verb)
    return Blame(verb, culprits, next(iter(speakers), None))


def strayed(noun: Token) -> list[Token]:
    """Clauses behind a noun that a parser hung on an earlier noun or on a name, though deeds are what is laid."""
    behind = noun.doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)]
    clauses = [t for t in behind if t.dep_ in {"acl", "acl:relcl"} and tree.lemma(t) in LAYING]
    return [t for t in clauses if t.head.i < noun.i or (t.head.pos_ == "PROPN" and t.head.i > noun.i)]


def on_whom(verb: Token) -> tuple[Token, ...]:
    """The heads of those on whom a verb lays something."""
    prepositions = LAYING.get(tree.lemma(verb), frozenset())
    return tuple(noun for preposition, noun in tree.obliques(verb) if preposition in prepositions)


def describes_deed(verb: Token) -> bool:
    """Whether a verb only tells who did the deed of its noun, so that it reports no event of its own."""
    above = verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ == "NOUN"
    return above and bool(on_whom(verb)) and not tree.children(verb, "obj")


def lays_on(noun: Token, preposition: str) -> bool:
    """Whether a phrase beside a noun names the culprit: "blamed the attack **on** A"."""
    laid = noun.dep_ in {"obj", "nsubj:pass"} and noun.head.pos_ == "VERB"
    return laid and preposition in LAYING.get(tree.lemma(noun.head), frozenset())
