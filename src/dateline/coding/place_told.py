"""Names that the text itself makes places, though no gazetteer holds them: what armed men take, what is near something.

"Rebels captured Hadrut" tells of a town, as does "Hadrut, a town in the south" and "the village of Hadrut"; "hackers
seized Instagram" does not. A name of the catalogue, or one that elsewhere in the text ends a person's name, is none.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from dateline.coding.tree import agents, children, feature, first_conjunct, is_passive, lemma, surface_subjects
from dateline.knowledge.actors import Catalogue, load_actors
from dateline.knowledge.lexicon import word_class
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import fold, plain
from dateline.knowledge.noun_kinds import load_noun_kinds
from dateline.knowledge.place_words import load_place_words

ARMED_SECTORS = frozenset({"REB", "UAF", "PRM", "MIL"})
BODIES = frozenset({"group", "alliance", "faction", "element", "organisation", "organization", "outfit", "coalition"})
"""Nouns of bodies that are armed only where a word before them says so: "armed groups"."""
NEARBY = frozenset({"near", "outside"})
NAME_PARTS = ("compound", "flat")
NO_KINDS = frozenset[str]()


def is_told_place(name: Token) -> bool:
    """Whether the text makes a name a place: armed men take it, or it is told where or what it is."""
    first = first_conjunct(name)
    if not is_taken_by_arms(first) and not (is_described(first) or plain(name.text) in located(name.doc)):
        return False
    return not (is_known_actor(name) or is_people(name) or is_last_of_person(name))


def is_taken_by_arms(name: Token) -> bool:
    """Whether soldiers, rebels or an armed group do something to a name: what they capture is a place, known or not."""
    if name.dep_ == "obj" and not is_passive(name.head):
        return any(is_armed(each) for each in surface_subjects(name.head))
    return name.dep_ == "nsubj:pass" and any(is_armed(each) for each in agents(name.head))


def is_armed(actor: Token) -> bool:
    """Whether a noun names soldiers, fighters or a body of them, or a name an armed group of the catalogue."""
    word = lemma(actor)
    if actor.text[:1].isupper() and fold(words_of(actor)) in armed_names(load_actors()):
        return True
    if word in BODIES:
        before = {child.lower_ for child in children(actor, "amod", "compound")}
        return bool(before & (word_class("insurgent") | {"armed", "resistance"}))
    return word in word_class("insurgent") or "@force" in load_noun_kinds().get(word, NO_KINDS)


def is_described(name: Token) -> bool:
    """Whether an apposition says which place a name is, or how far from another: "Hadrut, a town in the south"."""
    words = load_place_words()
    for child in name.children:
        if child.i > name.i and child.dep_ in {"appos", "nmod", "advmod", "nmod:desc"}:
            word = lemma(child)
            settled = child.dep_ == "appos" and words.nouns.get(word, NO_KINDS) & {"town", "admin2"}
            measured = child.lower_ in words.units and any(each.lower_ in words.directions for each in child.children)
            if settled or measured or (child.dep_ == "advmod" and word in words.directions):
                return True
    return False


def located(doc: Doc) -> frozenset[str]:
    """The names that a text puts things near, or that follow "the town of"."""
    if "located" not in doc.user_data:
        seats = {noun for noun, kinds in load_place_words().nouns.items() if kinds & {"town", "admin2"}}
        doc.user_data["located"] = frozenset(
            plain(token.text)
            for before, token in pairwise(doc)
            if token.pos_ == "PROPN"
            and (before.lower_ in NEARBY or (before.lower_ == "of" and before.i and doc[before.i - 1].lower_ in seats))
        )
    found: frozenset[str] = doc.user_data["located"]
    return found


def is_known_actor(name: Token) -> bool:
    return fold(words_of(name)) in all_names(load_actors())


def is_people(name: Token) -> bool:
    """Whether a name is the plural of a people or faith: "Shiites", "Tuaregs"."""
    word = name.lower_.removesuffix("s")
    peoples = load_actors().words.peoples | load_place_words().never
    return feature(name, "Number") == "Plur" or name.lower_ in peoples or word in peoples


def is_last_of_person(name: Token) -> bool:
    """Whether a name ends a person's name here or elsewhere in the text: "Savimbi" after "Jonas Savimbi"."""
    given, own = load_name_words().given, plain(name.text)
    for token in name.doc:
        if token.i and plain(token.text) == own:
            before = token.nbor(-1)
            if before.text[:1].isupper() and plain(before.text) in given:
                return True
    return False


def words_of(name: Token) -> str:
    """The whole name whose head a word is."""
    parts = [child.i for child in name.children if child.dep_ in NAME_PARTS and child.text[:1].isupper()]
    return name.doc[min([name.i, *parts]) : max([name.i, *parts]) + 1].text


@cache
def armed_names(catalogue: Catalogue) -> frozenset[str]:
    """The names of armed groups and forces."""
    kinds = {"group", "organisation"}
    return frozenset(
        fold(name) for name, entity, _ in catalogue.names() if entity.kind in kinds and entity.sector in ARMED_SECTORS
    )


@cache
def all_names(catalogue: Catalogue) -> frozenset[str]:
    """The names of all groups, organisations, persons and populations."""
    return frozenset(fold(name) for name, _, _ in catalogue.names())
