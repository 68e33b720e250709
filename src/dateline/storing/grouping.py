"""The texts of documents and their groups of copies, kept up to date: a new text meets only those that share prints.

The pairs of texts depend on nothing but the texts, and the groups on nothing but the pairs, so that documents that
come one by one end in the same groups as all at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.records import Article, Copy
from dateline.resolving.alignment import align
from dateline.resolving.copies import Pair, Source, Text, groups
from dateline.resolving.shingles import Sketch, prints, sketch
from dateline.storing.connection import Store
from dateline.storing.folding import fold
from dateline.storing.plain import dump

BATCH = 200
"""Texts that are compared in one transaction."""
MOST = 2_000
"""Texts that may share a print. One in more of them is a stock phrase: it finds nothing and costs time. Documents with
the same text word by word count once."""
FEW_PRINTS = 8
SHARED = 0.15
"""Two texts are compared where they share this part of the prints of the one with fewer, and two prints, or one where
that one has fewer than FEW_PRINTS. A copy shares half of its words, so about half of its prints."""


def write_text(db: sqlite3.Connection, article: Article) -> None:
    """Stores the text of a document, to be searched, and to be compared later."""
    write_words(db, article)
    made = sketch(article)
    if made is not None:
        db.execute(
            "INSERT INTO text (digest, shingles, facts, starts, prints) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (digest) DO NOTHING",
            (made.digest, _bytes(made.shingles), _bytes(made.facts), _bytes(made.starts), len(prints(made.shingles))),
        )
    agency = article.origin.agency
    own = agency is not None and agency.basis == "publisher"
    credited = agency.value if agency is not None and agency.basis != "contributed" else None
    db.execute(
        "INSERT OR REPLACE INTO document_text (document, text, spans, agency, own, grouped) "
        "VALUES (?, (SELECT number FROM text WHERE digest = ?), ?, ?, ?, ?)",
        (article.page.id, made and made.digest, _bytes(made.spans) if made else b"", credited, own,
         made is None),
    )  # fmt: skip


def write_words(db: sqlite3.Connection, article: Article) -> None:
    """Puts the words of an article in the index; the document must be there."""
    db.execute(
        "UPDATE document SET number = (SELECT coalesce(max(number), 0) + 1 FROM document) "
        "WHERE id = ? AND number IS NULL",
        (article.page.id,),
    )
    (number,) = db.execute("SELECT number FROM document WHERE id = ?", (article.page.id,)).fetchone()
    db.execute("INSERT OR REPLACE INTO document_words (rowid, words) VALUES (?, ?)", (number, fold(article.text)))


def write_texts(store: Store, articles: Iterable[Article]) -> None:
    """Stores the texts of documents that are in the database, in one transaction."""
    with store.transaction() as db:
        for article in articles:
            write_text(db, article)


def group_copies(store: Store) -> None:
    """Compares the texts that are new and makes the groups anew that they touch, some texts a transaction."""
    while True:
        with store.transaction() as db:
            new = [row[0] for row in db.execute(
                "SELECT number FROM text WHERE compared = 0 ORDER BY number LIMIT ?", (BATCH,)
            )]  # fmt: skip
            touched = {number for one in new for number in _compare(db, one)}
            changed = db.execute("SELECT text FROM document_text WHERE grouped = 0").fetchall()
            waiting = {row[0] for row in db.execute("SELECT number FROM text WHERE compared = 0")}
            _group(db, (touched | {row[0] for row in changed}) - waiting)
            db.execute("UPDATE document_text SET grouped = 1 WHERE grouped = 0 AND text NOT IN "
                       "(SELECT number FROM text WHERE compared = 0)")  # fmt: skip
        if not new:
            return


def _compare(db: sqlite3.Connection, number: int) -> set[int]:
    """Finds the pairs of a text that is not yet in the index, and puts it there. The texts whose groups may change."""
    mine = _sketch(db, number)
    own = _telling(db, mine)
    touched = {number}
    shared: Counter[int] = Counter()
    crowded: list[int] = []
    for one in own:  # a print is at most in MOST texts
        texts = [row[0] for row in db.execute("SELECT text FROM print WHERE print = ?", (one,))]
        shared.update(texts)
        if len(texts) >= MOST:
            crowded.append(one)
    db.executemany("INSERT INTO print (print, text) VALUES (?, ?)", [(one, number) for one in own])
    sizes = dict(db.execute("SELECT number, prints FROM text WHERE number IN (SELECT value FROM json_each(?))",
                            (json.dumps([number, *shared]),)))  # fmt: skip
    for other, count in sorted(shared.items()):
        if not enough(count, min(sizes[number], sizes[other])):
            continue
        yours = _sketch(db, other)
        found = align(mine, yours)
        if found.copied:
            db.execute(
                "INSERT INTO text_pair (one, other, one_in_other, other_in_one) VALUES (?, ?, ?, ?)",
                (other, number, found.other_in_one, found.one_in_other),
            )
            touched.add(other)
    db.execute("UPDATE text SET compared = 1 WHERE number = ?", (number,))
    for one in crowded:
        touched |= _retire(db, one)
    return touched


def _telling(db: sqlite3.Connection, text: Sketch) -> list[int]:
    """The prints of a text but the common ones."""
    own = [int(one) for one in prints(text.shingles)]
    common = db.execute("SELECT print FROM common_print WHERE print IN (SELECT value FROM json_each(?))",
                        (json.dumps(own),))  # fmt: skip
    return sorted(set(own) - {row[0] for row in common})


def enough(shared: int, fewer: int) -> bool:
    """Whether two texts share prints enough to be compared; `fewer` is how many the one with fewer has."""
    return shared >= max(1 if fewer < FEW_PRINTS else 2, SHARED * fewer)


def _retire(db: sqlite3.Connection, one: int) -> set[int]:
    """Takes a print that has become common out of the index, and with it the pairs that only it brought together."""
    holders = {row[0] for row in db.execute("SELECT text FROM print WHERE print = ?", (one,))}
    db.execute("INSERT OR IGNORE INTO common_print (print) VALUES (?)", (one,))
    db.execute("DELETE FROM print WHERE print = ?", (one,))
    touched: set[int] = set()
    for first in sorted(holders):
        for (second,) in db.execute("SELECT other FROM text_pair WHERE one = ?", (first,)).fetchall():
            if second not in holders:
                continue
            mine, yours = _sketch(db, first), _sketch(db, second)
            shared = len(set(_telling(db, mine)) & set(_telling(db, yours)))
            if not enough(shared, min(len(prints(mine.shingles)), len(prints(yours.shingles)))):
                db.execute("DELETE FROM text_pair WHERE one = ? AND other = ?", (first, second))
                touched |= {first, second}
    return touched


def _group(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Makes the groups anew of all texts that hang together with these."""
    done: set[int] = set()
    for number in sorted(touched):
        if number in done:
            continue
        members, pairs = _hanging_together(db, number)
        done |= members
        texts = {member: _text(db, member) for member in members}
        documents = [source.document for text in texts.values() for source in text.sources]
        for document in documents:
            db.execute("DELETE FROM copy WHERE document = ?", (document,))
        if len(documents) > 1:
            held = {number: text for number, text in texts.items() if text.sources}
            kept = [pair for pair in pairs if pair.one in held and pair.other in held]
            _write_copies(db, groups(held, kept, lambda document: _placed(db, document)))


def _write_copies(db: sqlite3.Connection, copies: Iterable[Copy]) -> None:
    db.executemany(
        "INSERT INTO copy (document, origin, share, origin_share, passages, reason) VALUES (?, ?, ?, ?, ?, ?)",
        [(c.document, c.origin, c.share, c.origin_share, dump(c.passages), c.reason) for c in copies],
    )


def _hanging_together(db: sqlite3.Connection, number: int) -> tuple[set[int], list[Pair]]:
    """The texts that a chain of pairs leads to, and these pairs."""
    members, ahead, pairs = {number}, [number], {}
    while ahead:
        at = ahead.pop()
        for row in db.execute("SELECT * FROM text_pair WHERE one = :at UNION SELECT * FROM text_pair WHERE other = :at",
                              {"at": at}):  # fmt: skip
            pairs[row["one"], row["other"]] = Pair(row["one"], row["other"], row["one_in_other"], row["other_in_one"])
            for other in (row["one"], row["other"]):
                if other not in members:
                    members.add(other)
                    ahead.append(other)
    return members, list(pairs.values())


def _text(db: sqlite3.Connection, number: int) -> Text:
    """A text with the documents that hold it."""
    rows = db.execute(
        "SELECT document, published, document_text.agency, own FROM document_text "
        "JOIN document ON document.id = document WHERE document_text.text = ?", (number,)
    )  # fmt: skip
    sources = [Source(row[0], date.fromisoformat(row[1]) if row[1] else None, row[2], bool(row[3])) for row in rows]
    return Text(number, _sketch(db, number), tuple(sorted(sources, key=lambda one: (one.rank, one.document))))


def _sketch(db: sqlite3.Connection, number: int) -> Sketch:
    """The sketch of a text, without the places in a page."""
    row = db.execute("SELECT shingles, facts, starts FROM text WHERE number = ?", (number,)).fetchone()
    return Sketch(
        np.frombuffer(row["shingles"], dtype="<u4"),
        np.frombuffer(row["facts"], dtype="u1"),
        np.frombuffer(row["starts"], dtype="<i4"),
        np.empty((0, 2), dtype=np.int32),
    )


def _bytes(array: NDArray[Any]) -> bytes:
    """The numbers of an array as they are stored, the same on every machine."""
    return array.astype(array.dtype.newbyteorder("<")).tobytes()


def _placed(db: sqlite3.Connection, document: str) -> Sketch:
    """The sketch of a document's text with the places in its page."""
    text, spans = db.execute("SELECT text, spans FROM document_text WHERE document = ?", (document,)).fetchone()
    bare = _sketch(db, text)
    places = np.frombuffer(spans, dtype="<i4").reshape(-1, 2)
    return Sketch(bare.shingles, bare.facts, bare.starts, places)
