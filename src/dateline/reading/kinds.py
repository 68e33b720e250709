"""What kind of input bytes are: by how they begin, and only where that does not say, by what the name ends in."""

from __future__ import annotations

import re

from dateline.reading.fields import Columns
from dateline.reading.jsonl import is_record
from dateline.reading.text import decode

JSON_LINES = {".jsonl", ".ndjson", ".jsonlines"}
HTML = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
TABLES = {".csv", ".tsv"}
ROWS = {*JSON_LINES, *TABLES, ".json", ".parquet"}
# How much of an input is looked at to tell what it is.
SNIFFED_BYTES = 1 << 16

NOT_PAGES: dict[str, str] = {
    **dict.fromkeys(".png .jpg .jpeg .gif .webp .bmp .tif .tiff .ico .svg .avif .heic .psd".split(), "an image"),
    **dict.fromkeys(".mp3 .wav .ogg .flac .m4a .mp4 .avi .mov .mkv .webm .wmv".split(), "sound or film"),
    **dict.fromkeys(".7z .rar .jar .whl .zim .iso .cdx .cdxj".split(), "an archive or its index"),
    **dict.fromkeys(".db .sqlite .sqlite3 .duckdb .arrow .feather .mdb .pkl .npy .npz".split(), "a database"),
    **dict.fromkeys(".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .epub".split(), "a document"),
    **dict.fromkeys(".css .js .mjs .map .ts .py .r .sh .exe .dll .so .o .pyc .class .wasm".split(), "a program"),
    **dict.fromkeys(".woff .woff2 .ttf .otf .eot".split(), "a font"),
    **dict.fromkeys(".toml .yaml .yml .ini .cfg .log".split(), "data or settings"),
}

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "a document"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of a kind that is not read"),
    (b"Rar!\x1a\x07", "an archive of a kind that is not read"),
    (b"SQLite format 3\x00", "a database"),
    # What SQLite keeps beside a database that is in use: its log, its index of that, its journal.
    (b"\x37\x7f\x06\x82", "part of a database"),
    (b"\x37\x7f\x06\x83", "part of a database"),
    (b"\x18\xe2\x2d\x00", "part of a database"),
    (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", "part of a database"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "a document"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound or film"),
)
NO_PAGE_MEDIA = re.compile(
    r"(?P<image>image/)|(?P<film>audio/|video/)|(?P<font>font/|application/(?:x-)?font)|"
    r"(?P<program>text/css|(?:text|application)/(?:x-)?(?:java|ecma)script|application/wasm)",
    re.IGNORECASE,
)
MEDIA_WORDS = {"image": "an image", "film": "sound or film", "font": "a font", "program": "a program or style sheet"}

CONTAINERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), "zip"),
    (re.compile(rb"WARC/[01]\.\d"), "warc"),
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"\s{0,1024}%PDF-\d"), "pdf"),
)
TAR_MAGIC, TAR_AT = b"ustar", 257
XML_START = re.compile(
    r"\s*<(?:\?xml\b|!--|!DOCTYPE\s+(?!html)|rss\b|feed\b|(?:rdf:)?RDF\b|nitf\b|news(?:item|message)\b)", re.I
)
XML_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
XML_ASIDE = re.compile(r"<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^\[>]*(?:\[[\s\S]*?\]\s*)?>", re.I)
FEED_ROOTS = {"rss", "feed", "rdf"}
NEWS_ROOTS = {"nitf", "newsitem", "newsmessage"}
JSON_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{\s*[\"}]")
JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
HEADER_LINE = re.compile(rb"[!-9;-~]{1,70}:(?:[ \t]|$)|[ \t]+\S")
MAIL_SURE = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Snapshot-Content-Location):", re.I | re.M)
MAILBOX = re.compile(rb"From \S+ [^\r\n]{10,60}\r?\n[!-9;-~]{1,70}: ")


def not_a_page(suffix: str, media: str | None = None) -> str | None:
    """What an input with this suffix, or of this declared media type, is, where it is no page."""
    found = NO_PAGE_MEDIA.match(media) if media else None
    return MEDIA_WORDS[found.lastgroup or ""] if found else NOT_PAGES.get(suffix)


def foreign(head: bytes) -> str | None:
    """What the first bytes say that an input is, where it is no page."""
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        return "an image, sound or film"
    return next((what for magic, what in MAGIC if head.startswith(magic)), None)


def kind_of(head: bytes, suffix: str, columns: Columns) -> str:
    """The kind of input, the name of its reader: of `head`, the first `SNIFFED_BYTES`, and the suffix."""
    for pattern, kind in CONTAINERS:
        if pattern.match(head):
            return kind
    if head[TAR_AT : TAR_AT + 5] == TAR_MAGIC or (suffix == ".tar" and b"\0" in head):
        return "tar"
    if b"\0" in head[:8]:
        wide = decode(head)
        head = wide.text.encode("utf-8", "replace") if wide else head
    if suffix in JSON_LINES:
        return "jsonl"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and is_record(start.split(b"\n", 1)[0].strip(), columns):
        return "jsonl"
    if JSON_ARRAY.match(head) or (suffix == ".json" and start.startswith(b"[")):
        return "json-array"
    if JSON_OBJECT.match(head):
        return "json"
    if MAILBOX.match(head):
        return "mailbox"
    if _is_mail(head):
        return "mail"
    return _kind_of_text(head, suffix, columns)


def _kind_of_text(head: bytes, suffix: str, columns: Columns) -> str:
    from dateline.reading.tables import is_table

    decoded = decode(head)
    if decoded is None:
        return "page"
    if XML_START.match(decoded.text):
        root = XML_ROOT.search(XML_ASIDE.sub("", decoded.text))
        name = root[1].lower() if root else ""
        if name in FEED_ROOTS:
            return "feed"
        if name in NEWS_ROOTS:
            return "news-xml"
        if name != "html" and decoded.text.lstrip().startswith("<?xml"):
            return "xml"
    if suffix in TABLES or is_table(decoded.text, columns):
        return "table"
    return "page"


def _is_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a message: nothing but header lines, and one that only mail has."""
    headers, _, rest = head.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")
    if not rest and len(head) < SNIFFED_BYTES:
        headers = headers.rstrip(b"\n")
    found = headers.split(b"\n")
    return bool(MAIL_SURE.search(headers)) and all(HEADER_LINE.match(line) for line in found[:200])
