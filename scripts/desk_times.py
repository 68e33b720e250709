"""What requests cost right after a decision: ``python scripts/desk_times.py big.db``, on one of `large_database.py`.

Decides about events at random through the HTTP API, and after each decision asks for what a page of the application
asks for. Prints one line of JSON: seconds of processor time, the median and the 95th percentile of each. The decisions
stay in the database.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from random import Random

from fastapi.testclient import TestClient

from dateline import storing
from dateline.serving.application import application
from dateline.serving.guard import Access

ASKED = {
    "facets": "/api/v1/facets",
    "facets of a type": "/api/v1/facets?type=ASSAULT",
    "list": "/api/v1/events?limit=50",
    "series": "/api/v1/series",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--times", type=int, default=50)
    given = parser.parse_args()
    with storing.open_store(given.database) as store:
        ids = [row[0] for row in store.rows("SELECT id FROM event ORDER BY id LIMIT 5000")]
    client = TestClient(application(given.database, Access(rate=1e9, coder="Ana")), base_url="http://127.0.0.1:8765")
    headers = {"X-Dateline-Token": client.get("/api/v1/session").json()["token"]}
    for path in ASKED.values():
        client.get(path)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    chance = Random(3)
    for number in range(given.times):
        event = chance.choice(ids)
        begin = time.process_time()
        version = client.get(f"/api/v1/events/{event}").json()["version"]
        seconds["event"].append(time.process_time() - begin)
        wish = {"kind": "accept", "target": event, "version": version, "why": str(number)}
        begin = time.process_time()
        client.post("/api/v1/decisions", json=wish, headers=headers).raise_for_status()
        seconds["decision"].append(time.process_time() - begin)
        for name, path in ASKED.items():
            begin = time.process_time()
            client.get(path).raise_for_status()
            seconds[name].append(time.process_time() - begin)
    found = {name: [round(sorted(each)[int(len(each) * share)], 3) for share in (0.5, 0.95)]
             for name, each in seconds.items()}  # fmt: skip
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
