"""The words of attribution hold what their loader expects."""

from __future__ import annotations

from dateline.knowledge.attributing import KINDS, load_attributing
from dateline.knowledge.tables import DATA, read_rows

COLUMNS = ("lemma", "pos", "kind", "content")


def test_rows_are_sorted_and_a_word_stands_once() -> None:
    keys = [(row["lemma"], row["pos"]) for row in read_rows(DATA / "cues" / "attributing.csv", COLUMNS)]
    assert keys == sorted(set(keys))


def test_every_word_takes_content_and_every_kind_is_used() -> None:
    words = load_attributing()
    assert all(word.content for word in words.values())
    assert {word.kind for word in words.values()} == KINDS
