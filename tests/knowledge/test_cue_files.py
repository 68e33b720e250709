"""The cue files hold what their loader and the coding rules expect: columns, kinds, one row a word, honest examples."""

from __future__ import annotations

import csv

import pytest

from dateline.knowledge.tables import DATA

CUES = DATA / "cues"
COLUMNS = {
    "speech": ["lemma", "pos", "kind", "example"],
    "status": ["lemma", "pos", "effect", "example"],
    "historical": ["lemma", "pos", "example"],
    "anonymous": ["lemma", "pos", "example"],
}
ALLOWED = {
    "speech": {"say", "claim", "deny", "see", "know"},
    "status": {
        "possible",
        "planned",
        "hypothetical",
        "negated",
        "denied",
        "alleged",
        "implicative_true",
        "implicative_false",
    },
}
POS = {"VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP", "DET", "PART", "PRON", "CCONJ", "SCONJ"}


def rows(name: str) -> list[dict[str, str]]:
    with (CUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stems(lemma: str) -> list[str]:
    """What each word of the lemma keeps in a regular form: "deny" in "denied", "argue" in "argued"."""
    return [word if len(word) <= 3 else word.rstrip("ey") for word in lemma.split()]


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_in_order(name: str) -> None:
    with (CUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted_and_a_word_stands_once(name: str) -> None:
    keys = [(row["lemma"], row["pos"]) for row in rows(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", COLUMNS)
def test_lemmas_are_lower_case_and_parts_of_speech_are_universal(name: str) -> None:
    for row in rows(name):
        assert row["lemma"] == row["lemma"].strip().lower() != ""
        assert row["pos"] in POS, row


@pytest.mark.parametrize(("name", "column"), [("speech", "kind"), ("status", "effect")])
def test_kinds_and_effects_are_known_and_all_used(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} == ALLOWED[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_example_shows_its_word(name: str) -> None:
    for row in rows(name):
        words = [word.strip(".,;:'\"").lower() for word in row["example"].split()]
        assert row["example"].endswith("."), row
        for stem in stems(row["lemma"]):
            assert any(word.startswith(stem) for word in words), row


def test_no_example_stands_twice() -> None:
    examples = [row["example"] for name in COLUMNS for row in rows(name)]
    assert len(examples) == len(set(examples))
