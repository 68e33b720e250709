"""Floors of the time expressions on the gold data."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from dateline.evaluation.dates_layer import annotate_dates

# A little below what was measured (relaxed .947, strict .901, value .820); HeidelTime has .923, .846, .780.
FLOORS = {"relaxed_F1": 0.94, "strict_F1": 0.89, "value_F1": 0.815, "calendar_value_acc": 0.92}


def test_time_expressions_stay_as_good_as_they_were(shared: Path) -> None:
    folder = shared / "gold" / "timex"
    spec = importlib.util.spec_from_file_location("score_timex", folder / "score_timex.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [json.loads(line) for line in (folder / "timex.dev.jsonl").read_text(encoding="utf-8").splitlines()]
    blind = ({"id": row["id"], "text": row["text"], "dct": row["dct"]} for row in gold)
    found = {row["id"]: row["timexes"] for row in annotate_dates(blind)}
    figures = scorer.score(gold, found)
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
