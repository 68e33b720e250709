"""Who deals with whom: the pairs with most events, drawn the same each time and listed beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from dateline import storing
from dateline.records import Event
from dateline.serving.database import Database
from dateline.serving.network import network
from dateline.serving.network_picture import HEIGHT, LETTER, WIDTH, layout, picture
from dateline.serving.record import Record
from dateline.storing import Outcome, Store
from dateline.storing.filters import parse
from makers import ARMY, GUNMEN, NORLAND, REBELS, SENTENCE, SUDLAND, VERSIONS, claim, coded, event, page

PAIRS = (
    ((REBELS,), (ARMY,), "ASSAULT"), ((REBELS,), (ARMY,), "CONSULT"), ((ARMY,), (REBELS,), "ASSAULT"),
    ((NORLAND, SUDLAND), (GUNMEN,), "ACCUSE"), ((NORLAND,), (NORLAND,), "REQUEST"), ((), (ARMY,), "AID"),
)  # fmt: skip


@pytest.fixture(scope="module")
def dealing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, Store]]:
    target = tmp_path_factory.mktemp("network") / "record.db"
    made: list[Event] = []
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        outcomes = []
        for number, (by, to, kind) in enumerate(PAIRS):
            source = page(f"{SENTENCE}\n{number}", f"pages/{number}.txt")
            outcomes.append(Outcome(coded(source, [claim(source)])))
            made.append(event(claim(source), type=kind, actors=by, recipients=to))
        storing.write_batch(store, run, outcomes)
        storing.replace_events(store, made)
        storing.finish_run(store, run)
    record = Record(Database(target))
    with record.database.reading() as store:
        yield record, store


def test_each_with_each_is_counted_by_class(dealing: tuple[Record, Store]) -> None:
    told = network(*dealing, parse([]), 30)
    wanted: Counter[tuple[str, str]] = Counter()
    for by, to, _ in PAIRS:
        wanted.update((one.id, other.id) for one in by for other in to)
    assert {(edge["by"], edge["against"]): edge["events"] for edge in told["edges"]} == dict(wanted)
    assert told["edges"][0] == {"by": "norland-rebels", "against": "norland-army", "events": 2, "quads": [1, 0, 0, 1]}
    assert (told["actors"], told["pairs"], told["events"]) == (5, 5, 6)


def test_the_strongest_pairs_are_taken_and_the_rest_is_counted(dealing: tuple[Record, Store]) -> None:
    told = network(*dealing, parse([]), 2)
    assert {node["id"] for node in told["nodes"]} == {"norland-rebels", "norland-army"}
    assert (len(told["edges"]), told["actors"], told["pairs"]) == (2, 5, 5)


def test_a_filter_narrows_it(dealing: tuple[Record, Store]) -> None:
    told = network(*dealing, parse([("type", "ACCUSE")]), 30)
    assert {edge["by"] for edge in told["edges"]} == {"norland", "sudland"}
    assert network(*dealing, parse([("type", "AID")]), 30)["edges"] == []
    assert picture(network(*dealing, parse([("type", "AID")]), 30)) is None


def test_it_is_drawn_with_links_and_the_same_each_time(dealing: tuple[Record, Store]) -> None:
    told = network(*dealing, parse([]), 30)
    drawn = picture(told, "?from=2024-01-01")
    assert drawn == picture(network(*dealing, parse([]), 30), "?from=2024-01-01")
    shown = html.fromstring(str(drawn))
    assert len(shown.xpath("//a[contains(@class,'node')]")) == 5
    links = shown.xpath("//a[contains(@class,'edge')]/@href")
    assert "/events?by=id%3Anorland-rebels&against=id%3Anorland-army&from=2024-01-01" in links


@settings(deadline=None)
@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39), st.integers(1, 50)), max_size=60))
def test_everybody_stands_in_the_picture(count: int, edges: list[tuple[int, int, int]]) -> None:
    placed = layout(count, [(one % count, other % count, events) for one, other, events in edges])
    assert placed.shape == (count, 2)
    assert np.isfinite(placed).all()
    assert (placed >= 0).all()
    assert (placed[:, 0] <= WIDTH).all()
    assert (placed[:, 1] <= HEIGHT).all()


def test_no_name_stands_on_a_circle_or_on_another_name() -> None:
    ids = [f"a{number}" for number in range(24)]
    nodes = [{"id": each, "name": f"Group {each} of the North", "kind": "group", "country": None, "dealings": 3}
             for each in ids]  # fmt: skip
    edges = [{"by": one, "against": other, "events": 1, "quads": [0, 0, 0, 1]}
             for one, other in zip(ids[::2], ids[1::2], strict=True)]  # fmt: skip
    drawn = html.fromstring(str(picture({"nodes": nodes, "edges": edges})))
    circles = [tuple(float(each.get(name)) for name in ("cx", "cy", "r")) for each in drawn.xpath("//circle")]
    names = drawn.xpath("//text[@class='name']")
    assert len(names) == len(ids)
    for name in names:
        wide = LETTER * len(name.text)
        left = float(name.get("x")) - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[name.get("text-anchor")]
        line = float(name.get("y")) - 4
        assert not [1 for x, y, r in circles if left < x + r and x - r < left + wide and abs(line - y) < r + 6]


def test_the_page_has_tables_beside_the_picture_and_tells_a_wrong_filter(client: TestClient) -> None:
    shown = html.fromstring(client.get("/network?top=10").text)
    assert shown.xpath("//svg[contains(@class,'network')]")
    assert "Norland Rebels" in shown.xpath("string(//table)")
    assert shown.xpath("//select[@name='top']/option[@selected]/text()") == ["10"]
    wrong = client.get("/network?type=WAR")
    assert "WAR" in html.fromstring(wrong.text).xpath("string(//*[@role='alert'])")
    assert client.get("/network?top=5000").status_code == 422
    assert client.get("/api/v1/network?top=10").json()["nodes"]


def test_an_actor_has_its_activity_and_what_the_catalogue_knows(client: TestClient) -> None:
    shown = html.fromstring(client.get("/actors/norland-rebels").text)
    assert shown.xpath("//svg[contains(@class,'chart')]//rect")
    told = client.get("/api/v1/actors/norland-rebels").json()
    assert (told["aliases"], told["offices"], told["part_of"]) == ([], [], None)


def test_publishers_have_whom_they_quote(client: TestClient) -> None:
    told = client.get("/api/v1/quotes").json()
    assert {"source": "The Norland Post", "name": "police", "anonymous": True, "claims": 1} in told["items"]
    assert "police" in client.get("/sources").text
