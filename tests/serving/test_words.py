"""Fields in plain words: no more precision than there is."""

from __future__ import annotations

import pytest

from dateline.serving.snippets import snippet
from dateline.serving.words import day_words, number_words, off_bars, party_words, place_words, share_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        ("2024-03-09", "2024-03-09", "9 March 2024"),
        ("2024-03-09", "2024-03-12", "between 9 and 12 March 2024"),
        ("2024-03-09", "2024-04-02", "between 9 March and 2 April 2024"),
        ("2023-12-30", "2024-01-02", "between 30 December 2023 and 2 January 2024"),
        ("2024-02-01", "2024-02-29", "in February 2024"),
        ("2024-12-01", "2024-12-31", "in December 2024"),
        ("2024-02-01", "2024-02-28", "between 1 and 28 February 2024"),
        ("2024-01-01", "2024-12-31", "in 2024"),
        ("9999-12-01", "9999-12-31", "in December 9999"),
    ],
)
def test_days(start: str | None, end: str | None, words: str) -> None:
    assert day_words({"start": start, "end": end}) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [(1, "Gao, MLI"), (2, "near Gao, MLI"), (3, "somewhere in Gao, MLI"), (4, "somewhere in Gao")],
)
def test_places(precision: int, words: str) -> None:
    assert place_words({"name": "Gao", "country": "MLI", "precision": precision}) == words


def test_numbers_and_parties() -> None:
    made = [number_words(q and {"low": q[0], "high": q[1]}) for q in (None, (5, 5), (5, 6), (1200, None))]
    assert made == ["", "5", "5 to 6", "at least 1,200"]
    assert [party_words([{"name": name} for name in names]) for names in ("", "A", "AB", "ABC")] == [
        "", "A", "A and B", "A, B and C",
    ]  # fmt: skip


def test_a_long_sentence_is_cut_around_the_words() -> None:
    parts = snippet(["word " * 200 + "Zürich " + "word " * 200], "zurich")
    assert [part["text"] for part in parts if part["found"]] == ["Zürich"]
    assert parts[0]["text"] == "… "
    assert parts[-1]["text"] == " …"
    assert sum(len(str(part["text"])) for part in parts) < 300


def test_no_sentence_no_snippet() -> None:
    assert snippet([], "word") == []


def test_the_share_that_is_reviewed_is_not_rounded_to_nothing_or_all() -> None:
    assert share_words(0, 5) == "none of them reviewed by a person"
    assert share_words(1, 500) == "less than 1 % reviewed by a person"
    assert share_words(499, 500) == "99 % reviewed by a person"
    assert share_words(5, 5) == "100 % reviewed by a person"


def test_what_is_on_no_bar_is_told_by_reason() -> None:
    assert off_bars({"undated": 3, "wider": 0, "aggregates": 1}) == "3 undated, 1 that count several"
    assert off_bars({"undated": 0, "wider": 0, "aggregates": 0}) == ""
