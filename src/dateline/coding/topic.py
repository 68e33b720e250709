"""Pages whose words of conflict are figures of speech: sport.

A match report shoots, attacks and bombards. On such a page only claims that name police, soldiers, governments or
armed groups, or that count dead, are kept: a riot in the stands is still a riot. Data: ``cues/sport.csv``.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from dateline.knowledge.tables import DATA, read_rows
from dateline.records import Claim

SURE, DISTINCT = 2, 6
"""Different words of sport that a report has at least: so many that mean nothing else, and so many in all."""
BODIES = frozenset({"organisation", "group"})
PUBLIC = frozenset({"GOV", "MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "LEG"})


@cache
def sport_words() -> dict[str, bool]:
    """Word -> whether it is sure to be one of sport."""
    return {row["lemma"]: row["sure"] == "yes" for row in read_rows(DATA / "cues" / "sport.csv", ("lemma", "sure"))}


def is_sport(doc: Doc) -> bool:
    """Whether a page is a report on sport."""
    words = sport_words()
    found = {form for token in doc for form in (token.lower_, token.lemma_.lower()) if form in words}
    return len(found) >= DISTINCT and sum(words[word] for word in found) >= SURE


def without_sport(claims: list[Claim], doc: Doc) -> list[Claim]:
    """The claims that hold also on a page of sport; all of them on any other page."""
    if not claims or not is_sport(doc):
        return claims
    return [claim for claim in claims if is_public(claim)]


def is_public(claim: Claim) -> bool:
    """Whether a claim counts dead, is coercion by a public body, or names a body that plays no games."""
    if claim.killed is not None and claim.killed.low > 0:
        return True
    bodies = [p for p in (*claim.actors, *claim.recipients) if p.entity.sector in PUBLIC and p.entity.kind in BODIES]
    return any(claim.type == "COERCE" or p.mention.text[0].isupper() for p in bodies)
