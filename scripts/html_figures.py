"""Main text and dates of web pages, beside other tools: ``python scripts/html_figures.py --shared ../shared``.

Prints one JSON object a line: the figures of ScrapingHub's benchmark (body), trafilatura's segments (seg) and
htmldate's dates (date) by the scorer that lies beside them, and pages per CPU second on one core (set
OMP_NUM_THREADS=1, or the time that idle threads wait is counted). Each tool reads all pages of a task in a process of
its own, after some pages of another set; the tools take turns by rounds, of which the median, the least and the
greatest are printed. Tools that are not installed are left out. The folder holds data that are no part of the project.
dateline's own time is that of decoding the bytes and of all of cleaning, records included: main text, what is left out,
headline, quotations, date, origin, genre and language. Opening the file and unpacking are not in it, nor is the
database. Rubbish is collected as seldom as in `dateline run`, for all tools. "dateline, date alone" reads the page for
nothing but its day, and looks for the article only where the page names several (`cleaning/day.py`). dateline learned
from these pages. What it reaches on sites that it did not learn from is printed with ``--folds FOLDER``: each page is
judged by that judge of the folder (`models/scripts/train_main_text.py` makes them) that saw no page of its site.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest import mock

import figures

from dateline.cleaning import main_text
from dateline.cleaning.day import published_day
from dateline.cli import COLLECTING
from dateline.evaluation.article_layer import describe
from dateline.reading.text import decode
from dateline.records import Page

SETS = {"body": "scrapinghub.dev.jsonl", "seg": "trafilatura_segments.dev.jsonl", "date": "htmldate.dev.jsonl"}
# So many pages of another set are read first: tables are loaded then, and nothing is known of the pages that count.
WARM = 30
WARM_ON = {"body": "date", "seg": "body", "date": "body"}
Row = dict[str, Any]
Tool = Callable[[bytes, str], Any]


def rows(shared: Path, task: str, most: int | None = None) -> list[tuple[Row, bytes]]:
    folder = shared / "gold" / "html"
    lines = (folder / SETS[task]).read_text(encoding="utf-8").splitlines()[:most]
    return [(row, gzip.decompress((folder / row["html"]).read_bytes())) for row in map(json.loads, lines)]


def dateline_page(data: bytes, url: str) -> Row:
    decoded = decode(data)
    return describe(Page("page", decoded.text if decoded else "", "text/html", url=url))


def dateline_date(data: bytes, url: str) -> str | None:
    decoded = decode(data)
    found = published_day(Page("page", decoded.text if decoded else "", "text/html", url=url))
    return found.day.isoformat() if found else None


def text_tools() -> Iterator[tuple[str, Tool]]:
    """Main text by name of the tool."""
    yield "dateline", lambda data, url: dateline_page(data, url)["text"]
    try:
        import trafilatura
    except ImportError:
        pass
    else:
        yield "trafilatura fast", lambda data, _: trafilatura.extract(data, fast=True, include_comments=False)
        yield "trafilatura", lambda data, _: trafilatura.extract(data, include_comments=False)
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    except ImportError:
        pass
    else:
        yield (
            "resiliparse",
            lambda data, _: extract_plain_text(bytes_to_str(data, detect_encoding(data)), main_content=True),
        )


def date_tools() -> Iterator[tuple[str, Tool]]:
    """Publication dates by name of the tool."""
    yield "dateline", lambda data, url: dateline_page(data, url)["date"]
    yield "dateline, date alone", dateline_date
    try:
        from htmldate import find_date
    except ImportError:
        return
    yield "htmldate fast", lambda data, url: find_date(data, extensive_search=False, original_date=True, url=url)
    yield "htmldate extensive", lambda data, url: find_date(data, extensive_search=True, original_date=True, url=url)


def tools_of(task: str) -> dict[str, Tool]:
    return dict(date_tools() if task == "date" else text_tools())


def measured(shared: Path, task: str, rounds: int) -> Iterator[tuple[str, dict[str, Any], list[float]]]:
    """For each tool its answers by page and, for each round, how many pages it reads in a CPU second.

    Each run of a tool has a fresh process, so that no other tool fills the caches of the processor or the memory. The
    tools take turns, and another one begins each round: what else the machine does slows all of them alike.
    """
    names = list(tools_of(task))
    answers: dict[str, dict[str, Any]] = {}
    speeds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                given, speed = process.submit(alone, shared, task, name).result()
            answers.setdefault(name, given)
            speeds[name].append(speed)
    for name in names:
        yield name, answers[name], speeds[name]


def alone(shared: Path, task: str, name: str) -> tuple[dict[str, Any], float]:
    """One tool's answers by page and pages per CPU second. A page on which it fails has no answer."""
    gc.set_threshold(COLLECTING)
    tool = tools_of(task)[name]
    for row, data in rows(shared, WARM_ON[task], WARM):
        attempt(tool, data, row["url"])
    pages = rows(shared, task)
    gc.collect()
    begin = time.process_time()
    answers = {row["id"]: attempt(tool, data, row["url"]) for row, data in pages}
    return answers, len(pages) / (time.process_time() - begin)


def by_folds(shared: Path, task: str, folder: Path) -> dict[str, Any]:
    """dateline's texts by page, where a judge that saw no page of its site told the article."""
    sites = figures.module(Path(__file__).parents[1] / "models" / "scripts" / "page_shares.py")
    judges = []
    for number in range(sites.FOLDS):
        with (folder / f"{number}.npz").open("rb") as file:
            judges.append(main_text.read_judge(file))
    answers = {}
    for row, data in rows(shared, task):
        judge = judges[sites.fold_of(sites.site_of(row["url"]))]
        with mock.patch.object(main_text, "judge", return_value=judge):
            answers[row["id"]] = attempt(lambda data, url: dateline_page(data, url)["text"], data, row["url"])
    return answers


def attempt(tool: Tool, data: bytes, url: str) -> Any:
    try:
        return tool(data, url)
    except Exception:  # another tool's fault on one page is a page without an answer
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--tasks", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folds", type=Path, help="a folder of judges: measure dateline's main text by them, no speed")
    options = parser.parse_args()
    scorer = figures.module(options.shared / "gold" / "html" / "score_html.py")
    for task in options.tasks:
        pages = [json.loads(line) for line in (options.shared / "gold" / "html" / SETS[task]).open(encoding="utf-8")]
        if options.folds:
            if task != "date":
                score = getattr(scorer, task)(pages, by_folds(options.shared, task, options.folds))
                print(json.dumps({"task": task, "tool": "dateline by folds", **score}), flush=True)
            continue
        for name, answers, speeds in measured(options.shared, task, options.rounds):
            speed, least, greatest = (round(pick(speeds), 1) for pick in (statistics.median, min, max))
            row = {"task": task, "tool": name, **getattr(scorer, task)(pages, answers), "pages_per_cpu_s": speed}
            print(json.dumps({**row, "least": least, "greatest": greatest}), flush=True)


if __name__ == "__main__":
    main()
