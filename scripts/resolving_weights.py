"""Learns the weights of joining: ``python scripts/resolving_weights.py --shared ../shared``. Writes the data file.

For each field and level, `m` is how often pairs of claims that are one event show it, `u` how often pairs that are not
do. Both are means of two sources: a generated world, which knows the event of every claim, and hand-coded pages with
the claims coded by hand and by dateline: two sets in the folder, and the example pages. The world counts as much as
WORLD pairs, so that where the pages have few the world decides, and where they have many they do. The folder holds data
that are no part of the project.
"""

from __future__ import annotations

import argparse
import csv
import io
from math import log2
from pathlib import Path

from dateline.evaluation.joining import Counts, Labelled, count, of_coder, of_gold, of_world
from dateline.evaluation.world import claims
from dateline.knowledge.tables import DATA
from dateline.resolving.levels import LEVELS
from dateline.resolving.weights import PAGES, PRIOR, Weights

ROOT = Path(__file__).resolve().parents[1]
SETS = ("seeds", "news", "examples")
"""The hand-coded sets; the pages of the last one are part of the project."""
WORLD = 300.0
"""Pairs of hand-coded pages that the generated world outweighs."""
EVENTS, SEED = 1000, 7
RARE = 2e-4
"""The least share a level is given in the world, so that none is impossible."""
PRIORS = (0.7, -0.5, 2.5)
"""Bits: the odds that two claims which are compared are one event, on one page, on two, and on two without a date. Set
by hand between those of the world, whose pages tell of few events, and those of the hand-coded pages, whose lists tell
of many; the last is about that of the world."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=list(SETS), help="hand-coded sets to learn from")
    parser.add_argument("--to", type=Path, default=DATA / "resolving" / "weights.csv")
    options = parser.parse_args()
    pages = [each for name in options.sets for each in hand_coded(name, options.shared)]
    world = count([of_world(claims(EVENTS, SEED))])
    options.to.write_text(table(count(pages, evenly=True), world), encoding="utf-8")


def hand_coded(name: str, shared: Path) -> tuple[Labelled, Labelled]:
    """A set of hand-coded pages: its claims coded by hand, and those that dateline codes."""
    folder = ROOT / "examples" if name == "examples" else shared / "gold" / name
    gold = folder / f"{name}.gold.jsonl"
    return of_gold(gold), of_coder(gold, folder / ("pages" if name == "examples" else "texts"))


def learned(pages: Counts, world: Counts) -> tuple[Weights, ...]:
    """The weights for each of PAGES."""
    found: list[Weights] = []
    for at in range(len(PAGES)):
        found.append({PRIOR: {"": PRIORS[at]}})
        for field, names in LEVELS.items():
            shares = {level: [share(pages, world, at, field, level, kind) for kind in (0, 1)] for level in names}
            found[at][field] = {level: round(log2(m / u), 2) for level, (m, u) in shares.items()}
    return tuple(found)


def table(pages: Counts, world: Counts) -> str:
    """The rows of the data file."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["pages", "field", "level", "m", "u", "weight"])
    for at, where in enumerate(PAGES):
        writer.writerow([where, PRIOR, "", "", "", PRIORS[at]])
        for field, names in LEVELS.items():
            for level in names:
                m, u = (share(pages, world, at, field, level, kind) for kind in (0, 1))
                writer.writerow([where, field, level, f"{m:.4f}", f"{u:.4f}", f"{log2(m / u):.2f}"])
    return file.getvalue()


def share(pages: Counts, world: Counts, at: int, field: str, level: str, kind: int) -> float:
    """How often pairs of one event (kind 0) or of two (1) show a level."""
    made = world.pairs[at]
    least = max(RARE, 1 / min(made))
    of_world = (world.levels[at][field, level][kind] / made[kind] + least) / (1 + least * len(LEVELS[field]))
    return (pages.levels[at][field, level][kind] + WORLD * of_world) / (pages.pairs[at][kind] + WORLD)


if __name__ == "__main__":
    main()
