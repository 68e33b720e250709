"""Groups of copies in the database: how well they are found, and that the order of the pages plays no part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from dateline import cleaning, storing
from dateline.records import Article, CodedArticle, Page
from dateline.storing import Outcome, Store, grouping
from desk import Piece, copies_of, pieces
from makers import VERSIONS


def articles(made: Sequence[Piece]) -> list[Article]:
    return [item for item in cleaning.clean(piece.page for piece in made) if isinstance(item, Article)]


def put(store: Store, found: Sequence[Article]) -> None:
    run = storing.start_run(store, VERSIONS)
    storing.write_batch(store, run, [Outcome(CodedArticle(article, ())) for article in found])
    grouping.group_copies(store)


def groups(store: Store) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.rows("SELECT * FROM copy ORDER BY document, origin")]


@pytest.fixture(scope="module")
def desk() -> tuple[list[Piece], list[Article]]:
    made = pieces(seed=4)
    return made, articles(made)


def test_copies_are_told_from_independent_reports(desk: tuple[list[Piece], list[Article]], tmp_path: Path) -> None:
    made, found = desk
    true = set(copies_of(made))
    members: dict[str, set[str]] = defaultdict(set)
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        put(store, found)
        names = {article.page.id: article.page.name for article in found}
        for document, rows in storing.read_copies(store).items():
            for row in rows:
                members[row.origin].add(names[document])
    pairs = {pair for group in members.values() for pair in combinations(sorted(group), 2)}
    assert len(true) > 500
    assert 2 * len(pairs & true) / (len(pairs) + len(true)) >= 0.97
    assert len(pairs - true) <= 0.01 * len(pairs)


@pytest.mark.parametrize("most", [grouping.MOST, 5])
def test_the_order_of_the_pages_plays_no_part(
    desk: tuple[list[Piece], list[Article]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(grouping, "MOST", most)
    some = desk[1][:30] + desk[1][180:210]
    made = []
    for number in range(3):
        shuffled = some[:]
        Random(number).shuffle(shuffled)
        with storing.open_store(tmp_path / f"{number}.db", create=True) as store:
            for at in range(0, len(some), (len(some), 7, 1)[number]):
                put(store, shuffled[at : at + (len(some), 7, 1)[number]])
            made.append(groups(store))
    assert made[0]
    assert made[0] == made[1] == made[2]


def test_a_merged_page_belongs_to_both_its_origins(tmp_path: Path) -> None:
    made = [piece for piece in pieces(seed=1, variants=0) if piece.edits in ((), ("merged",))]
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        found = articles(made)
        put(store, found)
        merged = next(a for a, piece in zip(found, made, strict=True) if piece.edits)
        rows = storing.read_copies(store, [merged.page.id])[merged.page.id]
        assert len(rows) == 2
        for row in rows:
            assert all(merged.quote(passage).strip() for passage in row.passages)


def test_the_same_words_on_two_pages_are_one_text(tmp_path: Path) -> None:
    text = "\n\n".join(pieces(variants=0)[0].page.text.split("\n\n"))
    pages = [
        Page(f"{name}.txt", text, publisher=name, published=day)
        for name, day in (("A", "2024-03-05"), ("B", "2024-03-04"))
    ]
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        put(store, [item for item in cleaning.clean(pages) if isinstance(item, Article)])
        assert store.value("SELECT count(*) FROM text") == 1
        found = storing.read_copies(store)
    assert {row.origin for rows in found.values() for row in rows} == {pages[1].id}
    assert found[pages[1].id][0].reason == "origin: the earliest, of 2024-03-04"
    assert found[pages[0].id][0].reason == "word for word"


def test_a_database_without_texts_gets_them_in_the_next_run(tmp_path: Path) -> None:
    from dateline import recording

    made = [piece.page for piece in pieces(variants=1)[:4]]

    def coder(items):  # type: ignore[no-untyped-def]
        return (CodedArticle(article, ()) for article in cleaning.clean(items))

    with storing.open_store(tmp_path / "r.db", create=True) as store:
        recording.record([], store, pages=made, coder=coder, made_by=VERSIONS)
        before = groups(store)
        with store.transaction() as db:
            for table in ("copy", "text_pair", "document_text", "print", "text"):
                db.execute(f"DELETE FROM {table}")
        recording.record([], store, pages=made, coder=coder, made_by=VERSIONS)
        assert before
        assert groups(store) == before
