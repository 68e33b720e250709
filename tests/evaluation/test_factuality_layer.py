"""Rows of the factuality layer, and its floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from dateline.evaluation.factuality_layer import FACT, annotate_factuality
from dateline.parsing.pipeline import load_pipeline

FLOORS = {"factbank": (0.33, 0.58), "uw": (0.37, 0.55), "meantime": (0.12, 0.80)}
"""Largest mean error and smallest correlation; saying 3 always has .393, .419 and .153."""


def values(sentence: str, *numbers: int) -> list[float]:
    row = {"id": "a", "tokens": sentence.split(), "events": [{"i": i} for i in numbers]}
    (out,) = annotate_factuality([row], load_pipeline())
    return [event["fact"] for event in out["events"]]


def test_the_status_is_on_the_scale() -> None:
    assert values("Rebels did not burn the mill .", 3) == [FACT["negated"]]
    assert values("Rebels may burn the mill .", 2) == [FACT["possible"]]
    assert values("No mill was burned .", 3) == [FACT["negated"]]
    assert values("Rebels burned the mill .", 1) == [FACT["asserted"]]


def test_what_is_only_supposed_not_to_have_been_was() -> None:
    assert values("Had troops not come , the town would have fallen .", 3) == [FACT["asserted"]]
    assert values("If troops had not come , the town would have fallen .", 4) == [FACT["asserted"]]
    assert values("Troops had not come .", 3) == [FACT["negated"]]


def test_a_verb_of_another_form_is_no_part_of_the_plan() -> None:
    assert values("He planned to flee and attacked a post .", 3, 5) == [FACT["planned"], FACT["asserted"]]


def test_all_verbs_where_no_events_are_asked() -> None:
    (out,) = annotate_factuality([{"id": "a", "tokens": "Rebels fled and hid .".split()}], load_pipeline())
    assert [event["i"] for event in out["events"]] == [1, 3]


@pytest.mark.parametrize("name", FLOORS)
def test_factuality_stays_as_good_as_it_was(shared: Path, name: str) -> None:
    folder = shared / "gold" / "factuality"
    spec = importlib.util.spec_from_file_location("score_factuality", folder / "score_factuality.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (folder / f"unified_{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    found = {row["id"]: row["events"] for row in annotate_factuality(gold, load_pipeline())}
    figures = scorer.score(gold, found)
    error, correlation = FLOORS[name]
    assert figures["MAE"] <= error
    assert figures["r"] >= correlation
