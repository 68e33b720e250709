"""What servers gave to ask by whether a page or a feed has changed, and the page that stands for their answer."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Page
from dateline.storing.connection import Store
from dateline.storing.reading import read_documents


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is known of an address: the validators of its last answer, and the page that came, where one is stored."""

    etag: str | None
    last_modified: str | None
    page: Page | None


def fetched(store: Store, uri: str) -> Fetched | None:
    """What is known of an address, None where nothing is."""
    rows = store.rows("SELECT etag, last_modified, document FROM fetched WHERE uri = ?", (uri,))
    if not rows:
        return None
    documents = read_documents(store, [rows[0]["document"]]) if rows[0]["document"] else ()
    return Fetched(rows[0]["etag"], rows[0]["last_modified"], documents[0].page if documents else None)


def remember(store: Store, uri: str, etag: str | None, last_modified: str | None, page: Page | None = None) -> None:
    """Keeps what an address has answered with in the place of what was known, if there is anything to ask by."""
    with store.transaction() as db:
        db.execute("DELETE FROM fetched WHERE uri = ?", (uri,))
        if etag or last_modified:
            db.execute(
                "INSERT INTO fetched (uri, etag, last_modified, document) VALUES (?, ?, ?, ?)",
                (uri, etag, last_modified, page.id if page else None),
            )
