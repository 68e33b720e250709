"""Everything, as JSON Lines: an event a line with its claims, or a document a line with its claims."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dateline.exporting.names import document_name
from dateline.exporting.parts import Given, parts
from dateline.knowledge.crosswalk import crossed
from dateline.records import Claim, CodedArticle, Event
from dateline.resolving.accounts import accounts
from dateline.storing import Selection
from dateline.storing.plain import plain


def lines(given: Given) -> Iterator[str]:
    """One line an event: the event, all its claims with their evidence, and the documents they stand in."""
    for selection in parts(given):
        for event in selection.events:
            yield json.dumps(event_record(event, selection), ensure_ascii=False)


def event_record(event: Event, selection: Selection) -> dict[str, Any]:
    """An event with all its claims, and what is known of the documents they stand in."""
    claims = [selection.claims[claim] for claim in event.claims]
    record: dict[str, Any] = plain(event)
    record["crosswalk"] = plain(crossed(event))
    record["part_of"] = list(selection.part_of.get(event.id, ()))
    record["accounts"] = plain(accounts(claims, days(selection)))
    record["formerly"] = list(selection.formerly.get(event.id, ()))
    record["decisions"] = [plain(selection.decisions[each]) for each in event.decisions]
    record["claims"] = [claim_record(claim) for claim in claims]
    record["documents"] = [_document(each, selection) for each in sorted({claim.document for claim in claims})]
    return record


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim with what other schemes call it."""
    return {**plain(claim), "crosswalk": plain(crossed(claim))}


def days(selection: Selection) -> dict[str, date]:
    """The day of publication of each document that has one."""
    documents = selection.documents.values()
    return {document.id: document.published.day for document in documents if document.published is not None}


def _document(name: str, selection: Selection) -> dict[str, Any]:
    """What is known of a document, without its text; `copies` has a row for each origin of its text."""
    document = selection.documents[name]
    return {
        "id": document.id,
        "name": document.page.name,
        "url": document.page.url,
        "crawled": document.page.crawled,
        "offset": document.page.offset,
        "title": document.title,
        "publisher": document.publisher,
        "published": plain(document.published),
        "language": document.language,
        "origin": plain(document.origin),
        "note": document.note,
        "copies": [plain(copy) for copy in selection.copies.get(name, ())],
        "versions": plain(document.versions),
    }


def coded_line(coded: CodedArticle, event_of: Mapping[str, Event]) -> str:
    """One document: what is known of it, and its claims, each with the id of its event."""
    article = coded.article
    record = {
        "id": document_name(article.page),
        "document": article.page.id,
        "name": article.page.name,
        "url": article.page.url,
        "crawled": article.page.crawled,
        "offset": article.page.offset,
        "title": article.title,
        "publisher": article.publisher,
        "published": plain(article.published),
        "language": article.language,
        "origin": plain(article.origin),
        "boilerplate": plain(article.boilerplate),
        "entities": [{**plain(entity), "mentions": plain(mentions)} for entity, mentions in coded.entities],
        "claims": [
            {**claim_record(claim), "event": event_of[claim.id].id if claim.id in event_of else None}
            for claim in coded.claims
        ],
    }
    return json.dumps(record, ensure_ascii=False)
