"""dateline copies, and what show and the exports tell of copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import cleaning, storing
from dateline.records import Article, CodedArticle, Page
from dateline.storing import Outcome, grouping
from makers import SENTENCE, VERSIONS, claim, event

Run = Callable[..., tuple[int, str, str]]

REST = (
    "Residents said that the shelling went on until dark and that the road to the south was closed.\n\n"
    "The governor asked people to stay at home and sent two ambulances from the capital of the province."
)
OWN = (
    "Zürichau counted at least five dead on 3 March after rockets that Norland Rebels fired hit a post of the "
    "Norland Army, a police officer told us."
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A database of two papers with one agency text, and a third that wrote its own; one event of all three."""
    from dateline.resolving import voices

    texts = {
        "one": f"NORLAND (Reuters) - {SENTENCE}\n\n{REST}",
        "two": f"{SENTENCE}\n\n{REST.split(chr(10), maxsplit=1)[0]}",
        "three": OWN,
    }
    pages = [Page(f"{name}.txt", text, published="2024-03-04", publisher=name) for name, text in texts.items()]
    claims = [claim(page) for page in pages]
    with storing.open_store(tmp_path / "c.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        articles = [item for item in cleaning.clean(pages) if isinstance(item, Article)]
        outcomes = [Outcome(CodedArticle(article, (one,))) for article, one in zip(articles, claims, strict=True)]
        storing.write_batch(store, run, outcomes)
        grouping.group_copies(store)
        found = storing.read_copies(store), storing.read_outlets(store)
        storing.replace_events(store, voices.counted([event(*claims)], claims, *found))
        storing.finish_run(store, run)
    return tmp_path / "c.db"


def test_copies_are_listed_with_origin_shares_and_reason(run: Run, copied: Path) -> None:
    status, out, _ = run("copies", "--db", copied)
    assert status == 0
    lines = out.splitlines()
    assert lines[0].startswith("one.txt (2024-03-04, one): origin: no earlier date than 2024-03-04, and the only one")
    assert lines[1].startswith("  two.txt (2024-03-04, two): a part of the origin: 100% of it stands in the origin")
    assert "2 documents in 1 group" in out
    group = json.loads(run("copies", "--db", copied, "--format", "json")[1])
    assert [member["name"] for member in group["members"] if member["document"] == group["origin"]] == ["one.txt"]


def test_an_event_tells_reports_and_independent_texts(run: Run, copied: Path, tmp_path: Path) -> None:
    (row,) = json.loads(run("events", "--db", copied, "--format", "json")[1])
    assert (row["reports"], row["texts"], row["origins"]) == (3, 2, ["one.txt"])
    out = run("show", row["event"], "--db", copied)[1]
    assert "3, in 2 independent texts" in out
    assert "copy of one.txt: a part of the origin" in out
    run("export", tmp_path / "e.jsonl", "--db", copied)
    (line,) = (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()
    copies = {document["name"]: len(document["copies"]) for document in json.loads(line)["documents"]}
    assert copies == {"one.txt": 1, "two.txt": 1, "three.txt": 0}


def test_a_database_without_copies_says_so(run: Run, tmp_path: Path) -> None:
    storing.open_store(tmp_path / "r.db", create=True).close()
    assert "No document is a copy of another." in run("copies", "--db", tmp_path / "r.db")[1]
