"""Mends clauses that hang on a word that cannot bear them: "who" on a place, a past tense on an infinitive."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.cues import Cues
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.noun_kinds import load_noun_kinds

NAMING = frozenset({"NOUN", "PROPN"})
PLACING = frozenset({"across", "around", "at", "in", "inside", "near", "on", "outside"})
"""Prepositions before where somebody is, who is told of behind it."""
PEOPLE = frozenset({"@force", "@official", "@person", "@police"})
"""Kinds of nouns for those who can be "who"."""


def mend_who(clause: Token) -> None:
    """ "Protesters outside the parliament **who** demanded": a place is not "who"; the clause is about those who are
    there."""
    place = clause.head
    if clause.dep_ != "acl:relcl" or tree.preposition(place) not in PLACING or place.pos_ not in NAMING:
        return
    if not any(child.lower_ == "who" for child in tree.children(clause, "nsubj", "nsubj:pass")):
        return
    before = place.left_edge.nbor(-1) if place.left_edge.i > place.sent.start else place
    people = before.pos_ == "NOUN" and bool(load_noun_kinds().get(tree.lemma(before), frozenset[str]()) & PEOPLE)
    if people and not clause.is_ancestor(before):
        clause.head = before


def mend_subject_of_speech(verb: Token, cues: Cues) -> None:
    """ "The secretary **said**, days after a bomber killed 40": a subject before a verb of speech is not that of a
    clause behind it which has its own."""
    if (tree.lemma(verb), "VERB") not in cues.speech or tree.children(verb, "nsubj", "nsubj:pass"):
        return
    for clause in tree.children(verb, "ccomp", "advcl"):
        subjects = tree.children(clause, "nsubj", "nsubj:pass")
        before = [each for each in subjects if each.i < verb.i < clause.i]
        if len(before) == 1 and len(subjects) > 1:
            before[0].head, before[0].dep_ = verb, "nsubj"


def mend_joined_past(verb: Token) -> None:
    """ "Told A to cut its staff and **recalled** its envoy": a past tense is not coordinated with an infinitive but
    with the verb above it."""
    if verb.dep_ != "conj" or (tree.feature(verb, "VerbForm"), tree.feature(verb, "Tense")) != ("Fin", "Past"):
        return
    above = verb.head
    while above.dep_ in {"xcomp", "conj", "advcl", "acl"} and tree.feature(above, "VerbForm") == "Inf":
        above = above.head
        if above.pos_ == "NOUN":  # "a plan to leave and"
            above = above.head
    past = above.pos_ == "VERB" and tree.feature(above, "Tense") == "Past"
    if past and above.i != verb.head.i and above.i < verb.i and not tree.children(verb, "nsubj", "nsubj:pass"):
        verb.head = above


def mend_joined_participle(verb: Token) -> None:
    """ "Attacked churches in A and **torched** offices": a past form behind "and" before bare nouns is no adjective of
    them where they would be coordinated with a phrase of place or time; it goes on with the verb above."""
    noun, before = verb.head, verb.nbor(-1) if verb.i else verb
    past = (tree.feature(verb, "VerbForm"), tree.feature(verb, "Tense")) == ("Part", "Past")
    if verb.dep_ != "amod" or not past or noun.dep_ != "conj" or noun.i < verb.i or before.dep_ != "cc":
        return
    first = tree.first_conjunct(noun)
    above = first.head
    told = above.pos_ == "VERB" and (tree.feature(above, "VerbForm"), tree.feature(above, "Tense")) == ("Fin", "Past")
    if first.dep_ != "obl" or not told or noun.left_edge.i < before.i or tree.children(noun, "det", "nmod:poss"):
        return
    if (tree.lemma(verb), "VERB") not in load_lexicon().triggers:
        return
    noun.head = noun
    verb.head, verb.dep_ = above, "conj"
    noun.head, noun.dep_ = verb, "obj"
    before.head = verb
    verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]
