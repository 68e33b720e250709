"""Mends objects and clauses behind a verb: whose object a phrase is, what somebody is accused of, nouns in -ing."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.lexicon import load_lexicon

CHARGING = frozenset("accuse blame charge condemn convict criticise criticize praise suspect thank".split())
"""Verbs after whose object a clause tells what for."""
RESULTS = frozenset({"killing", "wounding", "injuring", "maiming", "hurting"})
STRAY = frozenset({"appos", "conj", "flat"})


def mend_gerund(word: Token) -> None:
    """ "Rebel shelling hit a bus": an -ing form that is itself a subject or object, with a bare noun right before it
    and no object, is a noun; so is one without any phrase of its own: "Fighting broke out"."""
    if not word.lower_.endswith("ing") or word.dep_ not in {"nsubj", "nsubj:pass", "obj", "obl", "csubj"}:
        return
    subjects = tree.children(word, "nsubj")
    if word.dep_ in {"nsubj", "csubj"} and not list(word.children) and word.head.i == word.i + 1:
        word.pos_, word.dep_ = "NOUN", "nsubj"
        return
    if tree.children(word, "obj", "aux", "mark") or len(subjects) != 1 or subjects[0].right_edge.i + 1 != word.i:
        return
    subjects[0].dep_ = "compound"
    word.pos_ = "NOUN"


def mend_having(verb: Token) -> None:
    """ "accused of having armed the rebels": the participle behind "having" is the verb, not what somebody has."""
    for child in tree.children(verb, "xcomp"):
        participle = child.lower_.endswith(("ed", "en")) and child.i == verb.i + 1
        if verb.lower_ == "having" and participle and not tree.children(verb, "obj"):
            child.head, child.dep_, child.pos_ = verb.head, verb.dep_, "VERB"
            for other in [each for each in verb.children if each.i != child.i]:
                other.head = child
            verb.head, verb.dep_, verb.pos_ = child, "aux", "AUX"
            return


def mend_listed_verb(word: Token) -> None:
    """ "blocked bridges, torched buses and took hostages": a past form between two objects of one verb is a verb of the
    same list, not a participle before its noun."""
    noun, verb = word.head, word.head.head
    if word.dep_ != "amod" or not word.lower_.endswith("ed") or noun.dep_ not in {"obj", "conj"} or word.i == 0:
        return
    if noun.dep_ == "conj" and noun.head.dep_ == "obj":
        verb = noun.head.head
    earlier = [each for each in tree.children(verb, "obj") if each.i < word.i]
    later = [each for each in verb.children if each.dep_ == "conj" and each.pos_ == "VERB" and each.i > noun.i]
    if verb.pos_ == "VERB" and earlier and later and noun.i > word.i and word.nbor(-1).text == ",":
        word.head, word.dep_ = verb, "conj"
        noun.head, noun.dep_ = word, "obj"


def mend_charge(clause: Token) -> None:
    """ "accused the army of shelling", "were accused by A of shelling": what somebody is accused of hangs on the verb,
    and does not say which army."""
    noun = clause.head
    marked = any(child.dep_ in {"mark", "case"} and child.lower_ in {"of", "for"} for child in clause.children)
    verb = noun.head
    if clause.dep_ == "acl" and marked and noun.dep_ in {"obj", "obl:agent"} and tree.lemma(verb) in CHARGING:
        clause.head = verb
        clause.dep_ = "advcl"


def mend_result(verb: Token) -> None:
    """ "The blast hit a bus as people came to help, killing two": what kills behind a comma is the deed that the
    sentence tells of, not the verb that happens to stand nearest."""
    if verb.lower_ not in RESULTS or verb.dep_ not in {"advcl", "acl", "xcomp"} or verb.i < verb.sent.start + 2:
        return
    if verb.nbor(-1).text != "," or is_deed(verb.head):
        return
    above = verb.head
    while above.head.i != above.i:
        above = above.head
        if above.i < verb.i and above.pos_ == "VERB" and is_deed(above):
            verb.head, verb.dep_ = above, "advcl"
            return


def is_deed(verb: Token) -> bool:
    """Whether a verb tells of violence, by itself or by its subject: "shelled", "the blast hit", "rockets landed"."""
    lexicon = load_lexicon()
    subjects = tree.children(verb, "nsubj", "nsubj:pass")
    words = [(verb, "VERB"), *((noun, "NOUN") for noun in subjects)]
    found = (reading for word, pos in words for reading in lexicon.readings(word.lower_, tree.lemma(word), pos))
    return verb.pos_ == "VERB" and any(reading.type == "ASSAULT" for reading in found)


def mend_titled_name(name: Token) -> None:
    """ "Front **leader** Idris Amin was shot": whoever has a title from a body is himself the subject, not the body."""
    body = name.head
    if name.dep_ != "appos" or name.pos_ != "PROPN" or body.pos_ not in {"PROPN", "NOUN"} or body.i > name.i:
        return
    title = next((child for child in tree.children(name, "nmod:desc") if child.pos_ == "NOUN"), None)
    if title is None or title.i != body.i + 1 or title.i + 1 != name.i or body.head.i == body.i:
        return
    relation, above = body.dep_, body.head
    name.head, name.dep_ = above, relation
    for child in tree.children(body, "case", "det"):
        child.head = name
    body.head, body.dep_ = title, "compound"


def mend_stray_object(verb: Token) -> None:
    """ "criticised the strikes and telephoned the president": the phrase right behind a verb without an object is its
    object, where it seems to stand beside a noun before the verb."""
    if tree.children(verb, "obj", "xcomp", "ccomp", "aux:pass") or verb.dep_ != "conj":
        return
    for token in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]:
        behind = token.pos_ in {"NOUN", "PROPN"} and token.dep_ in STRAY and token.head.i < verb.i
        if behind and token.left_edge.i == verb.i + 1 and not token.is_ancestor(verb):
            token.head = verb
            token.dep_ = "obj"
            return
