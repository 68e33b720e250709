"""How likely it is that a trained coder would sign a claim of this type at these words, from 0 to 1.

A logistic function of the claim's signs: what fires it, who and what was found in its clause, and how it is told. The
weights were fitted to coded pages and sentences (docs/08-measuring.md says to which, and how well they hold on pages
that they were not fitted to). The figure is about type and words; it does not say that every field is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

from dateline.coding.drafts import Draft
from dateline.knowledge.confidence import load_confidence
from dateline.records import When, Where

ALWAYS = "always"
TOLD = {
    "asserted": "stated",
    "claimed": "stated",
    "alleged": "stated",
    "planned": "to come",
    "possible": "not sure",
    "hypothetical": "not sure",
    "denied": "denied",
    "negated": "denied",
}


def signs(draft: Draft, when: When, place: Where) -> tuple[str, ...]:
    """What speaks for a claim or against it, as ``confidence.csv`` names it."""
    match = draft.match
    named = any(not found.participant.entity.unnamed for found in draft.actors)
    found = [
        ALWAYS,
        f"type {draft.type}",
        f"conditions {min(match.trigger.specificity, 2)}",
        "noun" if match.nominal else "verb",
        f"told as {TOLD[draft.verdict.status]}",
        "actor named" if named else "actor unnamed" if draft.actors else "no actor",
        "recipient" if draft.recipients else "no recipient",
    ]
    return (
        *found,
        *(["light verb"] if match.light_verb is not None else []),
        *(["joined"] if draft.joined else []),
        *(["dated"] if when.start is not None else []),
        *(["placed"] if place.name is not None else []),
        *(["counted"] if draft.casualties.killed or draft.casualties.injured else []),
        *(["attributed"] if draft.speeches else []),
    )


def confidence(found: Iterable[str]) -> float:
    """The logistic function of the weights of some signs, to two places; a sign without a weight counts nothing."""
    weights = load_confidence()
    return round(1 / (1 + exp(-sum(weights.get(sign, 0.0) for sign in found))), 2)
