"""Who is answered: names, tokens, rates and sizes; and the headers on every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.serving.guard import BURST, Access, Rates, ServeError
from serving_client import client_of

TOKEN = "a-token-of-enough-characters"


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/none", "/api/v1/exports/events.csv"])
def test_every_answer_keeps_to_itself(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200), ("localhost", 200), ("[::1]:8765", 200), ("evil.example", 421), ("", 421),
        ("127.0.0.1.evil.example", 421), ("localhost.evil.example:80", 421), ("evil.example@localhost.x", 421),
    ],
)  # fmt: skip
def test_a_page_elsewhere_cannot_reach_it_by_another_name(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/v1", headers={"host": host}).status_code == status


def test_names_that_were_given_are_known(record: Path) -> None:
    client = client_of(record, Access(names=("Desk.example",)))
    assert client.get("/api/v1", headers={"host": "desk.example:8765"}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "desk.example"])
def test_other_computers_need_a_token(record: Path, host: str) -> None:
    with pytest.raises(ServeError, match="DATELINE_SERVE_TOKEN"):
        client_of(record, Access(host))
    client_of(record, Access(host, token=TOKEN))


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ServeError, match="5 characters"):
        Access(token="short").check()


def test_a_token_comes_as_header_or_cookie_or_once_in_the_address(record: Path) -> None:
    client = client_of(record, Access(token=TOKEN))
    refused = client.get("/api/v1")
    assert (refused.status_code, refused.headers["www-authenticate"][:6]) == (401, "Bearer")
    assert client.get("/api/v1", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/v1", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/api/v1?token=wrong", follow_redirects=False).status_code == 401
    entered = client.get(f"/api/v1/events?type=ASSAULT&token={TOKEN}", follow_redirects=False)
    assert entered.headers["location"] == "/api/v1/events?type=ASSAULT"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/api/v1").status_code == 200


def test_an_address_with_a_token_leads_to_no_other_site(record: Path) -> None:
    client = client_of(record, Access(token=TOKEN))
    entered = client.get(f"//evil.example/?token={TOKEN}", follow_redirects=False)
    assert not entered.headers.get("location", "/").startswith("//")


def test_a_long_address_is_refused_before_it_is_read(client: TestClient) -> None:
    response = client.get("/api/v1/events?text=" + "x" * 50_000)
    assert response.status_code == 414
    assert len(response.content) < 500


def test_an_address_that_asks_too_often_is_told_to_wait(record: Path) -> None:
    client = client_of(record, Access(rate=0.3))
    answers = [client.get("/api/v1").status_code for _ in range(6)]
    assert answers[:3] == [200, 200, 200]
    assert answers[-1] == 429


def test_a_bucket_fills_again() -> None:
    rates = Rates(1_000_000)
    assert all(rates.allow("one") for _ in range(100))
    empty = Rates(1 / BURST)
    assert empty.allow("one")
    assert not empty.allow("one")
    assert empty.allow("two")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec-fetch-site": "none"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 405),
        ({"content-length": "2000000"}, 413),
        ({"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}, 405),
    ],
)
def test_writing_is_for_pages_of_this_server_only(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/api/v1/events", headers=headers).status_code == status
