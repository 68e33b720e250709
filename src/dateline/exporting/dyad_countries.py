"""Whose a party is where its words do not tell, as coders of dyads fill it in; the record itself leaves it open.

News leaves out what its readers know. "President Okello rejected the demands of Ugandan rebels": the president is
taken for Uganda's. "A bomb killed two French soldiers in Mali": who did it is taken for somebody in Mali. "Students
marched in Lima": against Peru. Each such code is marked as assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.exporting.codes import NO_COUNTRY, party_code
from dateline.knowledge.actors import load_actors
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Claim, CodedArticle, Entity, Participant

BY_PEOPLE_THERE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "SANCTION"})
"""Types that somebody of the place did where nobody is named: an arrest in Lima is by Peru, a bomb in Hit by Iraqis."""
TO_PEOPLE_THERE = frozenset({"AID", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})
"""Types that are done to the country of the place where nobody is named."""
AT_HOME = frozenset({"ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "PROTEST", "REJECT", "SANCTION", "THREATEN"})
"""Types that are done within one's own country where the sentence names no other: a president yields to his people."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The codes of both sides of a claim; `assumed` names the sides whose country the words do not tell."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    assumed: tuple[str, ...] = ()


def sides_of(claim: Claim, named: frozenset[str], *, mutual: bool) -> Sides:
    """Both sides of a claim in a sentence that names these countries; what parties do to each other has no target."""
    place = claim.where.country if is_state(claim.where.country) else None
    own = {p.entity.country for p in (*claim.actors, *claim.recipients) if is_state(p.entity.country)}
    usual = only(own) or place or only(named)
    source, target = coded(claim.actors, usual), coded(claim.recipients, usual)
    assumed = [
        name
        for name, side, parties in (("source", source, claim.actors), ("target", target, claim.recipients))
        if any(code[:3] != (p.entity.country or NO_COUNTRY) for code, p in zip(side, parties, strict=True))
    ]
    if not source and place is not None and claim.type in BY_PEOPLE_THERE:
        source, assumed = [place], [*assumed, "source"]
    foreign = any(party.entity.kind == "state" for party in claim.recipients)
    if not source and claim.type in SPEECH_ACTS and not foreign and (home := only(named)) is not None:
        source, assumed = [home], [*assumed, "source"]
    if not target and not mutual and source and (found := behind(claim, place, {c[:3] for c in source}, named)):
        target, assumed = [found], [*assumed, "target"]
    return Sides(unique(source), unique(target), tuple(assumed))


def behind(claim: Claim, place: str | None, actors: set[str], named: frozenset[str]) -> str | None:
    """The country to which an act without a recipient was done."""
    if claim.type in TO_PEOPLE_THERE and place is not None and (place not in actors or claim.type in AT_HOME):
        return place
    home = only(actors)
    return home if claim.type in AT_HOME and is_state(home) and named <= actors else None


def coded(parties: Sequence[Participant], usual: str | None) -> list[str]:
    """The code of each party, with the usual country where it has none."""
    return [code(party.entity, usual) for party in parties]


def code(entity: Entity, usual: str | None) -> str:
    """Refugees are not taken for people of the country where they are."""
    known = entity.country or not usual or entity.sector == "REF"
    return party_code(entity) if known else f"{usual}{entity.sector or ''}"


def named_countries(claim: Claim, article: CodedArticle) -> frozenset[str]:
    """The countries that a claim's sentence names, by their actors or as the place of the event."""
    inside = claim.sentence.span
    found = {
        entity.country
        for entity, mentions in article.entities
        if any(inside.start <= mention.span.start < inside.end for mention in mentions)
    }
    return frozenset(c for c in (*found, claim.where.country) if c is not None and is_state(c))


def is_state(country: str | None) -> bool:
    """Whether a code is a country's, not that of international bodies."""
    return country is not None and load_actors().state(country) is not None


def only(countries: set[str | None] | set[str] | frozenset[str]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None


def unique(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
