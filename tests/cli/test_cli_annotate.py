"""dateline annotate: layers on their own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_dates_have_offsets_values_and_days(run: Run, tmp_path: Path) -> None:
    text = "Shells fell on 3 May 2031. Talks began the next day and may resume some day."
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "a", "text": text, "published": "2031-05-20"}) + "\n", encoding="utf-8")
    status, out, _ = run("annotate", "--layer", "dates", rows)
    (line,) = map(json.loads, out.splitlines())
    assert status == 0
    assert line["id"] == "a"
    assert all(text[each["start"] : each["end"]] == each["text"] for each in line["timexes"])
    assert [(each["text"], each["type"], each["value"], each["days"]) for each in line["timexes"]] == [
        ("3 May 2031", "DATE", "2031-05-03", ["2031-05-03", "2031-05-03"]),
        ("the next day", "DATE", "2031-05-04", ["2031-05-04", "2031-05-04"]),
        ("some day", "DATE", "FUTURE_REF", None),
    ]


def test_places_have_offsets_entries_and_points(run: Run, tmp_path: Path) -> None:
    text = "Shells fell near Kharkiv and in Zarvelo district."
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    status, out, _ = run("annotate", "--layer", "places", rows)
    (line,) = map(json.loads, out.splitlines())
    assert status == 0
    assert all(text[each["start"] : each["end"]] == each["text"] for each in line["toponyms"])
    known, unknown = line["toponyms"]
    assert (known["name"], known["country"], known["precision"], round(known["lat"])) == ("Kharkiv", "UKR", 2, 50)
    assert (unknown["name"], unknown["reason"], "lat" in unknown) == ("Zarvelo", "not in the gazetteer", False)


def test_packed_rows_are_read_and_places_need_no_day(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl.gz"
    rows.write_bytes(gzip.compress(b'{"id": "a", "text": "Shells fell near Kharkiv.", "dct": "7:58 AM"}'))
    status, out, _ = run("annotate", "--layer", "places", rows)
    assert (status, json.loads(out)["toponyms"][0]["text"]) == (0, "Kharkiv")
    rows.write_bytes(rows.read_bytes()[:20])
    assert run("annotate", "--layer", "places", rows)[0] == 1


def test_bad_rows_are_told_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"id": "a", "text": "In May."}\nno\n{"id": "b"}\n{"id": "c", "text": "", "dct": "soon"}\n', "utf-8"
    )
    status, out, err = run("annotate", "--layer", "dates", rows)
    assert status == 3
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a"]
    assert [f"line {number}" in err for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert run("annotate", "--layer", "dates", tmp_path / "none.jsonl")[0] == 1


def test_quotes_and_factuality_are_printed_by_row(run: Run, tmp_path: Path) -> None:
    texts, tokens = tmp_path / "texts.jsonl", tmp_path / "tokens.jsonl"
    texts.write_text(json.dumps({"id": "a", "text": "The mayor said the mill burned."}), "utf-8")
    tokens.write_text(
        '{"id": "a", "tokens": ["It", "burned", "."], "events": [{"i": 1}]}\n'
        '{"id": "b", "tokens": [], "events": [{"i": 4}]}',
        "utf-8",
    )
    status, out, _ = run("annotate", "--layer", "quotes", texts)
    assert (status, json.loads(out)["attributions"][0]["cue"]) == (0, [[10, 14]])
    status, out, err = run("annotate", "--layer", "factuality", tokens)
    assert (status, json.loads(out)["events"]) == (3, [{"i": 1, "fact": 3.0}])
    assert "line 2 has no id or no tokens" in err
