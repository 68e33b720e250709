"""What the relevance gate costs and saves: ``python scripts/gate_figures.py --shared ../shared``. Writes only stdout.

Ordinary pages: how many the gate keeps from being parsed, the CPU seconds this saves, the claims it loses. Hand-coded
pages and sentences are scored with the gate and without. The folder holds data that are no part of the project.
``--every 5`` takes each fifth article, ``--sets`` only some of the sets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import figures

from dateline import settings
from dateline.cleaning import clean
from dateline.evaluation.gate_layer import measure
from dateline.reading.text import decode
from dateline.records import Article, Page

Reader = Callable[[Path], Iterator[Page]]


def html_pages(name: str, shared: Path) -> Iterator[Page]:
    """The saved web pages of a benchmark of main text."""
    folder = shared / "gold" / "html"
    for line in (folder / name).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        decoded = decode(gzip.decompress((folder / row["html"]).read_bytes()))
        if decoded is not None:
            yield Page(row["id"], decoded.text, "text/html", url=row["url"])


def news_pages(name: str, shared: Path) -> Iterator[Page]:
    """Newspaper articles as plain text, from collections of news with place names."""
    for number, line in enumerate((shared / "gold" / "geo" / name).read_text(encoding="utf-8").strip().split("\n")):
        yield Page(f"{name}#{number}", json.loads(line)["text"])


def irrelevant_reports(shared: Path) -> Iterator[Page]:
    """Broadcast reports that hold no terrorist incident (but other events)."""
    with gzip.open(shared / "gold" / "muc4" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if not row["templates"]:
                yield Page(row["id"], row["text"])


def treebank_texts(shared: Path) -> Iterator[Page]:
    """The texts of the treebanks: reviews, mails, guides, talks, fiction, news."""
    for path in sorted((shared / "treebanks").glob("*-*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, text in enumerate(file.read().split("# newdoc")[1:]):
                paragraphs = [
                    " ".join(line[9:] for line in part.splitlines() if line.startswith("# text = "))
                    for part in text.split("# newpar")
                ]
                yield Page(f"{path.name}#{number}", "\n\n".join(filter(None, paragraphs)))


SETS: dict[str, Reader] = {
    "web pages (ScrapingHub)": partial(html_pages, "scrapinghub.dev.jsonl"),
    "web pages (trafilatura)": partial(html_pages, "trafilatura_segments.dev.jsonl"),
    "newspapers (TR-News)": partial(news_pages, "trnews.dev.jsonl"),
    "local newspapers (LGL)": partial(news_pages, "lgl.dev.jsonl"),
    "reports without incident (MUC-4)": irrelevant_reports,
    "treebank texts (EWT, GUM)": treebank_texts,
}


def articles(reader: Reader, shared: Path, every: int) -> list[Article]:
    """Each `every`-th article in the language that is coded."""
    wanted = {settings.get_str("language"), None}
    found = [item for item in clean(reader(shared)) if isinstance(item, Article) and item.language in wanted]
    return found[::every]


def on_gold(shared: Path, name: str) -> dict[str, float]:
    """Recall on hand-coded events: of claims found on pages, of types on sentences."""
    if name == "sentences":
        return {"type recall": figures.sentences(shared)["metrics"]["type"]["R"]}
    rates = figures.pages(shared, name)
    return {f"{rate} recall": rates[rate]["recall"] for rate in ("detection", "typing", "record")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--sets", nargs="*", default=[*SETS, "seeds", "news", "sentences"])
    options = parser.parse_args()
    for name in options.sets:
        if name in SETS:
            print(
                json.dumps({"set": name, **measure(articles(SETS[name], options.shared, options.every)).row()}),
                flush=True,
            )
            continue
        for gate in ("0", "1"):
            os.environ["DATELINE_GATE"] = gate
            print(json.dumps({"set": name, "gate": gate, **on_gold(options.shared, name)}), flush=True)


if __name__ == "__main__":
    main()
