"""Bytes are decoded in a fixed order, and a guess is marked as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.text import decode

WORDS = "The café in Zürich was searched – police said “nothing” was found."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_as_it_was(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding))
    assert decoded is not None
    assert decoded.text == WORDS


def test_a_declared_charset_is_followed() -> None:
    source = '<html><head><meta charset="windows-1251"></head><body>Поезд опоздал из-за снега.</body></html>'
    decoded = decode(source.encode("cp1251"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.note) == (source, "cp1251", None)


@pytest.mark.parametrize("label", ["utf-8", "rot13", "unicode-escape", "no-such-charset", "utf-7"])
def test_a_wrong_charset_does_no_harm(label: str) -> None:
    source = f'<html><head><meta charset="{label}"></head><body>{WORDS}</body></html>'
    decoded = decode(source.encode("cp1252"))
    assert decoded is not None
    assert decoded.text == source
    assert decoded.note


def test_a_character_cut_at_the_end_does_not_spoil_the_rest() -> None:
    decoded = decode("Größe und Weite – ä".encode()[:-1])
    assert decoded is not None
    assert decoded.text == "Größe und Weite – \ufffd"


def test_some_broken_bytes_do_not_make_another_charset_of_it() -> None:
    decoded = decode(WORDS.encode().replace("“".encode(), b"\xe2\x80"))
    assert decoded is not None
    assert decoded.text == WORDS.replace("“", "\ufffd")
    assert decoded.note == "1 broken UTF-8 sequences were replaced"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cp1252", "Die Größe – wär’s “schön”"),
        ("cp737", "Το τρένο άργησε λόγω χιονιού"),
        ("shift-jis", "列車は雪のため遅れた。"),
        ("gb18030", "火车因下雪晚点。"),
        ("euc-kr", "눈 때문에 기차가 늦었다"),
        ("cp1254", "Göç İdaresi “çok” şaşırdı"),
        ("koi8-r", "Поезд опоздал из-за снега"),
    ],
)
def test_other_charsets_are_not_taken_for_broken_utf_8(name: str, words: str) -> None:
    found = decode(words.encode(name))
    assert found is not None
    assert found.encoding != "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_binary(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)
