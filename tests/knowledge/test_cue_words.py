"""The small vocabularies of the coding rules, and what is said of a faulty file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.cues import load_cues, load_words
from dateline.knowledge.tables import DATA

FILE = DATA / "cues" / "words.toml"


def test_lists_are_lower_case_and_numbers_are_intervals() -> None:
    words = load_words()
    for name in ("settlements", "housing", "serving", "claiming", "ready", "dying", "reaching", "reporting"):
        members = getattr(words, name)
        assert members
        assert all(member == member.lower().strip() for member in members)
    assert words.vague_numbers["dozens"] == (24, 99)
    assert words.vague_numbers["several"] == (2, None)


def test_those_who_die_are_casualties() -> None:
    cues = load_cues()
    assert all((lemma, "VERB") in cues.casualties for lemma in cues.words.dying)


def test_a_missing_list_and_an_odd_number_are_named(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "words.toml"
    path.write_text(text.replace("dying =", "expiring ="), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="dying"):
        load_words(path)
    path.write_text(text.replace("dozens = [24, 99]", "dozens = [99, 24]"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="dozens"):
        load_words(path)
