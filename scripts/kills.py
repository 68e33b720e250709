"""Runs that are killed at random moments: ``python scripts/kills.py [--times 100]``.

A process stores pages, makes events and decides, in a loop, and writes a line to a log for each thing that it reports
done. It is killed with SIGKILL after a random time, and a new one goes on with the same database. After each kill the
database must pass `dateline check`, and everything that was reported done must be there. Coding is left out, since it
touches no database. Prints one line of JSON; exit status 1 where anything was lost. ``--seed`` chooses the moments.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

LONGEST = 0.6
"""Seconds from the first thing that a process reports to its end; it does some hundred things in that time."""


def work(target: Path, log: Path, first: int) -> None:
    """Stores, makes and decides until it is killed, and reports what is done."""
    from dateline import making, storing
    from dateline.records import Page
    from dateline.removing import remove
    from dateline.reviewing import Wish, decide
    from dateline.storing import Outcome
    from dateline.storing.grouping import group_copies
    from makers import SENTENCE, VERSIONS, claim, coded

    with storing.open_store(target, create=True) as store, open(log, "a", encoding="utf-8") as done:

        def report(what: str, name: str) -> None:
            done.write(f"{what} {name}\n")
            done.flush()

        number = first
        while True:
            run = storing.start_run(store, VERSIONS)
            batch = []
            for _ in range(4):
                number += 1
                page = Page(f"{number}.txt", f"{SENTENCE}\nPage {number} of {first}")
                batch.append(coded(page, [claim(page)]))
            storing.write_batch(store, run, [Outcome(each) for each in batch])
            for each in batch:
                report("page", each.article.page.id)
            group_copies(store)
            making.make_events(store)
            storing.finish_run(store, run)
            event = storing.read_events(store)[-1]
            for wish in (
                Wish("accept", event.id, "Ana", f"2024-04-01T00:00:{number % 60:02}"),
                Wish("note", event.claims[0], "Ben", "2024-04-01", str(number)),
            ):
                report("decision", decide(store, wish).decision.id)
            if number % 3 == 0:
                gone = batch[0].article.page.id
                report("removing", gone)
                remove(store, [gone], "a test", VERSIONS)


def killed(target: Path, log: Path, first: int, chance: random.Random) -> None:
    """Starts a process, waits until it has reported something, and kills it a random time later."""
    command = [sys.executable, __file__, "--work", str(target), str(log), str(first)]
    size = log.stat().st_size if log.exists() else 0
    process = subprocess.Popen(command)
    while process.poll() is None and (not log.exists() or log.stat().st_size == size):
        time.sleep(0.005)
    time.sleep(chance.random() * LONGEST)
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        raise SystemExit(f"The process ended by itself with status {process.returncode}.")


def lost(target: Path, log: Path) -> list[str]:
    """What was reported done and is not there, and what a check finds."""
    from dateline import storing
    from dateline.storing.checking import check

    with storing.open_store(target) as store:
        missing = [
            f"{each.where}: {each.what}" for made in check(store) for each in made.findings if each.level == "fault"
        ]
        pages = {row[0] for row in store.rows("SELECT id FROM document")}
        decisions = {row[0] for row in store.rows("SELECT id FROM decision")}
    lines = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
    removing = {name for what, name in lines if what == "removing"}
    missing += [f"page {name}" for what, name in lines if what == "page" and name not in pages | removing]
    return missing + [f"decision {name}" for what, name in lines if what == "decision" and name not in decisions]


def kill_again_and_again(folder: Path, times: int, seed: int, restart: int = 10) -> dict[str, object]:
    """Kills runs on a database, on a new one after every `restart` kills; what was lost and how much was done."""
    chance, faults, done = random.Random(seed), [], 0
    for number in range(times):
        target, log = folder / f"{number // restart}.db", folder / f"{number // restart}.log"
        killed(target, log, number * 100_000, chance)
        faults += lost(target, log)
        if number % restart == restart - 1 or number == times - 1:
            done += len(log.read_text(encoding="utf-8").splitlines())
    return {"kills": times, "reported_done": done, "lost_or_at_fault": faults}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(Path(given.work[0]), Path(given.work[1]), int(given.work[2]))
    with tempfile.TemporaryDirectory() as folder:
        found = kill_again_and_again(Path(folder), given.times, given.seed)
    print(json.dumps(found))
    return 1 if found["lost_or_at_fault"] else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
