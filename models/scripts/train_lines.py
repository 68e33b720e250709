"""Trains the judge of lines that `dateline.cleaning.lines` runs, and measures it by cross-validation.

    python models/scripts/train_lines.py --shared ../shared --out src/dateline/cleaning/lines.npz

The folder holds saved pages with hand-marked text, which are no part of the project (see `train_main_text.py`). Their
passages are made plain text: one a line, with menus sometimes in one line; the part around the article alone; and all
in one long line that is cut into segments again. What no person marked has the verdict of the judge of main text.
English pages only. All pages of a site are in one fold. Deterministic on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from judge_file import Layers, saved
from page_shares import plain, shares, site_of

from dateline.cleaning import boilerplate, headline
from dateline.cleaning.line_features import WORD, context, features
from dateline.cleaning.lines import below
from dateline.cleaning.main_text import likelihood, main_passages
from dateline.cleaning.rules import rules
from dateline.cleaning.scanner import scan
from dateline.cleaning.segments import segments
from dateline.reading.text import decode

FOLDS = 5
LONGEST_PAGE = 1_500
# How much more a passage counts that a person marked, an article line, and a line that a rule already leaves out.
MARKED, ARTICLE, RULED = 2.0, 2.0, 0.2
ENGLISH = 0.3
# How many paragraphs have a notice of another site behind them, where such are strewn in.
STREWN = 0.25
NOTICE = re.compile(
    r"\b(?:you|your|our|us|subscri\w+|newsletters?|e-?mail|sign|log ?in|account|cookies?|app|click|download|follow|"
    r"share|comments?|advert\w*|copyright|rights reserved|browser|javascript|read more|members?|donate|support|trial|"
    r"privacy)\b",
    re.IGNORECASE,
)
SITES, LEAST, LONGEST_WORD, SHORT_LINE = 6, 0.5, 20, 25
HIDDEN = (32, 16)
EPOCHS, BATCH, RATE, DECAY, DROP = 6, 512, 3e-3, 0.01, 0.2


@dataclass(frozen=True)
class Line:
    text: str
    article: float
    weight: float
    linked: bool


@dataclass
class Sample:
    """A plain text that was made of a page: its lines, which of them rules leave out, labels and weights."""

    site: str
    kind: str
    lines: list[str]
    label: np.ndarray
    weight: np.ndarray
    ruled: np.ndarray

    @property
    def fold(self) -> int:
        return zlib.crc32(self.site.encode()) % FOLDS


def pages(shared: Path) -> Iterator[tuple[str, list[Line]]]:
    """The passages of each English page with their labels, and the site."""
    folder = shared / "gold" / "html"
    for name in ("scrapinghub", "trafilatura_segments", "htmldate"):
        for row in map(json.loads, (folder / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()):
            lines = passages(name, row, decode(gzip.decompress((folder / row["html"]).read_bytes())).text)
            if english(lines):
                yield site_of(row["url"]), lines


def passages(name: str, row: dict, source: str) -> list[Line]:
    page = scan(source)
    drafts = page.drafts
    if not 0 < len(drafts) <= LONGEST_PAGE:
        return []
    texts = [plain(draft.text) for draft in drafts]
    kept = main_passages(page)
    top = headline.headline_index(drafts, kept, headline.page_title(page))
    label, weight = np.zeros(len(drafts)), np.ones(len(drafts))
    label[kept] = 1
    if name == "scrapinghub":
        label, weight = (shares(row["gold_text"], drafts) >= 0.5).astype(float), np.full(len(drafts), MARKED)
    for part in map(plain, row.get("without", ())):
        at = [n for n, text in enumerate(texts) if part in text and 2 * len(part) >= len(text)]
        label[at], weight[at] = 0, MARKED
    for part in map(plain, row.get("with", ())):
        holding = [n for n, text in enumerate(texts) if part in text]
        at = [n for n in holding if label[n]] or holding[:1]
        label[at], weight[at] = 1, MARKED
    if top is not None:
        label[top] = 1
    return [
        Line(text, float(own), float(heavy), draft.linked > 0.5)
        for text, own, heavy, draft in zip(texts, label, weight, drafts, strict=True)
        if text
    ]


def english(lines: Sequence[Line]) -> bool:
    words = [word.casefold() for line in lines if line.article for word in WORD.findall(line.text)]
    return len(words) >= 50 and sum(word in rules().function for word in words) >= ENGLISH * len(words)


def samples(found: Sequence[tuple[str, list[Line]]]) -> Iterator[Sample]:
    """Each page as it is, its middle, its article with little around it or with notices strewn in; also in one line."""
    donors: list[list[Line]] = [[] for _ in range(FOLDS)]
    for site, lines in found:
        donors[zlib.crc32(site.encode()) % FOLDS] += notices(lines)
    for number, (site, lines) in enumerate(found):
        dice = random.Random(number)
        own = [at for at, line in enumerate(lines) if line.article]
        first, last = own[0], own[-1]
        middle = lines[max(0, first - dice.randrange(15)) : last + 1 + dice.randrange(30)]
        clean = [line for line in lines[first : last + 1] if line.article or dice.random() < 0.3]
        yield made(site, "whole", merged(lines, dice))
        yield made(site, "middle", merged(middle, dice))
        yield made(site, "article", clean)
        yield made(site, "long", rejoined(merged(lines, dice)))
        yield made(site, "long", rejoined(merged(middle, dice)))
        yield made(site, "long", rejoined(clean))
        strewn = scattered(clean, donors[zlib.crc32(site.encode()) % FOLDS], dice)
        yield made(site, "strewn", strewn)
        yield made(site, "long", rejoined(strewn))


def notices(lines: Sequence[Line]) -> list[Line]:
    """The prompts and notices of a site: lines that are no article and speak to the reader or of the site."""
    return [
        line
        for line in lines
        if not line.article and 2 <= line.text.count(" ") <= 40 and not line.linked and NOTICE.search(line.text)
    ]


def scattered(lines: Sequence[Line], donors: Sequence[Line], dice: random.Random) -> list[Line]:
    """An article with notices of other sites of its fold between its paragraphs."""
    out: list[Line] = []
    for line in lines:
        out.append(line)
        if dice.random() < STREWN:
            out.append(dice.choice(donors))
    return out


def merged(lines: Sequence[Line], dice: random.Random) -> list[Line]:
    """Rows of short links as one line, sometimes: browsers copy menus so."""
    out: list[Line] = []
    joint = dice.choice([" ", " ", " | ", " • ", " / ", ""])
    open_row = False
    for line in lines:
        short = line.linked and not line.article and len(line.text) < 40
        if joint and short and open_row:
            last = out[-1]
            out[-1] = Line(last.text + joint + line.text, 0.0, 1.0, True)
            open_row = dice.random() < 0.85
        else:
            out.append(line)
            open_row = short and dice.random() < 0.3
    return out


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The segments of a page in one line; each has the label of most of its characters."""
    text = " ".join(line.text for line in lines)
    label, weight = np.zeros(len(text)), np.ones(len(text))
    at = 0
    for line in lines:
        label[at : at + len(line.text)], weight[at : at + len(line.text)] = line.article, line.weight
        at += len(line.text) + 1
    out = []
    for start, end in segments(text):
        share = label[start:end].mean()
        purity = abs(2 * share - 1)
        out.append(Line(text[start:end], float(share >= 0.3), float(weight[start:end].mean() * purity), False))
    return out


def made(site: str, kind: str, lines: Sequence[Line]) -> Sample:
    texts = [line.text for line in lines]
    label = np.array([line.article for line in lines])
    ruled = np.array([verdict is not None for verdict in boilerplate.judge(texts)])
    size = np.array([math.log1p(text.count(" ") + 1) for text in texts])
    weight = np.array([line.weight for line in lines]) * size
    weight *= np.where(ruled, RULED, np.where(label > 0, ARTICLE, 1.0))
    return Sample(site, kind, texts, label, weight, ruled)


def word_weights(found: Sequence[tuple[str, list[Line]]]) -> Mapping[str, float]:
    """How much speaks for article text in a short line with a word: log odds over sites, at least SITES of them."""
    by_site: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for site, lines in found:
        for text, article in sorted({(line.text, line.article) for line in lines}):
            words = WORD.findall(text)
            if len(words) <= SHORT_LINE:
                for word in {word.casefold() for word in words if word.isalpha()}:
                    by_site[word][site][0] += article
                    by_site[word][site][1] += 1
    weights = {}
    for word, sites in sorted(by_site.items()):
        kept = sum(own / total for own, total in sites.values())
        value = math.log((kept + 0.5) / (len(sites) - kept + 0.5))
        if len(sites) >= SITES and len(word) <= LONGEST_WORD and abs(value) >= LEAST:
            weights[word] = round(value, 1)
    return weights


def train(inputs: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Layers:
    """A network of two hidden layers by AdamW; its inputs are standardised by its first layer."""
    dice = np.random.default_rng(0)
    mean, spread = inputs.mean(0, dtype=np.float64), inputs.std(0, dtype=np.float64) + 1e-3
    sizes = (inputs.shape[1], *HIDDEN, 1)
    values = []
    for one, two in itertools.pairwise(sizes):
        values += [dice.normal(0, math.sqrt(2 / one), (one, two)).astype(np.float32), np.zeros(two, np.float32)]
    moments = [(np.zeros_like(value), np.zeros_like(value)) for value in values]
    given = ((inputs - mean) / spread).astype(np.float32)
    heavy = (weights / weights.mean()).astype(np.float32)
    steps, step = EPOCHS * math.ceil(len(labels) / BATCH), 0
    for _ in range(EPOCHS):
        order = dice.permutation(len(labels))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rate = RATE * min(1.0, 5 * (step + 1) / steps) * (1 + math.cos(math.pi * step / steps)) / 2
            step += 1
            slopes = backward(values, given[batch], labels[batch], heavy[batch], dice)
            for number, slope in enumerate(slopes):
                mean_, square = moments[number]
                mean_ += 0.1 * (slope - mean_)
                square += 0.001 * (slope * slope - square)
                change = mean_ / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
                values[number] -= rate * (change + (DECAY * values[number] if values[number].ndim == 2 else 0))
    layers = [(values[n].astype(np.float64), values[n + 1].astype(np.float64)) for n in range(0, len(values), 2)]
    first, bias = layers[0]
    layers[0] = (first / spread[:, None], bias - (mean / spread) @ first)
    return [(matrix.astype(np.float32), bias.astype(np.float32)) for matrix, bias in layers]


def backward(
    values: list[np.ndarray], rows: np.ndarray, labels: np.ndarray, heavy: np.ndarray, dice: np.random.Generator
) -> list[np.ndarray]:
    """The slopes of the loss (cross entropy) for each array of weights, with dropout behind each hidden layer."""
    hidden, masks = [rows], []
    for n in range(0, len(values) - 2, 2):
        out = hidden[-1] @ values[n] + values[n + 1]
        mask = (out > 0) * (dice.random(out.shape, np.float32) >= DROP) / np.float32(1 - DROP)
        masks.append(mask)
        hidden.append(out * mask)
    logits = (hidden[-1] @ values[-2] + values[-1])[:, 0]
    error = ((1 / (1 + np.exp(-np.clip(logits, -30, 30))) - labels) * heavy / len(labels)).astype(np.float32)[:, None]
    slopes: list[np.ndarray] = []
    for n in range(len(values) - 2, -1, -2):
        slopes = [hidden[n // 2].T @ error, error.sum(0), *slopes]
        if n:
            error = (error @ values[n].T) * masks[n // 2 - 1]
    return slopes


def split(values: np.ndarray, found: Sequence[Sample]) -> list[np.ndarray]:
    return np.split(values, np.cumsum([len(sample.lines) for sample in found])[:-1])


def crossed(tables: Sequence[np.ndarray], labels: np.ndarray, weights: np.ndarray, fold: np.ndarray):
    """Judgements of every text by a model that saw no page of its site, and the models."""
    judged, models = np.zeros(len(labels)), []
    for number, table in enumerate(tables):
        out = fold == number
        models.append(train(table[~out], labels[~out], weights[~out]))
        judged[out] = likelihood(models[-1], table[out])
    return judged, models


def report(found: Sequence[Sample], judged: Sequence[np.ndarray]) -> None:
    """Character F1 of what is left out, and the share of article characters lost, by rules alone and with the judge."""
    for kind in ("whole", "middle", "article", "strewn", "long"):
        for name in ("rules", "both"):
            both = wanted = got = whole = 0
            for sample, likely in zip(found, judged, strict=True):
                if sample.kind == kind:
                    chars = np.array([len(text) for text in sample.lines])
                    gone = sample.ruled | (np.array(below(sample.lines, likely)) if name == "both" else False)
                    both += chars[gone & (sample.label == 0)].sum()
                    wanted, got = wanted + chars[sample.label == 0].sum(), got + chars[gone].sum()
                    whole += chars[sample.label > 0].sum()
            print(f"{kind:8} {name:6} F1 {2 * both / (wanted + got):.3f}  article lost {(got - both) / whole:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    marked = list(pages(options.shared))
    found = list(samples(marked))
    fold = np.concatenate([np.full(len(sample.lines), sample.fold) for sample in found])
    labels = np.concatenate([sample.label for sample in found])
    weights = np.concatenate([sample.weight for sample in found])
    halves = [[page for page in marked if zlib.crc32(page[0].encode()) % FOLDS != number] for number in range(FOLDS)]
    words = [word_weights(half) for half in [*halves, marked]]
    tables = [np.concatenate([features(s.lines, s.ruled, table) for s in found]) for table in words]
    print(
        f"{len(marked)} pages, {len(labels)} lines, {tables[-1].shape[1]} figures, {len(words[-1])} words", flush=True
    )
    first, _ = crossed(tables[:-1], labels, weights, fold)
    about = np.concatenate([context(s.lines, j) for s, j in zip(found, split(first, found), strict=True)])
    second, _ = crossed([np.column_stack([table, about]) for table in tables[:-1]], labels, weights, fold)
    report(found, split(second, found))
    last = [train(tables[-1], labels, weights), train(np.column_stack([tables[-1], about]), labels, weights)]
    saved(options.out, words[-1], last)
    print(f"{options.out}: {options.out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
