"""The queue: one process an entry, and nothing stays with a process that has ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import storing
from dateline.storing import Outcome, Store, Wanted, leases, queue
from dateline.storing.progress import faults, progress, runs
from makers import VERSIONS, coded, page


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with storing.open_store(tmp_path / "r.db", create=True) as opened:
        yield opened


def entered(store: Store, *names: str, again: bool = True) -> list[int]:
    return list(queue.enter(store, [Wanted(f"file:///{name}", name, "1 2") for name in names], again=again).values())


def states(store: Store) -> dict[str, int]:
    return dict(progress(store).entries)


def ended_process() -> str:
    """The mark of a process of this machine that is no more."""
    code = "from dateline.storing import leases; print(leases.mark())"
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_what_is_entered_waits_in_order_and_once(store: Store) -> None:
    first = entered(store, "b", "a", "b")
    assert queue.waiting(store) == first
    assert len(first) == 2
    assert entered(store, "a", "c", again=False) == [entered(store, "c")[0]]


def test_an_entry_is_taken_by_one_run_and_done(store: Store) -> None:
    (entry,) = entered(store, "a")
    one, two = storing.start_run(store, VERSIONS), storing.start_run(store, VERSIONS)
    assert queue.take(store, one, entry)
    assert queue.take(store, two, entry) is None
    assert queue.waiting(store) == []
    storing.write_batch(store, two, [], [(entry, "done")])
    assert states(store) == {"doing": 1}, "only its holder ends an entry"
    storing.write_batch(store, one, [Outcome(coded(), entry=entry)], [(entry, "done")])
    assert states(store) == {"done": 1}
    assert queue.take(store, two, entry) is None


def test_a_run_that_ends_gives_back_what_it_holds(store: Store) -> None:
    done, held, other = entered(store, "a", "b", "c")
    one, two = storing.start_run(store, VERSIONS), storing.start_run(store, VERSIONS)
    for run, entry in ((one, done), (one, held), (two, other)):
        queue.take(store, run, entry)
    storing.write_batch(store, one, [], [(done, "failed")])
    queue.release(store, one)
    assert states(store) == {"failed": 1, "todo": 1, "doing": 1}
    assert queue.waiting(store) == [held]
    assert [run.state for run in runs(store, 5)] == ["going on", "stopped"]


def test_what_a_killed_process_held_is_free(store: Store) -> None:
    (entry,) = entered(store, "a")
    killed, run = storing.start_run(store, VERSIONS), storing.start_run(store, VERSIONS)
    assert queue.take(store, killed, entry)
    store.db.execute("UPDATE run SET process = ? WHERE id = ?", (ended_process(), killed))
    assert states(store) == {"todo": 1}
    assert queue.waiting(store) == [entry]
    assert queue.take(store, run, entry)


def test_a_process_of_another_machine_keeps_what_it_holds_until_its_lease_ends(store: Store) -> None:
    (entry,) = entered(store, "a")
    away, run = storing.start_run(store, VERSIONS), storing.start_run(store, VERSIONS)
    assert queue.take(store, away, entry)
    store.db.execute("UPDATE run SET process = 'elsewhere 1 1' WHERE id = ?", (away,))
    assert queue.take(store, run, entry) is None
    store.db.execute("UPDATE run SET lease = 1 WHERE id = ?", (away,))
    assert queue.take(store, run, entry)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell when a process started")
def test_a_later_process_of_the_same_number_is_another() -> None:
    machine, number, start = leases.mark().rsplit(" ", 2)
    assert leases.alive(leases.mark(), 0)
    assert not leases.alive(f"{machine} {number} {int(start) - 1}", leases.until())
    assert not leases.alive(None, leases.until())


def test_faults_are_those_of_the_last_reading(store: Store) -> None:
    from dateline.records import Failure

    (entry,) = entered(store, "lines.jsonl")
    bad = [Failure(f"lines.jsonl:{line}", "reading", "failed", "bad-line", f"line {line} is bad") for line in (1, 2)]
    for failures in (bad, bad[1:]):
        entered(store, "lines.jsonl")
        run = storing.start_run(store, VERSIONS)
        queue.take(store, run, entry)
        storing.write_batch(store, run, [Outcome(each, entry=entry) for each in failures], [(entry, "failed")])
    assert [fault.name for fault in faults(store)] == ["lines.jsonl:2"]
    assert [fault.run for fault in faults(store, "bad-line", "lines.jsonl")] == [2]
    assert faults(store, "empty") == faults(store, name="lines") == []


def test_inputs_past_the_queue_are_known_by_name(store: Store) -> None:
    from dateline.records import Failure

    failure = Failure("one", "reading", "failed", "empty", "one is empty")
    for item in (failure, coded(page(name="one"))):
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(item)])
        last = faults(store)
    assert last == []
    assert progress(store).inputs == {"coded": 1}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("enter take end release".split()), st.integers(0, 2), st.integers(0, 3))))
def test_no_order_of_steps_loses_an_entry_or_gives_it_to_two(steps: list[tuple[str, int, int]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, storing.open_store(Path(folder) / "r.db", create=True) as store:
        names = "abcd"
        ids = entered(store, *names)
        holders: dict[int, int] = {}
        numbers = [storing.start_run(store, VERSIONS) for _ in range(3)]
        for step, run, entry in steps:
            key, number = ids[entry], numbers[run]
            if step == "enter":
                assert entered(store, names[entry]) == [key]
            elif step == "take":
                if queue.take(store, number, key):
                    assert key not in holders
                    holders[key] = run
                    store.db.execute("UPDATE run SET process = ? WHERE id = ?", (leases.mark(), number))
            elif step == "end":
                storing.write_batch(store, number, [], [(key, "done")])
                if holders.get(key) == run:
                    del holders[key]
            else:
                queue.release(store, number)
                holders = {held: by for held, by in holders.items() if by != run}
        assert states(store).get("doing", 0) == len(holders)
        assert sum(states(store).values()) == len(ids)


def test_a_page_has_the_first_of_its_names_whoever_stores_it_first(store: Store) -> None:
    for name in ("b.txt", "c.txt", "a.txt"):
        again = [Outcome(coded(page(name=name)))] if name == "b.txt" else [Outcome(page(name=name))]
        storing.write_batch(store, storing.start_run(store, VERSIONS), again)
    assert [document.page.name for document in storing.read_documents(store)] == ["a.txt"]
