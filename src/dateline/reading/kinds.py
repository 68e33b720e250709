"""Which files are no pages: by what their name ends in, and by the first bytes."""

from __future__ import annotations

JSON_LINES = {".jsonl", ".ndjson", ".jsonlines"}
HTML = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
PACKED = {".gz", ".gzip"}

NOT_PAGES: dict[str, str] = {
    **dict.fromkeys(".png .jpg .jpeg .gif .webp .bmp .tif .tiff .ico .svg .avif .heic .psd".split(), "an image"),
    **dict.fromkeys(".mp3 .wav .ogg .flac .m4a .mp4 .avi .mov .mkv .webm .wmv".split(), "sound or film"),
    **dict.fromkeys(".zip .tar .tgz .bz2 .xz .7z .rar .zst .jar .whl .warc .wacz .zim .iso".split(), "an archive"),
    **dict.fromkeys(".db .sqlite .sqlite3 .duckdb .parquet .arrow .feather .mdb .pkl .npy .npz".split(), "a database"),
    **dict.fromkeys(".pdf .doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .epub .eml .mht".split(), "a document"),
    ".mhtml": "a document",
    **dict.fromkeys(".css .js .mjs .map .ts .py .r .sh .exe .dll .so .o .pyc .class .wasm".split(), "a program"),
    **dict.fromkeys(".woff .woff2 .ttf .otf .eot".split(), "a font"),
    **dict.fromkeys(".csv .tsv .json .toml .yaml .yml .ini .cfg .xml .rss .atom .log".split(), "data or settings"),
}

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"%PDF-", "a document"),
    (b"{\\rtf", "a document"),
    (b"PK\x03\x04", "an archive"),
    (b"PK\x05\x06", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ\x00", "an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"WARC/", "an archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a database"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "a document"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound or film"),
)


def not_a_page(suffix: str) -> str | None:
    """What a file with this suffix is, where it is no page."""
    return NOT_PAGES.get(suffix)


def sniffed(head: bytes) -> str | None:
    """What the first bytes say that a file is, where it is no page."""
    return next((what for magic, what in MAGIC if head.startswith(magic)), None)
