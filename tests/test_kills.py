"""What was reported done is there after a kill at any moment, and after two processes wrote at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import dateline
from dateline import storing
from dateline.storing.checking import check, sound
from dateline.storing.decisions import read_decisions

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")


def environment() -> dict[str, str]:
    folders = [str(Path(dateline.__file__).parents[1]), str(Path(__file__).parent)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}


def test_nothing_that_was_reported_done_is_lost_by_kills(repository: Path) -> None:
    command = [sys.executable, str(repository / "scripts" / "kills.py"), "--times", "5", "--seed", "7"]
    answer = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert '"kills": 5' in answer.stdout


WRITER = """
    import sys
    from dateline import making, storing
    from dateline.records import Page
    from dateline.reviewing import Wish, decide
    from dateline.storing import Outcome
    from makers import SENTENCE, VERSIONS, claim, coded

    with storing.open_store(sys.argv[1], create=True) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(12):
            run = storing.start_run(store, VERSIONS)
            names = f"both{number}", f"{sys.argv[2]}{number}"
            pages = [Page(f"{name}.txt", f"{SENTENCE}\\nPage {name}") for name in names]
            storing.write_batch(store, run, [Outcome(coded(page, [claim(page)])) for page in pages])
            making.make_events(store)
            storing.finish_run(store, run)
            decide(store, Wish("note", claim(pages[1]).id, sys.argv[2], f"2024-04-01T00:00:{number:02}", "seen"))
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    target = tmp_path / "r.db"
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(target)]
    writers = [
        subprocess.Popen([*command, name], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("Ana", "Ben")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(600) for writer in writers] == [0, 0]
    with storing.open_store(target) as store:
        assert len(storing.read_documents(store)) == 36
        decisions = read_decisions(store)
        assert [each.number for each in decisions] == list(range(1, 25))
        assert all(each.standing and each.standing.state == "applied" for each in decisions)
        assert sum(len(event.claims) for event in storing.read_events(store)) == 36
        assert sound(list(check(store)))
