"""Which of the places of one sentence only say where another one lies: "in Madaya, a town near **Damascus**"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.coding.place_mention import PlaceMention
from dateline.knowledge.place_words import load_place_words

TOWN = 2
"""The precision of a town or a district."""


def explains(doc: Doc, outer: PlaceMention, place: PlaceMention) -> bool:
    """Whether `outer` stands in the phrase of `place`: below a town, or in what is set beside a place of any size
    ("Panjshir, a valley north of **Kabul**")."""
    own = doc[outer.start_token : outer.end_token].root
    root = doc[place.start_token : place.end_token].root
    if own.i == root.i or not root.is_ancestor(own) or is_listed(own, root):
        return False
    return place.breadth <= TOWN or is_in_apposition(own, root)


def is_in_apposition(own: Token, root: Token) -> bool:
    """Whether a noun set beside `root` leads to `own`, which is not that noun itself."""
    while own.head.i != root.i:
        own = own.head
    return own.dep_ == "appos" and own.pos_ != "PROPN"


def follows(doc: Doc, town: PlaceMention, wide: PlaceMention) -> bool:
    """Whether a place stands right behind a town as what it lies in: "Vuilu village in **Matupi** township"."""
    between = doc[town.end_token : wide.start_token]
    if town.unlisted and wide.place is not None and between.text in {"in", ","}:
        return True  # "the quarter of Zarvelo in Gao"
    words = load_place_words()
    known = {"in", "of", "the"} | words.nouns.keys() | words.direction_adjectives
    inner = all(token.lower_ in known for token in between)
    after = doc[wide.end_token].lower_ if wide.end_token < len(doc) else ""
    district = after in words.nouns or any(token.lower_ in words.nouns for token in between)
    return 0 < len(between) <= 4 and inner and district and any(t.lower_ == "in" for t in between)


def is_listed(place: Token, first: Token) -> bool:
    """Whether a place stands in one list with another, perhaps in a phrase of its own: "in Homs and near Hama"."""
    while place.i != first.i:
        if place.dep_ == "conj":
            return True
        place = place.head
    return False
