"""Taking pages out: their text, so that copies are grouped without it, and then themselves with all their claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from dateline.storing.connection import Store
from dateline.storing.progress import CURRENT


def replaced(store: Store) -> list[str]:
    """The pages in whose place another came, but those that some file or address still has as they were."""
    rows = store.rows(
        "SELECT id FROM document WHERE replaced_by IS NOT NULL "
        f"AND id NOT IN (SELECT document FROM ({CURRENT}) WHERE document IS NOT NULL) ORDER BY id"
    )
    return [row[0] for row in rows]


def taken_out(store: Store) -> dict[str, str]:
    """The pages that people have taken out and that are not back, by id, with the reason."""
    rows = store.rows(
        "SELECT document, reason FROM removed WHERE replaced_by IS NULL "
        "AND document NOT IN (SELECT id FROM document) ORDER BY number"
    )
    return {row["document"]: row["reason"] for row in rows}


def drop_texts(store: Store, documents: Sequence[str]) -> None:
    """Takes the texts of documents out of the search for copies; the groups they were in are to be made anew."""
    with store.transaction() as db:
        forget_texts(db, documents)


def forget_texts(db: sqlite3.Connection, documents: Sequence[str]) -> None:
    """Does so inside a transaction."""
    held = (json.dumps(list(documents)),)
    among = "document IN (SELECT value FROM json_each(?))"
    texts = {row[0] for row in db.execute(f"SELECT text FROM document_text WHERE {among} AND text IS NOT NULL", held)}
    near = texts | {row[0] for text in texts for row in db.execute(
        "SELECT other FROM text_pair WHERE one = :text UNION SELECT one FROM text_pair WHERE other = :text",
        {"text": text},
    )}  # fmt: skip
    db.execute(f"DELETE FROM document_text WHERE {among}", held)
    db.execute(f"DELETE FROM copy WHERE {among}", held)
    db.execute("UPDATE document_text SET grouped = 0 WHERE text IN (SELECT value FROM json_each(?))",
               (json.dumps(sorted(near)),))  # fmt: skip
    unused = [(text,) for text in sorted(texts) if not _is_held(db, text)]
    for sql in ("DELETE FROM text_pair WHERE one = ?", "DELETE FROM text_pair WHERE other = ?",
                "DELETE FROM print WHERE text = ?", "DELETE FROM text WHERE number = ?"):  # fmt: skip
        db.executemany(sql, unused)


def _is_held(db: sqlite3.Connection, text: int) -> bool:
    return db.execute("SELECT 1 FROM document_text WHERE text = ? LIMIT 1", (text,)).fetchone() is not None


def delete_documents(db: sqlite3.Connection, documents: Sequence[str], reason: str) -> None:
    """Deletes documents with their claims, which no event may have any more, and notes it; inside a transaction."""
    held = (json.dumps(list(documents)),)
    among = "IN (SELECT value FROM json_each(?))"
    db.execute(
        "INSERT INTO removed (document, name, url, replaced_by, reason, run) SELECT id, name, url, replaced_by, ?, "
        f"(SELECT max(id) FROM run) FROM document WHERE id {among} ORDER BY id",
        (reason, *held),
    )
    db.execute(f"UPDATE run_input SET document = NULL WHERE document {among}", held)
    db.execute(f"UPDATE fetched SET etag = NULL, last_modified = NULL, document = NULL WHERE document {among}", held)
    db.execute(f"DELETE FROM document_words WHERE rowid IN (SELECT number FROM document WHERE id {among})", held)
    db.execute(f"DELETE FROM document WHERE id {among}", held)
