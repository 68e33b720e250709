"""Roles: who reads, who decides, who sees the audit trail; coming in and going out."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.serving.accounts import Account, hashed, write_accounts
from dateline.serving.guard import Access, ServeError
from dateline.serving.sessions import FREE_FAILURES, Failures, Sessions
from serving_client import client_of, fill

WORDS = {"Rea": "a reader's password", "Cody": "a coder's password", "Ada": "an admin's password"}
ROLES = {"Rea": "reader", "Cody": "coder", "Ada": "admin"}
TOKEN = "a-token-of-enough-characters"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    fill(tmp_path / "r.db")
    return tmp_path / "r.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A password file; its hashes are cheap."""
    accounts = {name: Account(name, ROLES[name], hashed(words, cost=16)) for name, words in WORDS.items()}  # type: ignore[arg-type]
    write_accounts(tmp_path / "people", accounts)
    return tmp_path / "people"


def signed_in(client: TestClient, name: str, password: str | None = None) -> int:
    form = {"name": name, "password": password or WORDS[name], "next": "/events?type=ASSAULT"}
    return client.post("/sign-in", data=form, follow_redirects=False).status_code


def decide(client: TestClient) -> int:
    token = client.get("/api/v1/session").json().get("token", "")
    event = client.get("/api/v1/events?type=ASSAULT").json()["items"][0]["id"]
    version = client.get(f"/api/v1/events/{event}").json()["version"]
    wish = {"kind": "accept", "target": event, "version": version}
    return client.post("/api/v1/decisions", json=wish, headers={"X-Dateline-Token": token}).status_code


def test_nobody_reads_before_they_have_signed_in(record: Path, file: Path) -> None:
    client = client_of(record, Access("0.0.0.0", passwords=file))
    assert client.get("/api/v1/events").status_code == 401
    assert client.get("/api/v1/exports/events.csv").status_code == 401
    sent = client.get("/events?type=ASSAULT", follow_redirects=False)
    assert sent.headers["location"] == "/sign-in?next=%2Fevents%3Ftype%3DASSAULT"
    assert "Password" in client.get(sent.headers["location"]).text
    assert client.get("/static/dateline.css").status_code == 200


@pytest.mark.parametrize(("name", "decides", "sees"), [("Rea", 403, 403), ("Cody", 201, 403), ("Ada", 201, 200)])
def test_each_role_may_do_what_it_may(record: Path, file: Path, name: str, decides: int, sees: int) -> None:
    client = client_of(record, Access(passwords=file))
    assert signed_in(client, name) == 303
    assert client.get("/api/v1/session").json()["role"] == ROLES[name]
    assert decide(client) == decides
    assert client.get("/api/v1/audit").status_code == sees
    assert client.get("/audit").status_code == sees
    if decides == 201:
        assert client.get("/api/v1/decisions").json()["items"][0]["by"] == name


def test_wrong_words_are_refused_alike_and_then_slowly(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    unknown = client.post("/sign-in", data={"name": "Nobody", "password": "x"})
    wrong = client.post("/sign-in", data={"name": "Ada", "password": "x"})
    assert (unknown.status_code, wrong.status_code) == (403, 403)
    assert "The name or the password is not right." in unknown.text
    assert "The name or the password is not right." in wrong.text
    assert [signed_in(client, "Ada", "y") for _ in range(3)] == [403, 403, 429]
    assert signed_in(client, "Ada") == 429
    assert signed_in(client, "Cody") == 303


def test_the_audit_trail_has_who_came_and_who_tried(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    client.post("/sign-in", data={"name": "my secret", "password": "x"})
    signed_in(client, "Cody", "wrong")
    signed_in(client, "Cody")
    client.post("/sign-out")
    signed_in(client, "Ada")
    trail = client.get("/api/v1/audit").json()
    found = [(each["name"], each["what"]) for each in trail["items"]]
    assert found == [("Ada", "in"), ("Cody", "out"), ("Cody", "in"), ("Cody", "refused"),
                     ("(unknown name)", "refused")]  # fmt: skip
    assert "wrong name or password" in client.get("/audit").text


def test_signing_out_ends_the_session(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    signed_in(client, "Ada")
    cookie = client.cookies["dateline_session"]
    assert client.get("/api/v1").status_code == 200
    client.post("/sign-out", follow_redirects=False)
    assert client.get("/api/v1", headers={"cookie": f"dateline_session={cookie}"}).status_code == 401


def test_who_is_taken_out_of_the_file_is_out_at_once(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    signed_in(client, "Ada")
    write_accounts(file, {"Rea": Account("Rea", "reader", hashed(WORDS["Rea"], cost=16))})
    assert client.get("/api/v1").status_code == 401


def test_cookies_are_for_this_server_only(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    form = {"name": "Ada", "password": WORDS["Ada"]}
    cookie = client.post("/sign-in", data=form, follow_redirects=False).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    cross = client.post("/sign-in", data=form, headers={"origin": "https://evil.example"})
    assert cross.status_code == 403


@pytest.mark.parametrize("onwards", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb: c"])
def test_signing_in_leads_to_no_other_site(record: Path, file: Path, onwards: str) -> None:
    client = client_of(record, Access(passwords=file))
    form = {"name": "Ada", "password": WORDS["Ada"], "next": onwards}
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_a_token_reads_and_decides_only_under_a_name(record: Path) -> None:
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    wish = {"kind": "undo", "target": "1"}
    reader = client_of(record, Access(token=TOKEN))
    assert reader.get("/api/v1/session", headers=bearer).json()["role"] == "reader"
    assert reader.post("/api/v1/decisions", json=wish, headers=bearer).status_code == 403
    coder = client_of(record, Access(token=TOKEN, coder="Cody"))
    assert coder.post("/api/v1/decisions", json=wish, headers=bearer).status_code == 422
    coder.get(f"/?token={TOKEN}")
    assert decide(coder) == 201
    assert coder.post("/api/v1/decisions", json=wish).status_code == 403


def test_beside_a_password_file_a_token_reads(record: Path, file: Path) -> None:
    client = client_of(record, Access(token=TOKEN, passwords=file, coder="Cody"))
    answer = client.get("/api/v1/session", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert (answer["role"], answer["name"]) == ("reader", "")


def test_on_this_computer_one_gives_a_name(record: Path) -> None:
    client = client_of(record)
    assert client.get("/api/v1/session").json()["name"] == ""
    assert decide(client) == 403
    assert client.post("/sign-in", data={"name": "a:b"}).status_code == 422
    client.post("/sign-in", data={"name": " Ana "})
    assert client.get("/api/v1/session").json()["name"] == "Ana"
    assert decide(client) == 201
    assert "You are Ana" in client.get("/sign-in").text


def test_a_file_that_others_can_read_or_without_accounts_is_refused(record: Path, file: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(Exception, match="chmod 600"):
        client_of(record, Access(passwords=file))
    file.write_text("# nobody\n")
    file.chmod(0o600)
    with pytest.raises(ServeError, match="has no account"):
        client_of(record, Access(passwords=file))


def test_waiting_doubles_and_is_of_one_address() -> None:
    failures = Failures()
    waits = []
    for _ in range(FREE_FAILURES + 4):
        waits.append(failures.wait("Ada", "10.0.0.1"))
        failures.count("Ada", "10.0.0.1")
    assert waits[:FREE_FAILURES] == [0.0] * FREE_FAILURES
    assert [round(wait) for wait in waits[FREE_FAILURES:]] == [1, 2, 4, 8]
    assert failures.wait("Ada", "10.0.0.2") == 0.0
    failures.forget("Ada", "10.0.0.1")
    assert failures.wait("Ada", "10.0.0.1") == 0.0


def test_a_session_that_is_not_used_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions()
    cookie, _ = sessions.begin("Ada", "open")
    assert sessions.find(cookie) is not None
    assert sessions.find("another") is None
    monkeypatch.setattr("dateline.serving.sessions.IDLE_SECONDS", -1.0)
    assert sessions.find(cookie) is None


def again(client: TestClient, record: Path, access: Access) -> TestClient:
    """A server started anew, and the same browser."""
    later = client_of(record, access)
    later.cookies = client.cookies
    return later


def test_sessions_outlive_the_server_and_end_when_one_signs_out(record: Path, file: Path) -> None:
    access = Access(passwords=file)
    client = client_of(record, access)
    signed_in(client, "Cody")
    token = client.get("/api/v1/session").json()["token"]
    later = again(client, record, access)
    assert later.get("/api/v1/session").json() == {"name": "Cody", "role": "coder", "token": token, "passwords": True}
    assert decide(later) == 201
    cookies = dict(client.cookies)
    later.post("/sign-out", follow_redirects=False)
    for each in (client, client_of(record, access)):
        each.cookies.update(cookies)
        assert each.get("/api/v1/events").status_code == 401


def test_another_password_ends_the_sessions_of_the_old_one(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    signed_in(client, "Ada")
    changed = {name: Account(name, ROLES[name], hashed("another password", cost=16)) for name in WORDS}  # type: ignore[arg-type]
    write_accounts(file, changed)
    assert again(client, record, Access(passwords=file)).get("/api/v1/events").status_code == 401


def test_a_name_that_was_only_said_is_no_account(record: Path, file: Path) -> None:
    """Without a password file one may call oneself Ada; with one, that must not make one its admin."""
    client = client_of(record, Access())
    client.post("/sign-in", data={"name": "Ada"}, follow_redirects=False)
    assert client.get("/api/v1/session").json()["name"] == "Ada"
    assert again(client, record, Access()).get("/api/v1/session").json()["name"] == "Ada"
    assert again(client, record, Access(passwords=file)).get("/api/v1/events").status_code == 401
    assert again(client, record, Access(token=TOKEN)).get("/api/v1/events").status_code == 401


def test_what_is_kept_of_sessions_opens_nothing_and_is_the_owner_s_alone(record: Path, file: Path) -> None:
    client = client_of(record, Access(passwords=file))
    signed_in(client, "Ada")
    token = client.get("/api/v1/session").json()["token"]
    kept = record.with_name("r.db-sessions")
    assert kept.stat().st_mode & 0o777 == 0o600
    data = kept.read_bytes()
    assert b"Ada" in data
    assert token.encode() not in data
    assert all(value.encode() not in data for value in client.cookies.values() if value)


@pytest.mark.parametrize("broken", ["open to others", "no database", "a folder"])
def test_sessions_end_with_the_server_where_they_cannot_be_kept(
    record: Path, file: Path, broken: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.serving.sessions.log", logging.getLogger("sessions"))  # not what uvicorn makes of it
    kept = record.with_name("r.db-sessions")
    if broken == "a folder":
        kept.mkdir()
    else:
        kept.write_text("" if broken == "open to others" else "no database, only words" * 99)
        kept.chmod(0o666 if broken == "open to others" else 0o600)
    client = client_of(record, Access(passwords=file))
    signed_in(client, "Ada")
    assert client.get("/api/v1/session").json()["name"] == "Ada"
    assert "cannot hold sessions" in caplog.text
    assert again(client, record, Access(passwords=file)).get("/api/v1/events").status_code == 401
