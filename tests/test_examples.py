"""The example pages and their hand-coded gold: offsets, references, and the kinds of page that must be there."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge.ontology import load_types
from dateline.reading import read_paths
from dateline.records import Page

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PAGES = EXAMPLES / "pages"
GOLD: dict[str, dict[str, Any]] = {
    document["doc"]: document
    for document in map(json.loads, (EXAMPLES / "examples.gold.jsonl").read_text(encoding="utf-8").splitlines())
}
STATUSES = {"asserted", "claimed", "alleged", "denied", "negated", "planned", "possible", "hypothetical"}
WEAPONS = {"rocket", "missile", "IED", "car bomb", "drone", "airstrike", "firearm", "mortar", "artillery", "knife"}
KINDS = {"person", "group", "state", "organisation", "population"}
MARKUP = re.compile(r"[<>\n]|&#?\w+;")
EVERY = pytest.mark.parametrize("name", sorted(GOLD))


def text(name: str) -> str:
    """The page as dateline decodes it; all offsets count its characters."""
    (page,) = read_paths([PAGES / name], max_bytes=1 << 20)
    assert isinstance(page, Page), page
    return page.text


def claims(name: str | None = None) -> list[dict[str, Any]]:
    return [claim for key, document in GOLD.items() if name in (None, key) for claim in document["claims"]]


def pages_by_event() -> dict[str, set[str]]:
    pages: dict[str, set[str]] = defaultdict(set)
    for name, document in GOLD.items():
        for event in document["events"]:
            pages[event["id"]].add(name)
    return pages


def test_every_html_page_is_coded_and_nothing_else() -> None:
    assert set(GOLD) == {path.name for path in PAGES.glob("*.html")}
    assert len(GOLD) >= 12


@EVERY
def test_offsets_reproduce_their_words(name: str) -> None:
    page = text(name)
    for claim in GOLD[name]["claims"]:
        start, trigger = claim["evidence_start"], claim["trigger_start"]
        assert page.startswith(claim["evidence"], start), claim["id"]
        assert page.startswith(claim["trigger"], trigger), claim["id"]
        assert start <= trigger <= trigger + len(claim["trigger"]) <= start + len(claim["evidence"]), claim["id"]
        assert not MARKUP.search(claim["evidence"]), claim["id"]


@EVERY
def test_mentions_and_boilerplate_stand_on_the_page(name: str) -> None:
    page = text(name)
    plain = page.replace("&rsquo;", "’").replace("&#8217;", "’").replace("&iacute;", "í")
    assert [run for run in GOLD[name]["boilerplate"] if run not in page] == []
    spans = GOLD[name]["boilerplate_spans"]
    assert spans == sorted(spans)
    for start, end in spans:
        assert page[start:end].strip() == page[start:end] != ""
        assert not any(start < claim["trigger_start"] < end for claim in GOLD[name]["claims"])
    missing = [(e["id"], m) for e in GOLD[name]["entities"] for m in e["mentions"] if m not in plain]
    assert missing == []


@EVERY
def test_entities_and_events_resolve(name: str) -> None:
    document = GOLD[name]
    entities = [entity["id"] for entity in document["entities"]]
    assert len(entities) == len(set(entities))
    for claim in document["claims"]:
        answers = [claim["actors"], claim["recipients"]]
        answers += claim.get("actors_accept", []) + claim.get("recipients_accept", [])
        assert {party for answer in answers for party in answer} <= set(entities), claim["id"]
    listed = {(event["id"], claim) for event in document["events"] for claim in event["claims"]}
    assert listed == {(claim["event"], claim["id"]) for claim in document["claims"]}


def test_an_entity_is_the_same_on_every_page() -> None:
    facts: dict[str, set[tuple[str, str, str | None]]] = defaultdict(set)
    for document in GOLD.values():
        for entity in document["entities"]:
            facts[entity["id"]].add((entity["name"], entity["kind"], entity["country"]))
            assert entity["kind"] in KINDS
            assert entity["country"] is None or re.fullmatch("[A-Z]{3}", entity["country"])
    assert [key for key, values in facts.items() if len(values) > 1] == []


@EVERY
def test_dates_are_iso_and_in_order(name: str) -> None:
    published = GOLD[name]["published"]
    assert (published is None) == (GOLD[name]["published_basis"] == "none")
    if published:
        date.fromisoformat(published)
    for claim in GOLD[name]["claims"]:
        for start, end in [(claim["date_start"], claim["date_end"]), *claim.get("date_accept", [])]:
            assert (start is None) == (end is None), claim["id"]
            if start:
                assert date.fromisoformat(start) <= date.fromisoformat(end), claim["id"]
        if claim["date_start"]:
            assert claim["date_basis"] in {"explicit", "relative", "context"}, claim["id"]
        else:
            assert claim["date_basis"] == "none", claim["id"]


def test_codes_are_those_of_the_ontology() -> None:
    types = load_types()
    for claim in claims():
        assert claim["type"] in types, claim
        assert claim["mode"] is None or claim["mode"] in types[claim["type"]].modes, claim
        assert claim["status"] in STATUSES
        assert claim["geo_precision"] in range(1, 6)
        assert (claim["place"] is None) == (claim["geo_precision"] == 5), claim
        assert claim["weapon"] in WEAPONS | {None, "none stated"}, claim
        for low, high in filter(None, (claim["killed"], claim["injured"])):
            assert low >= 0
            assert high is None or high >= low


def test_all_types_and_statuses_occur() -> None:
    assert {claim["type"] for claim in claims()} == set(load_types())
    assert {claim["status"] for claim in claims()} == STATUSES


@pytest.mark.parametrize(
    ("event", "pages"),
    [
        ("douentza-post-raid-2025-05-14", {"sahel-courier.html", "le-fleuve.html", "gulf-ledger.html"}),
        (
            "midsayap-bombing-2025-02-08",
            {"island-herald.html", "straits-courier.html", "cotabato-bulletin.html", "marsh-notes.html"},
        ),
        ("kavimvira-shelling-2024-10-17", {"nairobi-tribune.html", "lakes-bulletin.html"}),
        ("nairobi-ceasefire-2024-10-22", {"nairobi-tribune.html", "lakes-bulletin.html"}),
    ],
)
def test_reports_of_one_event_share_its_id_and_differ_in_its_toll(event: str, pages: set[str]) -> None:
    assert pages_by_event()[event] == pages
    tolls = {tuple(claim["killed"]) for claim in claims() if claim["event"] == event and claim["killed"]}
    assert len(tolls) > 1 or "ceasefire" in event


def test_one_event_is_claimed_alleged_and_denied() -> None:
    statuses = {claim["status"] for claim in claims() if claim["event"] == "douentza-post-raid-2025-05-14"}
    assert statuses >= {"claimed", "alleged", "denied", "asserted"}


def test_one_commander_has_three_spellings() -> None:
    spellings = {
        m for d in GOLD.values() for e in d["entities"] if e["id"] == "yacouba-ag-elmehdi" for m in e["mentions"]
    }
    assert len({spelling for spelling in spellings if " " in spelling}) == 3


def test_the_agency_text_is_on_two_sites_with_a_cut_and_another_lead() -> None:
    paragraphs = [re.findall(r"<p>(.*?)</p>", text(name)) for name in ("island-herald.html", "straits-courier.html")]
    full, cut = ([part.replace("&quot;", '"') for part in parts if len(part) > 100] for parts in paragraphs)
    assert len(set(full) & set(cut)) >= 6
    assert full[0] != cut[0]
    assert set(full) - set(cut)


def test_a_list_of_days_is_expanded() -> None:
    evidence, times = Counter(claim["evidence"] for claim in claims("oriente-times.html")).most_common(1)[0]
    assert "July 4, 9, 17, August 2 and 5" in evidence
    assert times == 5
    days = [claim["date_start"] for claim in claims("oriente-times.html") if claim["evidence"] == evidence]
    assert days == ["2025-07-04", "2025-07-09", "2025-07-17", "2025-08-02", "2025-08-05"]


def test_announced_sanctions_are_threats_and_imposed_ones_are_sanctions() -> None:
    types = {claim["event"]: claim["type"] for claim in claims("baltic-observer.html") if not claim.get("optional")}
    assert types["eu-announces-belarus-sanctions"] == "THREATEN"
    assert types["lithuania-sanctions-belarus-2025-03-11"] == "SANCTION"


def test_publication_dates_stand_in_different_places() -> None:
    places = Counter(document["published_basis"] for document in GOLD.values())
    assert places["url"] >= 1
    assert places["text"] >= 1
    assert places["none"] >= 1
    assert places["html"] >= 5


def is_windows_1252(name: str) -> bool:
    try:
        (PAGES / name).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return b"\x93" in (PAGES / name).read_bytes()
    return False


KINDS_OF_PAGE: dict[str, Callable[[str], object]] = {
    "no event": lambda name: not GOLD[name]["claims"],
    "no date": lambda name: GOLD[name]["published"] is None,
    "windows-1252": is_windows_1252,
    "broken markup": lambda name: "</b></i>" in text(name) and "</body>" not in text(name),
    "correction": lambda name: "CORRECTION:" in text(name) and "UPDATE:" in text(name),
    "quotation in a quotation": lambda name: (
        "<blockquote>" in text(name) and any(len(c["source"]) > 2 for c in claims(name))
    ),
    "curfew and arrests": lambda name: {"curfew", "arrest"} <= {c["mode"] for c in claims(name)},
    "talks and aid": lambda name: {"CONSULT", "AID", "SUPPORT"} <= {c["type"] for c in claims(name)},
    "threat and prediction": lambda name: (
        {"THREATEN", "ACCUSE"} <= {c["type"] for c in claims(name)}
        and {"possible", "hypothetical", "planned"} <= {c["status"] for c in claims(name)}
    ),
    "In Brief": lambda name: "In Brief" in text(name),
    "comments": lambda name: "comments" in text(name),
    "JSON-LD": lambda name: "application/ld+json" in text(name),
    "hidden": lambda name: re.search(r"display:\s*none|\shidden>", text(name)),
    "cookies": lambda name: "cookies" in text(name),
    "link spam": lambda name: "Sponsored" in text(name) or "Links:" in text(name),
}


@pytest.mark.parametrize("kind", sorted(KINDS_OF_PAGE))
def test_there_is_a_page_with(kind: str) -> None:
    assert [name for name in sorted(GOLD) if KINDS_OF_PAGE[kind](name)]


@EVERY
def test_articles_have_the_length_of_news(name: str) -> None:
    body = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", text(name), flags=re.DOTALL)
    assert 200 <= len(body.split()) <= 650


def test_every_page_is_told_in_the_readme() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(PAGES.iterdir()) if f"`{path.name}`" not in told] == []


def test_headlines_are_all_different_or_a_copy() -> None:
    headlines = sorted(match[1] for name in GOLD if (match := re.search(r"<h1[^>]*>(.*?)</h", text(name))))
    assert len(headlines) == len(GOLD)
    assert [one for one, other in pairwise(headlines) if one == other] == []
