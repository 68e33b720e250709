"""Time and memory of making all events of a database: ``python scripts/resolving_memory.py --claims 10000 50000``.

For each size a generated world (`evaluation/world.py`) is written to a database in a folder of its own, and a fresh
process makes the events of it as `dateline run` does. Measured are its CPU seconds, without those of writing the pages,
and its peak memory. ``--plot FILE.svg`` draws both over the number of claims.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline import making, storing
from dateline.evaluation.world import claims
from dateline.records import Article, Block, CodedArticle, Page, Piece, Span, digest
from dateline.storing import Outcome, Versions

BATCH = 500
AN_EVENT = 10.6
"""Claims of an event in the generated world, on average."""
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 240, 56, 28, 40


@dataclass(frozen=True, slots=True)
class Measured:
    claims: int
    events: int
    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 25_000, 50_000, 100_000, 200_000])
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--write", nargs=2, metavar=("DATABASE", "CLAIMS"), help=argparse.SUPPRESS)
    parser.add_argument("--make", metavar="DATABASE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(Path(options.write[0]), int(options.write[1]))
    elif options.make:
        make(Path(options.make))
    else:
        found = [measured(size) for size in options.claims]
        if options.plot is not None:
            options.plot.write_text(plot(found), encoding="utf-8")


def measured(size: int) -> Measured:
    """One size, in processes of its own, since memory that a process had once it mostly keeps."""
    with TemporaryDirectory() as folder:
        database = str(Path(folder) / "world.db")
        subprocess.run([sys.executable, __file__, "--write", database, str(size)], check=True)
        told = subprocess.run([sys.executable, __file__, "--make", database], check=True, stdout=subprocess.PIPE)
        found = Measured(**json.loads(told.stdout))
        print(
            f"{found.claims:,} claims, {found.events:,} events: CPU {found.seconds:.1f} s, "
            f"peak memory {found.megabytes:.0f} MB",
            flush=True,
        )
        return found


def write(database: Path, size: int) -> None:
    """A database with about so many claims, and no events."""
    with storing.open_store(database, create=True) as store:
        run = storing.start_run(store, Versions("0", "invented", "invented"))
        made = pages(size)
        while batch := [Outcome(each) for each in islice(made, BATCH)]:
            storing.write_batch(store, run, batch)
        storing.finish_run(store, run)


def pages(size: int) -> Iterator[CodedArticle]:
    """The pages of a world as they are coded, with hardly any text."""
    told = (claim for claim, _ in claims(round(size / AN_EVENT) + 1))
    for name, of_page in groupby(islice(told, size), key=lambda claim: claim.document):
        page = Page(name, name)
        own = (
            replace(claim, id=digest("claim", page.id, str(at)), document=page.id) for at, claim in enumerate(of_page)
        )
        pieces = (Piece(0, len(name), Span(0, len(name))),)
        article = Article(page, name, (Block(0, len(name)),), pieces, (), name, None, None, "en")
        yield CodedArticle(article, tuple(own), ())


def make(database: Path) -> None:
    with storing.open_store(database) as store:
        began = time.process_time()
        size, events = making.make_events(store)
        seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"claims": size, "events": events, "seconds": seconds, "megabytes": peak}))


def plot(found: list[Measured]) -> str:
    """Two small charts side by side: seconds and megabytes over claims, each with the line through zero and the last
    point, or for memory through the first and the last."""
    sides = [
        chart(0, "CPU seconds", [(each.claims, each.seconds) for each in found]),
        chart(WIDTH, "peak memory, MB", [(each.claims, each.megabytes) for each in found]),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="11" fill="#333">\n'
        f'<rect width="{2 * WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "".join(sides) + "</svg>\n"
    )


def chart(x: int, title: str, points: list[tuple[int, float]]) -> str:
    """One chart: axes from zero, a straight line from the first point to the last, and a mark for each."""
    right, low = WIDTH - 24, HEIGHT - BOTTOM
    most, top = points[-1][0], round_up(max(value for _, value in points))

    def at(claims: int, value: float) -> tuple[float, float]:
        across = x + LEFT + claims / most * (right - LEFT)
        return round(across, 1), round(low - value / top * (low - TOP), 1)

    lines = [f'<text x="{x + LEFT}" y="16" font-weight="bold">{title}</text>']
    for share in (0, 0.25, 0.5, 0.75, 1):
        left, y = at(0, share * top)
        lines += [
            f'<line x1="{left}" y1="{y}" x2="{x + right}" y2="{y}" stroke="#ddd"/>',
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{share * top:g}</text>',
        ]
        across, _ = at(round(share * most), 0)
        lines.append(f'<text x="{across}" y="{low + 16}" text-anchor="middle">{share * most / 1000:g}</text>')
    lines.append(f'<text x="{x + (LEFT + right) / 2}" y="{low + 32}" text-anchor="middle">thousand claims</text>')
    (x1, y1), (x2, y2) = at(*points[0]), at(*points[-1])
    lines.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#999" stroke-dasharray="4 3"/>')
    lines += [f'<circle cx="{cx}" cy="{cy}" r="4" fill="#1b5e8c"/>' for cx, cy in (at(*point) for point in points)]
    return "\n".join(lines) + "\n"


def round_up(value: float) -> float:
    """The next round number, to end an axis with."""
    unit = 10 ** (len(str(int(value))) - 1)
    return next(step * unit for step in (1, 2, 4, 6, 8, 10, 20) if step * unit >= value)


if __name__ == "__main__":
    main()
