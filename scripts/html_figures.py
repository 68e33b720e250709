"""Main text and dates of web pages, beside other tools: ``python scripts/html_figures.py --shared ../shared``.

Prints one JSON object a line: the figures of ScrapingHub's benchmark (body), trafilatura's segments (seg) and
htmldate's dates (date) by the scorer that lies beside them, and pages per CPU second on one core (set
OMP_NUM_THREADS=1, or the time that idle threads wait is counted), the tools taking turns page by page. Tools that are
not installed are left out. The folder holds data that are no part of the project. dateline's own time is that of
decoding the bytes and of all of cleaning, records included: main text, what is left out, headline, quotations, date,
origin, genre and language. Opening the file and unpacking are not in it, nor is the database. Rubbish is collected as
seldom as in `dateline run`, for all tools. "dateline, date alone" reads the page for nothing but its day, and looks for
the article only where the page names several (`cleaning/day.py`). dateline learned from these pages:
`models/scripts/train_main_text.py` tells what it reaches on sites that it did not learn from.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import figures

from dateline.cleaning.day import published_day
from dateline.cli import COLLECTING
from dateline.evaluation.article_layer import describe
from dateline.reading.text import decode
from dateline.records import Page

SETS = {"body": "scrapinghub.dev.jsonl", "seg": "trafilatura_segments.dev.jsonl", "date": "htmldate.dev.jsonl"}
# So many pages are read first, so that the loading of tables is not counted.
WARM = 30
Row = dict[str, Any]
Tool = Callable[[bytes, str], Any]


def rows(shared: Path, task: str) -> list[tuple[Row, bytes]]:
    folder = shared / "gold" / "html"
    lines = (folder / SETS[task]).read_text(encoding="utf-8").splitlines()
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


def measured(tools: dict[str, Tool], pages: list[tuple[Row, bytes]]) -> Iterator[tuple[str, dict[str, Any], float]]:
    """For each tool its answers by page and how many pages it reads in a CPU second.

    The tools take turns, page by page, and another one begins each page: what else the machine does slows all of them
    alike. A page on which a tool fails has no answer.
    """
    for row, data in pages[:WARM]:
        for tool in tools.values():
            attempt(tool, data, row["url"])
    gc.collect()
    answers: dict[str, dict[str, Any]] = {name: {} for name in tools}
    seconds = dict.fromkeys(tools, 0.0)
    names = list(tools)
    for number, (row, data) in enumerate(pages):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            begin = time.process_time()
            answers[name][row["id"]] = attempt(tools[name], data, row["url"])
            seconds[name] += time.process_time() - begin
    for name in names:
        yield name, answers[name], len(pages) / seconds[name]


def attempt(tool: Tool, data: bytes, url: str) -> Any:
    try:
        return tool(data, url)
    except Exception:  # another tool's fault on one page is a page without an answer
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--tasks", nargs="*", default=list(SETS), choices=list(SETS))
    options = parser.parse_args()
    gc.set_threshold(COLLECTING)
    scorer = figures.module(options.shared / "gold" / "html" / "score_html.py")
    for task in options.tasks:
        pages = rows(options.shared, task)
        tools = dict(date_tools() if task == "date" else text_tools())
        for name, answers, speed in measured(tools, pages):
            score = getattr(scorer, task)([row for row, _ in pages], answers)
            print(json.dumps({"task": task, "tool": name, **score, "pages_per_cpu_s": round(speed, 1)}), flush=True)


if __name__ == "__main__":
    main()
