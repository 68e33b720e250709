"""One event as it is reviewed: its sentences with their marked words, its fields with what each may be, and events near
it that it could be one with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, get_args

import numpy as np

from dateline.deciding.fields import FIELDS, ROLES, entities, value_of
from dateline.errors import StoreError
from dateline.exporting.sentence import marked, mentions
from dateline.knowledge.ontology import load_types
from dateline.records import Claim, Event, Participant, Status
from dateline.reviewing import version_of
from dateline.serving.problems import NotThere
from dateline.serving.readings import parties, value_words
from dateline.serving.record import Record
from dateline.storing import Filter, Selection, Store, find_event, read_claims, read_events
from dateline.storing.decision_log import find_decisions, item
from dateline.storing.plain import plain
from dateline.storing.reading import read_entities

MOST_REPORTS = 30
"""Reports of an event that are sent with their sentences; the others are counted."""
MOST_SIMILAR = 9
MOST_TOLD = 20
FEW = 100
MOST_PARTIES = 9
NEAR = timedelta(3)
LABELS = {"type": "What", "status": "Status", "actors": "Who", "recipients": "To whom", "when": "When",
          "where": "Where", "killed": "Killed", "injured": "Injured", "weapon": "Weapon", "count": "Times"}  # fmt: skip
"""The fields in the order in which they are reviewed."""


def review_item(record: Record, store: Store, wanted: str) -> dict[str, Any]:
    """The event whose id begins so, as the record has it now, with what people decided of it."""
    event, selection = found(store, wanted)
    told, _ = find_decisions(store, {"on": event.id}, MOST_TOLD)
    return {**shown(record, store, event, selection), "decisions": [item(each) for each in told]}


def found(store: Store, wanted: str) -> tuple[Event, Selection]:
    """The event, and all that it rests on. Raises NotThere."""
    try:
        selection = find_event(store, wanted)
    except StoreError as fault:
        raise NotThere(str(fault)) from fault
    return selection.events[0], selection


def shown(record: Record, store: Store, event: Event, selection: Selection) -> dict[str, Any]:
    """An event with all that an editor needs to judge it."""
    claims = [selection.claims[each] for each in event.claims]
    head = {
        name: plain(getattr(event, name))
        for name in ("id", "type", "mode", "status", "actors", "recipients", "when", "where", "killed", "injured",
                     "weapon", "count", "reports", "texts", "review", "disagreements")
    }  # fmt: skip
    return {
        "event": head,
        "version": version_of(store, event.id),
        "sure": max(claim.confidence for claim in claims),
        "claims": [_report(claim, number, selection) for number, claim in enumerate(claims[:MOST_REPORTS], 1)],
        "more": max(0, len(claims) - MOST_REPORTS),
        "fields": [field(name, event, claims) for name in LABELS if name not in ROLES],
        "parties": _parties(store, event, claims),
        "similar": similar(record, store, event),
    }


def _report(claim: Claim, number: int, selection: Selection) -> dict[str, Any]:
    """A claim with its sentence, and the words of its fields that stand elsewhere on the page."""
    document = selection.documents[claim.document]
    whole = claim.sentence.span
    elsewhere = [
        {"role": role, "words": each.text}
        for role, each in mentions(claim)
        if not (whole.start <= each.span.start and each.span.end <= whole.end)
    ]
    return {
        "id": claim.id,
        "number": number,
        "sentence": marked(claim, document.page.text),
        "elsewhere": elsewhere,
        "confidence": claim.confidence,
        "status": claim.status,
        "speakers": [each.name for each in claim.sources],
        "at": claim.trigger.span.start,
        "document": {
            "id": document.id,
            "title": document.title or document.page.name,
            "publisher": document.publisher,
            "published": document.published.day.isoformat() if document.published else None,
            "language": document.language,
        },
    }


def field(name: str, event: Event, claims: Sequence[Claim]) -> dict[str, Any]:
    """A field: its value, and what else the reports say, each with the numbers of those that say so."""
    now = value_of(event, name)
    values: list[Any] = []
    said: list[list[int]] = []
    for number, claim in enumerate(claims, 1):
        value = value_of(claim, name)
        if value is None:
            continue
        if value not in values:
            values.append(value)
            said.append([])
        said[values.index(value)].append(number)
    order = sorted(range(len(values)), key=lambda each: (-len(said[each]), each))
    candidates = [
        {"value": values[each], "text": value_words(name, values[each]), "reports": said[each], "note": ""}
        for each in order
    ]
    if name == "status":
        candidates += [{"value": each, "text": each, "reports": [], "note": ""} for each in get_args(Status)
                       if each not in values]  # fmt: skip
    if name == "type" and event.type in load_types():
        modes = [{"type": event.type, "mode": mode} for mode in (None, *load_types()[event.type].modes)]
        candidates += [{"value": each, "text": value_words(name, each), "reports": [], "note": ""}
                       for each in modes if each not in values]  # fmt: skip
    return {
        "name": name,
        "label": LABELS[name],
        "value": now,
        "text": value_words(name, now),
        "takes": FIELDS[name].takes,
        "differs": len(values) > 1 and name not in ("status", "count"),
        "candidates": candidates,
    }


def _parties(store: Store, event: Event, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Both roles with who is in them, and the actors that the pages name most, who could be."""
    named: dict[str, Any] = {}
    often: dict[str, int] = {}
    for document in dict.fromkeys(claim.document for claim in claims[:MOST_REPORTS]):
        for entity, words in read_entities(store, document):
            named.setdefault(entity.id, entity)
            often[entity.id] = often.get(entity.id, 0) + len(words)
    best = sorted(often, key=lambda each: (-often[each], each))
    roles = []
    for role in ROLES:
        there = entities(event, role)
        told = [each.entity for claim in claims for each in _participants(claim, role)]
        rest = [named[each] for each in best]
        offered = parties([each for each in (*told, *rest) if each.id not in {one.id for one in there}])
        roles.append({"name": role, "label": LABELS[role], "now": parties(there), "candidates": offered[:MOST_PARTIES]})
    return roles


def _participants(claim: Claim, role: str) -> Iterable[Participant]:
    return claim.actors if role == "actors" else claim.recipients


def similar(record: Record, store: Store, event: Event) -> list[dict[str, Any]]:
    """Events of about the same days that share a party or the place, those that share most first."""
    days: dict[str, Any] = {}
    if event.when.start is not None:
        days = {"start": event.when.start - NEAR, "end": (event.when.end or event.when.start) + NEAR}
    filters = [Filter(**days, actor=f"id:{each.id}") for each in (*event.actors, *event.recipients)]
    if event.where.geoname_id is not None:
        filters.append(Filter(**days, place=f"id:{event.where.geoname_id}"))
    scores: dict[str, int] = {}
    for wanted in filters:
        columns, chosen = record.chosen(store, wanted)
        rows = np.flatnonzero(chosen)
        for row in rows if days else rows[:FEW]:  # of an event without a day only some are looked at
            scores[columns.ids[row]] = scores.get(columns.ids[row], 0) + 2
    scores.pop(event.id, None)
    near = {other.id: other for other in read_events(store, sorted(scores, key=lambda e: (-scores[e], e))[:200])}
    for other in near.values():
        scores[other.id] += (other.type == event.type) + (other.killed == event.killed is not None)
    best = [near[each] for each in sorted(near, key=lambda each: (-scores[each], each))][:MOST_SIMILAR]
    first = {claim.id: claim.sentence.text for claim in read_claims(store, [each.claims[0] for each in best])}
    return [_brief(each, first.get(each.claims[0], "")) for each in best]


def _brief(event: Event, sentence: str) -> dict[str, Any]:
    names = ("id", "type", "mode", "actors", "recipients", "when", "where", "killed", "reports", "review")
    return {**{name: plain(getattr(event, name)) for name in names}, "sentence": sentence}
