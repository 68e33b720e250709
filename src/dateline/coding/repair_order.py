"""Mends clauses of time that a parser takes for the whole sentence, and directions that it hangs on a name."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.place_words import load_place_words

COUNTED = frozenset({"after", "before"})
SUBJECTS = ("nsubj", "nsubj:pass")
FRONTED = frozenset({"in", "at", "near", "outside"})
LOWER = frozenset({"acl:relcl", "parataxis", "ccomp", "conj", "appos", "advcl", "dep"})


def mend_counted_clause(sentence: Sentence) -> None:
    """ "A day after gunmen stormed a base in Uri, troops combed the forests": what stands behind "a day after" is no
    main clause; that is the one behind its comma with a subject of its own."""
    verb = sentence.root
    mark = next((c for c in tree.children(verb, "mark") if c.lower_ in COUNTED and c.i < verb.i), None)
    if mark is None or verb.pos_ != "VERB" or not tree.children(verb, *SUBJECTS):
        return
    if any(child.i > verb.i and child.pos_ == "VERB" and child.dep_ == "conj" for child in verb.children):
        return
    for main in sentence:
        if main.i <= verb.i or main.pos_ != "VERB" or main.dep_ not in LOWER:
            continue
        subject = next((c for c in tree.children(main, *SUBJECTS) if c.i < main.i), None)
        if subject is None or subject.lower_ in tree.RELATIVE_PRONOUNS or tree.children(main, "mark"):
            continue
        before = main.doc[subject.left_edge.i - 1]
        if before.text == "," and before.i > verb.i:
            main.head, main.dep_ = main, "ROOT"
            verb.head, verb.dep_ = main, "advcl"
            return


def mend_far_gerund(verb: Token) -> None:
    """ "Killing 40 villagers who had fled there and **wounding** 116": an "-ing" form is not coordinated with a finite
    verb of a clause inside the phrase of another one, but with that."""
    above = verb.head
    if verb.dep_ != "conj" or not verb.lower_.endswith("ing") or above.lower_.endswith("ing"):
        return
    if above.dep_ != "acl:relcl" or tree.children(verb, *SUBJECTS, "aux"):
        return
    first = above.head.head
    if first.pos_ == "VERB" and first.lower_.endswith("ing") and first.i < above.i:
        verb.head = first


def mend_direction(name: Token) -> None:
    """ "evacuating residents of Foua and Kefraya **to Aleppo**": a direction hangs on the verb of motion."""
    above = name.head
    if tree.preposition(name) == "in" and above.pos_ == "PROPN" and name.dep_ == "nmod" and above.i < name.i:
        first = tree.first_conjunct(above)
        if tree.preposition(first) == "between" and first.head.pos_ == "NOUN":  # "talks between A and B in Doha"
            name.head = first.head
        return
    if name.dep_ != "nmod" or above.pos_ != "PROPN" or above.i > name.i or tree.preposition(name) != "to":
        return
    verb = tree.governing_verb(above)
    words = load_place_words()
    moving = verb.pos_ == "VERB" and verb.i < above.i and tree.lemma(verb) in words.motion
    if moving and tree.preposition(above) != "from" and tree.lemma(above) not in words.nouns:
        name.head, name.dep_ = verb, "obl"


def mend_fronted_place(noun: Token) -> None:
    """ "And **in Paris** police arrested 210": a subject has no preposition; the name before it is where that was."""
    verb = noun.head
    if noun.i > verb.i or verb.pos_ != "VERB" or noun.dep_ not in {*SUBJECTS, "obl"}:
        return
    if noun.dep_ == "obl" and (noun.i + 1 != verb.i or not is_active_without_subject(verb)):
        return
    case = next((c for c in tree.children(noun, "case") if c.lower_ in FRONTED and c.i < noun.i), None)
    if case is None or case.i + 1 >= noun.i:
        return
    between = noun.doc[case.i + 1 : noun.i]
    name = between[-1]
    if name.head.i != noun.i or not all(token.text[:1].isupper() for token in between):
        return
    for part in [*between[:-1], case]:
        if part.head.i == noun.i:
            part.head = name
    name.head, name.dep_, name.pos_ = verb, "obl", "PROPN"
    noun.dep_ = "nsubj" if noun.dep_ == "obl" else noun.dep_


def is_active_without_subject(verb: Token) -> bool:
    """Whether a verb does something to an object, and nobody does it."""
    own = {child.dep_ for child in verb.children}
    return "obj" in own and not own & {"nsubj", "nsubj:pass", "csubj", "aux:pass"}
