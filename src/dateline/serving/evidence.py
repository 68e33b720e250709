"""What events rest on: claims and documents, some at a time, and one of either whole."""

from __future__ import annotations

import json
from typing import Any

from dateline.errors import StoreError
from dateline.exporting.jsonl import claim_record
from dateline.exporting.page import page_record, stored_page
from dateline.reviewing import version_of
from dateline.serving.blocks import blocks
from dateline.serving.listing import cursor, keys
from dateline.serving.problems import NotThere
from dateline.storing import Store, find_documents, read_claims, read_copies
from dateline.storing.folding import fold
from dateline.storing.plain import plain
from dateline.storing.reading import read_entities

DOCUMENT = """
    id, name, url, media, state, reason, message, title, published, published_confidence, updated, publisher, agency,
    byline, section, genre, language, crawled, note, length(text) AS characters,
    (SELECT count(*) FROM claim WHERE claim.document = document.id) AS claims
"""
CLAIM_COLUMNS = {
    "document": "claim.document", "event": "event_claim.event", "type": "claim.type", "status": "claim.status",
}  # fmt: skip

CLAIM_COLUMNS = {
    "document": "claim.document",
    "event": "event_claim.event",
    "type": "claim.type",
    "status": "claim.status",
}


def find_claims(store: Store, wanted: dict[str, str | None], limit: int, after: str | None) -> dict[str, Any]:
    """Claims in the order of document and text, with the event that each belongs to.

    `wanted` may name a `document`, an `event`, a `type` or a `status`.
    """
    values: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    conditions = [f"{CLAIM_COLUMNS[name]} = :{name}" for name in values]
    source = "claim LEFT JOIN event_claim ON event_claim.claim = claim.id"
    total = store.value(f"SELECT count(*) FROM {source}{_where(conditions)}", values)
    if (behind := keys(after, 2)) is not None:
        conditions.append("(claim.document, claim.position) > (:after_document, :after_position)")
        values |= {"after_document": behind[0], "after_position": behind[1]}
    rows = store.rows(
        f"SELECT claim.record, claim.document, claim.position, event_claim.event FROM {source}{_where(conditions)} "
        "ORDER BY claim.document, claim.position LIMIT :limit",
        {**values, "limit": limit + 1},
    )
    items = [{**json.loads(row["record"]), "event": row["event"]} for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return {"items": items, "next": cursor(last["document"], last["position"]) if last else None, "total": total}


def claim_detail(store: Store, wanted: str) -> dict[str, Any]:
    """One claim, what other schemes call it, its event and its document."""
    found = read_claims(store, [wanted])
    if not found:
        raise NotThere(f"There is no claim {wanted[:80]!r}. Claims are listed at /api/v1/claims.")
    event = store.rows("SELECT event FROM event_claim WHERE claim = ?", (wanted,))
    document = store.rows(f"SELECT {DOCUMENT} FROM document WHERE id = ?", (found[0].document,))
    return {
        **claim_record(found[0]),
        "version": version_of(store, wanted),
        "event": event[0]["event"] if event else None,
        "source": dict(document[0]) if document else None,
    }


def find_pages(store: Store, wanted: dict[str, str | None], limit: int, after: str | None) -> dict[str, Any]:
    """Documents in the order of their names, without their text.

    `wanted` may name a `state`, a `publisher`, a `language`, or words of `title` or name that begin so.
    """
    values: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    conditions = [f"{name} = :{name}" for name in ("state", "publisher", "language") if name in values]
    if "title" in values:
        words = fold(str(values["title"])).split()
        values |= {f"word{number}": f"%{word}%" for number, word in enumerate(words)}
        conditions += [f"(title LIKE :word{number} OR name LIKE :word{number})" for number in range(len(words))]
    total = store.value(f"SELECT count(*) FROM document{_where(conditions)}", values)
    if (behind := keys(after, 2)) is not None:
        conditions.append("(name, id) > (:after_name, :after_id)")
        values |= {"after_name": behind[0], "after_id": behind[1]}
    rows = store.rows(
        f"SELECT {DOCUMENT} FROM document{_where(conditions)} ORDER BY name, id LIMIT :limit",
        {**values, "limit": limit + 1},
    )
    items = [dict(row) for row in rows[:limit]]
    last = items[-1] if len(rows) > limit else None
    return {"items": items, "next": cursor(last["name"], last["id"]) if last else None, "total": total}


def page_detail(store: Store, wanted: str) -> dict[str, Any]:
    """One document as it is read: its text, runs, facts, marks and claims, its actors, and what it is a copy of."""
    try:
        document = find_documents(store, wanted)[0]
    except StoreError as fault:
        told = str(fault).replace(str(store.path), "the record")  # readers need not know where it lies
        raise NotThere(told[0].upper() + told[1:]) from fault
    events = store.rows(
        "SELECT claim.id, event_claim.event FROM claim JOIN event_claim ON event_claim.claim = claim.id "
        "WHERE claim.document = ?", (document.id,),
    )  # fmt: skip
    event_of = {row["id"]: row["event"] for row in events}
    seen, entities = stored_page(store, document), read_entities(store, document.id)
    record = page_record(seen)
    record["title"], record["publisher"] = document.title, document.publisher
    record["blocks"] = blocks(seen, entities)
    record["claims"] = [{**claim, "event": event_of.get(claim["id"])} for claim in record["claims"]]
    record["entities"] = [{**plain(entity), "mentions": plain(mentions)} for entity, mentions in entities]
    record["copies"] = [plain(copy) for copy in read_copies(store, [document.id]).get(document.id, ())]
    record["versions"] = plain(document.versions)
    return record


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
