"""Whom coordinated attacks share: "the base was shelled on Monday and rockets fired on Tuesday" has one target.

A clause whose object or passive subject is only the means says nothing of the target. Where it is coordinated with an
attack and names no aim of its own, the target is that of the attack before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.drafts import Draft
from dateline.coding.found import Found
from dateline.coding.referents import is_time
from dateline.coding.weapons import cue_at
from dateline.knowledge.cues import Cues

AIMS = frozenset({"at", "into", "against", "on", "onto", "towards", "toward", "over", "near"})


def share_targets(drafts: Sequence[Draft], cues: Cues) -> list[Draft]:
    """The drafts of one sentence, with the target of the attack before for those that name only their means."""
    done: list[Draft] = []
    for draft in drafts:
        verb = verb_of(draft)
        above = verb.head if verb is not None and verb.dep_ == "conj" and verb.head.i < verb.i else None
        first = next((each for each in done if above is not None and verb_of(each) == above), None)
        fits = first is not None and draft.type == first.type == "ASSAULT" and not draft.recipients
        shared: tuple[Found, ...] = draft.recipients
        if verb is not None and first is not None and fits and only_means(verb, cues) and not other_side(draft, first):
            shared = tuple(replace(found, rule="shared with the attack before") for found in first.recipients)
        done.append(replace(draft, recipients=shared))
    return done


def other_side(draft: Draft, first: Draft) -> bool:
    """Whether somebody else acts, who may strike back at the first: "A shelled B, and C fired rockets"."""
    mine, before = ({found.participant.entity.id for found in each.actors} for each in (draft, first))
    return bool(mine and before and not mine & before)


def verb_of(draft: Draft) -> Token | None:
    """The verb that tells of the deed: the trigger, its light verb, or the verb whose subject or object it is."""
    token = draft.match.light_verb or draft.match.token
    if token.pos_ != "VERB" and token.dep_ in {"nsubj", "nsubj:pass", "obj"}:
        token = token.head
    return token if token.pos_ == "VERB" else None


def only_means(verb: Token, cues: Cues) -> bool:
    """Whether what is fired or dropped is all that a verb has: no aim and nobody else."""
    things = tree.children(verb, "obj", "nsubj:pass") or tree.children(verb, "nsubj")
    aimed = any(p.split(" ")[0] in AIMS and noun.pos_ != "NUM" and not is_time(noun) for p, noun in tree.obliques(verb))
    return bool(things) and not aimed and all(cue_at(thing, cues) is not None for thing in things)
