"""Rows of the quotes layer, and its floor on PolNeAR."""

from __future__ import annotations

import gzip
import importlib.util
import json
from itertools import islice
from pathlib import Path

from dateline.evaluation.quotes_layer import annotate_quotes
from dateline.parsing.pipeline import load_pipeline

FLOORS = {"content_F1": 0.63, "triple_F1": 0.52}
"""On the first forty articles; the whole has .65 and .55, a page of regular expressions .335 and .214."""
ARTICLES = 40


def test_rows_carry_offsets_into_the_text() -> None:
    text = "The mayor of Goma said the market had burned.\nNobody was hurt."
    (row,) = annotate_quotes([("a", text)], load_pipeline())
    (found,) = row["attributions"]
    words = {name: [text[start:end] for start, end in spans] for name, spans in found.items()}
    assert words == {"source": ["The mayor of Goma"], "cue": ["said"], "content": ["the market had burned"]}


def test_attributions_stay_as_good_as_they_were(shared: Path) -> None:
    folder = shared / "gold" / "quotes"
    spec = importlib.util.spec_from_file_location("score_quotes", folder / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with gzip.open(folder / "polnear.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in islice(lines, ARTICLES)]
    found = annotate_quotes(((row["id"], row["text"]) for row in gold), load_pipeline())
    figures = scorer.score(gold, {row["id"]: row["attributions"] for row in found})
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
