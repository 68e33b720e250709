"""Rounds of double coding: kept apart until all have finished, then in the log, with the agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import deciders
from serving_client import Access, client_of


class Person:
    """Somebody with a browser at the server of a database."""

    def __init__(self, app: TestClient, name: str) -> None:
        self.client = TestClient(app.app, base_url="http://127.0.0.1:8765")
        self.client.post("/sign-in", data={"name": name})
        self.headers = {"X-Dateline-Token": self.client.get("/api/v1/session").json()["token"]}

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}").json()

    def post(self, path: str, **body: Any) -> Any:
        return self.client.post(f"/api/v1{path}", json=body, headers=self.headers)

    def say(self, event: str, kind: str, **more: Any) -> Any:
        version = self.get(f"/rounds/1/queue/{event}").get("version", "none")
        return self.post("/decisions", kind=kind, target=event, version=version, round=1, **more)


@pytest.fixture
def people(tmp_path: Path) -> tuple[Person, Person, list[str]]:
    """Ana and Ben, and the events of the round that they code."""
    deciders.made(tmp_path / "r.db").close()
    app = client_of(tmp_path / "r.db", Access(rate=100_000))
    ana, ben = Person(app, "Ana"), Person(app, "Ben")
    assert ana.post("/rounds", name="pilot", coders=["Ana", "Ben"], events=2).status_code == 201
    return ana, ben, [each["id"] for each in ana.get("/rounds/1/queue")["items"]]


Round = tuple[Person, Person, list[str]]


def test_nobody_sees_what_the_other_decides_until_both_have_finished(people: Round) -> None:
    ana, ben, (first, second) = people
    assert ana.say(first, "correct", field="killed", typed="40").status_code == 201
    assert ana.say(first, "accept").status_code == 201
    own, other = ana.get(f"/rounds/1/queue/{first}"), ben.get(f"/rounds/1/queue/{first}")
    assert (own["event"]["killed"]["low"], own["event"]["review"], len(own["decisions"])) == (40, "accepted", 2)
    assert (other["event"]["killed"]["low"], other["event"]["review"], other["decisions"]) == (11, "unreviewed", [])
    assert ben.get(f"/events/{first}")["killed"]["low"] == 11
    assert ben.get("/decisions")["total"] == 0
    assert ben.get("/rounds/1")["agreement"] is None
    assert [each["done"] for each in ben.get("/rounds/1")["coders"]] == [1, 0]
    ana.say(second, "reject")
    assert ana.post("/rounds/1/finish").json()["closed"] is None
    assert ben.get("/decisions")["total"] == 0
    ben.say(first, "accept")
    ben.say(second, "accept")
    closed = ben.post("/rounds/1/finish").json()
    assert closed["closed"] is not None
    agreement = {each["about"]: (each["things"], each["alike"]) for each in closed["agreement"]}
    assert agreement == {"killed": (1, 0), "verdict": (2, 1)}
    assert ana.get("/decisions")["total"] == 5
    assert ana.get(f"/events/{second}")["review"] == "disputed"
    assert ana.get(f"/events/{first}")["killed"]["low"] == 40


def test_a_round_ends_when_all_is_decided_and_then_for_good(people: Round) -> None:
    ana, _, (first, second) = people
    refused = ana.post("/rounds/1/finish")
    assert (refused.status_code, "2 events of round 1 wait" in refused.json()["detail"]) == (422, True)
    ana.say(first, "accept")
    ana.say(second, "merge", other=first)
    assert ana.get("/rounds/1/queue")["reviewed"] == 2
    ana.post("/rounds/1/finish")
    assert ana.say(first, "reject").status_code == 409


def test_undoing_in_a_round_touches_what_is_ones_own(people: Round) -> None:
    ana, ben, (first, _) = people
    done = ana.say(first, "accept").json()["decision"]["id"]
    assert ben.post("/decisions", kind="undo", target=done, round=1).status_code == 404
    assert ana.post("/decisions", kind="undo", target=done, round=1).status_code == 201
    assert ana.get("/rounds/1/queue")["reviewed"] == 0


def test_events_of_an_open_round_are_decided_on_there_only(people: Round) -> None:
    ana, _, (first, _) = people
    version = ana.get(f"/events/{first}")["version"]
    refused = ana.post("/decisions", kind="accept", target=first, version=version)
    assert (refused.status_code, "round of double coding" in refused.json()["detail"]) == (409, True)
    queue = ana.get("/queue")
    assert first not in [each["id"] for each in queue["items"]]
    assert queue["elsewhere"] == 2


def test_only_its_people_code_a_round(people: Round) -> None:
    ana, _, (first, _) = people
    carl = Person(ana.client, "Carl")
    assert carl.client.get("/api/v1/rounds/1/queue").status_code == 403
    assert carl.client.get(f"/api/v1/rounds/1/queue/{first}").status_code == 403
    assert carl.post("/decisions", kind="accept", target=first, version="x", round=1).status_code == 403
    assert carl.post("/rounds/1/finish").status_code == 403
    assert carl.client.get("/api/v1/rounds/9").status_code == 404


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        ({"coders": ["Ana"]}, "coders"), ({"coders": ["Ana", "Ana"]}, "two people"), ({"name": " "}, "needs a name"),
        ({"name": "a\u0007"}, "needs a name"),
        ({"filter": {"type": "PROTEST"}}, "No event"), ({"filter": {"type": "WAR"}}, "not known"),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_told(people: Round, wish: dict[str, Any], word: str) -> None:
    ana, _, _ = people
    refused = ana.post("/rounds", **{"name": "next", "coders": ["Ana", "Ben"], "events": 1, **wish})
    assert refused.status_code in (400, 404, 422)
    assert word in refused.json()["detail"]
    assert len(ana.get("/rounds")["items"]) == 1
