"""Decisions over HTTP: into the log and over the record, refused where they are stale or make no sense."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from serving_client import Access, client_of, coder_of, fill

Writer = tuple[TestClient, dict[str, str]]


@pytest.fixture
def ana(tmp_path: Path) -> Writer:
    fill(tmp_path / "r.db")
    return coder_of(tmp_path / "r.db")


def one(writer: Writer, kind: str = "ASSAULT") -> dict[str, Any]:
    client, _ = writer
    listed = client.get(f"/api/v1/events?type={kind}&review=all").json()["items"][0]["id"]
    found: dict[str, Any] = client.get(f"/api/v1/events/{listed}").json()
    return found


def say(writer: Writer, **wish: Any) -> Any:
    client, headers = writer
    return client.post("/api/v1/decisions", json=wish, headers=headers)


def on(event: dict[str, Any], kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "target": event["id"], "version": event["version"], **more}


def test_a_correction_is_seen_at_once_and_undone_again(ana: Writer) -> None:
    event = one(ana)
    made = say(ana, **on(event, "correct", field="killed", typed="7-8", why="the ministry counts eight"))
    assert made.status_code == 201
    now = one(ana)
    assert ((now["killed"]["low"], now["killed"]["high"]), now["review"]) == ((7, 8), "corrected")
    assert made.json()["version"] == now["version"] != event["version"]
    undo = say(ana, kind="undo", target=str(made.json()["number"]))
    assert undo.status_code == 201
    assert one(ana)["killed"]["low"] == event["killed"]["low"]


@pytest.mark.parametrize(
    ("wish", "then"),
    [
        ({"kind": "accept"}, ("review", "accepted")),
        ({"kind": "reject", "why": "a drill"}, ("review", "rejected")),
        ({"kind": "retype", "typed": "COERCE"}, ("type", "COERCE")),
        ({"kind": "correct", "field": "where", "value": None}, ("where.name", None)),
        ({"kind": "correct", "field": "when", "typed": "2024-03-02/2024-03-04"}, ("when.end", "2024-03-04")),
        ({"kind": "reassign", "field": "recipients", "party": "norland-army", "value": None}, ("recipients", [])),
    ],
)
def test_each_kind_does_what_it_says(ana: Writer, wish: dict[str, Any], then: tuple[str, object]) -> None:
    event = one(ana)
    made = say(ana, **on(event, **wish))
    assert made.status_code == 201, made.text
    found: Any = ana[0].get(f"/api/v1/events/{event['id']}").json()
    for part in then[0].split("."):
        found = found[part]
    assert found == then[1]


def test_merge_and_split_move_claims(ana: Writer) -> None:
    talks, other = one(ana, "CONSULT"), one(ana, "AGREE")
    merged = say(ana, **on(talks, "merge", other=other["id"])).json()["events"][0]
    joint = ana[0].get(f"/api/v1/events/{merged}").json()
    assert set(joint["claims"][0]) > {"id"}
    assert {claim["id"] for claim in joint["claims"]} == {talks["claims"][0]["id"], other["claims"][0]["id"]}
    parted = say(ana, **on(joint, "split", claims=[other["claims"][0]["id"]]))
    assert len(parted.json()["events"]) == 2


def test_of_two_on_one_field_the_later_is_told_and_nothing_is_lost(ana: Writer) -> None:
    event = one(ana)
    assert say(ana, **on(event, "correct", field="killed", typed="7")).status_code == 201
    stale = say(ana, **on(event, "correct", field="killed", typed="9"))
    problem = stale.json()
    assert (stale.status_code, stale.headers["content-type"]) == (409, "application/problem+json")
    assert (problem["yours"], problem["theirs"]) == ({"low": 9, "high": 9}, {"low": 7, "high": 7})
    assert [each["by"] for each in problem["decisions"]] == ["Ana"]
    assert one(ana)["killed"]["low"] == 7
    again = say(ana, **{**on(event, "correct", field="killed", typed="9"), "version": problem["version"]})
    assert again.status_code == 201
    assert ana[0].get("/api/v1/decisions").json()["total"] == 2


def test_many_who_write_at_once_lose_nothing(ana: Writer) -> None:
    event = one(ana)
    with ThreadPoolExecutor(6) as pool:
        wishes = [on(event, "correct", field="killed", typed=str(number)) for number in range(20, 32)]
        answers = list(pool.map(lambda wish: say(ana, **wish).status_code, wishes))
    assert sorted(answers) == [201, *[409] * 11]
    assert ana[0].get("/api/v1/decisions").json()["total"] == 1


@pytest.mark.parametrize(
    ("wish", "status", "word"),
    [
        ({"kind": "accept", "target": "0" * 16, "version": "x"}, 404, "No event"),
        ({"kind": "accept", "target": "not hex", "version": "x"}, 404, "not an event id"),
        ({"kind": "undo", "target": "99"}, 422, "No decisions"),
        ({"kind": "accept"}, 422, "which version"),
        ({"kind": "correct", "field": "mood", "typed": "bad"}, 422, "no field 'mood'"),
        ({"kind": "correct", "field": "killed", "value": {"low": 10**30, "high": None}}, 422, "no number of people"),
        ({"kind": "correct", "field": "killed", "value": {"low": -1, "high": None}}, 422, "no number of people"),
        ({"kind": "correct", "field": "where", "value": {"name": 7}}, 422, "where"),
        ({"kind": "correct", "field": "weapon", "value": "x" * 60_000}, 422, "at most"),
        ({"kind": "reassign", "field": "actors", "value": {"id": 1, "name": "A", "kind": "group"}}, 422, "no actor"),
        ({"kind": "merge", "other": "0" * 16}, 404, "No event"),
        ({"kind": "split", "claims": []}, 422, "Name claims"),
        ({"kind": "note", "why": " "}, 422, "needs words"),
        ({"kind": "sing"}, 422, "kind"),
        ({"kind": "accept", "extra": 1}, 422, "extra"),
    ],
)
def test_what_makes_no_sense_is_told_and_not_written(ana: Writer, wish: dict[str, Any], status: int, word: str) -> None:
    event = one(ana)
    given = {"target": event["id"], **({"version": event["version"]} if len(wish) > 1 else {}), **wish}
    refused = say(ana, **given)
    assert refused.status_code == status, refused.text
    assert word in refused.json()["detail"]
    assert ana[0].get("/api/v1/decisions").json()["total"] == 0


def test_characters_that_no_database_takes_are_refused(ana: Writer) -> None:
    client, headers = ana
    content = json.dumps(on(one(ana), "note", why="\ud800"))
    refused = client.post("/api/v1/decisions", content=content, headers={**headers, "content-type": "application/json"})
    assert refused.status_code == 422


def test_a_form_is_no_decision(ana: Writer) -> None:
    client, headers = ana
    assert client.post("/api/v1/decisions", data=on(one(ana), "accept"), headers=headers).status_code == 422


def test_the_log_is_read_some_at_a_time_and_filtered(ana: Writer) -> None:
    event = one(ana)
    for number in range(5):
        say(ana, **on(event, "note", why=f"word {number}"))
    say(ana, **on(one(ana, "AGREE"), "accept"))
    client = ana[0]
    first = client.get("/api/v1/decisions?limit=4").json()
    rest = client.get("/api/v1/decisions", params={"limit": 4, "cursor": first["next"]}).json()
    numbers = [each["number"] for each in (*first["items"], *rest["items"])]
    assert (numbers, rest["next"], rest["total"]) == ([6, 5, 4, 3, 2, 1], None, 6)
    assert client.get("/api/v1/decisions?kind=accept").json()["total"] == 1
    assert client.get(f"/api/v1/decisions?on={event['id']}").json()["total"] == 5
    assert client.get("/api/v1/decisions?by=Ben").json()["total"] == 0
    assert "word 4" in client.get(f"/decisions?on={event['id']}").text
    assert client.get("/api/v1/decisions?cursor=x").status_code == 400


def test_a_note_is_escaped_on_the_page(ana: Writer) -> None:
    say(ana, **on(one(ana), "note", why="<script>alert(1)</script>"))
    assert "<script>" not in ana[0].get("/decisions").text


def test_another_site_and_one_without_the_token_are_refused(ana: Writer) -> None:
    client, headers = ana
    wish = on(one(ana), "accept")

    def status(given: dict[str, str]) -> int:
        return client.post("/api/v1/decisions", json=wish, headers=given).status_code

    assert status({}) == 403
    assert status({"X-Dateline-Token": "guess"}) == 403
    assert status({**headers, "origin": "https://evil.example"}) == 403
    assert status({**headers, "sec-fetch-site": "cross-site"}) == 403
    other = client_of(client.app.state.desk.database.path)  # type: ignore[attr-defined]
    assert other.post("/api/v1/decisions", json=wish, headers=headers).status_code == 403
    assert client.get("/api/v1/decisions").json()["total"] == 0
    assert status({**headers, "sec-fetch-site": "same-origin"}) == 201


def test_who_writes_too_often_waits(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    ana = coder_of(tmp_path / "r.db", Access(rate=1.5, coder="Ana"))
    wish = on(one(ana), "note", why="x")
    answers = [say(ana, **wish).status_code for _ in range(5)]
    assert answers == [201, 201, 201, 429, 429]
