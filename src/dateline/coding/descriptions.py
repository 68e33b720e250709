"""Whom a noun that points back stands for: "the group", "the minister", "the country", "his government".

It is the nearest actor that the noun fits. Where two fit about as well, it stands for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.discourse import LOOK_BACK, Antecedent, Discourse, Reference, is_definite, name, possessor
from dateline.coding.first_persons import is_beside, side
from dateline.coding.mentions import ActorMention
from dateline.coding.pairs import is_pair, listed, main_sides, pair, several
from dateline.coding.referents import Referent, text_words
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import Description
from dateline.records import Entity

CLEAR = 0.85
"""A second candidate with this share of the weight of the best makes a description ambiguous."""
PLACING = frozenset({"in", "across", "throughout", "from", "around", "inside", "outside", "within", "into"})
"""Before "the country" they tell a place, not an actor."""
OFTEN = 3
"""How many times as often a page must have told of one of two as of the other to mean it."""
RULING = frozenset({"authority", "government", "regime"})
NAMED_SO = frozenset({"army", "commission", "committee", "council", "court", "military", "ministry"})
"""Nouns for bodies that bear the noun in their names."""
LEAGUES = frozenset({"alliance", "bloc", "coalition"})
"""Nouns for what several states join; a body of one state, or a group, is only called so if it bears the word."""
HEADS = {"president", "minister", "prime", "king", "emir", "premier", "chancellor"}
"""Words of the offices of those whom a state has for its leader."""
SAME_OFFICE = {"premier": ("prime",), "chief": ("commander",), "monarch": ("king",)}
NEIGHBOURS = frozenset({"neighbor", "neighbour"})
SIDES = frozenset({"side", "camp"})
"""What somebody speaks for: "his side was ready"."""
NOT_THE_SAME = frozenset({"other", "another", "first", "second", "new", "next", "only", "same", "former", "several"})
BODIES = Description(frozenset({"group", "organisation"}), frozenset())
"""What any noun may stand for that is a part of a body's name: "the church", "the front"."""


class Descriptions:
    """Resolves the descriptions of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.titles = titles_of(discourse.known, discourse)

    def description(self, token: Token, described: Description) -> Reference | None:
        """ "The group", "the two leaders": the actors that the noun fits; None where the noun does not refer back."""
        if is_pair(token):
            return pair(token, described.kinds, self.discourse)
        if (number := several(token)) is not None:
            return listed(token, number, described.kinds, self.discourse)
        owner = next((c for c in token.children if possessor(c) and c.lower_ in self.discourse.cues.pronouns), None)
        lemma = tree.lemma(token)
        if described.kinds == {"person"} and tree.feature(token, "Number") == "Plur":
            return None  # "the generals" are no single one
        if owner is not None:
            if lemma in SIDES:
                return side_of_owner(token, owner, self.discourse)
            return country_of(token, owner, self.discourse) if "state" in described.kinds else None
        if lemma in RULING and any(child.pos_ == "NOUN" for child in tree.children(token, "compound")):
            return None  # "the ayatollah regime"
        ruling = lemma in RULING and token.dep_ == "compound"  # "government shelling"
        if not (is_definite(token) or ruling):
            return None
        if is_restricted(token):
            return self.ruling(token) if lemma in RULING and is_told_of(token) else None
        if "state" in described.kinds and len(described.kinds) > 1:
            return None  # "side": only of two
        if "state" not in described.kinds and (titled := self.titled(token, lemma, described)) is not None:
            return titled
        if lemma in NAMED_SO:
            return Reference((), f"nothing that 'the {token.lower_}' may be")
        return self.nearest(token, described, ruling=ruling)

    def holder(self, token: Token, mention: ActorMention) -> Entity | None:
        """ "The Nigerian leader": the one person of that state whom the page named before with such an office."""
        entity, lemma = mention.entity, tree.lemma(token)
        if not is_definite(token) or tree.feature(token, "Number") == "Plur" or entity.country is None:
            return None
        words = HEADS if lemma == "leader" else {lemma, *SAME_OFFICE.get(lemma, ())}
        before = [r for r in self.discourse.before(token) if len(r.actors) == 1]
        persons = {r.key: r.actors[0].entity for r in before if r.actors[0].entity.kind == "person"}
        fits = [
            each
            for key, each in persons.items()
            if each.country == entity.country
            and not each.unnamed
            and self.titles.get(key, set()) & words
            and not each.name.split()[-1].islower()
        ]
        return fits[0] if len(fits) == 1 else None

    def nearest(self, token: Token, described: Description, *, ruling: bool) -> Reference:
        """The most prominent actor before a noun that it fits; those who rule, of the page's own state."""
        lemma = tree.lemma(token)
        best = self.discourse.ranked(
            token, lambda each: self.is_described(each, described, lemma) and not each.head.is_ancestor(token)
        )
        best = self.without_rare(best, token)
        state = self.discourse.catalogue.state(
            self.discourse.country_at(token) if lemma in RULING else self.discourse.home
        )
        clear = len(best) == 1 or (len(best) > 1 and best[1][0] <= CLEAR * best[0][0])
        placing = tree.preposition(token) in PLACING and not ruling
        told = clear and bool(best[0][1].actors)
        if told and state is not None:
            told = self.is_meant(lemma, best[0][1], token)
        if not told and state is not None and described.kinds == {"state"} and not placing:
            return self.discourse.introduce(token, state.entity, f"'the {token.lower_}' that the page is about")
        if not best:
            return Reference((), f"nothing that 'the {token.lower_}' may be")
        chosen = best[0][1]
        if not clear:
            return Reference((), f"'the {token.lower_}' may be {name(chosen)} or {name(best[1][1])}")
        return self.discourse.accept(token, chosen, f"'{token.lower_}' refers back")

    def without_rare(self, best: list[tuple[float, Referent]], token: Token) -> list[tuple[float, Referent]]:
        """The candidates; of two that weigh about the same only the one of which the page tells much more."""
        if len(best) < 2 or best[1][0] <= CLEAR * best[0][0]:
            return best
        told = Counter(referent.key for referent in self.discourse.before(token))
        here = self.discourse.sentence_of[token.i]
        if len({self.discourse.sentence_of[referent.head.i] == here for _, referent in best[:2]}) == 2:
            return best  # one of them is near
        first, second = sorted(best[:2], key=lambda each: -told[each[1].key])
        return [first] if told[first[1].key] >= OFTEN * max(1, told[second[1].key]) else best

    def is_meant(self, lemma: str, referent: Referent, token: Token) -> bool:
        """Whether a state is likelier meant than the one that the page is about: those who rule are of that one unless
        their sentence names another; so is "the country", unless the sentence before is about another."""
        here, there = (self.discourse.sentence_of[each.i] for each in (token, referent.head))
        if lemma in RULING:
            return here == there
        own = self.discourse.catalogue.state(self.discourse.home)
        if lemma != "country" or (own is not None and referent.key == own.entity.id):
            return True
        return here == there or (here - there == 1 and referent.head.dep_ in {"nsubj", "nsubj:pass"})

    def ruling(self, token: Token) -> Reference | None:
        """ "The regime **that took power in Niger**": those who rule where the clause says, or in the page's own
        country."""
        inside = {t.i for child in tree.children(token, "acl:relcl", "acl") for t in child.subtree}
        named = [m for m in self.discourse.mentions.between(token.i, token.right_edge.i + 1) if m.head_token in inside]
        states = {m.entity.country for m in named if m.entity.kind == "state"} or {self.discourse.country_at(token)}
        state = self.discourse.catalogue.state(next(iter(states))) if len(states) == 1 else None
        if state is None:
            return None
        return self.discourse.introduce(token, state.entity, f"'the {token.lower_}' of its clause")

    def is_described(self, referent: Referent, described: Description, lemma: str) -> bool:
        """Whether a noun fits an actor; a noun phrase of the same noun that is no actor competes."""
        if not referent.actors:
            return referent.key in {f"noun {lemma} False", f"noun {lemma} True"}
        if len(referent.actors) > 1:
            return False
        entity = referent.actors[0].entity
        if entity.kind not in described.kinds or entity.unnamed:
            return False
        states = entity.kind == "group" or self.discourse.catalogue.state(entity.country) is not None
        if lemma in LEAGUES and states and lemma not in self.titles.get(referent.key, set()):
            return False
        genders = {self.discourse.genders.get(referent.key), self.discourse.cues.genders.get(lemma)} - {None, ""}
        if len(genders) > 1:
            return False
        return not described.sectors or entity.sector in described.sectors or entity.sector is None

    def titled(self, token: Token, lemma: str, described: Description) -> Reference | None:
        """The one actor of the document whose own words or apposition have the noun: "the minister" after "Foreign
        Minister X", "the force" after "the Quds Force"; of several the one of this or the last sentences."""
        before = [r for r in self.discourse.before(token) if r.actors and len(r.actors) == 1]
        words = {lemma, token.lower_, *SAME_OFFICE.get(lemma, ())}
        fitting = {r.key: r for r in before if words & self.titles.get(r.key, set()) and not r.actors[0].entity.unnamed}
        fitting = {key: r for key, r in fitting.items() if r.actors[0].entity.kind in described.kinds}
        here = self.discourse.sentence_of[token.i]
        near = {k: r for k, r in fitting.items() if here - self.discourse.sentence_of[r.head.i] <= LOOK_BACK}
        chosen = near or fitting
        own = {k: r for k, r in chosen.items() if r.actors[0].entity.country == self.discourse.home}
        if len(chosen) > 1 and len(own) == 1 and described.kinds == {"person"}:
            chosen = own
        if len(chosen) == 1:
            return self.discourse.accept(token, next(iter(chosen.values())), f"'{token.lower_}' refers back")
        return None


def titles_of(known: Iterable[Referent], discourse: Discourse) -> dict[str, set[str]]:
    """For each actor the words of its mentions, of what stands beside them and of the offices it holds."""
    found: dict[str, set[str]] = {}
    for referent in known:
        for mention in referent.actors if len(referent.actors) == 1 else ():
            words = found.setdefault(referent.key, set())
            words |= text_words(discourse.doc, mention) | discourse.cues.epithets.get(mention.entity.id, frozenset())
            head = referent.head
            beside = [*tree.children(head, "appos", "flat", "nmod:desc", "compound"), head.head]
            words |= {tree.lemma(each) for each in beside if is_beside(each, head)}
            if mention.entity.kind == "person" and not words & {"president", "minister"}:
                offices = discourse.catalogue.offices_of(mention.entity.id, discourse.day)
                words |= {word for office in offices for word in office.office.lower().split()[-1:]}
    return found


def country_of(token: Token, owner: Token, discourse: Discourse) -> Reference | None:
    """ "His country", "their government": the state of whoever owns it."""
    if tree.lemma(token) in NEIGHBOURS:
        return other_state(token, owner, discourse)
    for antecedent in discourse.entities(owner):
        state = discourse.catalogue.state(antecedent.entity.country)
        if state is not None:
            return discourse.introduce(token, state.entity, f"'{owner.lower_} {token.lower_}'")
    return Reference((), f"whose {token.lower_} is not known")


def points_back(token: Token, mention: ActorMention) -> bool:
    """Whether a role with an article stands for one group that was named: "the militant group", not "the rebels"."""
    role = mention.entity.origin == "text" and mention.entity.kind == "group" and mention.head_token == token.i
    return role and is_definite(token) and tree.feature(token, "Number") == "Sing" and not is_restricted(token)


def is_told_of(token: Token) -> bool:
    """Whether only a clause behind a noun says which one is meant."""
    others = {"nummod", "nmod:poss", "appos", "conj", "nmod", "amod", "compound"}
    return bool(tree.children(token, "acl:relcl", "acl")) and not any(child.dep_ in others for child in token.children)


def other_state(token: Token, owner: Token, discourse: Discourse) -> Reference:
    """ "Its neighbour": the other of the two states of which the page tells most."""
    own = {each.entity.country for each in discourse.entities(owner)}
    two = [each for each in main_sides(token, discourse, speaking=True) if each.entity.kind == "state"]
    others = tuple(each for each in two if each.entity.country not in own)
    if len(two) != 2 or len(others) != 1 or tree.feature(token, "Number") == "Plur":
        return Reference((), f"whose {token.lower_} is not known")
    return Reference(others, f"'{owner.lower_} {token.lower_}'")


def side_of_owner(token: Token, owner: Token, discourse: Discourse) -> Reference:
    """ "His side": the body for which whoever it belongs to speaks."""
    found = [Antecedent(e, each.head) for each in discourse.entities(owner) if (e := side(each, discourse)) is not None]
    return Reference(tuple(found), f"'{owner.lower_} {token.lower_}'")


def is_restricted(token: Token) -> bool:
    """Whether the phrase says itself which one is meant: "the group that shelled A", "the leader of B"."""
    for child in token.children:
        first = child.left_edge
        apart = child.dep_ == "acl:relcl" and first.i > 0 and "," in {first.text, first.nbor(-1).text}
        if apart:  # "the rebels, who have fought since May, ..."
            continue
        if child.dep_ in {"acl", "acl:relcl", "nummod", "nmod:poss", "appos", "conj"}:
            return True
        if child.dep_ == "nmod" and tree.preposition(child) != "":
            return True
        creed = child.lower_ in load_actors().words.peoples  # "the Islamist group"
        if child.dep_ in {"amod", "compound"} and (
            (child.pos_ == "PROPN" and not creed) or child.lower_ in NOT_THE_SAME
        ):
            return True
    return False
