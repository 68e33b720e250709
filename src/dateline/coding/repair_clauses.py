"""Mends clauses that hang on a word that cannot bear them: "who" on a place, a past tense on an infinitive."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.cues import Cues, load_words
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.noun_kinds import load_noun_kinds

NAMING = frozenset({"NOUN", "PROPN"})
PLACING = frozenset({"across", "around", "at", "in", "inside", "near", "on", "outside"})
"""Prepositions before where somebody is, who is told of behind it."""
BEHIND = frozenset({"acl:relcl", "conj", "parataxis"})
OPENING = frozenset({"after", "as", "because", "before", "since", "when", "while"})
"""Words that open a clause with a subject of its own."""
PEOPLE = frozenset({"@force", "@official", "@person", "@police"})
"""Kinds of nouns for those who can be "who"."""


def mend_clause(verb: Token, cues: Cues) -> None:
    """Mends where the clause of a verb hangs and what its subject is."""
    mend_who(verb)
    mend_which(verb)
    mend_participle(verb)
    mend_whose(verb)
    mend_joined_past(verb)
    mend_joined_participle(verb)
    mend_behind_semicolon(verb)
    mend_subject_of_clause(verb)
    mend_subject_of_speech(verb, cues)


def mend_who(clause: Token) -> None:
    """ "Protesters outside the parliament **who** demanded": a place is not "who"; the clause is about those who are
    there."""
    place = clause.head
    if clause.dep_ == "acl:relcl" and tree.preposition(place) == "of":
        mend_who_of(clause)
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


def mend_subject_of_clause(verb: Token) -> None:
    """ "Were killed **when** raiders attacked": of two subjects the one behind the conjunction is that of its clause.
    "Killed 40, among them Idris Amin": a second subject behind its verb only names one of the object."""
    subjects = tree.children(verb, "nsubj", "nsubj:pass")
    if len(subjects) < 2:
        return
    for clause in tree.children(verb, "advcl", "ccomp"):
        marks = [c for c in tree.children(clause, "mark", "advmod") if c.lower_ in OPENING and c.i < clause.i]
        if marks and not tree.children(clause, "nsubj", "nsubj:pass"):
            for subject in subjects:
                if marks[0].i < subject.i < clause.i:
                    subject.head, subject.dep_ = clause, "nsubj"
    later = [s for s in subjects if s.head.i == verb.i and s.i > verb.i and not tree.preposition(s)]
    objects = [each for each in tree.children(verb, "obj") if each.i > verb.i]
    if later and objects and subjects[0].i < verb.i and objects[0].i < later[0].i:
        later[0].head, later[0].dep_ = objects[0], "appos"


def mend_who_of(clause: Token) -> None:
    """ "The spokesman of the army, **who** blamed": a body is not "who"; whoever speaks for it is."""
    body, owner = clause.head, clause.head.head
    who = any(child.lower_ == "who" for child in tree.children(clause, "nsubj", "nsubj:pass"))
    apart = clause.left_edge.text == "," or clause.left_edge.nbor(-1).text == ","
    single = tree.feature(body, "Number") != "Plur" and tree.lemma(owner) in load_words().offices
    if who and apart and single and body.dep_ == "nmod":
        clause.head = owner


def mend_participle(verb: Token) -> None:
    """ "Drones **launched** by the front struck": a participle right behind a subject tells of it."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else verb
    passive = (
        verb.dep_ == "advcl" and tree.feature(verb, "VerbForm") == "Part" and bool(tree.children(verb, "obl:agent"))
    )
    if passive and noun.pos_ == "NOUN" and noun.dep_ == "nsubj" and noun.head.i == verb.head.i:
        verb.head, verb.dep_ = noun, "acl"


def mend_whose(verb: Token) -> None:
    """ "Chad, **whose** envoy, A, spoke, sent troops": what belongs to the first is the subject of the clause
    between."""
    for subject in tree.children(verb, "nsubj", "nsubj:pass"):
        if not any(child.lower_ == "whose" for child in tree.children(subject, "nmod:poss")):
            continue
        for inner in verb.doc[subject.i + 1 : verb.i]:
            free = inner.dep_ == "acl:relcl" and not tree.children(inner, "nsubj", "nsubj:pass")
            if inner.pos_ == "VERB" and free:
                subject.head = inner
                return


def mend_which(clause: Token) -> None:
    """ "The blasts of pagers used by members, **which** killed nine": persons are not "which", but a deed above is."""
    people = load_noun_kinds().get(tree.lemma(clause.head), frozenset[str]())
    which = any(child.lower_ == "which" for child in tree.children(clause, "nsubj", "nsubj:pass"))
    if clause.dep_ != "acl:relcl" or not which or clause.head.pos_ != "NOUN" or not people & {"@person", "@official"}:
        return
    lexicon, token = load_lexicon(), clause.head
    while token.head.i != token.i and token.head.i < token.i:
        token = token.head
        if token.pos_ == "NOUN" and any(
            r.type == "ASSAULT" for r in lexicon.triggers.get((tree.lemma(token), "NOUN"), ())
        ):
            clause.head = token
            return


def mend_near_apposition(name: Token) -> None:
    """ "Amin, in a call with his counterpart, **Karin Holm**, said": a name behind a comma is the person of the noun
    right before the comma."""
    comma = name.left_edge.nbor(-1) if name.left_edge.i > name.sent.start + 1 else name
    before = comma.nbor(-1) if comma.text == "," else name
    if name.dep_ != "appos" or before.pos_ != "NOUN" or name.head.i >= before.i or before.is_ancestor(name):
        return
    words = load_words()
    if tree.lemma(before) in words.offices | words.peers and not name.is_ancestor(before) and before.head.i != name.i:
        name.head = before


def mend_behind_semicolon(verb: Token) -> None:
    """ "Parliament elected A; the old president, B, congratulated him": behind a semicolon a new clause begins, and
    what stands before its verb is its subject."""
    if verb.dep_ not in BEHIND or tree.children(verb, "nsubj", "nsubj:pass") or verb.head.i > verb.i:
        return
    marks = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.text == ";"]
    if not marks:
        return
    for token in verb.doc[marks[-1].i + 1 : verb.i]:
        if token.head.i < marks[-1].i and token.dep_ in {"appos", "conj", "nmod"} and token.pos_ in NAMING:
            if not tree.preposition(token):
                main = tree.governing_verb(verb.head)
                token.head, token.dep_ = verb, "nsubj"
                verb.head, verb.dep_ = main, "conj"
            return


def mend_joined_past(verb: Token) -> None:
    """ "Told A to cut its staff and **recalled** its envoy": a past tense is not coordinated with an infinitive but
    with the verb above it."""
    if verb.dep_ != "conj" or (tree.feature(verb, "VerbForm"), tree.feature(verb, "Tense")) != ("Fin", "Past"):
        return
    above = verb.head
    while above.dep_ in {"xcomp", "ccomp", "conj", "advcl", "acl"} and (is_infinite(above) or is_modal(above)):
        above = above.head
        if above.pos_ == "NOUN":  # "a plan to leave and"
            above = above.head
    past = above.pos_ == "VERB" and tree.feature(above, "Tense") == "Past"
    if past and above.i != verb.head.i and above.i < verb.i and not tree.children(verb, "nsubj", "nsubj:pass"):
        verb.head = above


def is_infinite(verb: Token) -> bool:
    """An infinitive, or an -ing form behind a preposition: "accused A of **arming** rebels and urged B to act"."""
    behind = verb.lower_.endswith("ing") and bool(tree.children(verb, "mark"))
    return tree.feature(verb, "VerbForm") == "Inf" or behind


def is_modal(word: Token) -> bool:
    """What somebody says will be: "said there **would** be no vote and accused B"."""
    return word.dep_ == "ccomp" and any(child.lower_ in {"will", "would"} for child in tree.children(word, "aux"))


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
