"""By what means: the weapon named in a clause, in the codebook's terms, and the ASSAULT mode that it implies."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.cues import Cues, WeaponCue

NONE_STATED = "none stated"
CARRIERS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "compound", "amod", "nmod:desc", "conj", "nummod"}
)


def find_weapon(match: TriggerMatch, cues: Cues) -> tuple[WeaponCue, Token] | None:
    """The most telling weapon word near a trigger: its own phrase first, then its arguments, its light verb's last."""
    heads = [match.token]
    if match.light_verb is not None:
        heads.append(match.light_verb)
    found: list[tuple[WeaponCue, Token]] = []
    for head in heads:
        if (cue := cue_at(head, cues)) is not None:
            found.append((cue, head))
        for child in around(head):
            if (cue := cue_at(child, cues)) is not None:
                found.append((cue, child))
    stated = [pair for pair in found if pair[0].weapon != NONE_STATED]
    suicide = [pair for pair in found if pair[0].mode == "suicide-attack"]
    if suicide and stated:
        return WeaponCue(stated[0][0].weapon, "suicide-attack"), stated[0][1]
    return next(iter(stated or suicide or found), None)


def around(head: Token) -> list[Token]:
    near = [child for child in head.children if child.dep_ in CARRIERS]
    below = [
        g
        for child in near
        if child.dep_ in {"obj", "nsubj", "nsubj:pass", "obl", "obl:agent", "conj"}
        for g in child.children
        if g.dep_ in {"compound", "amod", "conj"}
    ]
    implied = tree.surface_subjects(head) if head.pos_ == "VERB" else []
    if head.dep_ in {"acl", "acl:relcl"}:
        implied = [*implied, head.head, *tree.children(head.head, "compound", "amod")]
    return [*near, *below, *implied]


def cue_at(token: Token, cues: Cues) -> WeaponCue | None:
    """The cue of the longest phrase that ends in the token: "explosives-laden vehicle", "car bomb", "bomb"."""
    word = tree.lemma(token)
    for width in (3, 2, 1):
        if token.i - width >= token.sent.start:
            phrase = token.doc[token.i - width : token.i].text.lower()
            for joined in (f"{phrase} {word}", f"{phrase} {token.lower_}"):
                if joined.replace(" - ", "-") in cues.weapons:
                    return cues.weapons[joined.replace(" - ", "-")]
    return cues.weapons.get(word) or cues.weapons.get(token.lower_)
