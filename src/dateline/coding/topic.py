"""Pages whose words of conflict are figures of speech (sport, business, culture, science, games), disasters, crime.

A match report shoots, attacks and bombards; a grocer launches an attack on a rival; a musical bombs. On such a page
only claims that name a public body, or that count dead, are kept: a riot in the stands is still a riot. Where a page
of another topic than sport tells of violence, coercion or protest by such a body, it is about conflict after all and
keeps everything. On a page about a disaster deaths that nobody is said to have caused are the disaster's. A page of
ordinary crime keeps what states, armed groups, parties, crowds and their like do or suffer, not burglars and courts.
Data: ``cues/topics.csv``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc

from dateline.knowledge.tables import DATA, read_rows
from dateline.records import Claim

SPORT = "sport"
DISASTER = "disaster"
CRIME = "crime"
POLITICAL = frozenset(
    {"GOV", "MIL", "REB", "UAF", "PRM", "SPY", "LEG", "PTY", "OPP", "REF", "JRN", "SOC", "REL", "ELI"}
)
"""Sectors of those whose acts and sufferings are no ordinary crime."""
SURE, DISTINCT = 2, 6
"""Different words of a topic that a page has at least: so many that mean nothing else, and so many in all."""
SPARSE = 30
"""A page of a topic other than sport has at least one of its words in so many tokens."""
BODIES = frozenset({"organisation", "group"})
PUBLIC = frozenset({"GOV", "MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "LEG"})
CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


@cache
def topic_words() -> Mapping[str, Mapping[str, bool]]:
    """Topic -> word -> whether it is sure to be one of that topic."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in read_rows(DATA / "cues" / "topics.csv", ("topic", "lemma", "sure")):
        found[row["topic"]][row["lemma"]] = row["sure"] == "yes"
    return found


def topic_of(doc: Doc) -> str | None:
    """The topic of a page, where its words tell one on whose pages words of conflict are figures of speech."""
    forms = [form for token in doc for form in {token.lower_, token.lemma_.lower()}]
    best: tuple[int, str] | None = None
    for topic, words in topic_words().items():
        told = [form for form in forms if form in words]
        found = set(told)
        if len(found) < DISTINCT or sum(words[word] for word in found) < SURE:
            continue
        if topic != SPORT and len(told) * SPARSE < len(doc):
            continue
        best = max(best or (0, ""), (len(found), topic))
    return best and best[1]


def without_figures(claims: list[Claim], doc: Doc) -> list[Claim]:
    """The claims that hold also on a page of such a topic; all of them on any other page."""
    topic = topic_of(doc) if claims else None
    if topic is None:
        return claims
    if topic == DISASTER:
        return [claim for claim in claims if claim.type != "ASSAULT" or is_caused(claim)]
    if topic == CRIME:
        return claims if any(is_political(claim) for claim in claims) else []
    kept = [claim for claim in claims if is_public(claim, states=topic != SPORT)]
    if topic != SPORT and any(claim.type in CONFLICT for claim in kept):
        return claims
    return kept


def is_political(claim: Claim) -> bool:
    """Whether a claim is one between political actors, or by one: not between courts, policemen and citizens."""
    parties = [p.entity for p in (*claim.actors, *claim.recipients)]
    return claim.type == "PROTEST" or any(p.kind == "state" or p.sector in POLITICAL for p in parties)


def is_public(claim: Claim, *, states: bool) -> bool:
    """Whether a claim counts dead, is coercion by a public body, or names a body that plays no games and sells
    nothing; states count where no teams of theirs can be meant."""
    if claim.killed is not None and claim.killed.low > 0:
        return True
    parties = [p.entity for p in (*claim.actors, *claim.recipients)]
    if states and any(each.kind == "state" for each in parties):
        return True
    bodies = [p for p in (*claim.actors, *claim.recipients) if p.entity.sector in PUBLIC and p.entity.kind in BODIES]
    return any(claim.type == "COERCE" or p.mention.text[0].isupper() for p in bodies)


def is_caused(claim: Claim) -> bool:
    """Whether a claim of violence says who did it or how."""
    return bool(claim.actors or claim.mode or claim.weapon not in {None, "none stated"})
