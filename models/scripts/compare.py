"""Both pipelines of the package side by side, in one run on one core: UPOS, UAS, LAS, lemmas and sentences from raw
text, words a second, load time, peak memory, size on disk; with --gold also what claims come of them.

Speed is process time over articles of twenty paragraphs, in turns, so that a busy machine is as busy for both. Peak
memory is of a process of its own that loads the pipeline and parses one article of --long words.

usage: compare.py TREEBANKS [--gold GOLD_DIR] [--encoder DIR] [--long 60000] [--json]
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import spacy
from convert import paragraphs, to_doc
from measure import measure
from spacy.language import Language
from spacy.tokens import Doc

from dateline.parsing import pipeline

TESTS = ("ewt-test", "gum-open-test", "pud")
TAGS = ("upos", "uas", "las", "lemma", "sentences")
PARAGRAPHS = 20
"""Of an article, for speed."""


def load(name: str) -> Language:
    return spacy.load(pipeline.MODEL) if name == "cnn" else pipeline.load_encoder(pipeline.ENCODER)


def size(name: str) -> float:
    """Megabytes on disk."""
    folder = pipeline.MODEL if name == "cnn" else pipeline.ENCODER
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
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
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


def alone(name: str, treebanks: Path, long: int) -> dict[str, float]:
    """Load time (s of process time) and peak memory (MB) of this process, which should do nothing else."""
    before = time.process_time()
    nlp = load(name)
    loading = time.process_time() - before
    texts = [text for blocks in articles(treebanks) for text in blocks]
    short = most_memory()
    copies = 1 + long // sum(len(text.split()) for text in texts)
    blocks, count = [], 0
    for text in texts * copies:
        if count >= long:
            break
        blocks.append(text)
        count += len(text.split())
    parsed(nlp, blocks)
    return {"load_s": round(loading, 2), "loaded_mb": short, "peak_mb": most_memory()}


def most_memory() -> int:
    """Megabytes this process has held at most (Linux; getrusage would tell of the process that started it, too)."""
    status = Path("/proc/self/status").read_text()
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def apart(name: str, options: argparse.Namespace) -> dict[str, float]:
    """`alone` in a process of its own."""
    command = [sys.executable, __file__, str(options.treebanks), "--alone", name, "--long", str(options.long)]
    command += ["--encoder", str(pipeline.ENCODER)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def claims(name: str, gold: Path) -> dict[str, str]:
    """Lines of the gold scorers about the claims that the package makes with a pipeline."""
    environment = {**os.environ, "DATELINE_PIPELINE": name}
    found: dict[str, str] = {}

    def code(source: Path, out: Path, form: str) -> None:
        with out.open("w") as to:
            command = [sys.executable, "-m", "dateline", "code", str(source), "--format", form]
            subprocess.run(command, check=False, stdout=to, stderr=subprocess.DEVNULL, env=environment)

    def score(*command: object) -> list[str]:
        done = subprocess.run([sys.executable, *map(str, command)], check=False, capture_output=True, text=True)
        return done.stdout.splitlines()

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        for part in ("seeds", "news"):
            code(gold / part / "texts", out, "gold")
            lines = score(gold.parent / "tools" / "score_claims.py", gold / part / f"{part}.gold.jsonl", out)
            for line in lines:
                if line.startswith(("detection", "typing", "record ")):
                    key, _, values = line.partition(" ")
                    found[f"{part} {key}"] = values.strip()
        sentences = gold / "sentences"
        code(sentences / "gold_all_dev.jsonl", out, "dyads")
        lines = score(sentences / "score_events.py", "--gold", sentences / "gold_all_dev.jsonl", "--pred", out)
        for line in lines:
            if line.startswith(("  type ", "  type_src_tgt")):
                key, _, values = line.strip().partition(" ")
                found[f"sentences {key}"] = values.strip()
    return found


def compare(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    pipelines = {name: load(name) for name in pipeline.NAMES}
    figures: dict[str, dict[str, Any]] = {name: {"size_mb": size(name), **apart(name, options)} for name in pipelines}
    for name, speed in speeds(pipelines, options.treebanks).items():
        figures[name]["words_per_second"] = speed
    for test in TESTS:
        for name, nlp in pipelines.items():
            row = measure(nlp, options.treebanks / f"{test}.conllu.gz")
            figures[name] |= {f"{test} {key}": row[key] for key in TAGS}
    if options.gold:
        for name in pipelines:
            figures[name] |= claims(name, options.gold)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--encoder", type=Path, help="an encoder elsewhere than in the package")
    parser.add_argument("--long", type=int, default=60_000, help="words of the long article for peak memory")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", choices=pipeline.NAMES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.encoder:
        pipeline.ENCODER = options.encoder.absolute()
    if options.alone:
        print(json.dumps(alone(options.alone, options.treebanks, options.long)))
        return
    figures = compare(options)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'':24}" + "".join(f"{name:>50}" if options.gold else f"{name:>12}" for name in figures))
    for key in next(iter(figures.values())):
        cells = [str(row.get(key, "")) for row in figures.values()]
        print(f"{key:24}" + "".join(f"{cell:>50}" if options.gold else f"{cell:>12}" for cell in cells))
    ratio = figures["encoder"]["words_per_second"] / figures["cnn"]["words_per_second"]
    print(f"the encoder parses {ratio:.2f} times as many words a second as the cnn")


if __name__ == "__main__":
    main()
