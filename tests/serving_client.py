"""A small database to serve, and a client of the application that serves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline import storing
from dateline.records import Claim, Event, Page, Participant, Quantity, When, Where
from dateline.storing import Outcome
from makers import NORLAND, SENTENCE, SUDLAND, VERSIONS, article, claim, coded, event, mention, page

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

from fastapi.testclient import TestClient

from dateline.serving.application import application
from dateline.serving.guard import Access

TALKS = "Norland and Sudland held talks in Lodzov in March, an official said."
HOSTILE = "<script>alert(1)</script><b onmouseover=alert(2)>Norland Rebels</b> & co."
ARABIC = "قال شهود إن مسلحين أطلقوا النار على قافلة قرب المدينة."


def pages() -> tuple[Page, Page, Page, Page]:
    """Two reports of an attack, one of talks, and one whose title is hostile."""
    return (
        page(SENTENCE + "\nSubscribe now", "pages/one.txt", url="https://one.example/a"),
        page(SENTENCE + "\nLater reports spoke of at least six.", "pages/two.txt"),
        page(TALKS + "\nThe Norland Rebels were not there.", "pages/talks.txt"),
        page(ARABIC, "pages/arabic.txt"),
    )


def events() -> tuple[tuple[Event, ...], dict[str, list[Claim]]]:
    """The events, and the claims by document."""
    one, two, talks, _ = pages()
    first = claim(one, count=1)
    second = claim(two, count=1, killed=Quantity(6, 6, mention(two.text, "at least six")))
    parties = tuple(Participant(side, mention(TALKS, side.name)) for side in (NORLAND, SUDLAND))
    month = When(date(2024, 3, 1), date(2024, 3, 31), "context", mention(TALKS, "in March"))
    held = replace(
        claim(page(SENTENCE), count=1),
        id="c" * 16,
        document=talks.id, type="CONSULT", mode=None, trigger=mention(TALKS, "held"), evidence=mention(TALKS, TALKS),
        sentence=mention(TALKS, TALKS), actors=parties, recipients=(), when=month, weapon=None, killed=None,
        where=Where("Lodzov Region", 3, 8, 50.0, 20.0, "SUD", "Lodzov", mention(TALKS, "Lodzov")), status="planned",
        sources=(), cameo="040",
    )  # fmt: skip
    undated = replace(held, id="d" * 16, type="AGREE", when=When(), where=Where(reason="no place hangs on the clause"))
    made = (
        event(first, second, killed=Quantity(5, 6), reports=2, texts=2),
        event(held),
        event(undated),
    )
    return made, {one.id: [first], two.id: [second], talks.id: [held, undated]}


def fill(target: Path) -> None:
    """Writes the database."""
    made, claims = events()
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        outcomes = []
        for source in pages():
            item = coded(source, claims.get(source.id, []))
            if source.name == "pages/two.txt":
                item = replace(item, article=replace(article(source), publisher="Sudland Courier", title=HOSTILE))
            outcomes.append(Outcome(item))
        storing.write_batch(store, run, outcomes)
        storing.replace_events(store, made)
        storing.finish_run(store, run)


def coder_of(target: Path, access: Access | None = None) -> tuple[TestClient, dict[str, str]]:
    """A client of somebody who may decide, and the headers that its writing needs."""
    client = client_of(target, access or Access(rate=100_000, coder="Ana"))
    return client, {"X-Dateline-Token": client.get("/api/v1/session").json()["token"]}


def client_of(target: Path, access: Access | None = None) -> TestClient:
    return TestClient(application(target, access or Access(rate=100_000)), base_url="http://127.0.0.1:8765")
