"""Trains the judge of main text that `dateline.cleaning.main_text` runs, and measures it by cross-validation.

    python models/scripts/train_main_text.py --shared ../shared --out src/dateline/cleaning/main_text.npz

The folder holds saved pages with hand-marked text, which are no part of the project: ScrapingHub's benchmark (whole
texts), trafilatura's (wanted and unwanted segments) and htmldate's (pages alone). What no person marked has the
verdict of trafilatura at first, then, for one more round, the mean of that and of models that never saw the site.
All pages of a site are in one fold. Needs PyTorch and trafilatura. Deterministic on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import trafilatura
from judge_file import Layers, saved
from page_shares import plain, shares, site_of

from dateline.cleaning.features import CONTEXT, Weights, context, features, name_words
from dateline.cleaning.html import BOXES, Scanned
from dateline.cleaning.scanner import scan
from dateline.reading.text import decode

FOLDS = 5
# How much more a passage that a person marked counts than one that trafilatura marked.
MARKED, WHOLE, PAGE_ALONE = 4.0, 3.0, 0.7
SITES, LEAST, LONGEST_WORD = 6, 0.5, 20
HIDDEN_1, HIDDEN_2 = 48, 24
EPOCHS, BATCH, RATE, DECAY = 6, 512, 4e-3, 0.01


@dataclass
class Sample:
    """A page with its passages, their labels and weights."""

    name: str
    site: str
    scanned: Scanned
    gold: dict
    label: np.ndarray = field(default_factory=lambda: np.zeros(0))
    weight: np.ndarray = field(default_factory=lambda: np.zeros(0))
    marked: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    @property
    def fold(self) -> int:
        return zlib.crc32(self.site.encode()) % FOLDS


def samples(shared: Path) -> list[Sample]:
    folder = shared / "gold" / "html"
    found = []
    for name in ("scrapinghub", "trafilatura_segments", "htmldate"):
        for line in (folder / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            source = decode(gzip.decompress((folder / row["html"]).read_bytes())).text
            page = scan(source)
            if page.drafts:
                sample = Sample(name, site_of(row["url"]), page, row)
                label(sample, trafilatura.extract(source, fast=True, include_comments=False) or "")
                found.append(sample)
    return found


def label(sample: Sample, taught: str) -> None:
    """Labels by hand where there are any, by trafilatura elsewhere; long passages weigh more than short ones."""
    drafts = sample.scanned.drafts
    size = np.array([math.log1p(draft.text.count(" ") + 1) for draft in drafts])
    whole = sample.name == "scrapinghub"
    sample.label = (shares(sample.gold["gold_text"] if whole else taught, drafts) >= 0.5).astype(float)
    sample.weight = np.full(len(drafts), WHOLE if whole else PAGE_ALONE if sample.name == "htmldate" else 1.0)
    sample.marked = np.full(len(drafts), whole)
    for part in map(plain, sample.gold.get("without", ())):
        mark(sample, [n for n, d in enumerate(drafts) if part in d.text and 2 * len(part) >= len(d.text)], 0)
    for part in map(plain, sample.gold.get("with", ())):
        holding = [n for n, draft in enumerate(drafts) if part in draft.text]
        likely = [n for n in holding if sample.label[n]] or [n for n in holding if drafts[n].linked < 0.5][:1]
        if not holding:
            likely = [n for n, draft in enumerate(drafts) if len(draft.text) > 20 and draft.text in part]
        mark(sample, likely, 1)
    sample.weight *= size


def mark(sample: Sample, numbers: Sequence[int], value: int) -> None:
    sample.label[numbers], sample.weight[numbers], sample.marked[numbers] = value, MARKED, True


def word_weights(pages: Sequence[Sample]) -> Weights:
    """How much speaks for article text in an element with a word in its name: log odds over sites, at least SITES."""
    by_site: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for page in pages:
        boxes = page.scanned.boxes
        mass = np.zeros((len(boxes.parents), 2))
        for draft, value in zip(page.scanned.drafts, page.label, strict=True):
            chars = min(len(draft.text), 400)
            own = np.array([chars * value, chars])
            mass[draft.box] += own
            for attributes in ("" if draft.name in BOXES else draft.attributes, draft.hint):
                for word in set(name_words(attributes)):
                    by_site[word][page.site] += own
        for number in range(len(boxes.parents) - 1, 0, -1):
            mass[boxes.parents[number]] += mass[number]
            attributes = boxes.attributes[number]
            if attributes and mass[number, 1]:
                for word in set(name_words(attributes)):
                    by_site[word][page.site] += mass[number]
    weights = {}
    for word, sites in sorted(by_site.items()):
        share = sum(kept / total for kept, total in sites.values() if total) / len(sites)
        value = math.log((share * len(sites) + 1) / ((1 - share) * len(sites) + 1))
        if len(sites) >= SITES and len(word) <= LONGEST_WORD and abs(value) >= LEAST:
            weights[word] = round(value, 1)
    return Weights(weights)


def train(inputs: np.ndarray, labels: np.ndarray, weights: np.ndarray, drop: float) -> Layers:
    """A network of two hidden layers; its inputs are standardised by its first layer."""
    torch.manual_seed(0)
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-3
    sizes = (inputs.shape[1], HIDDEN_1, HIDDEN_2)
    parts: list[torch.nn.Module] = []
    for one, two in itertools.pairwise(sizes):
        parts += [torch.nn.Linear(one, two), torch.nn.ReLU(), torch.nn.Dropout(drop)]
    net = torch.nn.Sequential(*parts, torch.nn.Linear(sizes[-1], 1))
    given, wanted = torch.tensor((inputs - mean) / spread).float(), torch.tensor(labels).float()
    heavy = torch.tensor(weights / weights.mean()).float()
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(labels) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    net.train()
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(labels)).split(BATCH):
            optimiser.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                net(given[batch])[:, 0], wanted[batch], reduction="none"
            )
            (loss * heavy[batch]).mean().backward()
            optimiser.step()
            schedule.step()
    layers = [
        (p.weight.detach().numpy().T.astype(np.float64), p.bias.detach().numpy().astype(np.float64))
        for p in net
        if isinstance(p, torch.nn.Linear)
    ]
    first, bias = layers[0]
    layers[0] = (first / spread[:, None], bias - (mean / spread) @ first)
    return [(matrix.astype(np.float32), bias.astype(np.float32)) for matrix, bias in layers]


def run(layers: Layers, rows: np.ndarray) -> np.ndarray:
    for matrix, bias in layers[:-1]:
        rows = np.maximum(rows @ matrix + bias, 0)
    matrix, bias = layers[-1]
    return 1 / (1 + np.exp(-np.clip((rows @ matrix + bias)[:, 0].astype(np.float64), -30, 30)))


def split(values: np.ndarray, pages: Sequence[Sample]) -> list[np.ndarray]:
    return np.split(values, np.cumsum([len(page.scanned.drafts) for page in pages])[:-1])


def around(page: Sample, judged: np.ndarray) -> np.ndarray:
    return context(features(page.scanned, Weights()), judged)[:, -CONTEXT:]


def crossed(tables: Sequence[np.ndarray], labels: np.ndarray, weights: np.ndarray, fold: np.ndarray, drop: float):
    """Judgements of every page by a model that saw no page of its site, and the models."""
    judged, models = np.zeros(len(labels)), []
    for number, table in enumerate(tables):
        out = fold == number
        models.append(train(table[~out], labels[~out], weights[~out], drop))
        judged[out] = run(models[-1], table[out])
    return judged, models


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    pages = samples(options.shared)
    fold = np.concatenate([np.full(len(page.scanned.drafts), page.fold) for page in pages])
    weights = np.concatenate([page.weight for page in pages])
    by_hand = np.concatenate([page.marked for page in pages])
    labels = np.concatenate([page.label for page in pages])
    words = [word_weights([page for page in pages if page.fold != number]) for number in range(FOLDS)]
    words.append(word_weights(pages))
    tables = [np.concatenate([features(page.scanned, table).alone for page in pages]) for table in words]
    print(f"{len(pages)} pages, {len(labels)} passages, {tables[-1].shape[1]} figures", Counter(p.name for p in pages))
    goal = labels
    for round_ in (1, 2):
        first, firsts = crossed(tables[:-1], goal, weights, fold, 0.25)
        about = np.concatenate([around(p, j) for p, j in zip(pages, split(first, pages), strict=True)])
        second, seconds = crossed([np.column_stack([t, about]) for t in tables[:-1]], goal, weights, fold, 0.2)
        agreed = ((second > 0.5) == (labels > 0.5))[by_hand].mean()
        print(f"round {round_}: {agreed:.4f} of the passages marked by hand judged right by folds", flush=True)
        if round_ == 1:
            goal = np.where(by_hand, labels, (labels + second) / 2)
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for number in range(FOLDS):
            saved(options.folds / f"{number}.npz", words[number], [firsts[number], seconds[number]])
    last = [train(tables[-1], goal, weights, 0.25), train(np.column_stack([tables[-1], about]), goal, weights, 0.2)]
    saved(options.out, words[-1], last)
    print(f"{options.out}: {options.out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
