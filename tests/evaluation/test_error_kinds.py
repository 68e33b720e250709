"""Kinds of error: missed, not in the gold, another type, and fields that are wrong in one way or another."""

from __future__ import annotations

from typing import Any

from dateline.evaluation.errors import error_kinds, how, kinds_of_sentence


def claim(kind: str, at: int, **fields: Any) -> dict[str, Any]:
    base = {"type": kind, "evidence": "words", "evidence_start": at, "trigger": "words", "trigger_start": at}
    return {**base, "status": "asserted", "count": 1, "actors": [], "recipients": [], **fields}


def test_each_difference_is_a_kind() -> None:
    gold = {"claims": [claim("ASSAULT", 0, place="Arlo"), claim("AID", 10), claim("AGREE", 20, optional=True)]}
    coded = {"claims": [claim("ASSAULT", 0, status="planned", date_start="2031-05-01"), claim("PROTEST", 50)]}
    assert error_kinds({"a": gold}, {"a": coded}) == {
        "status asserted read as planned": 1,
        "date added": 1,
        "place missing": 1,
        "AID missed": 1,
        "PROTEST not in the gold": 1,
    }
    assert error_kinds({"a": gold}, {"a": gold}) == {}
    assert error_kinds({"a": gold}, {})["ASSAULT missed"] == 1


def test_another_type_is_one_error() -> None:
    gold, coded = {"claims": [claim("AGREE", 0, place="Arlo")]}, {"claims": [claim("CONCEDE", 0)]}
    assert error_kinds({"a": gold}, {"a": coded}) == {"AGREE read as CONCEDE": 1}


def test_lists_are_too_short_too_long_or_another() -> None:
    assert [how(["a", "b"], given) for given in ([], ["a"], ["a", "c"], ["a", "b", "c"])] == [
        "missing", "too few", "another", "too many",
    ]  # fmt: skip
    assert how([], ["a"]) == "added"


def test_of_sentences_only_whole_gold_counts_what_is_too_many() -> None:
    assert list(kinds_of_sentence(["AID"], ["AID", "AGREE"], False)) == []
    assert list(kinds_of_sentence(["AID"], ["AID", "AGREE"], True)) == ["AGREE not in the gold"]
    assert list(kinds_of_sentence(["AID"], ["AGREE"], False)) == ["AID read as AGREE"]
    assert list(kinds_of_sentence(["AID", "PROTEST"], ["AGREE"], False)) == ["AID missed", "PROTEST missed"]
