"""A database that changes, goes, or is another one while it is served."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline import storing
from makers import page
from serving_client import client_of, events, fill


def test_new_events_are_seen_at_the_next_request(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    client = client_of(tmp_path / "r.db")
    before = client.get("/api/v1/facets")
    with storing.open_store(tmp_path / "r.db") as store:
        storing.replace_events(store, events()[0][:1])
    after = client.get("/api/v1/facets", headers={"If-None-Match": before.headers["etag"]})
    assert before.json()["total"] == 3
    assert after.json()["total"] == 1
    assert client.get("/api/v1/events").json()["total"] == 1


def test_another_database_in_its_place_is_served(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    client = client_of(tmp_path / "r.db")
    assert client.get("/api/v1").json()["events"] == 3
    with storing.open_store(tmp_path / "new.db", create=True):
        pass
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"r.db{suffix}").unlink(missing_ok=True)
    (tmp_path / "new.db").replace(tmp_path / "r.db")
    assert client.get("/api/v1").json()["events"] == 0
    assert client.get("/api/v1/events").json() == {"items": [], "next": None, "total": 0, "reviewed": 0}


def test_a_database_that_is_gone_or_none_is_told_and_one_put_back_is_served(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    client = client_of(tmp_path / "r.db")
    client.get("/api/v1/events")
    shutil.move(tmp_path / "r.db", tmp_path / "away.db")
    gone = client.get("/api/v1/events?type=ASSAULT")
    assert (gone.status_code, gone.json()["title"]) == (503, "Service Unavailable")
    assert "Put the database back" in gone.json()["detail"]
    (tmp_path / "r.db").write_bytes(b"This is no database at all. " * 200)
    other = client.get("/api/v1/events?type=ASSAULT")
    assert other.status_code == 503
    assert "is not a database" in other.json()["detail"]
    (tmp_path / "r.db").unlink()
    shutil.move(tmp_path / "away.db", tmp_path / "r.db")
    assert client.get("/api/v1/events?type=ASSAULT").json()["total"] == 1


def test_many_readers_beside_a_writer_get_whole_answers(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    client = client_of(tmp_path / "r.db")
    made = events()[0]

    def write(number: int) -> None:
        with storing.open_store(tmp_path / "r.db") as store:
            storing.replace_events(store, made if number % 2 else made[:2])

    def read(number: int) -> tuple[int, int]:
        answer = client.get(f"/api/v1/facets?facet=type&most={number + 1}").json()
        return answer["total"], sum(value["count"] for value in answer["facets"]["type"]["values"])

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, number) for number in range(6)]
        answers = list(pool.map(read, range(2, 30)))
        for each in writing:
            each.result()
    assert all(total in (2, 3) and total == counted for total, counted in answers)


def test_a_page_without_an_article_says_why(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        from dateline.records import Failure
        from dateline.storing import Outcome
        from makers import VERSIONS

        empty = page("", "empty.txt")
        failure = Failure("empty.txt", "cleaning", "skipped", "empty", "empty.txt is empty.")
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(failure, empty)])
    client = client_of(tmp_path / "r.db")
    (listed,) = client.get("/api/v1/documents").json()["items"]
    assert (listed["state"], listed["message"]) == ("skipped", "empty.txt is empty.")
    assert client.get(f"/api/v1/documents/{listed['id']}").json()["state"] in ("skipped", "failed")
