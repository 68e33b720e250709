"""Floors on the gold data, which are no part of the project: no change may make dateline worse than this.

The figures are those that ``python scripts/figures.py`` prints. Raise a floor when a figure has risen for good.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.evaluation.claims import read_documents, score
from dateline.evaluation.names_layer import measure_names

PAGES = {
    ("seeds", "typing"): 0.79,
    ("seeds", "record"): 0.51,
    ("news", "typing"): 0.75,
    ("news", "record"): 0.45,
}
"""F1 of claims by set of pages."""
SENTENCES = {"type": 0.81, "type_src": 0.71, "type_src_tgt": 0.65}
"""F1 of single sentences."""
NAMES = {"span": 0.86, "span_kind": 0.81}
"""F1 of recognised names on the development documents of GUM, of their words and of words and kind."""
LAS = {"ewt-test.conllu.gz": 86.0, "gum-open-test.conllu.gz": 87.0}
"""Labelled attachment of the English pipeline, in per cent, from raw text."""
REFERENCES = 0.70
"""Precision of pronouns and descriptions on GUM's news for development."""
LARGEST_MB = 30.0
"""Size of the English pipeline on disk."""
LISTED_DAYS = 35
"""Attacks of the first seed page that stand in two lists of days, each to be found with its day."""


@pytest.fixture(scope="module")
def figures(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("figures_script", repository / "scripts" / "figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def coded(shared: Path, figures: ModuleType) -> dict[str, dict[str, dict[str, Any]]]:
    """The coded documents of each set of pages by name."""
    return {name: figures.coded_documents(shared / "gold" / name) for name in ("seeds", "news")}


@pytest.fixture(scope="module")
def parses(shared: Path, figures: ModuleType) -> dict[str, Any]:
    answer: dict[str, Any] = figures.parses(shared, list(LAS))
    return answer


@pytest.mark.parametrize("name", ["seeds", "news"])
def test_coded_pages(name: str, shared: Path, coded: dict[str, dict[str, dict[str, Any]]]) -> None:
    reached = score(read_documents(shared / "gold" / name / f"{name}.gold.jsonl"), coded[name])
    below = {
        rate: reached[rate]["f1"] for (of, rate), floor in PAGES.items() if of == name and reached[rate]["f1"] < floor
    }
    assert below == {}


def test_every_day_of_a_list_is_an_attack_of_its_own(shared: Path, coded: dict[str, dict[str, dict[str, Any]]]) -> None:
    wanted = next(iter(read_documents(shared / "gold" / "seeds" / "seeds.gold.jsonl").values()))
    lists = Counter((claim["evidence_start"], claim["evidence"]) for claim in wanted["claims"])
    listed = {(start, start + len(words)): set[str]() for (start, words), times in lists.items() if times > 3}
    for claim in wanted["claims"]:
        if (span := (claim["evidence_start"], claim["evidence_start"] + len(claim["evidence"]))) in listed:
            listed[span].add(claim["date_start"])
    assert sum(map(len, listed.values())) == LISTED_DAYS
    for (start, end), days in listed.items():
        found = [c for c in coded["seeds"][wanted["doc"]]["claims"] if start <= c["trigger_start"] < end]
        assert days <= {c["date_start"] for c in found if c["type"] == "ASSAULT" and c["date_start"] == c["date_end"]}


def test_pronouns_and_descriptions(shared: Path, figures: ModuleType) -> None:
    found = figures.references(shared, "train", "GUM_news")["all"]
    assert found["precision"] >= REFERENCES
    assert found["resolved"] >= 50


def test_coded_sentences(shared: Path, figures: ModuleType) -> None:
    reached = figures.sentences(shared)["metrics"]
    assert {unit: reached[unit]["F1"] for unit, floor in SENTENCES.items() if reached[unit]["F1"] < floor} == {}


def test_names(shared: Path) -> None:
    reached = measure_names(shared / "treebanks" / "gum-open-dev.conllu.gz").row()
    assert {part: reached[part]["f1"] for part, floor in NAMES.items() if reached[part]["f1"] < floor} == {}


@pytest.mark.parametrize("file", LAS)
def test_trees(file: str, parses: dict[str, Any]) -> None:
    assert parses["files"][file]["las"] >= LAS[file]


def test_the_pipeline_is_small(parses: dict[str, Any]) -> None:
    assert parses["size_mb"] < LARGEST_MB
