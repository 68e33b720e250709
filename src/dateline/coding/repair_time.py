"""Mends the words of time and number that a parser hangs on the wrong clause.

"Said **on Sunday** it attacked", "took the town **last Thursday** after soldiers fled": what the words stand beside
tells whose they are.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.repair_speech import is_day
from dateline.knowledge.cues import Cues
from dateline.knowledge.lexicon import load_lexicon

DATING = frozenset({"obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked", "advmod"})


def mend_day(day: Token, cues: Cues) -> None:
    """Mends whose day a phrase is: that of the verb of saying right before it, or of the clause before "after"."""
    verb = day.head
    if day.dep_ not in DATING or verb.pos_ != "VERB" or day.i > verb.i or not is_day(day):
        return
    if (speech := said_before(day, verb, cues)) is not None:
        day.head = speech
    elif (main := cut_off(day, verb)) is not None:
        day.head = main


def mend_day_of_content(day: Token, cues: Cues) -> None:
    """ "Strikes killed two **overnight**, police said": a day before the comma behind what is said is its own."""
    verb = day.head
    if day.dep_ not in DATING or day.i > verb.i or (tree.lemma(verb), "VERB") not in cues.speech:
        return
    if not (is_day(day) or day.lower_ == "overnight" or is_last(day)) or day.doc[day.right_edge.i + 1].text != ",":
        return
    content = [c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.i < day.left_edge.i]
    speakers = tree.children(verb, "nsubj")
    if content and speakers and all(speaker.i > day.i for speaker in speakers):
        inner = [t for t in content[-1].subtree if t.dep_ == "acl:relcl" and t.right_edge.i + 1 == day.left_edge.i]
        there = [t for t in inner if any(child.lower_ == "where" for child in t.children)]
        day.head = there[-1] if there else content[-1]


def is_last(word: Token) -> bool:
    """Whether a phrase is "last week", "this month"."""
    unit = word.lower_ in {"week", "weekend", "month", "year", "night"}
    return unit and any(child.lower_ in {"last", "this"} for child in word.children)


def mend_day_of_deed(day: Token) -> None:
    """ "Blames them for an attack in Gao **on May 2** in which two died": the day before the clause that tells of a
    deed is the deed's, and so is any day behind a verb in the present."""
    verb = day.head
    if day.dep_ != "obl" or verb.pos_ != "VERB" or day.i < verb.i or not is_day(day):
        return
    deed = next((c for c in reversed(list(verb.children)) if c.i < day.i and is_deed(c)), None)
    if deed is None or deed.i < verb.i or tree.preposition(day) != "on":
        return
    told = any(c.dep_ == "acl:relcl" and c.i > day.i for c in deed.children)
    present = tree.feature(verb, "Tense") == "Pres" and tree.feature(verb, "VerbForm") == "Fin"
    if told or present:
        day.head, day.dep_ = deed, "nmod"


def is_deed(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and (tree.lemma(noun), "NOUN") in load_lexicon().triggers


def mend_inside_clause(token: Token) -> None:
    """ "They met in Kyiv, while **in Brussels** the Union imposed bans": what stands between the conjunction and the
    verb of a clause belongs to that clause."""
    if token.dep_ not in DATING or token.head.i > token.i:
        return
    for clause in token.head.children:
        if clause.dep_ not in {"advcl", "ccomp"} or clause.i < token.i:
            continue
        marks = [child for child in clause.children if child.dep_ == "mark"]
        if any(mark.i < token.left_edge.i for mark in marks) and token.right_edge.i < clause.i:
            token.head = clause
            return


def said_before(day: Token, verb: Token, cues: Cues) -> Token | None:
    """The verb of saying right before a day, where the day seems to be that of its content: "said on Sunday it
    attacked"."""
    start = day.left_edge.i
    if start <= day.sent.start:
        return None
    before = day.doc[start - 1]
    said = before.pos_ == "VERB" and (tree.lemma(before), "VERB") in cues.speech
    return before if said and before.is_ancestor(verb) and before.i != verb.i else None


def cut_off(day: Token, verb: Token) -> Token | None:
    """The verb above a clause whose "after" or "when" stands behind the day that seems to be its own: "took the town
    last Thursday **after** soldiers fled"."""
    if verb.dep_ != "advcl" or verb.head.i == verb.i:
        return None
    marks = [child for child in verb.children if child.dep_ == "mark" and child.lower_ != "to"]
    return verb.head if any(day.right_edge.i < mark.i < verb.i for mark in marks) else None


def mend_counted_participle(number: Token) -> None:
    """ "Two hundred were killed and nearly 300 **injured**": a number right before a coordinated participle counts
    those to whom that was done, not the noun before."""
    if number.dep_ != "nummod" or number.head.i > number.i or number.i + 1 >= number.sent.end:
        return
    verb = number.nbor()
    participle = tree.feature(verb, "VerbForm") == "Part" and tree.feature(verb, "Tense") != "Pres"
    if verb.pos_ != "VERB" or verb.dep_ != "conj" or not participle or verb.head.i > number.i:
        return
    if not any(child.dep_.startswith("nsubj") for child in verb.children):
        number.head, number.dep_ = verb, "nsubj:pass"
