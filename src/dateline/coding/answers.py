"""Where and when the police answer a crowd: "Protesters stormed the consulate in Gao on Friday. **Police fired** in the
air." What they do in the next sentence, without a day or place of its own, they do there and then.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.background import is_background
from dateline.coding.context import UNREAL, Told, borrowed
from dateline.records import Claim, Participant

FORCES = frozenset({"COP", "MIL"})
CROWDS = frozenset({"CVL", "CRM", "EDU", "LAB", "OPP", "REB", "REL", "UAF"})
"""Crowds and armed men, whom forces answer."""
ANSWERS = frozenset({"ASSAULT", "COERCE"})
STIRRED = frozenset({"ASSAULT", "PROTEST"})


def fill_answers(claims: list[Claim], page: Told) -> list[Claim]:
    """The claims, in the same order, with the days and places of what a force answered in the sentence before."""
    found = list(claims)
    for at, claim in enumerate(found):
        giver = next((other for other in reversed(found[:at]) if answers(claim, other, page)), None)
        if giver is not None:
            found[at] = there_and_then(claim, giver)
    return found


def answers(claim: Claim, other: Claim, page: Told) -> bool:
    """Whether a force does something right behind what a crowd did, in one paragraph."""
    if claim.type not in ANSWERS or other.type not in STIRRED or claim.status in UNREAL or other.status in UNREAL:
        return False
    if claim.where.mention is not None or claim.when.mention is not None:
        return False
    if not all_of(claim.actors, FORCES) or not all_of(other.actors, CROWDS):
        return False
    here, there = page.token(claim), page.token(other)
    if here is None or there is None or here.sent.start != there.sent.end or is_background(here):
        return False
    return not any(there.idx < start <= here.idx for start in page.paragraphs)


def all_of(side: tuple[Participant, ...], sectors: frozenset[str]) -> bool:
    return bool(side) and all(each.entity.sector in sectors for each in side)


def there_and_then(claim: Claim, giver: Claim) -> Claim:
    if claim.where.name is None and giver.where.name is not None:
        claim = replace(claim, where=giver.where, why=(*claim.why, borrowed("where", giver)))
    if claim.when.start is None and giver.when.start is not None:
        when = replace(giver.when, basis="context")
        claim = replace(claim, when=when, why=(*claim.why, borrowed("when", giver)))
    return claim
