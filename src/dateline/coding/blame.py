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
    return None


def strayed(noun: Token) -> list[Token]:
    """Clauses behind a noun that a parser hung on an earlier one, though only a deed is laid on anybody."""
    behind = noun.doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)]
    return [t for t in behind if t.dep_ in {"acl", "acl:relcl"} and t.head.i < noun.i and tree.lemma(t) in LAYING]


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
