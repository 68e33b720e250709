"""Measure a pipeline on Universal Dependencies test files, from raw text: UPOS, UAS, LAS, lemma and sentence F1,
words a second on one core, load time, size on disk.

UAS and LAS count every gold word, punctuation too, as the CoNLL 2018 shared task does; a word that the tokenizer
splits differently is an error. Subtypes count ("nsubj:pass" for "nsubj" is wrong).

usage: measure.py MODEL TEST.conllu[.gz]... [--json]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import spacy
from convert import paragraphs, to_doc
from spacy.language import Language
from spacy.tokens import Doc

from dateline.parsing.pipeline import load_encoder
from dateline.parsing.tokens import EnglishTokenizer


def load(folder: Path) -> Language:
    """An encoder that export_encoder.py made, or a pipeline that `spacy train` made; both with dateline's tokenizer."""
    if (folder / "encoder.onnx").exists():
        return load_encoder(folder)
    nlp = spacy.load(folder)
    nlp.tokenizer = EnglishTokenizer(nlp.vocab)
    return nlp


def spans(doc: Doc) -> dict[tuple[int, int], int]:
    """Character offsets without white space -> token number, so that texts align whatever their spaces."""
    found, at = {}, 0
    for token in doc:
        width = len(token.text.replace(" ", ""))
        if width:
            found[(at, at + width)] = token.i
        at += width
    return found


def starts(doc: Doc) -> set[int]:
    """Where sentences start, in characters without white space."""
    at, found = 0, set()
    for token in doc:
        if token.is_sent_start:
            found.add(at)
        at += len(token.text.replace(" ", ""))
    return found


def f1(hits: int, gold: int, predicted: int) -> float:
    return round(200 * hits / (gold + predicted), 2) if gold + predicted else 0.0


def measure(nlp: Language, path: Path) -> dict[str, float]:
    """The figures of one file, in per cent, and the speed in words a second of process time."""
    golds = [to_doc(nlp.vocab, paragraph) for paragraph in paragraphs(path)]
    begin = time.process_time()
    predictions = list(nlp.pipe(gold.text for gold in golds))
    seconds = time.process_time() - begin
    counts = dict.fromkeys(("upos", "lemma", "uas", "las", "sent", "sent_gold", "sent_pred", "words", "words_pred"), 0)
    for gold, predicted in zip(golds, predictions, strict=True):
        there, here = spans(gold), spans(predicted)
        place = {number: key for key, number in here.items()}
        counts["words"] += len(there)
        counts["words_pred"] += len(here)
        mine, yours = starts(gold), starts(predicted)
        counts["sent"] += len(mine & yours)
        counts["sent_gold"] += len(mine)
        counts["sent_pred"] += len(yours)
        for key, number in there.items():
            if key not in here:
                continue
            wanted, got = gold[number], predicted[here[key]]
            counts["upos"] += wanted.pos_ == got.pos_
            counts["lemma"] += wanted.lemma_ == got.lemma_
            head = next(k for k, n in there.items() if n == wanted.head.i) if wanted.head.i != number else key
            attached = place[got.head.i] == head
            counts["uas"] += attached
            counts["las"] += attached and wanted.dep_ == got.dep_
    result = {name: f1(counts[name], counts["words"], counts["words_pred"]) for name in ("upos", "lemma", "uas", "las")}
    result["sentences"] = f1(counts["sent"], counts["sent_gold"], counts["sent_pred"])
    result["words_per_second"] = round(counts["words"] / seconds)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("tests", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    begin = time.process_time()
    nlp = load(options.model)
    loading = time.process_time() - begin
    size = sum(path.stat().st_size for path in options.model.rglob("*") if path.is_file())
    figures = {path.name: measure(nlp, path) for path in options.tests}
    if options.json:
        print(json.dumps({"size_mb": round(size / 1e6, 1), "load_seconds": round(loading, 2), "files": figures}))
        return
    print(f"{options.model}: {size / 1e6:.1f} MB, loads in {loading:.2f} s of process time")
    names = ("upos", "lemma", "uas", "las", "sentences", "words_per_second")
    print(f"{'file':28}" + "".join(f"{name:>17}" for name in names))
    for name, row in figures.items():
        print(f"{name:28}" + "".join(f"{row[n]:>17}" for n in names))


if __name__ == "__main__":
    main()
