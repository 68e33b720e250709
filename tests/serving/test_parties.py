"""One actor is counted once, though some events know its country and others do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline import storing
from dateline.records import Event
from dateline.storing import Outcome
from makers import ARMY, REBELS, SENTENCE, VERSIONS, claim, coded, event, page
from serving_client import client_of

STATELESS = replace(REBELS, country=None, sector=None)
EVENTS = (((REBELS,), (ARMY,)), ((STATELESS,), (ARMY,)), ((ARMY,), (STATELESS,)), ((REBELS,), (STATELESS,)))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    target: Path = tmp_path_factory.mktemp("parties") / "record.db"
    made: list[Event] = []
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        outcomes = []
        for number, (by, to) in enumerate(EVENTS):
            source = page(f"{SENTENCE}\n{number}", f"pages/{number}.txt")
            outcomes.append(Outcome(coded(source, [claim(source)])))
            made.append(event(claim(source), actors=by, recipients=to))
        storing.write_batch(store, run, outcomes)
        storing.replace_events(store, made)
        storing.finish_run(store, run)
    return client_of(target)


def test_a_list_has_each_actor_once_with_what_is_known_of_it(client: TestClient) -> None:
    items = client.get("/api/v1/actors").json()["items"]
    assert [(each["id"], each["country"], each["events"], each["by"], each["against"]) for each in items] == [
        ("norland-rebels", REBELS.country, 4, 3, 2), ("norland-army", ARMY.country, 3, 1, 2),
    ]  # fmt: skip


def test_a_facet_has_each_actor_once(client: TestClient) -> None:
    values = client.get("/api/v1/facets?facet=by").json()["facets"]["by"]["values"]
    assert [(each["value"], each["count"]) for each in values] == [("id:norland-rebels", 3), ("id:norland-army", 1)]


def test_a_network_and_the_page_of_an_actor_say_the_same(client: TestClient) -> None:
    told = client.get("/api/v1/network").json()
    assert (told["actors"], len(told["nodes"])) == (2, 2)
    pairs = {(each["by"], each["against"]): each["events"] for each in told["edges"]}
    assert pairs["norland-rebels", "norland-army"] == 2
    one = client.get("/api/v1/actors/norland-rebels").json()
    assert (one["events"], one["by"], one["against"], one["country"]) == (4, 3, 2, REBELS.country)
    assert [(each["id"], each["events"]) for each in one["acts_on"]] == [("norland-army", 2)]
