"""Whom "both", "the two leaders" and "the three countries" stand for: exactly so many actors of a kind."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.discourse import (
    DEFINITE,
    LOOK_BACK,
    OFFICIAL,
    Antecedent,
    Discourse,
    Reference,
    holds,
    is_definite,
)
from dateline.coding.mentions import ActorMention

PAIR = frozenset({"state", "group", "organisation", "person"})
NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}


def pair(token: Token, kinds: frozenset[str], discourse: Discourse) -> Reference:
    """ "The two leaders", "both sides": the two of a kind in the nearest sentences that name any two."""
    if both := parties(token, kinds, discourse):
        return Reference(both, f"the two of '{token.lower_}' in its sentence")
    if discourse.mentions.at(token.i) is not None:  # "the two armies" are not those of any two states named nearby
        return Reference(main_sides(token, discourse), f"the two of '{token.lower_}' on the page")
    found: dict[str, ActorMention] = {}
    here, sentence = discourse.sentence_of[token.i], discourse.sentence_of[token.i]
    for referent in reversed(discourse.before(token)):
        number = discourse.sentence_of[referent.head.i]
        if number != sentence and (len(found) > 1 or here - number > LOOK_BACK):
            break
        sentence = number
        for actor in referent.actors:
            beside = (
                "person" in kinds and actor.entity.kind != "person" and is_modifier(discourse.doc[actor.head_token])
            )
            if actor.entity.kind in kinds and not beside and not holds(discourse.doc[actor.head_token], token):
                found.setdefault(actor.entity.id, actor)
    if len(kinds) > 1 and len(found) > 2:  # the president of a state that is meant himself
        found = {key: actor for key, actor in found.items() if actor.entity.kind != "person"}
    if len(found) != 2 and "state" in kinds and (main := main_sides(token, discourse)):
        return Reference(main, f"the two of '{token.lower_}' on the page")
    if len(found) != 2:
        return Reference((), f"{len(found)} that '{token.lower_}' may be")
    two = sorted(found.values(), key=lambda actor: actor.start_token)
    return Reference(tuple(Antecedent(a.entity, a.head_token) for a in two), f"the two of '{token.lower_}'")


def parties(token: Token, kinds: frozenset[str], discourse: Discourse) -> tuple[Antecedent, ...]:
    """The two whom the clause before has act with or on each other: "A signed a truce with B, but **both sides**"."""
    clause = tree.governing_verb(token)
    if clause.dep_ not in {"conj", "advcl", "parataxis"} or clause.head.pos_ != "VERB" or clause.head.i > clause.i:
        return ()
    verb = clause.head
    others = [
        *tree.children(verb, "obj"),
        *(noun for preposition, noun in tree.obliques(verb) if preposition == "with"),
    ]
    sides = [tree.children(verb, "nsubj"), others]
    found = [[sided(each, kinds, discourse) for word in side for each in discourse.entities(word)] for side in sides]
    if not all(len(side) == 1 and side[0].entity.kind in kinds for side in found):
        return ()
    return tuple(side[0] for side in found) if found[0][0].entity.id != found[1][0].entity.id else ()


def sided(antecedent: Antecedent, kinds: frozenset[str], discourse: Discourse) -> Antecedent:
    """A party; where states are meant, the state of an official."""
    entity = antecedent.entity
    state = discourse.catalogue.state(entity.country)
    official = entity.kind == "person" and entity.sector in OFFICIAL and state is not None
    if official and state is not None and "state" in kinds and "person" not in kinds:
        return Antecedent(state.entity, antecedent.head)
    return antecedent


def is_modifier(token: Token) -> bool:
    """Whether a name only tells whose somebody is: "the **German** minister"."""
    return token.dep_ in {"amod", "compound", "nmod:desc", "nmod:poss"}


def listed(token: Token, number: int, kinds: frozenset[str], discourse: Discourse) -> Reference | None:
    """ "The three countries": the last list of so many of a kind."""
    for referent in reversed(discourse.before(token)):
        if len(referent.actors) == number and all(actor.entity.kind in kinds for actor in referent.actors):
            return Reference(tuple(Antecedent(a.entity, a.head_token) for a in referent.actors), f"the {number}")
    return None


def main_sides(token: Token, discourse: Discourse, *, speaking: bool = False) -> tuple[Antecedent, ...]:
    """The two states or groups of which the page has told most before a word, if a third comes far behind; who
    says it is none of them, unless `speaking`."""
    counts: dict[str, int] = {}
    first: dict[str, Antecedent] = {}
    speakers = {key for s in tree.surface_subjects(tree.governing_verb(token.head)) for key in sides_at(s, discourse)}
    for referent in discourse.before(token):
        for actor in referent.actors if len(referent.actors) == 1 else ():
            for key, antecedent in sides_at(discourse.doc[actor.head_token], discourse).items():
                counts[key] = counts.get(key, 0) + 1
                first.setdefault(key, antecedent)
    for at, reference in discourse.references.items():
        for each in reference.found if at < token.i else ():
            if each.entity.id in counts:  # "the government", "it"
                counts[each.entity.id] += 1
    ranked = sorted((key for key in counts if speaking or key not in speakers), key=lambda key: -counts[key])
    if len(ranked) < 2 or (len(ranked) > 2 and 2 * counts[ranked[2]] > counts[ranked[1]]):
        return ()
    return tuple(sorted((first[key] for key in ranked[:2]), key=lambda each: each.head))


def sides_at(token: Token, discourse: Discourse) -> dict[str, Antecedent]:
    """The state or group that the mention at a word belongs to; a body of a state counts for the state."""
    mention = discourse.mentions.at(token.i)
    if mention is None or mention.entity.kind not in {"state", "group", "organisation"}:
        return {}
    entity = mention.entity
    own = entity.country is None and entity.sector in OFFICIAL  # "the army", of the page's own state
    if entity.unnamed and not own:
        return {}
    if own and entity.kind == "organisation":
        entity = replace(entity, country=discourse.home)
    if entity.kind == "organisation":
        state = discourse.catalogue.state(entity.country)
        if state is None or entity.sector not in OFFICIAL:
            return {}
        entity = state.entity
    return {entity.id: Antecedent(entity, mention.head_token)}


def is_pair(token: Token) -> bool:
    """Whether a plural noun stands with "two" or "both": "the two leaders", "both sides"."""
    words = {child.lower_ for child in token.children if child.dep_ in {"nummod", "det", "det:predet"}}
    if words & {"each", "either", "neither"}:
        return tree.lemma(token) in {"country", "government", "group", "leader", "nation", "party", "side", "state"}
    if tree.feature(token, "Number") not in {"Plur", ""}:
        return False
    return "both" in words or ("two" in words and bool(words & (DEFINITE | {"both"})))


def several(token: Token) -> int | None:
    """The number in "the three countries", "all four groups"; None where there is none or it is two."""
    numbers = [NUMBERS.get(child.lower_) for child in tree.children(token, "nummod")]
    definite = is_definite(token) or any(child.lower_ == "all" for child in token.children)
    return numbers[0] if definite and numbers else None


def is_bare_pair(token: Token) -> bool:
    """ "Both" and "the two" without a noun; not "two of them"."""
    if token.dep_ not in {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"}:
        return False
    if any(child.dep_ == "nmod" for child in token.children):
        return False
    return token.lower_ == "both" or (token.lower_ == "two" and is_definite(token))
