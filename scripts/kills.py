"""Runs that are killed at random moments: ``python scripts/kills.py [--times 100] [--coding]``.

A process stores pages, makes events and decides, in a loop, and writes a line to a log for each thing that it reports
done. It is killed with SIGKILL after a random time, and a new one goes on with the same database. After each kill the
database must pass `dateline check`, and everything that was reported done must be there.

Without ``--coding`` the pages come coded, so that the moments fall on what writes. With it the process reads pages
from files and codes them, records them as `dateline run` does, decides, takes pages out and codes others again, and is
killed at moments of all of this; what was in the database after one kill must be there after the next. Prints one line
of JSON, with how many kills fell into what; exit status 1 where anything was lost. ``--seed`` chooses the moments.
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
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

LONGEST = 0.6
"""Seconds from the first thing that a process reports to its end; it does some hundred things in that time."""
LONGEST_CODING = 12.0
"""Seconds from the reading of a process that codes to its end: it loads, codes some twenty pages, and decides."""


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


TOWNS = ("Northford", "Mill Town", "Harbourside", "Eastbrook", "Stonebridge", "Lakeview")


def page_text(number: int) -> str:
    """A page in plain text that tells of an attack and of talks."""
    town, killed = TOWNS[number % len(TOWNS)], 2 + number % 7
    return (
        f"Gunmen attack bus near {town}\n\nPublished on {3 + number % 20} March 2024\n\n"
        f"Gunmen attacked a bus near {town} on Sunday, killing {killed} people, police said. "
        f"The government of Mali condemned the attack. Nobody claimed number {number}.\n\n"
        "The foreign minister of Mali met his counterpart from Niger in Bamako on Monday.\n"
    )


def work_whole(target: Path, log: Path, first: int) -> None:
    """Reads, codes, stores, makes, decides, removes and recodes until it is killed, and reports what is done."""
    from dateline import making, pipeline, recording, storing
    from dateline.recoding import recode
    from dateline.removing import remove
    from dateline.reviewing import Wish, decide

    os.environ["DATELINE_BATCH_PAGES"] = "3"
    folder = target.with_suffix("")
    folder.mkdir(exist_ok=True)
    phase = open(log.with_suffix(".phase"), "w", encoding="utf-8", buffering=1)  # noqa: SIM115

    def within(name, function):  # type: ignore[no-untyped-def]
        def wrapped(*given, **named):  # type: ignore[no-untyped-def]
            phase.write(f"{name}\n")
            try:
                return function(*given, **named)
            finally:
                phase.write("between\n")

        return wrapped

    def coder(items):  # type: ignore[no-untyped-def]
        phase.write("coding\n")
        for item in pipeline.coded(items):
            phase.write("storing\n")
            yield item
            phase.write("coding\n")

    recording.make_events = within("making events", making.make_events)
    recording._group_copies = within("grouping copies", recording._group_copies)
    decide, remove, recode = within("deciding", decide), within("removing", remove), within("recoding", recode)
    with storing.open_store(target, create=True) as store, open(log, "a", encoding="utf-8") as done:

        def report(what: str, name: str) -> None:
            done.write(f"{what} {name}\n")
            done.flush()

        number = first
        made_by = recording.versions()
        while True:
            phase.write("reading\n")
            for _ in range(7):
                number += 1
                (folder / f"{number}.txt").write_text(page_text(number), encoding="utf-8")
            recording.record([folder], store, coder=coder)
            documents = storing.read_documents(store)
            for each in documents:
                report("page", each.id)
            event = storing.read_events(store)[-1]
            made = decide(store, Wish("note", event.id, "Ana", "2024-04-01", str(number)))
            report("decision", made.decision.id)
            gone = documents[number % len(documents)]
            report("removing", gone.id)
            remove(store, [gone.id], "a test", made_by)
            recode(store, [each.id for each in documents if each.id != gone.id][:4], made_by)


def killed(target: Path, log: Path, first: int, chance: random.Random, coding: bool = False) -> str:
    """Starts a process, waits until it has reported something, and kills it a random time later; what it was at."""
    if coding:
        return killed_whole(target, log, first, chance)
    command = [sys.executable, __file__, "--work", str(target), str(log), str(first)]
    size = log.stat().st_size if log.exists() else 0
    process = subprocess.Popen(command)
    while process.poll() is None and (not log.exists() or log.stat().st_size == size):
        time.sleep(0.005)
    time.sleep(chance.random() * LONGEST)
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        raise SystemExit(f"The process ended by itself with status {process.returncode}.")
    return "writing"


def killed_whole(target: Path, log: Path, first: int, chance: random.Random) -> str:
    """Kills a process that codes at any moment of its first seconds, also while it loads what codes."""
    phase = log.with_suffix(".phase")
    phase.unlink(missing_ok=True)
    process = subprocess.Popen([sys.executable, __file__, "--whole", str(target), str(log), str(first)])
    while process.poll() is None and not (phase.exists() and phase.stat().st_size):
        time.sleep(0.01)
    time.sleep(chance.random() * LONGEST_CODING)
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        raise SystemExit(f"The process ended by itself with status {process.returncode}.")
    told = phase.read_text(encoding="utf-8").split("\n")
    return told[-2] if len(told) > 1 else "starting"


def lost(target: Path, log: Path, there: set[str]) -> list[str]:
    """What was reported done, or was there before, and is not there, and what a check finds."""
    from dateline import storing
    from dateline.storing.checking import check

    with storing.open_store(target) as store:
        missing = [
            f"{each.where}: {each.what}" for made in check(store) for each in made.findings if each.level == "fault"
        ]
        pages = {row[0] for row in store.rows("SELECT id FROM document")}
        decisions = {row[0] for row in store.rows("SELECT id FROM decision")}
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    lines = [line.split() for line in text.splitlines() if len(line.split()) == 2]
    removing = {name for what, name in lines if what == "removing"}
    missing += [f"page {name} of an earlier run" for name in sorted(there - pages - removing)]
    there |= pages
    missing += [f"page {name}" for what, name in lines if what == "page" and name not in pages | removing]
    return missing + [f"decision {name}" for what, name in lines if what == "decision" and name not in decisions]


def kill_again_and_again(
    folder: Path, times: int, seed: int, *, coding: bool = False, restart: int = 10
) -> dict[str, object]:
    """Kills runs on a database, on a new one after every `restart` kills; what was lost and how much was done."""
    chance, faults, done, moments = random.Random(seed), [], 0, Counter[str]()
    there: set[str] = set()
    for number in range(times):
        target, log = folder / f"{number // restart}.db", folder / f"{number // restart}.log"
        moments[killed(target, log, number * 100_000, chance, coding)] += 1
        faults += lost(target, log, there) if target.exists() else []
        if number % restart == restart - 1 or number == times - 1:
            done += len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0
            there.clear()
    return {"kills": times, "moments": dict(moments.most_common()), "reported_done": done, "lost_or_at_fault": faults}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coding", action="store_true", help="kill while pages are read and coded, too")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--whole", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(Path(given.work[0]), Path(given.work[1]), int(given.work[2]))
    if given.whole:
        work_whole(Path(given.whole[0]), Path(given.whole[1]), int(given.whole[2]))
    with tempfile.TemporaryDirectory() as folder:
        found = kill_again_and_again(Path(folder), given.times, given.seed, coding=given.coding)
    print(json.dumps(found))
    return 1 if found["lost_or_at_fault"] else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
