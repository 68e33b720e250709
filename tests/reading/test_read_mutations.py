"""Inputs of every kind cut, changed and put together: each ends in states, none ends the job."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.reading import read_paths
from dateline.records import Failure, Page
from inputs import BOMB_XML, CORPUS, HTML, TEXT, WARC

NAMES = sorted(CORPUS)
# One page may be so large; small, so that the bounds are met.
MAX_BYTES = 200_000
SECONDS = 5


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A name and bytes: an input of the corpus after some cuts, changed bytes, and pieces of another put in."""
    name = draw(st.sampled_from(NAMES))
    data = bytearray(CORPUS[name])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["cut", "flip", "drop", "splice", "repeat", "insert"])):
            case "cut":
                del data[at:]
            case "flip" if data:
                data[at] ^= draw(st.integers(1, 255))
            case "drop":
                del data[at : at + draw(st.integers(1, 600))]
            case "splice":
                other = CORPUS[draw(st.sampled_from(NAMES))]
                start = draw(st.integers(0, len(other)))
                data[at:at] = other[start : start + draw(st.integers(1, 2000))]
            case "repeat":
                data[at:at] = bytes(data[at : at + 50]) * draw(st.integers(1, 40))
            case _:
                data[at:at] = draw(st.binary(max_size=12))
    ending = draw(st.sampled_from([Path(name).suffix, Path(name).suffix, ".txt", ".csv", ".json", ".gz", ""]))
    return f"x{ending}", bytes(data)


def check(path: Path, data: bytes) -> list[Page | Failure]:
    path.write_bytes(data)
    start = time.process_time()
    items = list(read_paths([path], max_bytes=MAX_BYTES))
    assert time.process_time() - start < SECONDS
    assert items
    for item in items:
        assert item.name.startswith(str(path))
        assert "\n" not in item.name
        if isinstance(item, Failure):
            assert item.reason != "internal-fault", item.message
            assert item.message.startswith(item.name)
        else:
            assert item.text.strip()
            assert len(item.text.encode("utf-8")) <= 20 * MAX_BYTES
    path.unlink()
    return items


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_anything_ends_in_states(tmp_path: Path, case: tuple[str, bytes]) -> None:
    check(tmp_path / case[0], case[1])


HARD = {
    "deep.html": b"<!DOCTYPE html><html><body>" + b"<div>" * 10_000 + b"The ferry was halted." + b"</div>" * 10_000,
    "deep.json": b'[{"text": ' + b'{"a":' * 5_000,
    "deep.xml": b"<?xml version='1.0'?><rss><channel><item>" + b"<a>" * 10_000,
    "laughs.xml": BOMB_XML,
    "laughs.html": BOMB_XML.replace(b"rss", b"html"),
    "name.xml": b"<?xml version='1.0'?><feed><entry><updated>2024<:00Z</updated><summary>A.</summary></entry></feed>",
    "open.xml": b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>" + b"<!ENTITY c '&a;&a;'>" * 5_000,
    "header.csv": b"text," * 10_000 + b"\n" + b"x," * 10_000,
    "quotes.csv": b"text,date\n" + b'"a""' * 20_000,
    "wide.txt": TEXT.decode().encode("utf-16-le"),
    "names.html": HTML + b"\0",
    "mail.eml": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n\n" * 20_000,
    "headers.eml": b"MIME-Version: 1.0\n" + b"X: y\n" * 30_000,
    "header.warc": b"WARC/1.0\r\n" + b"X: y\r\n" * 30_000,
    "length.warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: a\r\nContent-Length: "
    + b"9" * 20
    + b"\r\n\r\n",
}


LENGTH = re.compile(rb"Content-Length: \d+")
ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (number, b"&%c;" % (number - 1) * 10) for number in range(98, 110)
)
HARD |= {
    "deep.nitf": b"<?xml version='1.0'?><nitf><body><body.content>" + b"<p>" * 10_000,
    "laughs.nitf": b"<?xml version='1.0'?>"
    + ENTITIES
    + b"]><nitf><body.content><p>&m; It was.</p></body.content></nitf>",
    "laughs.xhtml": b"<?xml version='1.0'?>" + ENTITIES + b"]><html><body><p>&m; It was halted.</p></body></html>",
    "outside.rss": b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    b"<rss><channel><item><title>A</title><description>&a; It was.</description></item></channel></rss>",
    "parts.eml": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
    + b"--a\nContent-Disposition: attachment; filename=b.txt\n\nIt was halted.\n" * 2_500,
    "short.warc": LENGTH.sub(b"Content-Length: 90", WARC),
    "long.warc": LENGTH.sub(b"Content-Length: 99999999", WARC),
    "less.warc": LENGTH.sub(b"Content-Length: -1", WARC),
    "none.warc": LENGTH.sub(b"", WARC),
    "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999>>"
    b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "tail.parquet": b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
    "wide.jsonl": b'{"text": "It was halted."}\n'.decode().encode("utf-16-le"),
    "wide-chinese.txt": ("\u5317\u4eac" * 400).encode("utf-16-le"),
    "cell.csv": b'id,text\n1,"' + b"It was halted.\n" * 30_000 + b'"\n2,It was.\n',
    "item.json": b'[{"text": "' + b"x" * 300_000 + b'"}, {"text": "It was halted."}',
}


@pytest.mark.parametrize("name", NAMES)
def test_inputs_that_are_cut_end_in_states(tmp_path: Path, name: str) -> None:
    for sevenths in range(1, 7):
        check(tmp_path / name, CORPUS[name][: len(CORPUS[name]) * sevenths // 7])


@pytest.mark.parametrize("name", HARD)
def test_hard_inputs_end_in_states(tmp_path: Path, name: str) -> None:
    assert check(tmp_path / name, HARD[name])
