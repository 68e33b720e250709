"""dateline copies: the groups of documents that have a text in common."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer
from rich.text import Text

from dateline import storing
from dateline.cli.options import Database, database
from dateline.cli.screen import emit, out, safe
from dateline.records import Copy
from dateline.storing import StoredDocument

Shape = Annotated[
    Literal["text", "json"], typer.Option("--format", help="For reading, or JSON Lines with a group a line.")
]


def command(shape: Shape = "text", db: Database = None) -> None:
    """Lists groups of copies: the origin, and each document that has its text or a part of it, with shares and reasons.

    A document that was merged from several texts stands in several groups. The largest groups come first.
    """
    with storing.open_store(database(db)) as store:
        copies = storing.read_copies(store)
        documents = {document.id: document for document in storing.read_documents(store, list(copies))}
    groups: dict[str, list[Copy]] = {}
    for rows in copies.values():
        for copy in rows:
            groups.setdefault(copy.origin, []).append(copy)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), documents[group[0]].page.name, group[0]))
    if shape == "json":
        for origin, members in ordered:
            emit(json.dumps(record(origin, members, documents), ensure_ascii=False))
        return
    console = out()
    for origin, members in ordered:
        for copy in sorted(members, key=lambda copy: (copy.document != origin, documents[copy.document].page.name)):
            console.print(line(copy, documents[copy.document]), soft_wrap=True)
        console.print()
    count = len(groups)
    told = f"{len(copies)} documents in {count} group{'' if count == 1 else 's'} of copies."
    console.print(told if groups else "No document is a copy of another.", soft_wrap=True)


def line(copy: Copy, document: StoredDocument) -> Text:
    """``page.html (2024-03-04, The Post): why``; copies stand below their origin."""
    published = document.published.day.isoformat() if document.published else None
    known = ", ".join(part for part in (published, document.publisher) if part)
    name = (
        safe(document.page.name, "bold")
        if copy.document == copy.origin
        else Text("  ").append_text(safe(document.page.name))
    )
    return name.append_text(safe(f" ({known})" if known else "", "dim")).append_text(safe(f": {copy.reason}"))


def record(origin: str, members: list[Copy], documents: dict[str, StoredDocument]) -> dict[str, Any]:
    """A group as what JSON knows."""
    return {
        "origin": origin,
        "name": documents[origin].page.name,
        "members": [
            {"document": copy.document, "name": documents[copy.document].page.name, "share": copy.share,
             "origin_share": copy.origin_share, "reason": copy.reason}
            for copy in sorted(members, key=lambda copy: copy.document)
        ],
    }  # fmt: skip
