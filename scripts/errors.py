"""The table of errors in docs/guides/errors-we-know.md: ``python scripts/errors.py --shared ../shared``.

The coded pages and sentences of the gold data, which are no part of the project, are compared with what dateline makes
of them; the tables between the marks of the page are written anew. The examples are sentences of our own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

from figures import coded, coded_documents

from dateline.evaluation.claims import read_documents
from dateline.evaluation.errors import error_kinds, kinds_of_sentence
from dateline.exporting.names import document_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "guides" / "errors-we-know.md"
MARKS = re.compile(r"(<!-- errors: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
MOST = 20
YIELDING = ("CONCEDE", "RETREAT")


def of_pages(shared: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for name in ("seeds", "news"):
        folder = shared / "gold" / name
        found += error_kinds(read_documents(folder / f"{name}.gold.jsonl"), coded_documents(folder))
    return found


def of_sentences(shared: Path) -> Counter[str]:
    path = shared / "gold" / "sentences" / "gold_all_dev.jsonl"
    given = {document_name(each.article.page): [claim.type for claim in each.claims] for each in coded([path])}
    found: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        types = [either(event["type"], given.get(row["id"], [])) for event in row["events"]]
        found.update(kinds_of_sentence(types, given.get(row["id"], []), row["exhaustive"]))
    return found


def either(kind: str, given: list[str]) -> str:
    """A type of the gold; YIELD, of an older scheme, is CONCEDE or RETREAT, whichever was coded."""
    return next((each for each in given if each in YIELDING), "CONCEDE or RETREAT") if kind == "YIELD" else kind


def table(found: Counter[str]) -> str:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    rows = "".join(f"| {place} | {kind} | {times} |\n" for place, (kind, times) in enumerate(ranked, 1))
    total = f"| | all kinds together | {found.total()} |\n"
    return f"| | kind of error | times |\n| --- | --- | --- |\n{rows}{total}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared")))
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        parser.error(f"no gold data at {options.shared}; name their folder with --shared")
    tables = {"pages": table(of_pages(options.shared)), "sentences": table(of_sentences(options.shared))}
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKS.sub(lambda found: found[1] + tables[found[2]] + found[3], text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
