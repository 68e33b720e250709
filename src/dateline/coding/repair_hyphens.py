"""Mends names with hyphens, whose parts a parser may hang on different words: "Port-au-Prince"."""

from __future__ import annotations

from spacy.tokens import Token

LEAST = 3
"""Parts of a name that has a word in lower case between its hyphens."""


def mend_hyphenated_name(first: Token) -> None:
    """Makes the first part of "**Port**-au-Prince" the head of all, in the place of the part that has the
    preposition."""
    parts = hyphenated(first)
    if len(parts) < LEAST or not any(part.text.islower() for part in parts) or not parts[-1].text[:1].isupper():
        return
    inside = {part.i for part in parts}
    outer = [part for part in parts if part.head.i not in inside or part.head.i == part.i]
    if not outer or any(part.head.i == part.i for part in parts):
        return
    leading = next((part for part in outer if any(child.dep_ == "case" for child in part.children)), outer[0])
    head, relation = leading.head, leading.dep_
    others = [child for part in parts[1:] for child in part.children if child.i not in inside]
    if any(head.i == child.i or child.is_ancestor(head) for child in others):
        return
    first.head, first.dep_ = head, relation
    for part in parts[1:]:
        part.head, part.dep_ = first, "flat"
    for child in others:
        child.head = first


def hyphenated(first: Token) -> list[Token]:
    """The parts of a name with hyphens that begins with a word; the word alone where none follow."""
    doc, parts = first.doc, [first]
    if first.pos_ != "PROPN" or not first.text[:1].isupper() or (first.i and doc[first.i - 1].text == "-"):
        return parts
    while True:
        at = parts[-1].i
        if at + 2 >= first.sent.end or doc[at + 1].text != "-" or doc[at].whitespace_ or doc[at + 1].whitespace_:
            return parts
        parts.append(doc[at + 2])
