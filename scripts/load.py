"""Many readers and some coders at once: ``python scripts/load.py big.db`` (see large_database.py; needs ``locust``).

Serves a copy of the database in a process of its own and asks it as people do: readers explore, open events, pages,
actors and sources and search, some seconds apart; coders decide. Prints for each kind of request how many there were,
how many failed, and how long they took, and whether each decision that the server took is in its log. The exit status
is 1 where a request failed, a decision is lost, or 95 % of the requests took longer than --limit.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import itertools  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, ClassVar  # noqa: E402
from urllib.request import urlopen  # noqa: E402

import gevent  # noqa: E402
from locust import FastHttpUser, between, task  # noqa: E402
from locust.env import Environment  # noqa: E402

TYPES = ("ASSAULT", "CONSULT", "PROTEST", "COERCE", "ACCUSE", "AID", "SUPPORT", "THREATEN")
COUNTRIES = ("MLI", "NER", "SDN", "SYR", "UKR", "MMR", "COD", "SOM", "YEM", "COL", "PHL", "NGA")
WORDS = ("convoy bridge", "market", "harbour station", "northern valley", "council mill river")
FIELDS = "id,type,mode,status,actors,recipients,when,where,killed,reports,voices"


def filter_of(chance: random.Random) -> str:
    """What somebody looks at: half of them one of a few common filters, the others one of thousands."""
    if chance.random() < 0.5:
        return chance.choice(["", "type=ASSAULT", "country=MLI", "type=PROTEST", "country=SDN&type=ASSAULT"])
    parts = []
    if chance.random() < 0.6:
        parts.append(f"type={chance.choice(TYPES)}")
    if chance.random() < 0.6:
        parts.append(f"country={chance.choice(COUNTRIES)}")
    if chance.random() < 0.6 or not parts:
        year, month = chance.randint(2019, 2024), chance.randint(1, 12)
        parts.append(f"from={year}-{month:02}-01&to={year + 1}-{month:02}-28")
    if chance.random() < 0.1:
        parts.append(f"text={chance.choice(WORDS).replace(' ', '+')}")
    return "&".join(parts)


class Person(FastHttpUser):
    """Somebody with a browser: answers that it has are not sent again."""

    abstract = True
    known: ClassVar[dict[str, list[str]]] = {"events": [], "pages": [], "actors": [], "sources": []}

    def on_start(self) -> None:
        self.chance = random.Random(next(NUMBERS))
        self.marks: dict[str, str] = {}

    def ask(self, path: str, name: str) -> Any:
        headers = {"Accept-Encoding": "gzip"}
        if path in self.marks:
            headers["If-None-Match"] = self.marks[path]
        response = self.client.get(path, name=name, headers=headers)
        if response.status_code == 200 and "ETag" in response.headers:
            self.marks[path] = response.headers["ETag"]
        return response


class Reader(Person):
    """Somebody who reads."""

    wait_time = between(5, 15)
    weight = 1

    @task(6)
    def explore(self) -> None:
        asked = filter_of(self.chance)
        join = "&" if asked else ""
        self.ask(f"/api/v1/facets?{asked}", "explore: facets")
        self.ask(f"/api/v1/places?{asked}", "explore: places")
        self.ask(f"/api/v1/series?{asked}", "explore: series")
        answer = self.ask(f"/api/v1/events?{asked}{join}sort=-date&limit=100&fields={FIELDS}", "explore: events")
        if answer.status_code == 200:
            for each in answer.json()["items"][:20]:
                self.known["events"].append(each["id"])
                self.known["actors"] += [party["id"] for party in each["actors"]]
        del self.known["events"][:-2_000], self.known["actors"][:-2_000]

    @task(4)
    def event(self) -> None:
        if self.known["events"]:
            answer = self.ask(f"/events/{self.chance.choice(self.known['events'])}", "an event")
            self.known["pages"] += re.findall(r"/pages/([0-9a-f]{16})", answer.text or "")
            del self.known["pages"][:-2_000]

    @task(2)
    def page(self) -> None:
        if self.known["pages"]:
            self.ask(f"/pages/{self.chance.choice(self.known['pages'])}", "a page")

    @task(1)
    def actor(self) -> None:
        if self.known["actors"]:
            self.ask(f"/actors/{self.chance.choice(self.known['actors'])}", "an actor")

    @task(1)
    def listed(self) -> None:
        self.ask(f"/events?{filter_of(self.chance)}", "list of events")

    @task(1)
    def sources(self) -> None:
        answer = self.ask("/api/v1/sources", "sources")
        if answer.status_code == 200:
            self.known["sources"] = [each["name"] for each in answer.json()["items"]]
        if self.known["sources"]:
            self.ask(f"/sources/{self.chance.choice(self.known['sources'])}", "a source")


class Coder(Person):
    """Somebody who checks events: looks at one, then accepts or rejects it."""

    wait_time = between(4, 10)
    fixed_count = 0
    taken: ClassVar[list[str]] = []
    stale: ClassVar[list[str]] = []

    def on_start(self) -> None:
        super().on_start()
        self.client.post("/sign-in", {"name": f"coder {next(NUMBERS)}"}, name="sign in")
        self.word = self.client.get("/api/v1/session", name="session").json()["token"]

    @task
    def decide(self) -> None:
        if not self.known["events"]:
            return
        event = self.chance.choice(self.known["events"])
        seen = self.client.get(f"/api/v1/events/{event}", name="coder: an event")
        if seen.status_code != 200:
            return
        kind = self.chance.choice(["accept", "accept", "reject"])
        asked = {"kind": kind, "target": event, "version": seen.json()["version"], "why": "load"}
        with self.client.post(
            "/api/v1/decisions", json=asked, headers={"X-Dateline-Token": self.word}, name="coder: decide",
            catch_response=True,
        ) as answer:  # fmt: skip
            if answer.status_code == 201:
                self.taken.append(answer.json()["decision"]["id"])
            elif answer.status_code in (400, 409):  # another coder was first: a right answer
                self.stale.append(event)
                answer.success()


NUMBERS = itertools.count(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--coders", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=90, help="how long is measured, after all have come")
    parser.add_argument("--limit", type=float, default=200.0, help="milliseconds that 95 %% may take at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "load.db"
        shutil.copyfile(given.database, copy)
        server, address = serve(copy)
        try:
            return measured(given, address, server.pid)
        finally:
            server.terminate()
            server.wait(20)


def serve(database: Path) -> tuple[subprocess.Popen[str], str]:
    """The server in a process of its own, when it has told its address."""
    server = subprocess.Popen(
        [sys.executable, "-m", "dateline", "serve", str(database), "--port", "0"], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "DATELINE_SERVE_RATE": "100000", "COLUMNS": "400"},
    )  # fmt: skip
    line = server.stdout.readline() if server.stdout else ""
    found = re.search(r"http://\S+?/", line)
    if not found:
        raise SystemExit(f"The server did not start: {line}")
    return server, found[0].rstrip("/")


def measured(given: argparse.Namespace, address: str, pid: int) -> int:
    Coder.fixed_count = given.coders
    classes = [Reader, *([Coder] if given.coders else [])]
    world = Environment(user_classes=classes, host=address)
    for path in ("facets", "places", "series", "quotes", "sources", "queue"):  # a server that has been up for a while
        fetched(f"{address}/api/v1/{path}")
    runner = world.create_local_runner()
    runner.start(given.readers + given.coders, spawn_rate=20)
    gevent.sleep(given.readers / 20 + 15)
    world.stats.reset_all()
    began, before = time.monotonic(), cpu_seconds(pid)
    gevent.sleep(given.seconds)
    took, after = time.monotonic() - began, cpu_seconds(pid)
    spent = after - before if before is not None and after is not None else None
    runner.stop()
    total = world.stats.total
    print(f"{given.readers} readers and {given.coders} coders, {took:.0f} seconds, {total.num_requests:,} requests "
          f"({total.num_requests / took:.0f} a second), {total.num_failures} failed.")  # fmt: skip
    print(f"{'request':24}{'number':>8}{'failed':>8}{'median':>8}{'95 %':>8}{'99 %':>8}   milliseconds")
    for each in (*sorted(world.stats.entries.values(), key=lambda each: each.name), total):
        at = [each.get_response_time_percentile(part) or 0 for part in (0.5, 0.95, 0.99)]
        print(f"{each.name:24}{each.num_requests:>8}{each.num_failures:>8}{at[0]:>8.0f}{at[1]:>8.0f}{at[2]:>8.0f}")
    for fault in world.errors.values() if hasattr(world, "errors") else world.stats.errors.values():
        print(fault.to_name() if hasattr(fault, "to_name") else fault)
    lost = lost_decisions(address)
    if spent is not None:
        each = spent / max(1, total.num_requests)
        print(f"The server used {spent:.1f} seconds of a core, {1000 * each:.1f} ms a request.")
    print(f"{len(Coder.taken)} decisions taken, {len(Coder.stale)} refused since another was first, {lost} lost.")
    slow = (total.get_response_time_percentile(0.95) or 0) > given.limit
    return int(bool(slow or lost or total.num_failures))


def cpu_seconds(pid: int) -> float | None:
    """The seconds of a core that a process has used, where the system tells (Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return None


def fetched(address: str) -> Any:
    """What an address answers, as JSON."""
    with urlopen(address) as answer:
        return json.load(answer)


def lost_decisions(address: str) -> int:
    """How many decisions that the server said it took are not in its log."""
    there, cursor = set(), ""
    while True:
        told = fetched(f"{address}/api/v1/decisions?limit=500{cursor}")
        there |= {each["id"] for each in told["items"]}
        if not told["next"]:
            return len(set(Coder.taken) - there)
        cursor = f"&cursor={told['next']}"


if __name__ == "__main__":
    sys.exit(main())
