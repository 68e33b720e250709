"""Every figure that the project claims: ``python scripts/figures.py --shared ../shared``. Writes nothing but stdout.

The folder holds the gold data, which are no part of the project: ``gold/seeds`` and ``gold/news`` (coded pages),
``gold/sentences`` (sentences with their scorer) and ``treebanks`` (Universal Dependencies test files). Figures of
quality are the same on every machine; seconds and megabytes are those of the machine and of one process.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline import pipeline, resolving
from dateline.evaluation import coref_layer, reference_layer
from dateline.evaluation.claims import read_documents, score
from dateline.evaluation.names_layer import ActorNames, measure_names, score_actor_names
from dateline.exporting import dyads, gold
from dateline.exporting.names import document_name
from dateline.parsing.pipeline import ENCODER, load_pipeline
from dateline.records import CodedArticle

ROOT = Path(__file__).resolve().parents[1]
SETS = ("seeds", "news")
TREEBANKS = {"EWT": "ewt-test.conllu.gz", "GUM": "gum-open-test.conllu.gz", "PUD": "pud.conllu.gz"}
RATES = ("detection", "typing", "record", "record_strict", "events_bcubed")
UNITS = {"type": "type", "type_src": "type and source", "type_src_tgt": "type, source and target"}


def coded(paths: list[Path]) -> list[CodedArticle]:
    """The articles of some files; inputs that are not coded are left out."""
    return [item for item in pipeline.coded(pipeline.pages(paths)) if isinstance(item, CodedArticle)]


def coded_documents(folder: Path) -> dict[str, dict[str, Any]]:
    """The coded pages of ``folder/texts`` in the format of gold, by name."""
    articles = coded([folder / "texts"])
    events = resolving.resolve([claim for article in articles for claim in article.claims])
    event_of = {claim: event for event in events for claim in event.claims}
    return {document["doc"]: document for document in (gold.document(article, event_of) for article in articles)}


def pages(shared: Path, name: str) -> dict[str, Any]:
    """The figures of a set of coded pages, as `dateline evaluate` has them."""
    folder = shared / "gold" / name
    return score(read_documents(folder / f"{name}.gold.jsonl"), coded_documents(folder))


def sentences(shared: Path) -> dict[str, Any]:
    """The figures of the coded sentences by the scorer that lies beside them."""
    folder = shared / "gold" / "sentences"
    scorer = module(folder / "score_events.py")
    path = folder / "gold_all_dev.jsonl"
    wanted = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    figures: dict[str, Any] = scorer.score(wanted, [json.loads(dyads.line(article)) for article in coded([path])])[0]
    return figures


def module(path: Path) -> ModuleType:
    """A Python file as a module; nothing is written beside it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded.")
    loaded = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(loaded)
    return loaded


def parses(shared: Path, names: Sequence[str] = tuple(TREEBANKS.values())) -> dict[str, Any]:
    """The pipeline in use as ``models/scripts/measure.py`` has it: per cent, megabytes and words a second."""
    files = [str(shared / "treebanks" / name) for name in names]
    command = [sys.executable, str(ROOT / "models" / "scripts" / "measure.py"), str(ENCODER), *files, "--json"]
    answer = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    )
    figures: dict[str, Any] = json.loads(answer.stdout)
    return figures


def references(shared: Path, part: str = "test", genre: str = "") -> dict[str, dict[str, float]]:
    """How often pronouns and descriptions find their name, on a part of GUM or on one genre of it."""
    with gzip.open(shared / "treebanks" / f"gum-open-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        documents = [each for each in reference_layer.read_documents(lines) if genre in each.name]
    return {name: found.row() for name, found in reference_layer.measure(documents).items()}


def coreference(shared: Path) -> dict[str, dict[str, Any]]:
    """Event coreference on ECB+ by the scorer that lies beside it, and of a baseline: the same word, anywhere."""
    folder = shared / "gold" / "coref"
    scorer = module(folder / "score_coref.py")
    chains = json.loads((folder / "ecbplus.dev.events.json").read_text(encoding="utf-8"))
    documents = [json.loads(line) for line in (folder / "ecbplus.dev.docs.jsonl").read_text("utf-8").splitlines()]
    with gzip.open(folder / "ecbplus.dev.mentions.jsonl.gz", "rt", encoding="utf-8") as lines:
        mentions = [row for line in lines if (row := json.loads(line))["kind"] == "event"]
    texts = coref_layer.read(documents, mentions, load_pipeline())
    half = {document["doc"]: int(document["topic"]) % 2 for document in documents}  # no topic is in both halves
    given = {"dateline": coref_layer.by_halves(texts, half, chains)}
    given["same word"] = {each.id: each.word for each in texts.mentions}
    return {name: scorer.score(chains, events) for name, events in given.items()}


def one_run(shared: Path) -> dict[str, float]:
    """Seconds and megabytes of `dateline run` on the seeds in a process of its own, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        texts = str(shared / "gold" / "seeds" / "texts")
        command = [sys.executable, "-m", "dateline", "run", texts, "--db", str(Path(folder) / "r.db")]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}.")
    kilobyte = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss differs
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * kilobyte / 1e6}


def actor_names(shared: Path) -> dict[str, dict[str, float]]:
    """Per kind of actor how many of its names on the coded pages are found, and as what."""
    scores: dict[str, ActorNames] = {}
    for name in SETS:
        documents = read_documents(shared / "gold" / name / f"{name}.gold.jsonl")
        for article in coded([shared / "gold" / name / "texts"]):
            if (document := documents.get(document_name(article.article.page))) is not None:
                score_actor_names(document, article, scores)
    return {kind: scores[kind].row() for kind in sorted(scores)}


def tell_names(shared: Path) -> None:
    for part in ("dev", "test"):
        row = measure_names(shared / "treebanks" / f"gum-open-{part}.conllu.gz").row()
        print(f"\nnames in GUM {part}: {row['gold']}")
        print(f"  {'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
        rows = {"words": row["span"], "words and kind": row["span_kind"], **row["kinds"]}
        for name, value in rows.items():
            print(f"  {name:24}" + "".join(f"{value[rate]:>10.3f}" for rate in ("precision", "recall", "f1")))
    print("\nnames of actors and recipients on the coded pages")
    print(f"  {'':24}{'names':>10}{'found':>10}{'kind':>10}{'entity':>10}")
    for kind, value in actor_names(shared).items():
        shares = "".join(f"{value[part]:>10.3f}" for part in ("found", "kind", "entity"))
        print(f"  {kind:24}{value['names']:>10}{shares}")


def tell_pages(shared: Path) -> None:
    for name in SETS:
        figures = pages(shared, name)
        print(f"\n{name}: {figures['documents']} pages, {figures['gold_claims']} claims")
        print(f"  {'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
        for rate in RATES:
            values = "".join(f"{figures[rate][part]:>10.3f}" for part in ("precision", "recall", "f1"))
            print(f"  {rate:24}{values}")
        print(f"  {'field of a found claim':24}{'right':>10}{'of':>10}")
        for field, value in figures["fields"].items():
            print(f"  {field:24}{value['accuracy']:>10.3f}{value['of']:>10}")
        print(f"  {'publication date':24}{figures['published_right']:>10.3f}{figures['documents']:>10}")


def tell_sentences(shared: Path) -> None:
    figures = sentences(shared)
    print(f"\nsentences: {figures['n_sent']}")
    print(f"  {'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for unit, words in UNITS.items():
        row = figures["metrics"][unit]
        print(f"  {words:24}{row['P']:>10.3f}{row['R']:>10.3f}{row['F1']:>10.3f}")
    print(f"  false alarms on {figures['neg_sent']} sentences without event: {figures['false_alarm_sent']}")


def tell_parses(shared: Path) -> None:
    figures = parses(shared)
    print(f"\nEnglish pipeline: {figures['size_mb']} MB")
    names = ("upos", "lemma", "uas", "las", "sentences", "words_per_second")
    print(f"  {'test file':10}" + "".join(f"{name.replace('_per_', '/'):>14}" for name in names))
    for treebank, file in TREEBANKS.items():
        print(f"  {treebank:10}" + "".join(f"{figures['files'][file][name]:>14}" for name in names))


def tell_references(shared: Path) -> None:
    print("\npronouns and descriptions with a named antecedent, GUM test")
    columns = ("anaphors", "reachable", "resolved", "precision", "recall", "recall of reachable")
    print(f"  {'':14}" + "".join(f"{name:>{len(name) + 3}}" for name in columns))
    for kind, row in references(shared).items():
        print(f"  {kind:14}" + "".join(f"{row[name]:>{len(name) + 3}}" for name in columns))


def tell_coreference(shared: Path) -> None:
    print("\nevents of ECB+, mentions given; weights of each half of the topics from the other half")
    names = ("MUC", "B3", "CEAFe", "LEA", "pair")
    print(f"  {'':14}{'CoNLL F1':>10}" + "".join(f"{name + ' F1':>10}" for name in names))
    for name, row in coreference(shared).items():
        print(f"  {name:14}{row['CoNLL_F1']:>10.1f}" + "".join(f"{row[each][2]:>10.1f}" for each in names))


def tell_run(shared: Path) -> None:
    used = one_run(shared)
    print("\ndateline run on the seeds, a fresh process")
    print(f"  wall {used['wall']:.1f} s, CPU {used['cpu']:.1f} s, peak memory {used['memory']:.0f} MB")


PARTS = {
    "run": tell_run,
    "pages": tell_pages,
    "sentences": tell_sentences,
    "names": tell_names,
    "pipeline": tell_parses,
    "references": tell_references,
    "coreference": tell_coreference,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; can be given again")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        parser.error(f"no gold data at {options.shared}; name their folder with --shared")
    print("Development figures; precision, recall and F1 from 0 to 1, those of the pipeline in per cent.")
    for name in options.part or PARTS:
        PARTS[name](options.shared)
    return 0


if __name__ == "__main__":
    sys.exit(main())
