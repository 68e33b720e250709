"""Actors edited: on a page without a script, and over HTTP; events follow, and follow back when it is undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import deciders
from dateline.serving.accounts import Account, hashed, write_accounts
from dateline.serving.guard import Access
from serving_client import client_of, coder_of

REBELS = "/actors/norland-rebels"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    deciders.made(tmp_path / "r.db").close()
    return client_of(tmp_path / "r.db", Access(rate=100_000, coder="Ana"))


def send(client: TestClient, page: str = REBELS, **form: str) -> int:
    """Sends a form of the page that edits an actor, as a browser does."""
    shown = client.get(f"{page}/edit").text
    given = {name: found[1] for name in ("token", "version")
             if (found := re.search(f'name="{name}" value="([^"]*)"', shown))}  # fmt: skip
    answer = client.post(f"{page}/edit", data={**given, **form}, follow_redirects=False)
    return answer.status_code


def counts(client: TestClient) -> dict[str, int]:
    return {each["id"]: each["events"] for each in client.get("/api/v1/actors").json()["items"]}


def test_two_actors_become_one_and_two_again(client: TestClient) -> None:
    assert counts(client) == {"norland-army": 4, "norland-rebels": 4}
    assert send(client, action="unite", other="France", why="a test") == 303
    assert counts(client) == {"france": 4, "norland-army": 4}
    assert client.get("/api/v1/events?actor=id:france").json()["total"] == 4
    assert "Norland Rebels" in [each["name"] for each in client.get("/api/v1/actors/france").json()["names"]]
    assert "People decided that this is" in client.get(REBELS).text
    assert send(client, "/actors/france", action="undo", decision="1") == 303
    assert counts(client) == {"norland-army": 4, "norland-rebels": 4}


def test_this_actor_may_be_the_one_that_stays(client: TestClient) -> None:
    assert send(client, action="unite", other="norland-army", stays="this") == 303
    assert counts(client) == {"norland-rebels": 4}


def test_names_are_added_and_taken_away(client: TestClient) -> None:
    assert send(client, action="alias", name="Norland Army") == 303
    assert counts(client) == {"norland-rebels": 4}
    assert send(client, action="unalias", name="Norland Rebels", other="France") == 303
    assert counts(client) == {"norland-rebels": 4, "france": 4}
    shown = client.get(f"{REBELS}/edit").text
    assert "<bdi>Norland Army</bdi> <small>8</small>" in shown
    assert "<bdi>Norland Rebels</bdi> <small>" not in shown
    assert "<bdi>Norland Army</bdi> is <code>norland-rebels</code>" in shown


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"action": "unite", "other": "nobody at all"}, 422), ({"action": "sing"}, 422),
        ({"action": "alias", "name": "x", "token": "wrong"}, 403), ({"action": "alias", "name": " "}, 422),
        ({"action": "undo", "decision": "99"}, 422), ({"action": "alias", "name": "x", "version": "old"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_written(client: TestClient, form: dict[str, str], status: int) -> None:
    assert send(client, **form) == status
    assert client.get("/api/v1/decisions").json()["total"] == 0


def test_readers_and_the_nameless_do_not_edit(client: TestClient, tmp_path: Path) -> None:
    nameless = client_of(tmp_path / "r.db")
    assert nameless.get(f"{REBELS}/edit", follow_redirects=False).headers["location"].startswith("/sign-in?next=")
    write_accounts(tmp_path / "people", {"Rea": Account("Rea", "reader", hashed("a reader's password", cost=16))})
    reader = client_of(tmp_path / "r.db", Access(passwords=tmp_path / "people"))
    reader.post("/sign-in", data={"name": "Rea", "password": "a reader's password"})
    assert reader.get(f"{REBELS}/edit").status_code == 403
    assert reader.post(f"{REBELS}/edit", data={"action": "alias", "name": "x"}).status_code == 403


def test_over_http_actors_are_decided_on_like_events(client: TestClient, tmp_path: Path) -> None:
    coder, headers = coder_of(tmp_path / "r.db")
    version = "none"
    wish = {"kind": "unite", "target": "norland-rebels", "other": "france", "version": version}
    stale = coder.post("/api/v1/decisions", json=wish, headers=headers)
    assert (stale.status_code, stale.json()["event"]) == (409, "norland-rebels")
    made = coder.post("/api/v1/decisions", json={**wish, "version": stale.json()["version"]}, headers=headers)
    assert made.status_code == 201
    assert len(made.json()["events"]) == 4
    unknown = {"kind": "alias", "target": "nobody", "party": "x", "version": "gone"}
    assert coder.post("/api/v1/decisions", json=unknown, headers=headers).status_code == 422
