"""Trains the judge of main text that `dateline.cleaning.main_text` runs, and the judges that measure it by folds.

    OMP_NUM_THREADS=1 PYTHONPATH=src python models/scripts/train_main_text.py --shared ../shared \\
        --out src/dateline/cleaning/main_text.npz --folds training/folds --strict training/strict

The folder holds saved pages with hand-marked text, which are no part of the project: ScrapingHub's benchmark (whole
texts), trafilatura's (wanted and unwanted segments) and htmldate's (pages alone). What no person marked has the
verdict of trafilatura at first, then, round by round, more and more that of networks that never saw the site. All pages
of a site are in one fold. `scripts/html_figures.py --folds` measures the judges of the folds. Needs trafilatura.
Deterministic on one machine with one thread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import trafilatura
from judge_file import Layers, saved
from page_shares import FOLDS, fold_of, plain, shares, site_of
from small_network import joined, judged, trained

from dateline.cleaning.features import FEW_LINKS, LABEL, LABEL_WORD, features
from dateline.cleaning.html import BOXES, Scanned
from dateline.cleaning.names import Weights, name_words
from dateline.cleaning.scanner import scan
from dateline.reading.text import decode

# How much more a passage that a person marked counts than one that trafilatura marked.
MARKED, WHOLE, PAGE_ALONE = 4.0, 3.0, 0.7
# A word in names is weighed where so many sites have it and it weighs so much; so is one in short passages.
SITES, LEAST, LONGEST_WORD = 6, 0.5, 20
LABEL_SITES, LEAST_LABEL, LIKE_OTHERS = 5, 0.7, 3
# A page of a hundred times as many passages counts for so much more: 100 ** (1 - EVEN).
EVEN = 0.3
# Networks that are joined to one judge, and those that mark, in each round, what no person marked: how much of a label
# is then theirs.
MEMBERS, MARKERS = 4, 2
SOFTENED = (0.5, 0.7, 0.7)


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
        return fold_of(self.site)


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


def name_weights(pages: Sequence[Sample]) -> Weights:
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


def label_weights(pages: Sequence[Sample]) -> dict[str, float]:
    """How much more often than others, or less, a short passage with a word is article text: log odds over sites."""
    by_site: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    all_sites: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for page in pages:
        for draft, value in zip(page.scanned.drafts, page.label, strict=True):
            if len(draft.text) <= LABEL and draft.linked <= FEW_LINKS:
                words = set(LABEL_WORD.findall(draft.text.lower()))
                for counts in [by_site[word][page.site] for word in words] + [all_sites[page.site]] * bool(words):
                    counts[0] += value
                    counts[1] += 1
    usual = float(np.mean([kept / total for kept, total in all_sites.values()]))
    weights = {}
    for word, sites in sorted(by_site.items()):
        kept = sum(kept / total for kept, total in sites.values())
        more = math.log((kept + LIKE_OTHERS * usual) / (len(sites) - kept + LIKE_OTHERS * (1 - usual)))
        value = more - math.log(usual / (1 - usual))
        if len(sites) >= LABEL_SITES and abs(value) >= LEAST_LABEL:
            weights[word] = round(value, 1)
    return weights


def evened(pages: Sequence[Sample]) -> np.ndarray:
    """The weights of all passages, those of long pages lowered; each benchmark keeps its sum."""
    sums = np.array([page.weight.sum() for page in pages])
    factors = np.maximum(sums, 1e-9) ** -EVEN
    for name in {page.name for page in pages}:
        own = np.array([page.name == name for page in pages])
        factors[own] *= sums[own].sum() / (factors[own] * sums[own]).sum()
    return np.concatenate([page.weight * factor for page, factor in zip(pages, factors, strict=True)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="a folder for judges that saw no page of one of the folds")
    parser.add_argument("--strict", type=Path, help="the same; and who marked the pages for them saw none, either")
    options = parser.parse_args()
    pages = samples(options.shared)
    fold = np.concatenate([np.full(len(page.label), page.fold) for page in pages])
    weights = evened(pages)
    labels, by_hand = (np.concatenate([getattr(page, what) for page in pages]) for what in ("label", "marked"))
    without = [[page for page in pages if page.fold != number] for number in range(FOLDS)]
    words = [(name_weights(others), label_weights(others)) for others in [*without, pages]]
    # The words of a page are weighed by other sites, in training as later.
    table = np.concatenate([features(page.scanned, *words[page.fold]) for page in pages])
    print(f"{len(pages)} pages, {len(labels)} passages, {table.shape[1]} figures", Counter(p.name for p in pages))

    def network(goal: np.ndarray, folds: set[int], count: int, first: int = 0) -> Layers:
        rows = np.isin(fold, list(folds))
        return joined([trained(table[rows], goal[rows], weights[rows], first + n) for n in range(count)])

    def goals(folds: set[int]) -> np.ndarray:
        """Labels for the pages of these folds; none of another is looked at."""
        goal, said = labels, np.zeros(len(labels))
        for number, trust in enumerate(SOFTENED):
            for one in folds:
                marker = network(goal, folds - {one}, MARKERS, (number + 1) * MEMBERS)
                said[fold == one] = judged(marker, table[fold == one])
            goal = np.where(by_hand, labels, (1 - trust) * labels + trust * said)
        return goal

    every = set(range(FOLDS))
    goal = goals(every)
    saved(options.out, words[-1][0], [network(goal, every, MEMBERS)], words[-1][1])
    print(f"{options.out}: {options.out.stat().st_size} bytes", flush=True)
    for folder, strict in ((options.folds, False), (options.strict, True)):
        found = np.zeros(len(labels))
        for number in range(FOLDS) if folder else ():
            others = every - {number}
            layers = network(goals(others) if strict else goal, others, MEMBERS)
            found[fold == number] = judged(layers, table[fold == number])
            folder.mkdir(parents=True, exist_ok=True)
            saved(folder / f"{number}.npz", words[number][0], [layers], words[number][1])
        if folder:
            agreed = ((found > 0.5) == (labels > 0.5))[by_hand].mean()
            print(f"{folder}: {agreed:.4f} of the passages marked by hand judged right", flush=True)


if __name__ == "__main__":
    main()
