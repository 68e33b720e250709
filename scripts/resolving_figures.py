"""How well claims are joined: ``python scripts/resolving_figures.py --shared ../shared``. Writes only stdout.

Hand-coded pages: B-cubed over the claims coded by hand and over those that dateline codes, by the weights in use, which
were learned from these pages, too, by weights of the other sets and the world alone, and by a plain baseline (the same
type, country and day). A generated world: precision and recall of pairs, CPU seconds and memory at growing sizes
(``--events``; about nine claims an event). The folder holds data that are no part of the project.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from resolving_weights import EVENTS, SEED, SETS, hand_coded, learned

from dateline.evaluation.joining import count, figures, of_world, plain, scores
from dateline.evaluation.world import claims
from dateline.resolving.events import joined


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--events", type=int, nargs="*", default=[600], help="sizes of the world")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--join-only", action="store_true", help="claims are made and joined, but not kept or scored")
    options = parser.parse_args()
    if options.shared is not None:
        pages(options.shared)
    for events in options.events:
        if options.join_only:
            large(events, options.seed)
        else:
            world(events, options.seed)


def pages(shared: Path) -> None:
    print(
        "| set | claims | B-cubed | precision | recall | weights of the other sets | baseline |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    world = count([of_world(claims(EVENTS, SEED))])
    sets = {name: hand_coded(name, shared) for name in SETS}
    for name, own in sets.items():
        others = [each for other, both in sets.items() if other != name for each in both]
        weights = learned(count(others, evenly=True), world)
        for by, labelled in zip(("hand", "dateline"), own, strict=True):
            found, base = scores(labelled)["bcubed"], figures(labelled.known, plain(labelled.claims))["bcubed"]
            unseen = scores(labelled, weights)["bcubed"]
            row = (found["f1"], found["precision"], found["recall"], unseen["f1"], base["f1"])
            print(f"| {name}, coded by {by} | {len(labelled.known)} | " + " | ".join(f"{x:.3f}" for x in row) + " |")


def world(events: int, seed: int) -> None:
    labelled = of_world(claims(events, seed))
    began = time.process_time()
    found = scores(labelled)
    seconds = time.process_time() - began
    base = figures(labelled.known, plain(labelled.claims))
    print(
        f"world of {events} events, {len(labelled.claims)} claims: pairs precision {found['pair precision']:.4f} "
        f"recall {found['pair recall']:.4f}, B-cubed {found['bcubed']['f1']:.4f}; baseline "
        f"{base['pair precision']:.4f} {base['pair recall']:.4f}; {found['compared']} comparisons, "
        f"{seconds:.1f} s, peak {peak():.0f} MB with the claims and the scoring",
        flush=True,
    )


def large(events: int, seed: int) -> None:
    began = time.process_time()
    clusterer = joined(claim for claim, _ in claims(events, seed))
    seconds = time.process_time() - began
    number = sum(1 for _ in clusterer.found())
    print(
        f"world of {events} events, {len(clusterer.claims)} claims in one pass: {number} events, "
        f"{clusterer.comparer.compared} comparisons, {seconds:.1f} s with making the claims, peak {peak():.0f} MB",
        flush=True,
    )


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
