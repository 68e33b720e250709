"""The queue of review: its order, its counts, one event of it, and what words mean in a field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import deciders
from dateline.errors import DecisionError
from dateline.serving.queue import Measured
from dateline.serving.readings import joined, readings, stated
from dateline.storing import Store
from serving_client import coder_of

Writer = tuple[TestClient, dict[str, str]]


@pytest.fixture
def ana(tmp_path: Path) -> Writer:
    deciders.made(tmp_path / "r.db").close()
    return coder_of(tmp_path / "r.db")


def measured(**fields: Any) -> Measured:
    return Measured(
        **{"id": "a", "review": "unreviewed", "reports": 1, "killed": 0, "differ": 0, "sure": 0.75, **fields}
    )


def test_the_score_is_what_the_words_say() -> None:
    assert measured().score == 0.25
    assert measured(differ=1).score == 0.75
    assert measured(reports=4).score == 0.75
    assert measured(killed=7).score == 1.0
    assert measured(review="disputed").score == 1.0
    assert "people differ on it" in measured(review="disputed").why
    assert measured(reports=2, killed=1_200).why.endswith("2 reports; 1,200 killed")


@given(st.integers(1, 50), st.integers(0, 500), st.integers(0, 9), st.floats(0, 1))
def test_doubt_reports_deaths_and_differences_bring_an_event_forward(
    reports: int, killed: int, differ: int, sure: float
) -> None:
    one = measured(reports=reports, killed=killed, differ=differ, sure=sure)
    assert one.score >= 0
    for more in ({"reports": reports + 1}, {"killed": killed + 1}, {"differ": differ + 1}, {"sure": sure / 2}):
        given = {"reports": reports, "killed": killed, "differ": differ, "sure": sure, **more}
        assert measured(**given).score >= one.score


def test_the_queue_loses_what_is_done_and_counts_it(ana: Writer) -> None:
    client, headers = ana
    queue = client.get("/api/v1/queue").json()
    assert [each["score"] for each in queue["items"]] == sorted((e["score"] for e in queue["items"]), reverse=True)
    assert (queue["total"], queue["events"], queue["reviewed"]) == (4, 4, 0)
    first = queue["items"][0]["id"]
    version = client.get(f"/api/v1/queue/{first}").json()["version"]
    client.post("/api/v1/decisions", json={"kind": "reject", "target": first, "version": version}, headers=headers)
    after = client.get("/api/v1/queue").json()
    assert (after["total"], after["events"], after["reviewed"]) == (3, 4, 1)
    assert first not in [each["id"] for each in after["items"]]
    rejected = client.get("/api/v1/queue?review=rejected").json()
    assert [each["id"] for each in rejected["items"]] == [first]


def test_the_queue_comes_some_at_a_time_and_takes_the_filter(ana: Writer) -> None:
    client, _ = ana
    whole = [each["id"] for each in client.get("/api/v1/queue").json()["items"]]
    one = client.get("/api/v1/queue?limit=3").json()
    two = client.get("/api/v1/queue", params={"limit": 3, "cursor": one["next"]}).json()
    assert [each["id"] for each in (*one["items"], *two["items"])] == whole
    assert client.get("/api/v1/queue?type=PROTEST").json()["events"] == 0
    assert client.get("/api/v1/queue?type=WAR").status_code == 400


def test_an_event_has_its_words_its_fields_and_what_is_near_it(ana: Writer) -> None:
    client, _ = ana
    first = client.get("/api/v1/queue").json()["items"][0]["id"]
    item = client.get(f"/api/v1/queue/{first[:8]}").json()
    killed = next(each for each in item["fields"] if each["name"] == "killed")
    assert (killed["text"], killed["differs"]) == ("11 to 12", True)
    assert [(each["text"], each["reports"]) for each in killed["candidates"]] == [("11", [1]), ("12", [2])]
    roles = {role for part in item["claims"][0]["sentence"] for role in part["roles"]}
    assert {"trigger", "actor", "recipient", "place"} <= roles
    assert len(item["similar"]) == 3
    assert first not in [each["id"] for each in item["similar"]]
    assert item["parties"][0]["now"][0]["text"] == "Norland Rebels"
    assert client.get("/api/v1/queue/ffffffff").status_code == 404


@pytest.mark.parametrize(
    ("field", "words", "text"),
    [
        ("killed", "at least five", "at least 5"), ("killed", "between ten and twelve", "10 to 12"),
        ("killed", "two hundred and fifty", "250"), ("killed", "5-7", "5 to 7"), ("killed", "up to 9", "0 to 9"),
        ("killed", "dozens", "24 to 99"), ("when", "on Monday", "11 March 2024"),
        ("when", "2024-03-09", "9 March 2024"),
        ("where", "Gao, MLI", "Gao, MLI"), ("type", "assault:aer", "ASSAULT aerial"), ("status", "al", "alleged"),
        ("weapon", "Rifle", "rifle"), ("count", "three", "3"),
    ],
)  # fmt: skip
def test_words_are_read_as_the_field_takes_them(empty: Store, field: str, words: str, text: str) -> None:
    assert readings(empty, field, words, date(2024, 3, 14))[0].text == text


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from dateline import storing

    return storing.open_store(tmp_path_factory.mktemp("readings") / "r.db", create=True)


def test_an_actor_is_known_or_new(empty: Store) -> None:
    france = readings(empty, "actors", "France", None)
    assert france[0].value["country"] == "FRA"
    new = readings(empty, "actors", "Green Front of Nowhere", None)
    assert [(each.text, each.note) for each in new] == [("Green Front of Nowhere", "a new actor")]
    assert readings(empty, "actors", "  ", None) == []


def test_words_that_say_nothing_have_no_meaning(empty: Store) -> None:
    for field in ("killed", "when", "where", "type", "status", "count"):
        assert readings(empty, field, "xyzzy", None) == []
    with pytest.raises(DecisionError, match="no field"):
        readings(empty, "mood", "bad", None)


@given(st.text(max_size=60))
def test_any_text_can_be_read_for_numbers(text: str) -> None:
    assert all(value >= 0 for value in stated(text.lower()))


@pytest.mark.parametrize(("run", "number"), [([], []), ([3, 100, 1000], [300_000]), ([2, 1000, 3, 100, 6], [2306])])
def test_words_of_a_number_are_joined(run: list[int], number: list[int]) -> None:
    assert joined(run) == number
