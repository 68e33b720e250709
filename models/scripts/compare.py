"""The package's encoder and, with --cnn, a spaCy pipeline side by side, in one run on one core: UPOS, UAS, LAS, lemmas
and sentences from raw text, words a second, load time, memory, size on disk; with --gold also what claims come of them.

Speed is process time over articles of twenty paragraphs, in turns, so that a busy machine is as busy for both. Peak
memory is of a process of its own that loads the pipeline and parses one article of --long words.

usage: compare.py TREEBANKS [--cnn DIR] [--gold GOLD_DIR] [--encoder DIR] [--long 60000] [--json]
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

import argparse
import json
import subprocess
import sys
import time
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any

import spacy
from convert import paragraphs, to_doc
from measure import load, measure
from spacy.language import Language
from spacy.tokens import Doc

from dateline.parsing import pipeline
from dateline.parsing.parse import start_sentences

TESTS = ("ewt-test", "gum-open-test", "pud")
TAGS = ("upos", "uas", "las", "lemma", "sentences")
PARAGRAPHS = 20
"""Of an article, for speed."""


STRETCH = 8_000
"""Words of a long article that a spaCy pipeline gets at once; it holds all of an article's states in memory."""
RATES = ("detection", "typing", "record")
UNITS = ("type", "type_src_tgt")


def size(folder: Path) -> float:
    """Megabytes on disk."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def articles(treebanks: Path) -> list[list[str]]:
    """Articles of twenty paragraphs, from a test file."""
    vocab = spacy.blank("en").vocab
    texts = [to_doc(vocab, paragraph).text.strip() for paragraph in paragraphs(treebanks / "gum-open-test.conllu.gz")]
    return [texts[at : at + PARAGRAPHS] for at in range(0, len(texts), PARAGRAPHS)]


def parsed(nlp: Language, blocks: list[str]) -> Doc:
    """An article parsed as the package does it: each block starts a sentence."""
    doc = nlp.make_doc(" ".join(blocks))
    starts, at = set(), 0
    for block in blocks:
        starts.add(at)
        at += len(block) + 1
    start_sentences(doc, starts)
    return pipeline.annotate(nlp, doc)


def speeds(pipelines: dict[str, Language], treebanks: Path) -> dict[str, int]:
    """Words a second of process time, articles in turns."""
    words, seconds = dict.fromkeys(pipelines, 0), dict.fromkeys(pipelines, 0.0)
    texts = articles(treebanks)
    for nlp in pipelines.values():
        parsed(nlp, texts[0])
    for blocks in texts:
        for name, nlp in pipelines.items():
            begin = time.process_time()
            words[name] += len(parsed(nlp, blocks))
            seconds[name] += time.process_time() - begin
    return {name: round(words[name] / seconds[name]) for name in pipelines}


def alone(folder: Path, treebanks: Path, long: int) -> dict[str, float]:
    """Load time (s of process time) and peak memory (MB) of this process, which should do nothing else."""
    before = time.process_time()
    nlp = load(folder)
    loading = time.process_time() - before
    texts = articles(treebanks)
    parsed(nlp, texts[0])
    short = most_memory()
    stretch, count, here = [], 0, 0
    for text in cycle(text for blocks in texts for text in blocks):
        stretch.append(text)
        here += len(text.split())
        if count + here >= long or (here >= STRETCH and nlp.has_pipe("tok2vec")):
            parsed(nlp, stretch)
            stretch, count, here = [], count + here, 0
        if count >= long:
            break
    return {"load_s": round(loading, 2), "loaded_mb": short, "peak_mb": most_memory()}


def most_memory() -> int:
    """Megabytes this process has held at most (Linux; getrusage would tell of the process that started it, too)."""
    status = Path("/proc/self/status").read_text()
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def apart(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """`alone` in a process of its own."""
    command = [sys.executable, __file__, str(options.treebanks), "--alone", str(folder), "--long", str(options.long)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def claims(nlp: Language, gold: Path) -> dict[str, float]:
    """F1 of the claims that the package makes with a pipeline, in per cent, as scripts/figures.py has them."""
    sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
    import figures  # noqa: PLC0415 - a process that measures its memory loads only what it parses with

    import_module("dateline.parsing.parse").load_pipeline = lambda: nlp  # type: ignore[attr-defined]
    found: dict[str, float] = {}
    for part in figures.SETS:
        scores = figures.pages(gold.parent, part)
        found |= {f"{part} {rate}": round(100 * scores[rate]["f1"], 1) for rate in RATES}
    scores = figures.sentences(gold.parent)["metrics"]
    return found | {f"sentences {unit}": round(100 * scores[unit]["F1"], 1) for unit in UNITS}


def compare(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    folders = {"encoder": options.encoder} | ({"cnn": options.cnn} if options.cnn else {})
    rows: dict[str, dict[str, Any]] = {
        name: {"size_mb": size(folder), **apart(folder, options)} for name, folder in folders.items()
    }
    pipelines = {name: load(folder) for name, folder in folders.items()}
    for name, speed in speeds(pipelines, options.treebanks).items():
        rows[name]["words_per_second"] = speed
    for test in TESTS:
        for name, nlp in pipelines.items():
            row = measure(nlp, options.treebanks / f"{test}.conllu.gz")
            rows[name] |= {f"{test} {key}": row[key] for key in TAGS}
    if options.gold:
        for name, nlp in pipelines.items():
            rows[name] |= claims(nlp, options.gold)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--cnn", type=Path, help="a pipeline as the commands convert and train make it")
    parser.add_argument("--gold", type=Path, help="a folder with seeds, news and sentences, coded by hand")
    parser.add_argument("--encoder", type=Path, default=pipeline.ENCODER, help="an encoder elsewhere")
    parser.add_argument("--long", type=int, default=60_000, help="words of the long article for peak memory")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(alone(options.alone, options.treebanks, options.long)))
        return
    rows = compare(options)
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'':24}" + "".join(f"{name:>12}" for name in rows))
    for key in rows["encoder"]:
        print(f"{key:24}" + "".join(f"{row[key]:>12}" for row in rows.values()))
    if "cnn" in rows:
        ratio = rows["encoder"]["words_per_second"] / rows["cnn"]["words_per_second"]
        print(f"the encoder parses {ratio:.2f} times as many words a second as the cnn")


if __name__ == "__main__":
    main()
