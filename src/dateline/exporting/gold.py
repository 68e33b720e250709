"""A coded document in the format of hand-coded gold, so that it can be scored against one (see `evaluation`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dateline.exporting.names import document_name
from dateline.records import Article, Boilerplate, Claim, CodedArticle, Entity, Event, Mention, Quantity, Span

FIRST_WORDS = 80
"""Characters of a boilerplate run that are quoted: enough to find it by eye."""
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,5000}>|<!--.{0,5000}?-->", re.DOTALL)


def line(coded: CodedArticle, event_of: Mapping[str, Event]) -> str:
    """One document as one line. `event_of` gives the event of each claim id, over all documents of the call."""
    return json.dumps(document(coded, event_of), ensure_ascii=False)


def document(coded: CodedArticle, event_of: Mapping[str, Event]) -> dict[str, Any]:
    """One document as what JSON knows; all offsets are characters of the page as read."""
    article = coded.article
    published = article.published
    numbers = {claim.id: f"c{number}" for number, claim in enumerate(coded.claims, 1)}
    events = dict.fromkeys(event_of[claim.id].id for claim in coded.claims if claim.id in event_of)
    return {
        "doc": document_name(article.page),
        "published": published.day.isoformat() if published else None,
        "published_basis": published.basis if published else "none",
        "boilerplate": [article.quote(run.span)[:FIRST_WORDS] for run in article.boilerplate],
        "boilerplate_spans": [list(piece) for run in article.boilerplate for piece in _pieces(article, run)],
        "entities": [_entity(entity, mentions) for entity, mentions in _entities(coded)],
        "claims": [_claim(claim, numbers[claim.id], event_of.get(claim.id), article.quote) for claim in coded.claims],
        "events": [
            {
                "id": event,
                "claims": [numbers[c.id] for c in coded.claims if c.id in event_of and event_of[c.id].id == event],
            }
            for event in events
        ],
    }


def _pieces(article: Article, run: Boilerplate) -> Iterator[tuple[int, int]]:
    """A run without the tags in it: gold spans hold words, markup is neither article nor boilerplate."""
    tags = [] if run.rule == "script" else [found.span() for found in TAG.finditer(article.quote(run.span))]
    at = run.span.start
    for start, end in [*tags, (run.span.end - run.span.start,) * 2]:
        piece = article.page.text[at : run.span.start + start]
        first = at + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield first, first + len(piece.strip())
        at = run.span.start + end


def _entities(coded: CodedArticle) -> Iterable[tuple[Entity, list[Mention]]]:
    """All actors of the page with their mentions, those of the claims included."""
    found: dict[str, tuple[Entity, list[Mention]]] = {entity.id: (entity, list(m)) for entity, m in coded.entities}
    for claim in coded.claims:
        for participant in (*claim.actors, *claim.recipients):
            found.setdefault(participant.entity.id, (participant.entity, []))[1].append(participant.mention)
    return found.values()


def _entity(entity: Entity, mentions: Iterable[Mention]) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sector,
        "mentions": list(dict.fromkeys(mention.text for mention in mentions)),
    }


def _claim(claim: Claim, number: str, event: Event | None, quote: Callable[[Span], str]) -> dict[str, Any]:
    """A claim under its number on the page; `quote` reads the page."""
    when, where = claim.when, claim.where
    evidence, trigger = claim.evidence.span, claim.trigger.span
    return {
        "id": number,
        "evidence": quote(evidence),
        "evidence_start": evidence.start,
        "trigger": quote(trigger),
        "trigger_start": trigger.start,
        "confidence": claim.confidence,
        "type": claim.type,
        "mode": claim.mode,
        "actors": list(dict.fromkeys(participant.entity.id for participant in claim.actors)),
        "recipients": list(dict.fromkeys(participant.entity.id for participant in claim.recipients)),
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "date_text": when.mention.text if when.mention else None,
        "place": where.name,
        "place_country": where.country,
        "geo_precision": where.precision,
        "weapon": claim.weapon,
        "killed": _numbers(claim.killed),
        "injured": _numbers(claim.injured),
        "count": claim.count,
        "status": claim.status,
        "source": [source.name for source in claim.sources],
        "event": event.id if event else None,
    }


def _numbers(quantity: Quantity | None) -> list[int | None] | None:
    return [quantity.low, quantity.high] if quantity else None
