"""The pages for reading: they need no script, show what their twin answers, and escape what comes from outside."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient
from lxml import html

from dateline.serving.rendering import BUILT
from serving_client import ARABIC, HOSTILE


def read(client: TestClient, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(response.text)


def addresses(client: TestClient) -> list[str]:
    """Every page that can be reached from the first one."""
    seen, ahead = set(), ["/events", "/briefing", "/pages", "/actors", "/network", "/sources"]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in read(client, path).xpath("//a/@href"):
            target = urljoin(path, link).partition("#")[0]
            if target.startswith(("/events", "/briefing", "/pages", "/actors", "/network", "/sources")):
                ahead.append(target)
    return sorted(seen)


@pytest.fixture(scope="module")
def every(client: TestClient) -> list[str]:
    return addresses(client)


def references(page: html.HtmlElement) -> Iterator[str]:
    for name in ("href", "src", "action"):
        yield from page.xpath(f"//@{name}")


def test_no_page_has_a_script_or_leaves_the_server(client: TestClient, every: list[str]) -> None:
    assert len(every) > 12
    for path in every:
        page = read(client, path)
        assert page.xpath("//script|//iframe|//object|//@onclick|//@onmouseover|//@style") == [], path
        assert [one for one in references(page) if re.match(r"[a-z]+:|//", one)] == [], path


def test_every_page_has_a_twin_in_json(client: TestClient, every: list[str]) -> None:
    for path in every:
        (twin,) = read(client, path).xpath("//link[@rel='alternate']/@href")
        assert client.get(twin).status_code == 200, twin


def test_every_page_has_one_heading_a_title_and_ids_that_stand_once(client: TestClient, every: list[str]) -> None:
    for path in every:
        page = read(client, path)
        ids = page.xpath("//@id")
        assert len(page.xpath("//h1")) == 1, path
        assert page.findtext(".//title").endswith("· dateline")
        assert len(ids) == len(set(ids)), path
        unlabelled = page.xpath("//*[self::input or self::select][not(ancestor::label or @type='hidden')]")
        assert unlabelled == [], path


def test_what_pages_say_is_never_markup(client: TestClient) -> None:
    listed = client.get("/pages?publisher=Sudland Courier")
    assert HOSTILE not in listed.text
    assert HOSTILE in unescape(listed.text)


def test_the_filter_of_the_form_is_that_of_the_address(client: TestClient) -> None:
    page = read(client, "/events?type=ASSAULT&actor=Norland")
    assert page.xpath("//select[@name='type']/option[@selected]/text()") == ["ASSAULT"]
    assert page.xpath("//input[@name='actor']/@value") == ["Norland"]
    assert len(page.xpath("//ol[@class='events']/li")) == 1
    export = page.xpath("//a[@download]/@href")[0]
    assert "type=ASSAULT" in export
    assert "actor=Norland" in export


def test_a_wrong_filter_is_told_beside_the_form(client: TestClient) -> None:
    page = read(client, "/events?type=WAR&killed=many")
    assert "'WAR' is not known" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//input[@name='killed']/@value") == ["many"]
    assert "There is no filter form" in read(client, "/events?form=1").xpath("string(//*[@role='alert'])")


def test_links_of_an_event_lead_to_the_marked_words(client: TestClient) -> None:
    attack = client.get("/api/v1/events?type=ASSAULT").json()["items"][0]["id"]
    page = read(client, f"/events/{attack}")
    assert page.xpath("//tr[@class='differs']/th/text()")[0].strip() == "Killed"
    links = page.xpath("//table[@class='compared']//a/@href")
    assert len(links) > 10
    for link in links:
        path, _, anchor = link.partition("#")
        (marked,) = read(client, path).xpath(f"//mark[@id='{anchor}']")
        assert marked.text_content()


def test_precision_is_told_in_plain_words(client: TestClient) -> None:
    text = " ".join(read(client, "/events").text_content().split())
    assert "near Zürichau, NRL" in text
    assert "somewhere in Lodzov Region, SUD" in text
    assert "in March 2024" in text
    assert "place unknown" in text
    attack = client.get("/api/v1/events?type=ASSAULT").json()["items"][0]["id"]
    assert "Near it, or in its district: not this very point." in read(client, f"/events/{attack}").text_content()


def test_a_page_shows_the_text_its_marks_and_what_is_no_article(client: TestClient) -> None:
    (one,) = client.get("/api/v1/documents?title=pages/one").json()["items"]
    page = read(client, f"/pages/{one['id']}")
    assert page.xpath("//section//mark[contains(@class,'trigger')]/text()") == ["fired"]
    assert "actor" in page.xpath("//mark[.='Norland Rebels']/@class")[0]
    assert page.xpath("//a[@class='number']/@href")[0] == "#claim-1"


def test_text_that_runs_from_right_to_left_is_set_so(client: TestClient) -> None:
    (arabic,) = client.get("/api/v1/documents?title=arabic").json()["items"]
    page = read(client, f"/pages/{arabic['id']}")
    block = page.xpath("//p[contains(@class,'block')]")[0]
    assert block.get("dir") == "auto"
    assert block.text_content().strip() == ARABIC


@pytest.mark.parametrize("path", ["/nowhere", "/events/zz", "/pages/none", "/actors/none", "/sources/none"])
def test_what_is_not_there_is_told_on_a_page(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert html.fromstring(response.text).xpath("string(//*[@role='alert'])")


def test_pages_go_on(client: TestClient) -> None:
    assert read(client, "/pages").xpath("//a[@rel='next']") == []
    assert client.get("/events?cursor=nonsense").status_code == 400


def test_the_first_page_leads_on(client: TestClient) -> None:
    assert client.get("/", follow_redirects=True).status_code == 200


@pytest.mark.skipif(not BUILT.is_file(), reason="the front end is not built")
def test_the_front_end_is_small_and_loads_from_this_server_only(client: TestClient) -> None:
    scripts = sorted(BUILT.parent.rglob("*.js"))
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < 700_000
    page = read(client, "/")
    assert page.xpath("//script/text()") == []
    for link in references(page):
        assert client.get(link).status_code == 200, link


@pytest.mark.skipif(not BUILT.is_file(), reason="the front end is not built")
def test_without_scripts_the_first_page_leads_to_the_same_events(client: TestClient) -> None:
    page = read(client, "/?type=ASSAULT&from=2024-01-01")
    leads = page.xpath("//noscript//main//a/@href")
    assert leads == ["/events?type=ASSAULT&from=2024-01-01", "/briefing?type=ASSAULT&from=2024-01-01"]
    assert page.xpath("//noscript//nav/a[@aria-current]/text()") == ["Explore"]
    assert page.xpath("//link[@rel='preload']") == []
    assert len(read(client, "/").xpath("//link[@rel='preload']")) == 4


def test_files_of_the_pages_are_served_with_the_same_headers(client: TestClient) -> None:
    style = client.get("/static/dateline.css")
    assert style.status_code == 200
    assert "default-src 'self'" in style.headers["content-security-policy"]
    assert client.get("/static/../application.py").status_code == 404
    assert client.get("/static/%2e%2e/application.py").status_code == 404
