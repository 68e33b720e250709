"""Mends the trees of "officials said" behind a clause, and the days that stand beside a verb of another clause."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.cues import Cues

SAYING = frozenset({"say", "claim", "deny"})
NEAR_DAYS = frozenset({"yesterday", "today"})


def mend_inserted(verb: Token, cues: Cues) -> None:
    """Mends a verb of speech whose subject stands right behind a comma."""
    if cues.speech.get((tree.lemma(verb), "VERB")) not in SAYING:
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is None or subject.left_edge.i <= verb.sent.start:
        return
    comma = verb.doc[subject.left_edge.i - 1]
    if comma.text == ",":
        lift_from_noun(verb)
        give_back_dates(verb, comma)


def lift_from_noun(verb: Token) -> None:
    """ "shot down ten drones, the air force said": no relative clause of the drones, since it says nothing of them."""
    if verb.dep_ != "acl:relcl" or tree.children(verb, "ccomp", "obj", "xcomp"):
        return
    host = tree.governing_verb(verb.head)
    if host.pos_ == "VERB" and host.i < verb.i and not any(t.lower_ in tree.RELATIVE_PRONOUNS for t in verb.subtree):
        verb.head = host
        verb.dep_ = "parataxis"


def give_back_dates(verb: Token, comma: Token) -> None:
    """ "stormed a post on Sunday, the army said on Monday": the day before the comma is that of the storming."""
    for child in list(verb.children):
        if child.dep_ in {"obl", "obl:unmarked"} and child.i < comma.i and is_day(child):
            before = reversed(verb.doc[verb.sent.start : child.left_edge.i])
            told = next((t for t in before if t.pos_ == "VERB" and t.dep_ not in {"acl", "acl:relcl", "amod"}), None)
            if told is not None and told.i != verb.i:
                child.head = told


def mend_day_of_subject(day: Token) -> None:
    """ "The bloc on Tuesday condemned": a day between a subject and its verb is that of the verb."""
    if day.lower_ not in load_time_words().weekdays or day.dep_ not in {"nmod", "nmod:unmarked", "appos", "flat"}:
        return
    noun = day.head
    while noun.head.i != noun.i and noun.dep_ in {"nmod", "appos", "flat", "conj"}:
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubj:pass"} or verb.pos_ != "VERB" or not noun.i < day.i < verb.i:
        return
    if all(t.pos_ in {"AUX", "ADV", "PART"} for t in day.doc[day.right_edge.i + 1 : verb.i]):
        day.head = verb
        day.dep_ = "obl"


def is_day(token: Token) -> bool:
    """Whether a phrase names a day or a month."""
    return any(names_day(t) for t in token.subtree)


def names_day(token: Token) -> bool:
    words = load_time_words()
    return token.lower_ in words.weekdays.keys() | words.months.keys() | NEAR_DAYS
