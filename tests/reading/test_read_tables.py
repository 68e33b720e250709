"""Rows of CSV, Parquet and JSON become pages; columns are known by name or named by the person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import SettingError
from dateline.reading import columns, read_paths
from dateline.records import Failure, Page
from inputs import ARRAY, CSV, STORY, TITLE


def read(path: Path, data: bytes | str, named: str = "", max_bytes: int = 100_000) -> list[Page | Failure]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_paths([path], max_bytes=max_bytes, columns=columns(named)))


def reasons(items: list[Page | Failure]) -> list[str]:
    return [item.reason if isinstance(item, Failure) else "page" for item in items]


def test_usual_names_of_columns_are_known(tmp_path: Path) -> None:
    for name, data in {"a.csv": CSV, "a.txt": CSV, "b.tsv": CSV.replace(b",", b"\t")}.items():
        one, two = read(tmp_path / name, data)
        assert isinstance(one, Page)
        assert isinstance(two, Page)
        assert one.text.startswith(STORY.replace(",", "\t") if name == "b.tsv" else STORY)
        assert one.text.endswith('\n\r\nSecond "paragraph".') or one.text.endswith('Second "paragraph".')
        assert (one.title, one.published, one.url) == (TITLE, "2024-05-06", "https://x.example/7")
        assert two.name == f"{tmp_path / name}#8"


def test_columns_that_are_named_win(tmp_path: Path) -> None:
    data = "body,words,when,who\nWrong.,Right words.,2024-05-06,The Gazette\n"
    (page,) = read(tmp_path / "a.csv", data, "text=words, published=when, publisher=who")
    assert isinstance(page, Page)
    assert (page.text, page.published, page.publisher) == ("Right words.", "2024-05-06", "The Gazette")


def test_wrong_columns_are_told_with_those_that_are_there(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.csv", "when,words\n2024-05-06,Some text.\n")
    assert isinstance(item, Failure)
    assert item.reason == "no-text-column"
    assert "'when', 'words'" in item.message
    assert "--columns" in item.message
    (item,) = read(tmp_path / "a.csv", "text,date\nSome text.,2024-05-06\n", "text=text,url=link")
    assert isinstance(item, Failure)
    assert item.reason == "no-such-column"
    assert "'link'" in item.message


@pytest.mark.parametrize("words", ["text", "text=", "=body", "words=body", "text=a,text=b"])
def test_a_mapping_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(SettingError, match="Columns"):
        columns(words)


def test_a_date_that_may_be_two_is_not_guessed(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.csv", "text,date\nSome text.,03/04/2024\n")
    assert isinstance(page, Page)
    assert page.published is None
    assert "03/04/2024" in (page.note or "")
    assert reasons(read(tmp_path / "a.csv", "text,date\nSome text.,03/04/2024\n", "published=date")) == ["bad-line"]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-05-06T23:30:00-05:00", "2024-05-06"),
        ("2024-05-06 01:02:03 UTC", "2024-05-06"),
        ("Mon, 06 May 2024 23:30:00 GMT", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("20240506093000", "2024-05-06"),
        ("2024/5/6", "2024-05-06"),
        ("06.05.2024", None),
        ("20241506", None),
        ("1714953600", None),
        ("yesterday", None),
    ],
)
def test_stamps_that_can_be_read_in_one_way(tmp_path: Path, stamp: str, day: str | None) -> None:
    (page,) = read(tmp_path / "a.json", json.dumps([{"text": "Some text.", "date": stamp}]))
    assert isinstance(page, Page)
    assert page.published == day


def test_bad_rows_leave_the_others(tmp_path: Path) -> None:
    data = 'text,date\nOne.,2024-05-06\nshort\n"",2024-05-06\n\nTwo.,2024-05-06\nx,y,z\n'
    items = read(tmp_path / "a.csv", data)
    assert reasons(items) == ["page", "bad-line", "empty", "page", "bad-line"]
    assert [
        item.name.rpartition(":")[2] for item in items if isinstance(item, Failure) and item.reason == "bad-line"
    ] == [
        "3",
        "7",
    ]


def test_a_quote_left_open_ends_at_the_bound(tmp_path: Path) -> None:
    rows = "".join(f"Row {number} of the table.,2024-05-06\n" for number in range(9000))
    items = read(tmp_path / "a.csv", f'text,date\nOne.,2024-05-06\n"open,2024\n{rows}', max_bytes=50_000)
    assert reasons(items)[:2] == ["page", "too-large"]
    assert reasons(items).count("page") > 5000


def test_a_huge_cell_of_many_lines_is_one_failure(tmp_path: Path) -> None:
    cell = "The ferry was halted on Monday.\n" * 5000
    items = read(
        tmp_path / "a.csv",
        f'id,text,date\n1,One.,2024-05-06\n2,"{cell}",2024-05-06\n3,Two.,2024-05-06\nx\n',
        max_bytes=50_000,
    )
    assert reasons(items) == ["page", "too-large", "page", "bad-line"]


def test_a_row_that_is_cut_inside_its_quotes_is_told(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", 'text,date\n"One.",2024-05-06\n2024-05-06,"The ferry was ha')
    assert reasons(items) == ["page", "bad-line"]
    assert "a quote is open at the end of the file" in items[-1].message


def test_huge_fields_and_lines_are_passed_over(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", f"text,date\n{'x' * 200_000},2024-05-06\nTwo.,2024-05-06\n")
    assert reasons(items) == ["too-large", "page"]


def test_a_table_in_another_charset(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.csv", f"text;titre;date\n{STORY} Café fermé à Niort;x;2024-05-06\n".encode("cp1252"))
    assert isinstance(page, Page)
    assert page.text.endswith("Café fermé à Niort")
    assert "cp1252" in (page.note or "")
    (page,) = read(tmp_path / "a.csv", f"text\tdate\r\n{STORY} Café\t2024-05-06\r\n".encode("utf-16"))
    assert isinstance(page, Page)
    assert page.text.endswith("Café")


def test_a_text_with_commas_is_no_table(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.txt", "Body, soul and text, a title\n\nThe ferry was halted.\n")
    assert isinstance(page, Page)
    assert page.text.startswith("Body, soul")


# JSON


def test_an_array_is_read_item_by_item(tmp_path: Path) -> None:
    items = read(tmp_path / "a.json", ARRAY)
    assert reasons(items) == ["page"] * 3
    assert [item.text.endswith('\\ "]') for item in items if isinstance(item, Page)] == [True] * 3
    cut = read(tmp_path / "a.json", ARRAY[:-30])
    assert reasons(cut) == ["page", "page", "bad-json"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_json_as_shells_of_windows_write_it(tmp_path: Path, encoding: str) -> None:
    array = ARRAY.decode()
    for name, data in (("a.json", array), ("b", array), ("c.json", f'{{"articles": {array}}}')):
        assert reasons(read(tmp_path / name, data.encode(encoding))) == ["page"] * 3
    rows = '{"text": "The café is shut."}\r\n{"text": 5}\r\n{"text": "It is open."}\r\n'
    for name in ("a.jsonl", "d"):
        assert reasons(read(tmp_path / name, rows.encode(encoding))) == ["page", "bad-line", "page"]


def test_items_that_are_none_leave_the_others(tmp_path: Path) -> None:
    assert reasons(read(tmp_path / "a.json", '[{"text": "One."}, 5, {"a": 1}, [], {"text": "Two."}]')) == [
        "page", "bad-line", "bad-line", "bad-line", "page",
    ]  # fmt: skip
    assert reasons(read(tmp_path / "a.json", "[]")) == ["empty"]
    assert reasons(read(tmp_path / "a.json", "[" * 100_000)) == ["bad-json"]
    assert reasons(read(tmp_path / "b.txt", '[{"text": "' + "x" * 200_000 + '"}, {"text": "y"}]')) == [
        "too-large", "page",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "then"),
    [
        ('{"a": [1, "]}", {"b": "\\\\\\""}], "c": "%s"}', "page"),
        ('["%s", []]', "page"),
        ('"%s"', "page"),
        ('{"a": ["%s"]', "bad-json"),
    ],
)
def test_behind_a_huge_item_reading_goes_on(tmp_path: Path, value: str, then: str) -> None:
    for size in (100_000, 100_001):  # so that an escape falls on the edge of what is read at once
        huge = value % ('\\"' * size)
        items = read(tmp_path / "a.json", f'[{{"text": "One."}}, {huge}, {{"text": "Two."}}]')
        assert reasons(items) == ["page", "too-large", then]


def test_an_object_is_a_page_or_holds_pages(tmp_path: Path) -> None:
    whole = json.dumps({"text": "One.", "title": "T"}, indent=1)
    assert reasons(read(tmp_path / "a.json", whole)) == ["page"]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"content_html": "<p>One.</p>", "date_published": "2024-05-06"}],
    }
    (page,) = read(tmp_path / "b.json", json.dumps(feed, indent=1))
    assert isinstance(page, Page)
    assert (page.media, page.published) == ("text/html", "2024-05-06")
    assert reasons(read(tmp_path / "c.json", '{"lat": 1}')) == ["not-a-page"]
    assert reasons(read(tmp_path / "d.json", '{"lat": ')) == ["bad-json"]


# Parquet


def test_parquet_is_read_or_told_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "a.parquet").write_bytes(b"PAR1" + bytes(50) + b"PAR1")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pyarrow", None)
        (item,) = read_paths([tmp_path / "a.parquet"], max_bytes=100_000)
        assert isinstance(item, Failure)
        assert "pip install 'dateline[parquet]'" in item.message
    pyarrow = pytest.importorskip("pyarrow")
    from datetime import datetime

    from pyarrow import parquet

    assert reasons(list(read_paths([tmp_path / "a.parquet"], max_bytes=100_000))) == ["bad-parquet"]
    rows = {"body": ["One.", None, "x" * 200_000], "date": [datetime(2024, 5, 6, 7), None, None], "n": [1, 2, 3]}
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    items = list(read_paths([tmp_path / "a.parquet"], max_bytes=100_000))
    assert reasons(items) == ["page", "bad-line", "too-large"]
    assert isinstance(items[0], Page)
    assert items[0].published == "2024-05-06"
    assert (
        reasons(list(read_paths([tmp_path / "a.parquet"], max_bytes=100_000, columns=columns("text=n"))))
        == ["bad-line"] * 3
    )
