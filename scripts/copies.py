"""How well copies are told from independent reports: ``python scripts/copies.py``. Writes nothing but stdout.

The pages are those of ``tests/desk.py``: thirty invented articles, edited as news desks edit, and hard negatives. Two
pages are taken for copies where they share an origin. ``--misses`` tells the pairs that are wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dateline import cleaning, storing  # noqa: E402
from dateline.records import Article, CodedArticle  # noqa: E402
from dateline.storing import Outcome, Store, Versions, grouping  # noqa: E402
from desk import Piece, copies_of, pieces  # noqa: E402

Pairs = set[tuple[str, str]]


def stored(store: Store, made: Iterable[Piece]) -> None:
    """Puts pages into a database as documents without claims, and groups them."""
    run = storing.start_run(store, Versions("0", "none", "none"))
    articles = [item for item in cleaning.clean(piece.page for piece in made) if isinstance(item, Article)]
    storing.write_batch(store, run, [Outcome(CodedArticle(article, ())) for article in articles])
    grouping.group_copies(store)


def found_pairs(store: Store) -> Pairs:
    """The names of each two pages that share an origin."""
    names = dict(map(tuple, store.rows("SELECT id, name FROM document")))
    members: dict[str, set[str]] = defaultdict(set)
    for document, copies in storing.read_copies(store).items():
        for copy in copies:
            members[copy.origin].add(names[document])
    return {pair for group in members.values() for pair in combinations(sorted(group), 2)}


def figures(found: Pairs, true: Pairs) -> dict[str, float]:
    """Precision, recall and F1 over pairs of pages."""
    right = len(found & true)
    precision, recall = right / len(found) if found else 0.0, right / len(true)
    return {"precision": precision, "recall": recall, "F1": 2 * right / (len(found) + len(true))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3, help="how many sets are made")
    parser.add_argument("--misses", action="store_true", help="tell the pairs that are wrong")
    chosen = parser.parse_args()
    for seed in range(chosen.seeds):
        made = pieces(seed)
        true = set(copies_of(made))
        with tempfile.TemporaryDirectory() as folder, storing.open_store(Path(folder) / "d.db", create=True) as store:
            stored(store, made)
            found = found_pairs(store)
        rates = "  ".join(f"{name} {value:.4f}" for name, value in figures(found, true).items())
        print(f"seed {seed}: {len(made)} pages, {len(true)} pairs of copies: {rates}")
        if chosen.misses:
            tell(found, true, {piece.page.name: piece for piece in made})


def tell(found: Pairs, true: Pairs, by_name: dict[str, Piece]) -> None:
    """The wrong pairs by the edits of their pages."""
    for title, wrong in (("missed", true - found), ("wrongly joined", found - true)):
        kinds = Counter(tuple(sorted((by_name[a].edits, by_name[b].edits))) for a, b in wrong)
        for kind, count in kinds.most_common(25):
            print(f"  {title} {count}: {' | '.join(' + '.join(edits) or 'as it was' for edits in kind)}")


if __name__ == "__main__":
    main()
