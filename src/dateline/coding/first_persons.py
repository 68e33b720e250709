"""Who "I", "we" and "our" are: the speaker of the quotation that they stand in, or the side that he speaks for."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.discourse import OFFICIAL, Antecedent, Discourse, Reference
from dateline.coding.speech import carried_over, speech_above
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.cues import Pronoun
from dateline.knowledge.names import fold
from dateline.records import Entity


def first_person(token: Token, pronoun: Pronoun, discourse: Discourse) -> Reference:
    """The speaker of a quotation: himself for "I"; his state, body or group for "we". Outside quotations "our"
    things of a state are those of the publisher's."""
    if not discourse.inside[token.i]:
        return publisher(token, pronoun, discourse)
    found = speakers(token, discourse)
    if not found:
        return Reference((), f"the speaker of '{token.lower_}' is not known")
    if pronoun.number == "singular":
        return Reference(found, f"'{token.lower_}' in a quotation") if len(found) == 1 else Reference((), "two")
    sides = tuple(Antecedent(e, a.head) for a in found[:1] if (e := side(a, discourse)) is not None)
    reason = f"'{token.lower_}' in a quotation" if sides else f"the side of {found[0].entity.name} is not known"
    return Reference(sides, reason)


def speakers(token: Token, discourse: Discourse) -> tuple[Antecedent, ...]:
    """Who says the quotation that a word stands in."""
    for speech in speech_above(token, discourse.cues):
        if speech.speaker is not None and not discourse.inside[speech.cue.i]:
            return discourse.entities(speech.speaker)
    speaker = carried_over(token, discourse.cues, discourse.quoted)
    return discourse.entities(speaker) if speaker is not None else ()


def side(speaker: Antecedent, discourse: Discourse) -> Entity | None:
    """For whom somebody speaks as "we": a body for itself, an official for the state, a person beside whose name
    stands a body ("X, a spokesman for the front") for that."""
    entity = speaker.entity
    if entity.kind in {"state", "group", "organisation"}:
        return entity
    head = discourse.doc[speaker.head]
    beside = [head.head] if is_beside(head.head, head) else []
    for noun in (*tree.children(head, "appos", "nmod:desc", "compound"), *beside):
        office = discourse.mentions.at(noun.i)
        own = discourse.catalogue.state(office.entity.country) if office is not None else None
        if own is not None and office is not None and office.entity.sector in OFFICIAL:
            return own.entity  # "the US envoy for Sudan"
        for child in tree.children(noun, "compound", "nmod", "nmod:poss", "amod"):
            mention = discourse.mentions.at(child.i)
            if mention is not None and mention.entity.kind in {"state", "group", "organisation"}:
                return mention.entity
    state = discourse.catalogue.state(entity.country)
    if state is not None and entity.sector in OFFICIAL:
        return state.entity
    return discourse.catalogue.led_by(entity.id, discourse.day) if entity.origin == "catalogue" else None


def publisher(token: Token, pronoun: Pronoun, discourse: Discourse) -> Reference:
    if pronoun.form == "possessive" and pronoun.number == "plural":
        owned = token.head
        national = tree.lemma(owned) in discourse.cues.words.national
        entity = outlets(discourse.catalogue).get(fold(discourse.article.publisher or ""))
        state = discourse.catalogue.state(entity.country) if entity is not None else None
        if national and state is not None:
            return Reference((Antecedent(state.entity, token.i),), "'our' of the publisher's state")
    return Reference((), f"'{token.lower_}' outside a quotation")


@cache
def outlets(catalogue: Catalogue) -> dict[str, Entity]:
    """The news outlets of the catalogue by folded name."""
    return {fold(text): entity for text, entity, _ in catalogue.names() if entity.sector == "JRN"}


def is_beside(word: Token, head: Token) -> bool:
    """Whether a word tells what a name is: its apposition or title, or the noun that it is the apposition of."""
    if word.i != head.head.i:
        return word.pos_ in {"NOUN", "PROPN"}
    return head.dep_ in {"appos", "flat", "nmod:desc"} and word.pos_ in {"NOUN", "PROPN"}
