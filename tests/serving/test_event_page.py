"""What the page of an event tells besides its fields: tolls over time, chains of speakers, parts, and citations."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dateline import storing
from dateline.records import When
from dateline.serving.chains import chains
from dateline.serving.citing import citations
from dateline.serving.drawing import ceiling, element, number
from dateline.serving.joined import joined
from dateline.serving.tolls import picture, tolls
from dateline.storing import Outcome
from makers import SENTENCE, VERSIONS, claim, coded, event, mention, page
from serving_client import client_of


@pytest.fixture(scope="module")
def attack(client: TestClient) -> dict[str, Any]:
    (listed,) = client.get("/api/v1/events?type=ASSAULT").json()["items"]
    found: dict[str, Any] = client.get(f"/api/v1/events/{listed['id']}").json()
    return found


def test_every_report_of_a_toll_is_told_with_its_source(attack: dict[str, Any]) -> None:
    (killed,) = attack["tolls"]
    assert (killed["field"], killed["low"], killed["high"]) == ("killed", 5, 6)
    assert {(each["source"], each["low"], each["high"]) for each in killed["reports"]} == {
        ("The Norland Post", 5, None), ("Sudland Courier", 6, 6),
    }  # fmt: skip


def test_a_toll_is_drawn_with_its_range_and_leads_to_the_words(client: TestClient, attack: dict[str, Any]) -> None:
    drawn = html.fromstring(client.get(f"/events/{attack['id']}").text)
    links = drawn.xpath("//*[contains(@class,'toll')]//a[contains(@class,'report')]/@href")
    assert len(links) == 2
    assert all(re.fullmatch(r"/pages/[0-9a-f]{16}#at-\d+", link) for link in links)
    assert drawn.xpath("//*[@class='value']/text()") == ["6", "5+"]
    assert drawn.xpath("count(//*[@class='range'])") == 1


def test_a_toll_without_a_dated_report_is_listed_and_not_drawn(attack: dict[str, Any]) -> None:
    undated = {**attack, "documents": [{**each, "published": None} for each in attack["documents"]]}
    (killed,) = tolls(undated)
    assert [each["published"] for each in killed["reports"]] == [None, None]
    assert picture(killed) is None


def test_chains_begin_with_who_vouches_and_share_that() -> None:
    first, second = claim(page()), claim(page(SENTENCE + " "))
    told = [
        {"id": each.id, "document": each.document, "trigger": {"span": {"start": 9}}, "sources": sources}
        for each, sources in (
            (first, [link("agency"), link("a witness", anonymous=True)]),
            (second, [link("a witness", anonymous=True)]),
            (second, []),
        )
    ]
    documents = [
        {"id": each, "name": each, "publisher": outlet, "published": {"day": "2024-03-04"}, "copies": []}
        for each, outlet in ((first.document, "Post"), (second.document, "Courier"))
    ]
    witness, courier = chains({"claims": told, "documents": documents})
    assert (witness["name"], witness["anonymous"], witness["kind"]) == ("a witness", True, "source")
    assert [each["outlet"] for each in witness["reports"]] == ["Courier"]
    (agency,) = witness["told_by"]
    assert (agency["name"], [each["outlet"] for each in agency["reports"]]) == ("agency", ["Post"])
    assert (courier["kind"], courier["name"]) == ("outlet", "Courier")


def link(name: str, anonymous: bool = False) -> dict[str, Any]:
    return {"name": name, "anonymous": anonymous, "mention": {"span": {"start": 3, "end": 4}, "text": "x"}}


def test_only_a_copy_is_told_to_have_the_text_of_another(client: TestClient, attack: dict[str, Any]) -> None:
    assert all(not each["copy"] for chain in attack["chains"] for each in told_in(chain))
    assert "has the text of another" not in client.get(f"/events/{attack['id']}").text


def told_in(chain: dict[str, Any]) -> list[dict[str, Any]]:
    below = [each for link in chain["told_by"] for each in told_in(link)]
    return [*chain["reports"], *below]


def test_each_field_leads_to_the_words_that_it_has_it_from(client: TestClient, attack: dict[str, Any]) -> None:
    drawn = html.fromstring(client.get(f"/events/{attack['id']}").text)
    links = {link.text_content(): link.get("href") for link in drawn.xpath("//dl//a[@class='rests']")}
    assert set(links) == {"2 reports say so", "the words of a report"}  # killed is a range, which no report tells
    assert all(re.fullmatch(r"/pages/[0-9a-f]{16}#at-\d+", link) for link in links.values())


def test_reasons_of_a_joining_are_told_by_weight() -> None:
    told = {
        "claims": [{"id": "a"}, {"id": "b"}],
        "merges": [{"claim": "b", "joined_with": "a", "score": 2.5,
                    "reason": "same day +1.1; only one has a place -2.2; both in Gao; old town +3.9"},
                   {"claim": "b", "joined_with": "gone", "score": 0.0, "reason": "merged by Ana: the same bus"}],
    }  # fmt: skip
    first, second = joined(told)
    assert (first["one"], first["other"], second["other"]) == (2, 1, None)
    assert [each["words"] for each in first["supports"]] == ["both in Gao; old town", "same day"]
    assert first["opposes"] == [{"words": "only one has a place", "weight": -2.2}]
    assert second["supports"] == [{"words": "merged by Ana: the same bus", "weight": None}]


def test_the_words_of_a_sentence_are_marked_and_lead_to_the_page(client: TestClient, attack: dict[str, Any]) -> None:
    for claim_, parts in attack["sentences"].items():
        (told,) = [each for each in attack["claims"] if each["id"] == claim_]
        assert "".join(part["text"] for part in parts) == told["sentence"]["text"]
        assert [part["text"] for part in parts if "trigger" in part["roles"]] == ["fired"]
    page_ = html.fromstring(client.get(f"/events/{attack['id']}").text)
    assert page_.xpath("//tr[@class='words']//mark[@class='trigger']/text()") == ["fired", "fired"]


def test_an_aggregate_tells_its_parts_and_a_part_its_aggregate(tmp_path: Path) -> None:
    one, many = page(), page(SENTENCE + " It was the worst of many in March.", "pages/many.txt")
    month = When(date(2024, 3, 1), date(2024, 3, 31), "context", mention(many.text, "in March"))
    counted = claim(many, when=month, count=13, killed=None)
    target = tmp_path / "parts.db"
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(store, run, [Outcome(coded(one, [claim(one, count=1)])), Outcome(coded(many, [counted]))])
        storing.replace_events(store, [event(claim(one, count=1)), event(counted)])
        storing.finish_run(store, run)
    with client_of(target) as client:
        part, whole = client.get("/api/v1/events?sort=-date").json()["items"]
        if whole["count"] == 1:
            part, whole = whole, part
        assert [each["id"] for each in client.get(f"/api/v1/events/{part['id']}").json()["part_of"]] == [whole["id"]]
        told = client.get(f"/api/v1/events/{whole['id']}").json()
        assert [each["id"] for each in told["contains"]] == [part["id"]]
        assert part["id"] not in {each["id"] for each in told["related"]}
        assert "1 of the 13 that it counts is recorded" in " ".join(
            html.fromstring(client.get(f"/events/{whole['id']}").text).text_content().split()
        )


@pytest.mark.parametrize(("suffix", "media"), [
    ("txt", "text/plain"), ("bib", "application/x-bibtex"), ("json", "application/vnd.citationstyles.csl+json"),
])  # fmt: skip
def test_a_citation_can_be_taken_as_a_file(client: TestClient, attack: dict[str, Any], suffix: str, media: str) -> None:
    response = client.get(f"/api/v1/events/{attack['id']}/citation.{suffix}")
    assert response.headers["content-type"].startswith(media)
    assert attack["id"] in response.text
    assert "checked by nobody yet" in response.text
    assert response.text == attack["citations"][suffix]


def test_there_is_no_other_citation(client: TestClient, attack: dict[str, Any]) -> None:
    assert client.get(f"/api/v1/events/{attack['id']}/citation.ris").status_code == 404
    assert client.get("/api/v1/events/ffff/citation.txt").status_code == 404


@given(st.text(alphabet=st.sampled_from(r"a\{}&%$#_~^ é\"'"), min_size=1, max_size=30))
def test_a_citation_is_well_formed_whatever_names_say(name: str) -> None:
    made = citations(named(name))
    bare = re.sub(r"\\[{}&%$#_]", "", made["bib"])
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[&%$#]", made["bib"])
    (item,) = json.loads(made["json"])
    assert " ".join(name.split()) in " ".join(item["title"].split())


def named(name: str) -> dict[str, Any]:
    when = {"start": "2024-03-03", "end": "2024-03-05", "basis": "explicit"}
    return {
        "id": "a" * 16, "type": "ASSAULT", "mode": None, "actors": [{"name": name}], "recipients": [], "when": when,
        "where": {"name": None, "precision": 5, "country": None}, "reports": 1, "review": "unreviewed",
    }  # fmt: skip


def test_days_are_those_of_the_event_and_no_year_of_publication_is_made_up() -> None:
    made = citations(named("Norland"))
    assert "eventdate = {2024-03-03/2024-03-05}" in made["bib"]
    assert " year" not in made["bib"]
    assert json.loads(made["json"])[0]["event-date"] == {"date-parts": [[2024, 3, 3], [2024, 3, 5]]}


def test_what_is_drawn_is_escaped() -> None:
    drawn = element("text", "<b>&", x=1.5, class_='a"b', stroke_width=2.0, gone=None)
    assert drawn == '<text x="1.5" class="a&#34;b" stroke-width="2">&lt;b&gt;&amp;</text>'


@given(st.floats(0.1, 1e7))
def test_a_scale_ends_at_the_next_round_number(value: float) -> None:
    assert value <= ceiling(value) <= max(1, value * 2.5)


def test_numbers_of_pictures_are_short() -> None:
    assert [number(each) for each in (1.0, 1.504, 0.1, 100.0)] == ["1", "1.5", "0.1", "100"]
