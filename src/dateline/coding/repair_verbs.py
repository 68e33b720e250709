"""Mends verbs that a parser took for something else: halves of words with a hyphen, participles, what is held to be."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.lexicon import load_lexicon

NAMING = frozenset({"NOUN", "PROPN"})
HYPHENS = frozenset({"-", "‑"})
HOLDING = frozenset({"consider", "declare", "deem", "find", "hold"})
"""Verbs that say what somebody is held to be."""
HAVING = frozenset({"had", "has", "have"})
CARRYING = frozenset({"carrying", "ferrying", "transporting"})
PASSIVE = frozenset({"are", "be", "been", "being", "is", "was", "were"})


def mend_verb(verb: Token) -> None:
    """Mends a verb and what hangs on it."""
    mend_hyphen(verb)
    mend_bare_main(verb)
    mend_late_participle(verb)
    mend_complement(verb)
    mend_for_clause(verb)
    mend_load(verb)


def mend_hyphen(verb: Token) -> None:
    """ "Police **tear-gassed** mourners": a verb of the lexicon with a hyphen is one verb, whose subject stands before
    its first half."""
    if verb.i < verb.sent.start + 3 or verb.nbor(-1).text not in HYPHENS or verb.nbor(-1).whitespace_:
        return
    first, before = verb.nbor(-2), verb.nbor(-3)
    forms = load_lexicon().forms
    known = any(forms.get((f"{first.lower_}{hyphen}{verb.lower_}", "VERB")) for hyphen in ("-", ""))
    if first.whitespace_ or not known or before.pos_ not in {*NAMING, "AUX", "ADV", "VERB"}:
        return
    if before.lower_ in HAVING and before.i in {verb.head.i, first.head.i}:
        take_place(verb, before)
    top = next((t for t in (verb, first) if t.head.i == t.i), None) or head_outside(verb, first)
    bearers = {verb.i, first.i, before.i} if before.lower_ in HAVING else {verb.i, first.i}
    subjects = [t for t in verb.sent if t.i < first.i and t.head.i in bearers and is_subject(t)]
    if before.pos_ in NAMING and verb.head.i == before.head.i:  # both beside the object
        subjects = [before]
    if before.lower_ in HAVING:
        hang(before, verb, "aux")
    raise_verb(verb, first, top)
    auxiliaries = [t for t in verb.sent if t.head.i in {verb.i, first.i} and t.i < first.i and t.pos_ == "AUX"]
    passive = any(t.lower_ in PASSIVE for t in auxiliaries)
    for each in auxiliaries:
        hang(each, verb, "aux:pass" if each.lower_ in PASSIVE else "aux")
    for each in subjects[-1:]:
        hang(each, verb, "nsubj:pass" if passive else "nsubj")
        for other in [t for t in first.children if t.i < each.i and t.dep_ in {"compound", "det", "amod"}]:
            hang(other, each, other.dep_)
    hang(first, verb, "compound")


def take_place(verb: Token, auxiliary: Token) -> None:
    """Puts a verb where its auxiliary was taken for the verb: "has test-fired a missile"."""
    root, relation, above = auxiliary.head.i == auxiliary.i, auxiliary.dep_, auxiliary.head
    verb.head, verb.dep_ = (verb, "ROOT") if root else (above, relation)
    for child in [t for t in auxiliary.children if t.i != verb.i]:
        hang(child, verb, child.dep_)
    auxiliary.head, auxiliary.dep_, auxiliary.pos_ = verb, "aux", "AUX"


def head_outside(verb: Token, first: Token) -> Token:
    """Of the two halves of a word the one whose head is no part of it."""
    return verb if verb.head.i != first.i else first


def is_subject(token: Token) -> bool:
    return token.pos_ in NAMING and token.dep_ in {"nsubj", "nsubj:pass", "compound", "obl:unmarked"}


def raise_verb(verb: Token, first: Token, top: Token) -> None:
    """Puts the verb where the word stands in its sentence; the noun that it was taken to describe is its object."""
    noun = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
    if noun is not None:
        above, relation = noun.head, noun.dep_
        root = above.i == noun.i
        verb.head = verb if root or above.i in {first.i, verb.i} else above
        verb.dep_ = "ROOT" if verb.head.i == verb.i else relation
        noun.head, noun.dep_ = verb, "obj"
    elif top.i == first.i:
        root = first.head.i == first.i
        verb.head, verb.dep_ = (verb, "ROOT") if root else (first.head, first.dep_)
    verb.pos_ = "VERB"
    for child in [t for t in first.children if t.i > verb.i]:
        hang(child, verb, child.dep_)


def mend_bare_main(verb: Token) -> None:
    """ "Kidnappers **whisked** away a monarch": a past form with an object of its own, right behind the noun that is
    all the sentence else has, is its verb."""
    noun = verb.head
    past = verb.dep_ == "acl" and verb.lower_.endswith("ed") and noun.head.i == noun.i and noun.pos_ in NAMING
    if not past or noun.i > verb.i or tree.children(noun, "cop", "acl:relcl", "parataxis", "appos"):
        return
    if not any(o.i > verb.i for o in tree.children(verb, "obj")) or noun.right_edge.text not in {
        ".",
        noun.sent[-1].text,
    }:
        return
    others = [t for t in noun.sent if t.pos_ in {"VERB", "AUX"} and t.i != verb.i and tree.feature(t, "Mood") == "Ind"]
    if others or any(t.i > verb.i and t.head.i == noun.i and not t.is_punct for t in noun.children if t.i != verb.i):
        return
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"


def mend_late_participle(verb: Token) -> None:
    """ "Two died in an attack **claimed** by the front": a participle with a by-phrase tells of the noun right before
    it, not of the subject."""
    noun, before = verb.head, verb.nbor(-1) if verb.i > verb.sent.start else verb
    late = verb.dep_ in {"acl", "acl:relcl"} and bool(tree.children(verb, "obl:agent")) and tree.is_passive(verb)
    if not late or before.pos_ not in NAMING or before.i == noun.i or noun.i > before.i or before.head.i == noun.i:
        return
    if noun.dep_.startswith("nsubj") and noun.head.i < before.i and not verb.is_ancestor(before):
        hang(verb, before, "acl")


def mend_complement(verb: Token) -> None:
    """ "held the rebels **responsible** for it": an adjective behind an object says what it is held to be."""
    if tree.lemma(verb) not in HOLDING:
        return
    for thing in tree.children(verb, "obj"):
        for child in tree.children(thing, "amod"):
            if child.i > thing.i and child.pos_ == "ADJ":
                hang(child, verb, "xcomp")


def mend_for_clause(verb: Token) -> None:
    """ "called for the president **to resign**": who stands between "for" and the infinitive is its subject, and no
    agent."""
    for clause in tree.children(verb, "xcomp", "advcl", "ccomp"):
        marks = [child.i for child in tree.children(clause, "mark") if child.lower_ == "for" and child.i < clause.i]
        to = any(child.lower_ == "to" for child in tree.children(clause, "mark"))
        for noun in tree.children(verb, "obl:agent", "obl", "obj", "nsubj") if marks and to else ():
            if marks[0] < noun.i < clause.i:
                hang(noun, clause, "nsubj")
                clause.dep_ = "ccomp"


def mend_load(verb: Token) -> None:
    """ "hit a lorry **carrying** soldiers": what a vehicle carries is told of the vehicle, and is the object."""
    if verb.lower_ not in CARRYING or verb.i == verb.sent.start or verb.nbor(-1).pos_ not in NAMING:
        return
    vehicle = verb.nbor(-1)
    if verb.dep_ == "advcl" and verb.head.i == vehicle.head.i:
        hang(verb, vehicle, "acl")
    if verb.head.i == vehicle.i and not tree.children(verb, "obj"):
        load = next((t for t in vehicle.children if t.i > verb.i and t.left_edge.i == verb.i + 1), None)
        if load is not None and load.pos_ in NAMING:
            hang(load, verb, "obj")


def hang(token: Token, head: Token, relation: str) -> None:
    """Gives a word another head, unless that would close a circle."""
    if token.i != head.i and not token.is_ancestor(head):
        if token.head.i != head.i:
            token.head = head
        token.dep_ = relation
