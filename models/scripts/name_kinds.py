"""Learn how much each sign speaks for each kind of name: ``python models/scripts/name_kinds.py GUM-TRAIN.conllu.gz``.

Logistic regression over the names that dateline finds in the training documents of GUM, with the kinds of the
treebank. Writes ``names/weights.csv`` of the package. Needs scikit-learn and NumPy; the same data give the same file.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.coding.mention_trie import name_trie
from dateline.coding.name_kinds import signs_of
from dateline.evaluation.places_layer import plain_article
from dateline.evaluation.treebank_names import GoldName, read_names
from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_words import KINDS, NAMES, load_name_words
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline

RAREST = 4
"""Names that must bear a sign for it to have weights."""
STRENGTH = 0.5
"""Inverse of the L2 penalty, chosen on GUM dev."""


def label(start: int, end: int, gold: list[GoldName]) -> str:
    """The kind of the gold name at these characters, or of the one that they overlap."""
    exact = [name for name in gold if (name.start, name.end) == (start, end)]
    for name in exact or [name for name in gold if name.start < end and start < name.end]:
        return name.kind or "other"
    return "other"


def examples(path: Path) -> tuple[list[dict[str, float]], list[str]]:
    trie, words, gazetteer, nlp = name_trie(load_actors()), load_name_words(), load_gazetteer(), load_pipeline()
    signs, labels = [], []
    for _, text, gold in read_names(path):
        doc = annotate(nlp, tokenize(plain_article(text)))
        for run, found in signs_of(doc, trie.find(doc), trie, words, gazetteer):
            span = doc[run.start : run.end]
            signs.append(found)
            labels.append(label(span.start_char, span.end_char, gold))
    return signs, labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    options = parser.parse_args()
    signs, labels = examples(options.treebank)
    counts = Counter(sign for each in signs for sign in each)
    names = sorted(sign for sign, count in counts.items() if count >= RAREST)
    column = {sign: number for number, sign in enumerate(names)}
    matrix = np.zeros((len(signs), len(names)))
    for row, each in enumerate(signs):
        for sign, share in each.items():
            if sign in column:
                matrix[row, column[sign]] = share
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(matrix, [KINDS.index(each) for each in labels])
    with (NAMES / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", *KINDS])
        for sign, number in column.items():
            row = [f"{value:.2f}" for value in model.coef_[:, number]]
            if any(abs(float(value)) >= 0.1 for value in row):
                writer.writerow([sign, *row])
    print(f"{len(signs)} names, {Counter(labels)}, {len(names)} signs")


if __name__ == "__main__":
    main()
