"""What the API answers: the events that the filter takes, with all behind them, some at a time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline import exporting, storing
from dateline.exporting import FORMATS
from dateline.records import Quantity, When
from dateline.storing.filters import FIELDS, parse
from serving_client import client_of, events, fill


def asked(client: TestClient, path: str, **query: Any) -> Any:
    response = client.get(f"/api/v1{path}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


def names(client: TestClient, **query: Any) -> list[str]:
    return [item["type"] for item in asked(client, "/events", **query)["items"]]


def test_events_come_in_the_order_of_date_the_undated_last(client: TestClient) -> None:
    assert names(client) == ["CONSULT", "ASSAULT", "AGREE"]
    assert names(client, sort="-date") == ["ASSAULT", "CONSULT", "AGREE"]
    assert names(client, sort="-reports")[0] == "ASSAULT"


@pytest.mark.parametrize("sort", ["date", "-date", "-killed", "-reports", "-voices"])
def test_a_cursor_goes_on_where_the_page_before_ended(client: TestClient, sort: str) -> None:
    found, cursor = [], None
    for _ in range(3):
        answer = asked(client, "/events", limit=1, sort=sort, **({"cursor": cursor} if cursor else {}))
        assert answer["total"] == 3
        found += [item["type"] for item in answer["items"]]
        cursor = answer["next"]
    assert cursor is None
    assert found == names(client, sort=sort)


def test_the_filter_is_that_of_the_command_line(client: TestClient, record: Path) -> None:
    for query in (
        {"type": "assault,agree"},
        {"actor": "Norland"},
        {"text": "talk*"},
        {"precision": "5"},
        {"killed": "6"},
    ):
        with storing.open_store(record) as store:
            wanted = storing.select(store, parse(query.items()))
        assert [item["id"] for item in asked(client, "/events", **query)["items"]] == [e.id for e in wanted.events]


def test_only_the_wanted_fields_are_sent(client: TestClient) -> None:
    answer = asked(client, "/events", fields="id,when.start", type="ASSAULT")
    assert list(answer["items"][0]) == ["id", "when"]
    assert answer["items"][0]["when"] == {"start": "2024-03-03"}


def test_a_search_shows_the_sentence_with_the_words_marked(client: TestClient) -> None:
    (item,) = asked(client, "/events", text="ZURICH* rebels")["items"]
    assert [part["text"] for part in item["snippet"] if part["found"]] == ["Rebels", "Zürichau"]
    assert "".join(part["text"] for part in item["snippet"]).startswith("Norland Rebels fired")


def test_an_event_has_all_behind_it(client: TestClient) -> None:
    listed = asked(client, "/events", type="ASSAULT")["items"][0]
    event = asked(client, f"/events/{listed['id'][:8]}")
    assert event["id"] == listed["id"]
    assert {claim["killed"]["low"] for claim in event["claims"]} == {5, 6}
    assert {document["publisher"] for document in event["documents"]} == {"The Norland Post", "Sudland Courier"}
    assert event["merges"][0]["reason"]
    assert [each["type"] for each in event["related"]] == ["CONSULT"] or event["related"] == []


def test_claims_lead_to_their_event_and_document(client: TestClient) -> None:
    answer = asked(client, "/claims", type="ASSAULT", limit=1)
    assert answer["total"] == 2
    first = asked(client, "/claims", type="ASSAULT", cursor=answer["next"])["items"][0]
    whole = asked(client, f"/claims/{first['id']}")
    assert whole["event"] == first["event"]
    assert whole["source"]["id"] == first["document"]
    assert {item["event"] for item in asked(client, "/claims", event=first["event"])["items"]} == {first["event"]}


def test_a_document_has_its_text_and_offsets_that_fit(client: TestClient) -> None:
    listed = asked(client, "/documents", title="pages/one")["items"]
    assert [item["name"] for item in listed] == ["pages/one.txt"]
    page = asked(client, f"/documents/{listed[0]['id']}")
    assert page["claims"][0]["event"]
    assert {mark["role"] for mark in page["marks"]} >= {"trigger", "actor", "recipient", "date", "place", "speaker"}
    for mark in page["marks"]:
        assert page["text"][mark["start"] : mark["end"]].strip() == mark["words"]
    assert page["entities"][0]["mentions"]


def test_documents_are_listed_by_state_and_publisher(client: TestClient) -> None:
    assert asked(client, "/documents", state="no-event")["total"] == 1
    assert [each["name"] for each in asked(client, "/documents", publisher="Sudland Courier")["items"]] == [
        "pages/two.txt"
    ]
    found, cursor = [], None
    for _ in range(4):
        answer = asked(client, "/documents", limit=1, **({"cursor": cursor} if cursor else {}))
        found, cursor = [*found, *[item["name"] for item in answer["items"]]], answer["next"]
    assert found == sorted(found)
    assert len(found) == 4


def test_actors_are_counted_by_role(client: TestClient) -> None:
    counted = {item["id"]: item for item in asked(client, "/actors")["items"]}
    assert (counted["norland"]["events"], counted["norland"]["by"], counted["norland"]["against"]) == (2, 2, 0)
    assert (counted["norland-army"]["by"], counted["norland-army"]["against"]) == (0, 1)
    assert [item["id"] for item in asked(client, "/actors", name="reb")["items"]] == ["norland-rebels"]
    assert [item["id"] for item in asked(client, "/actors", type="ASSAULT")["items"]] == [
        "norland-army",
        "norland-rebels",
    ]


def test_an_actor_has_names_partners_and_opponents(client: TestClient) -> None:
    rebels = asked(client, "/actors/norland-rebels")
    assert rebels["names"] == [{"name": "Norland Rebels", "count": 3}]
    assert [other["id"] for other in rebels["acts_on"]] == ["norland-army"]
    assert [other["id"] for other in asked(client, "/actors/norland")["with"]] == ["sudland"]


def test_places_keep_their_precision_and_the_placeless_are_counted(client: TestClient) -> None:
    answer = asked(client, "/places")
    assert {(item["name"], item["precision"], item["events"]) for item in answer["items"]} == {
        ("Zürichau", 2, 1), ("Lodzov Region", 3, 1),
    }  # fmt: skip
    assert answer["unplaced"] == 1
    assert sum(item["events"] for item in answer["items"]) + answer["unplaced"] == 3


def test_sources_are_counted(client: TestClient) -> None:
    answer = asked(client, "/sources")
    assert [(item["name"], item["documents"]) for item in answer["items"]] == [
        ("The Norland Post", 3), ("Sudland Courier", 1),
    ]  # fmt: skip
    assert asked(client, "/sources/Sudland Courier")["quotes"] == [{"name": "police", "anonymous": True, "claims": 1}]


def test_facets_add_up_and_show_what_else_there_is(client: TestClient) -> None:
    answer = asked(client, "/facets")
    for name in ("type", "status", "country", "precision", "place"):
        facet = answer["facets"][name]
        assert sum(value["count"] for value in facet["values"]) + facet["missing"] == 3, name
    chosen = asked(client, "/facets", type="ASSAULT")
    assert chosen["total"] == 1
    assert {value["value"] for value in chosen["facets"]["type"]["values"]} == {"ASSAULT", "CONSULT", "AGREE"}
    assert [value["value"] for value in chosen["facets"]["status"]["values"]] == ["asserted"]
    assert list(asked(client, "/facets", facet="by", most=1)["facets"]) == ["by"]


def test_each_value_of_a_facet_takes_as_many_events_as_it_counts(client: TestClient) -> None:
    for name, facet in asked(client, "/facets", most=50)["facets"].items():
        for value in facet["values"]:
            taken = {name: value["value"]}
            if name == "year":
                taken = {"from": f"{value['value']}-01-01", "to": f"{value['value']}-12-31"}
            assert asked(client, "/events", **taken)["total"] == value["count"], (name, value)


def test_a_series_puts_no_wide_interval_on_a_day(client: TestClient) -> None:
    days = asked(client, "/series", unit="day")
    assert len(days["bars"]) == 31
    assert sum(sum(bar["counts"]) for bar in days["bars"]) == 1
    assert days["bars"][2]["counts"] == [1]
    assert all(bar["wider"] == 1 for bar in days["bars"])
    assert (days["wider"], days["undated"]) == (1, 1)
    months = asked(client, "/series", unit="month", split="type")
    assert months["groups"] == ["ASSAULT", "CONSULT"]
    assert [bar["counts"] for bar in months["bars"]] == [[1, 1]]


def test_a_series_of_nothing_is_empty(client: TestClient) -> None:
    assert asked(client, "/series", to="1999-01-01")["bars"] == []


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_an_export_has_the_bytes_of_the_command_line(
    client: TestClient, record: Path, tmp_path: Path, suffix: str
) -> None:
    response = client.get(f"/api/v1/exports/events{suffix}", params={"type": "ASSAULT"})
    with storing.open_store(record) as store:
        exporting.write_export(storing.select(store, parse([("type", "ASSAULT")])), tmp_path / f"e{suffix}")
    assert response.content == (tmp_path / f"e{suffix}").read_bytes()
    assert "attachment" in response.headers["content-disposition"]
    told = client.get(re.findall(r"<(.*?)>", response.headers["link"])[0]).json()
    assert (told["events"], told["reviewed"], told["filter"]) == (1, 0, {"type": "ASSAULT"})


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/events")
    again = client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (
        client.get("/api/v1/events?type=ASSAULT", headers={"If-None-Match": first.headers["etag"]}).status_code == 200
    )


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/events?form=1", 400, "There is no filter form"),
        ("/events?type=WAR", 400, "ASSAULT"),
        ("/events?from=2024-03-09&to=2024-03-01", 400, "Swap them"),
        ("/events?text=" + "x" * 1_001, 400, "Shorten it"),
        ("/events?limit=0", 422, "limit"),
        ("/events?limit=501", 422, "limit"),
        ("/events?cursor=nonsense", 400, "Start again"),
        ("/events?cursor=WyJkYXRlIiwgIm5vbmUiXQ", 400, "Start again"),
        ("/events?cursor=W3t9LDFd", 400, "Start again"),
        ("/events?fields=nothing", 400, "There is no field 'nothing'"),
        ("/events?fields=id.x", 400, "nothing below it"),
        ("/documents?from=2024-01-01", 400, "no parameter 'from'"),
        ("/actors?cursor=Wy0xXQ", 400, "Start again"),
        ("/events/zz", 404, "not an event id"),
        ("/events/0000", 404, "No event"),
        ("/claims/none", 404, "no claim"),
        ("/documents/none", 404, "no page"),
        ("/actors/none", 404, "no actor"),
        ("/sources/none", 404, "no source"),
        ("/exports/events.exe", 404, "events.csv"),
        ("/nowhere", 404, "nothing at"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_a_sentence(
    client: TestClient, path: str, status: int, says: str
) -> None:
    response = client.get(f"/api/v1{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert says in problem["detail"]
    assert set(problem) == {"type", "title", "status", "detail", "instance"}


def test_nothing_can_be_written(client: TestClient) -> None:
    response = client.post("/api/v1/events")
    assert response.status_code == 405
    assert "does not take POST" in response.json()["detail"]


def test_the_description_names_every_field_of_the_filter(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    told = {each["name"] for each in described["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert told >= {field.name for field in FIELDS}
    for path, route in described["paths"].items():
        assert all(each.get("description") for each in route.values()), path
    assert json.dumps(described).count("/components/schemas/Problem") > 10


def test_an_aggregate_is_never_added_to_what_it_counts(tmp_path: Path) -> None:
    """Nine dead in three attacks of March, beside one of the three with five: nothing has fourteen."""
    target = tmp_path / "r.db"
    fill(target)
    made = events()[0]
    march = When(date(2024, 3, 1), date(2024, 3, 31), "context")
    several = replace(made[0], id="e" * 16, count=3, when=march, mode=None, killed=Quantity(9, 9), merges=())
    with storing.open_store(target) as store:
        storing.replace_events(store, [*made, several])
    client = client_of(target)
    asked = "?type=ASSAULT"
    places = client.get(f"/api/v1/places{asked}").json()
    assert [(each["events"], each["killed"]) for each in places["items"]] == [(1, 5)]
    series = client.get(f"/api/v1/series{asked}&unit=month").json()
    assert [sum(bar["counts"]) for bar in series["bars"]] == [1]
    facets = client.get(f"/api/v1/facets{asked}&facet=type").json()
    assert facets["total"] == 2
    assert [each["aggregates"] for each in (places, series, facets)] == [1, 1, 1]
    assert [each["id"] for each in client.get(f"/api/v1/events/{made[0].id}").json()["part_of"]] == [several.id]
    assert [each["id"] for each in client.get(f"/api/v1/events/{several.id}").json()["contains"]] == [made[0].id]


def test_a_facet_of_years_counts_what_the_days_of_the_year_take(client: TestClient) -> None:
    told = asked(client, "/facets", facet="year", **{"from": "2030-01-01"})["facets"]["year"]
    assert told == {"values": [{"value": "2024", "label": "2024", "count": 2}], "more": 0, "missing": 1}
    assert asked(client, "/events", **{"from": "2024-01-01", "to": "2024-12-31"})["total"] == 2


def test_a_facet_of_reviews_tells_what_is_hidden(tmp_path: Path) -> None:
    target = tmp_path / "reviewed.db"
    fill(target)
    with storing.open_store(target) as store:
        first, *rest = storing.read_events(store)
        storing.replace_events(store, [replace(first, review="rejected"), *rest])
    with client_of(target) as client:
        told = asked(client, "/facets", facet="review")
    assert told["total"] == 2
    assert {each["value"]: each["count"] for each in told["facets"]["review"]["values"]} == {
        "unreviewed": 2, "rejected": 1,
    }  # fmt: skip
