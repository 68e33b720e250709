"""How far a database is: the queue in numbers, what became of the inputs, what failed and why, and the runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from dateline.storing import leases
from dateline.storing.connection import Store

RunState = Literal["finished", "going on", "stopped"]

# What became of each input when it was last read to the end. An input that came past the queue is known by its name.
CURRENT = """
SELECT run_input.* FROM run_input JOIN entry ON entry.id = run_input.entry AND entry.run = run_input.run
UNION ALL
SELECT * FROM run_input
WHERE entry IS NULL AND run = (SELECT max(run) FROM run_input AS later
                               WHERE later.entry IS NULL AND later.name = run_input.name)
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """An input that was skipped or failed when it was last read. `entry` is null where it came past the queue."""

    name: str
    state: Literal["skipped", "failed"]
    reason: str
    message: str
    run: int
    entry: int | None


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A run with what became of its inputs, by state. `process` is the mark of the process that works on it."""

    id: int
    state: RunState
    process: str | None
    inputs: Counter[str]


@dataclass(slots=True)
class Progress:
    """`entries` are files and addresses by state: todo, doing, done, failed.

    `inputs` are the pages in them by what the database holds of them: coded, no-event, skipped, failed or removed.
    """

    entries: Counter[str] = field(default_factory=Counter)
    inputs: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)


def progress(store: Store) -> Progress:
    """The numbers. What a process held that has ended counts as to do, since the next run takes it up."""
    found = Progress()
    rows = store.rows(
        "SELECT entry.state, process, lease, count(*) AS number FROM entry LEFT JOIN run ON run.id = holder "
        "GROUP BY 1, 2, 3"
    )
    for row in rows:
        state = row["state"]
        if state == "doing" and not leases.alive(row["process"], row["lease"]):
            state = "todo"
        found.entries[state] += row["number"]
    rows = store.rows(
        "SELECT CASE WHEN document.id IS NULL AND outcome IN ('coded', 'no-event', 'known') THEN 'removed' "
        "WHEN outcome = 'known' THEN document.state ELSE outcome END AS now, now.reason, count(*) AS number "
        f"FROM ({CURRENT}) AS now LEFT JOIN document ON document.id = document GROUP BY 1, 2"
    )
    for row in rows:
        found.inputs[row["now"]] += row["number"]
        if row["reason"]:
            found.reasons[row["now"], row["reason"]] += row["number"]
    return found


def faults(store: Store, reason: str | None = None, name: str | None = None) -> list[Fault]:
    """What failed and then what was skipped, in the order in which it was read.

    `reason` is a slug. `name` is that of an input, of its file or of a folder above: all faults in it are meant.
    """
    rows = store.rows(
        f"SELECT name, outcome, reason, message, run, entry FROM ({CURRENT}) "
        "WHERE outcome IN ('failed', 'skipped') AND (:reason IS NULL OR reason = :reason) "
        "ORDER BY outcome, run, position",
        {"reason": reason},
    )
    return [
        Fault(row["name"], row["outcome"], row["reason"], row["message"], row["run"], row["entry"])
        for row in rows
        if name is None or _within(row["name"], name)
    ]


def runs(store: Store, newest: int) -> list[RunProgress]:
    """The newest runs, the newest first."""
    found = []
    for row in store.rows("SELECT id, state, process, lease FROM run ORDER BY id DESC LIMIT ?", (newest,)):
        alive = leases.alive(row["process"], row["lease"])
        state: RunState = "finished" if row["state"] == "finished" else "going on" if alive else "stopped"
        inputs = store.rows("SELECT outcome, count(*) FROM run_input WHERE run = ? GROUP BY 1", (row["id"],))
        found.append(
            RunProgress(row["id"], state, row["process"] if alive else None, Counter(dict(map(tuple, inputs))))
        )
    return found


def _within(name: str, wanted: str) -> bool:
    """Whether an input has this name or lies in the file, archive, line file or folder of this name."""
    wanted = wanted.rstrip("/\\")
    return name.startswith(wanted) and name[len(wanted) : len(wanted) + 1] in ("", "/", "\\", "#", ":", "!")
