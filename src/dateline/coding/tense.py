"""The tense of a clause, from Universal Dependencies morphology: which way a day name points."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding.timex_calendar import Tense
from dateline.coding.timex_words import load_time_words
from dateline.coding.tree import feature

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl"})


def is_clause(token: Token) -> bool:
    """Whether a word heads a clause: a verb, or a noun or adjective with a subject or copula."""
    if token.pos_ == "VERB":
        return token.dep_ not in {"amod", "compound", "case", "mark", "fixed"}
    if token.pos_ == "AUX":
        return token.dep_ not in {"aux", "aux:pass", "cop"}
    return any(child.dep_ in {"cop", *SUBJECTS} for child in token.children)


def clause_of(token: Token) -> Token:
    """The nearest clause head at or above a word; the root where there is none."""
    while not is_clause(token) and token.head.i != token.i:
        token = token.head
    return token


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands in the present perfect: "have captured several towns", with no day of its own."""
    return any(child.lower_ in {"has", "have"} for child in verb.children if child.dep_ == "aux")


def tense_of(token: Token) -> Tense:
    """Past, present or future of the clause that a word stands in; past where the tree says nothing."""
    verb, words = clause_of(token), load_time_words()
    aux = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}]
    if any(child.lower_ in words.modals for child in aux):
        return "future"
    if feature(verb, "VerbForm") == "Inf" or any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        return infinitive_tense(verb)
    if not aux and verb.head.i != verb.i:
        if verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
            return tense_of(verb.head)
        if verb.dep_ in {"advcl", "acl"} and feature(verb, "VerbForm") in {"Ger", "Part"}:
            return "past" if feature(verb, "Tense") == "Past" else tense_of(verb.head)
    if any(feature(child, "Tense") == "Past" or child.lemma_.lower() == "have" for child in aux):
        return "past"
    if any(feature(child, "Tense") == "Pres" for child in aux):
        return "past" if feature(verb, "Tense") == "Past" and not any(c.lower_ == "being" for c in aux) else "present"
    return "present" if feature(verb, "Tense") == "Pres" else "past"


def infinitive_tense(verb: Token) -> Tense:
    """Of "to attack": ahead after "vowed" and "is going", as the main verb after "began" and "tried"."""
    head, words = verb.head, load_time_words()
    if head.i == verb.i:
        return "future" if any(c.lower_ == "to" for c in verb.children) else "present"
    if verb.dep_ == "conj":
        return tense_of(head)
    lemma = head.lemma_.lower()
    if lemma == "go":
        going = feature(head, "VerbForm") in {"Part", "Ger"} and feature(head, "Tense") != "Past"
        return "future" if going else tense_of(head)
    if lemma in words.aspect and lemma not in words.ahead:
        return tense_of(head)
    if lemma in words.ahead or head.pos_ in {"NOUN", "PROPN"}:
        return "future"
    return tense_of(head)
