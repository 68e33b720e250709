"""What a page costs that comes to a database of many events: ``python scripts/adding_a_page.py --events 20000``.

The pages are those of an invented world (`dateline.evaluation.world`), coded. All but some are stored at first, and all
events are made. Then the others come one by one, each with a run of its own, and one of them is taken out again. Prints
one line of JSON: seconds of processor time, and how many events were rewritten. ``--database`` keeps the database.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

from dateline import making, storing
from dateline.evaluation import world
from dateline.records import Article, Block, Claim, CodedArticle, Page, Piece, Published, Span, digest
from dateline.removing import remove
from dateline.storing import Outcome, Store, Versions
from dateline.storing.grouping import group_copies

BATCH = 500
INVENTED = Versions("0", "invented", "invented")


def pages(events: int) -> Iterator[CodedArticle]:
    """The pages of the world as they are coded; their texts are empty of what the claims say."""
    told: list[Claim] = []
    for claim, _ in world.claims(events):
        if told and claim.document != told[0].document:
            yield page(told)
            told = []
        told.append(claim)
    yield page(told)


def page(claims: list[Claim]) -> CodedArticle:
    name = claims[0].document
    made = Page(f"{name}.txt", f"This is the invented {name}.")
    days = [claim.when.start for claim in claims if claim.when.start]
    own = tuple(
        replace(claim, id=digest("claim", made.id, str(at)), document=made.id) for at, claim in enumerate(claims)
    )
    length = len(made.text)
    day = Published(max(days) + timedelta(1), "given") if days else None
    pieces = (Piece(0, length, Span(0, length)),)
    article = Article(made, made.text, (Block(0, length),), pieces, (), name, day, f"Outlet {length % 7}", "en")
    return CodedArticle(article, own)


def store_pages(store: Store, coded: Iterator[CodedArticle]) -> None:
    run = storing.start_run(store, INVENTED)
    batch: list[Outcome] = []
    for each in coded:
        batch.append(Outcome(each))
        if len(batch) == BATCH:
            storing.write_batch(store, run, batch)
            batch = []
    storing.write_batch(store, run, batch)
    group_copies(store)
    making.make_events(store)
    storing.finish_run(store, run)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=20, help="pages that come one by one")
    parser.add_argument("--database", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = given.database or Path(folder) / "world.db"
        names = list(dict.fromkeys(claim.document for claim, _ in world.claims(given.events)))
        late = {f"{name}.txt" for name in Random(1).sample(names, given.pages)}
        with storing.open_store(target, create=True) as store:
            begin = time.process_time()
            store_pages(store, (each for each in pages(given.events) if each.article.page.name not in late))
            whole = time.process_time() - begin
            seconds, rewritten = [], []
            ids = []
            for each in (each for each in pages(given.events) if each.article.page.name in late):
                before = numbers(store)
                begin = time.process_time()
                store_pages(store, iter([each]))
                seconds.append(time.process_time() - begin)
                rewritten.append(len(numbers(store) - before))
                ids.append(each.article.page.id)
            begin = time.process_time()
            remove(store, ids[:1], "a measurement", INVENTED)
            removing = time.process_time() - begin
            claims, events = storing.sizes(store)
        found = {
            "claims": claims,
            "events": events,
            "all_s": round(whole, 1),
            "one_page_median_s": round(median(seconds), 3),
            "one_page_most_s": round(max(seconds), 3),
            "events_written_median": median(rewritten),
            "events_written_most": max(rewritten),
            "removing_s": round(removing, 3),
        }
        print(json.dumps(found))
    return 0


def numbers(store: Store) -> set[int]:
    """The numbers of the rows of events, each of which is given once."""
    return {row[0] for row in store.rows("SELECT number FROM event")}


if __name__ == "__main__":
    sys.exit(main())
