"""Mends lists: "the army **and** allied fighters retreated", "clashes between A, backed by X, and B", "A, B and C".

The parser hangs one of the parties on a word before or behind the list, or takes it for another name of the first.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree

NAMING = frozenset({"NOUN", "PROPN"})
OPEN, CLOSE = frozenset({"(", "["}), frozenset({")", "]"})


def mend_list(token: Token) -> None:
    """Mends the lists of which a noun is the first part."""
    mend_second_of_three(token)
    if token.dep_ == "compound" and token.head.i > token.i:
        mend_first_of_two(token)
    elif token.dep_ == "nmod":
        mend_between(token)
        mend_short_form(token)


def mend_first_of_two(first: Token) -> None:
    """ "The army and allied fighters retreated": a noun with its article before "and" is no part of the noun behind it;
    in "police and army units" the word behind "and" is coordinated with the first one itself."""
    last, link = first.head, first.nbor()
    if link.dep_ != "cc" or link.head.i in {first.i, last.i} or link.head.dep_ == "conj" or last.pos_ not in NAMING:
        return
    behind = first.doc[link.i + 1 : last.i]
    if not all(token.head.i == last.i or token.head in behind for token in behind) or last.is_ancestor(last.head):
        return
    above, relation = last.head, last.dep_
    first.head, first.dep_ = (first, "ROOT") if above.i == last.i else (above, relation)
    last.head, last.dep_ = first, "conj"
    link.head = last
    for child in list(last.children):
        if child.i < first.i and child.dep_ in {"det", "case", "cc:preconj", "amod", "nmod:poss", "mark"}:
            child.head = first


def mend_second_of_three(first: Token) -> None:
    """ "Fought federal troops, foreign soldiers and militia": bare nouns between a comma and "and" are the second of a
    list of three, not another word for the first."""
    for second in tree.children(first, "appos"):
        third = next((c for c in tree.children(first, "conj") if c.i > second.right_edge.i), None)
        link = first.doc[second.right_edge.i + 1] if third is not None else None
        if third is None or link is None or link.dep_ != "cc" or second.left_edge.nbor(-1).text != ",":
            continue
        if {first.pos_, second.pos_, third.pos_} == {"PROPN"} and not tree.children(second, "det", "case"):
            second.dep_ = "conj"  # "by Chad, Niger and Mali"
            continue
        if second.pos_ != "NOUN":
            continue
        plural = all(
            tree.feature(each, "Number") == "Plur" or not tree.children(each, "det") for each in (first, second)
        )
        if plural and first.pos_ == "NOUN" and not tree.children(second, "det", "nmod:poss", "case"):
            second.dep_ = "conj"


def mend_between(noun: Token) -> None:
    """ "Clashes between the army, backed by X, and the front": between one and nobody there is nothing; what the word
    before "between" seems to be coordinated with is the other side."""
    above = noun.head
    if tree.preposition(noun) != "between" or tree.children(noun, "conj") or above.i > noun.i:
        return
    for other in tree.children(above, "conj"):
        if other.i > noun.i and other.pos_ in NAMING and not tree.children(other, "case"):
            other.head = noun
            return


def mend_short_form(name: Token) -> None:
    """ "An attack on a Central Reserve Force (CRF) convoy": the noun behind a short form in brackets is what the name
    belongs to, and stands where the name seems to stand."""
    doc, above = name.doc, name.head
    if name.pos_ != "PROPN" or name.i + 4 >= name.sent.end or doc[name.i + 1].text not in OPEN:
        return
    noun = doc[name.i + 4]
    closed = doc[name.i + 3].text in CLOSE and doc[name.i + 2].head.i == name.i
    apart = any(child.i > name.i for child in tree.children(noun, "case", "det"))
    if not closed or noun.pos_ != "NOUN" or noun.head.i != above.i or apart:
        return
    for child in tree.children(name, "case", "det"):
        child.head = noun
    name.head, name.dep_ = noun, "compound"
