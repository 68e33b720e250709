"""Who "his Omani counterpart" is: the holder of the same office in the state that stands before the noun."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.discourse import Antecedent, Discourse
from dateline.knowledge.actors import State
from dateline.knowledge.names import slug
from dateline.records import Entity


def peers(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The unnamed persons whom a noun such as "counterpart" names, one for each state before it; none without one."""
    if tree.lemma(token) not in discourse.cues.words.peers:
        return ()
    office = next((found for each in owners(token, discourse) if (found := office_of(each, discourse))), "")
    states: list[Entity] = []
    for child in tree.children(token, "amod", "compound", "nmod:desc"):
        for word in tree.conjuncts(child):
            mention = discourse.mentions.at(word.i)
            state = discourse.catalogue.state(mention.entity.country) if mention is not None else None
            if state is not None and mention is not None and mention.entity.kind == "state":
                states.append(named(state, office or tree.lemma(token)))
    return tuple(states)


def owners(token: Token, discourse: Discourse) -> tuple[Antecedent, ...]:
    """Whose counterpart it is."""
    return tuple(each for child in tree.children(token, "nmod:poss") for each in discourse.entities(child))


def office_of(owner: Antecedent, discourse: Discourse) -> str:
    """The office that a person of the catalogue held when the page was published, in lower case; else the empty
    string."""
    held = discourse.catalogue.offices_of(owner.entity.id, discourse.day) if discourse.day else ()
    plain = [office.office for office in held if " of the " not in office.office]
    return plain[0].lower() if len(plain) == 1 else ""


def named(state: State, office: str) -> Entity:
    """The holder of an office of a state: the same entity as the words "Omani foreign minister" name."""
    name = f"{state.adjective} {office}"
    return Entity(slug(name), name, "person", state.entity.country, "GOV", origin="text")
