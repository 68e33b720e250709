"""Bytes to text: which encoding, and whether it is text at all.

The order is fixed: byte order mark, UTF-8, the charset that came with the page (a header of HTTP or mail), the one
that it declares itself, then a guess, as its note tells.
Line ends stay as they are and only the byte order mark goes, because all offsets point into the result.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first 1,024 bytes are what the HTML standard searches; saved pages often carry more before the head.
DECLARED = re.compile(
    rb"""(?:charset\s{0,9}=\s{0,9}["']?|<\?xml[^>]{0,60}encoding=["'])([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE
)
DECLARED_WITHIN = 4096
# Codecs of Python that are no character encodings of pages, and UTF-7, which the HTML standard forbids.
NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
# As the WHATWG encoding standard maps labels: what says Latin-1 or ASCII is nearly always Windows-1252, and a
# page whose bytes could be searched for a UTF-16 declaration is not UTF-16.
RELABELLED = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
# So much of a file is searched for control characters, of which binary files are full.
CONTROLLED = 1 << 14
CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
SURROGATES = re.compile("[\ud800-\udfff]")
TAG = re.compile(
    r"<(?:p|div|br|a|span|table|tr|td|h[1-6]|ul|li|article|section|meta|link|script|style)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
DOCUMENT = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read with, and a note where that was a guess."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, charset: str | None = None) -> Decoded | None:
    """The text of a file, or None where it is binary. `charset` is what came with it."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Decoded(_lenient(data[len(bom) :], encoding), encoding)
    wide = _wide(data)
    if wide:
        return Decoded(_lenient(data, wide), wide, f"no byte order mark; read as {wide}")
    head = data[:CONTROLLED]
    if b"\0" in data or len(head) - len(head.translate(None, CONTROL)) > len(head) // 10:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data, charset) or _damaged(data) or _guessed(data)


def looks_like_html(text: str) -> bool:
    """Whether the text is a whole HTML page: its first 4,096 characters open one.

    A text that merely holds some markup stays plain; cleaning sees to it.
    """
    return DOCUMENT.search(text, 0, 4096) is not None


def has_tags(text: str) -> bool:
    return TAG.search(text, 0, 200_000) is not None


def without_surrogates(text: str) -> str:
    """Lone surrogates, which no file can hold but JSON escapes can, become U+FFFD; the length stays."""
    return SURROGATES.sub("\ufffd", text)


def _lenient(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: text in Latin script has NUL in every other byte."""
    head = data[:4096]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    found = DECLARED.search(data[:DECLARED_WITHIN])
    for label in (charset, found[1].decode("ascii") if found else None):
        decoded = _as_labelled(data, label) if label else None
        if decoded:
            return decoded
    return None


def _as_labelled(data: bytes, label: str) -> Decoded | None:
    try:
        name = codecs.lookup(label).name
        name = RELABELLED.get(name, name)
        if name in NOT_CHARSETS or name == "utf-8":
            return None
        return Decoded(data.decode(name), name)
    except (LookupError, ValueError):
        return None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with some broken bytes: the sequences that hold are more, which in no other charset comes by chance.

    One that breaks off at the end is left out of the count: that is where files are cut.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - broken
    if broken - text.endswith("\ufffd") >= foreign:
        return None
    return Decoded(text, "utf-8", f"{broken} broken UTF-8 sequences were replaced")


def _guessed(data: bytes) -> Decoded:
    """Windows-1252 where nearly all is ASCII, as in western text; else what charset-normalizer finds."""
    foreign = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if foreign * 20 <= len(data):
        try:
            return Decoded(data.decode("cp1252"), "cp1252", "no charset declared; read as cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    name = best.encoding if best else "cp1252"
    return Decoded(_lenient(data, name), name, f"no charset declared; read as {name}")
