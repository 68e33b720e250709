"""Fit the weights of a claim's signs: ``python scripts/fit_confidence.py ../../shared/gold`` (writes confidence.csv).

A coded claim is right where the gold has a claim of its type at its words (pages), or an event of its type in its
sentence (sentences whose gold holds all events). Logistic regression, drawn towards 0; before the weights are written
they are tried by folds of documents, and the table of that trial is printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dateline import pipeline
from dateline.coding import claims as claims_module
from dateline.evaluation.calibration import calibration_error, reliability
from dateline.evaluation.claims import paired, read_documents
from dateline.exporting import gold as gold_format
from dateline.exporting.names import document_name
from dateline.records import CodedArticle

ROOT = Path(__file__).resolve().parents[2]
DRAWN = 1.0
"""Strength of the pull towards 0 (half of its square for each weight, in log-likelihood)."""
FOLDS = 8
SENTENCE, OWN = "sentence", "own example"
"""Signs that all claims of the sentences, and of the example pages, share: many sentences were chosen for having no
event, and the example pages are plainer than others. Their weights are left out of the file, so that the figures are
those of real pages."""
Example = tuple[str, tuple[str, ...], bool]
"""The document, the signs, and whether the claim is right."""

seen: dict[float, tuple[str, ...]] = {}


def remember(found: tuple[str, ...]) -> float:
    """In place of a confidence the number under which the signs of a claim are kept."""
    number = float(len(seen))
    seen[number] = found
    return number


def coded(paths: list[Path]) -> Iterator[CodedArticle]:
    yield from (item for item in pipeline.coded(pipeline.pages(paths)) if isinstance(item, CodedArticle))


def of_pages(gold: Path, texts: Path, *more: str) -> Iterator[Example]:
    wanted = read_documents(gold)
    for article in coded([texts]):
        document = gold_format.document(article, {})
        name = document["doc"]
        if name in wanted:
            right = {other for _, (other, verdict) in paired(name, wanted[name], document).items() if verdict["type"]}
            for number, claim in enumerate(article.claims):
                yield name, (*seen[claim.confidence], *more), number in right


def of_sentences(path: Path) -> Iterator[Example]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    types: dict[str, set[Any]] = {
        row["id"]: {event["type"] for event in row["events"]} for row in rows if row["exhaustive"]
    }
    for article in coded([path]):
        name = document_name(article.article.page)
        for claim in article.claims if name in types else ():
            yield name, (*seen[claim.confidence], SENTENCE), claim.type in types[name]


def fit(examples: list[Example], names: list[str]) -> dict[str, float]:
    table = np.array([[name in found for name in names] for _, found, _ in examples], dtype=float)
    right = np.array([is_right for *_, is_right in examples], dtype=float)
    pull = np.array([0.0 if name == "always" else DRAWN for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = table @ weights
        chance = 1 / (1 + np.exp(-logits))
        value = np.logaddexp(0, logits).sum() - right @ logits + 0.5 * pull @ weights**2
        return float(value), table.T @ (chance - right) + pull * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}


def chance(weights: dict[str, float], found: tuple[str, ...]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) for name in found))))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="the folder with seeds, news and sentences")
    parser.add_argument("--out", type=Path, default=ROOT / "src/dateline/knowledge/data/confidence.csv")
    options = parser.parse_args()
    claims_module.confidence = remember  # type: ignore[assignment]
    pages = [
        each
        for name in ("seeds", "news")
        for each in of_pages(options.gold / name / f"{name}.gold.jsonl", options.gold / name / "texts")
    ]
    own = list(of_pages(ROOT / "examples" / "examples.gold.jsonl", ROOT / "examples" / "pages", OWN))
    sentences = list(of_sentences(options.gold / "sentences" / "gold_all_dev.jsonl"))
    examples = pages + own + sentences
    names = sorted({name for _, found, _ in examples for name in found})
    documents = sorted({document for document, *_ in examples})
    fold_of = {document: number % FOLDS for number, document in enumerate(documents)}
    trial = []
    for fold in range(FOLDS):
        weights = fit([each for each in examples if fold_of[each[0]] != fold], names)
        trial += [(d, chance(weights, found), right) for d, found, right in examples if fold_of[d] == fold]
    part = [(chance, right) for document, chance, right in trial if document in {page for page, *_ in pages}]
    print(f"seeds and news: {len(part)} claims, {sum(right for _, right in part)} right, by folds without their page")
    bands = reliability((chance, right, right) for chance, right in part)
    for band in bands:
        print(f"  {band.low:.1f} to {band.high:.1f}: {band.claims} claims, mean {band.confidence}, right {band.typed}")
    print(f"  mean distance {calibration_error(bands)}")
    weights = fit(examples, names)
    with options.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("sign", "weight"))
        table.writerows((sign, weight) for sign, weight in sorted(weights.items()) if sign not in {SENTENCE, OWN})
    return 0


if __name__ == "__main__":
    sys.exit(main())
