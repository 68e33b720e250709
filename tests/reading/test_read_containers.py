"""ZIP, tar, WACZ and compressed files: every member in a state of its own, under ``archive!/member``."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from fastwarc.stream_io import ZstdWriter

from dateline.reading import read_paths
from dateline.records import Failure, Page
from inputs import CORPUS, HTML, MEMBERS, TEXT, WARC_GZ, tarred, zipped


def read(path: Path, data: bytes, max_bytes: int = 1_000_000) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(read_paths([path], max_bytes=max_bytes))


def zstd(data: bytes) -> bytes:
    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def told(items: list[Page | Failure], top: Path) -> list[str]:
    """The names of pages, and the reasons of failures with their names, below the file."""
    return [
        item.name.removeprefix(str(top))
        if isinstance(item, Page)
        else f"{item.reason} {item.name.removeprefix(str(top))}"
        for item in items
    ]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_members_are_inputs_of_their_own_however_deep(tmp_path: Path, name: str) -> None:
    items = read(tmp_path / name, CORPUS[name])
    names = told(items, tmp_path / name)
    assert [each for each in names if each.startswith("!/")] == [
        "!/folder/page.html",
        "!/crawl.warc.gz!/https://x.example/ferry",
        "!/crawl.warc.gz!/https://x.example/packed",
        "!/crawl.warc.gz!/https://x.example/feed!/https://x.example/ferry",
        "!/crawl.warc.gz!/https://x.example/feed!/https://x.example/fish",
        "!/a.csv#7",
        "!/a.csv#8",
        "!/inner.zip!/deep.txt",
    ]
    assert [item.reason for item in items if isinstance(item, Failure)] == ["not-a-page", "http-status", "revisit"]


@pytest.mark.parametrize("name", ["x", "x.txt", "x.html", "x.pdf"])
def test_content_counts_not_the_name(tmp_path: Path, name: str) -> None:
    assert told(read(tmp_path / name, zipped({"a.txt": TEXT})), tmp_path / name) == ["!/a.txt"]
    assert told(read(tmp_path / name, tarred({"a.txt": TEXT})), tmp_path / name) == ["!/a.txt"]


def test_each_way_of_packing(tmp_path: Path) -> None:
    ways = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}
    for suffix, pack in ways.items():
        (page,) = read(tmp_path / f"a.txt.{suffix}", pack(TEXT))
        assert isinstance(page, Page)
        assert page.text == TEXT.decode()
        packed = pack(TEXT * 300)
        (item,) = read(tmp_path / f"a.txt.{suffix}", packed[: len(packed) * 2 // 3])
        assert isinstance(item, Failure)
        assert item.reason in ("bad-gzip", "bad-bzip2", "bad-xz", "bad-zstd")


def test_members_of_gzip_follow_each_other_and_padding_is_left_alone(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a", gzip.compress(b"one\n") + bytes(9) + gzip.compress(b"two\n") + b"rubbish")
    assert isinstance(page, Page)
    assert page.text == "one\ntwo\n"


def test_names_are_labels(tmp_path: Path) -> None:
    before = sorted(tmp_path.parent.iterdir())
    data = zipped({"../../up.txt": TEXT, "/etc/x.txt": TEXT, "two\nlines.txt": TEXT, ".hid/x.txt": TEXT, "x.png": b"x"})
    assert told(read(tmp_path / "a.zip", data), tmp_path / "a.zip") == [
        "!/../../up.txt",
        "!//etc/x.txt",
        "!/two\ufffdlines.txt",
        "hidden !/.hid/x.txt",
        "not-a-page !/x.png",
    ]
    assert sorted(tmp_path.parent.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    assert told(read(tmp_path / "a.zip", zipped({"": TEXT})), tmp_path / "a.zip") == ["!/"]


def test_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "two")
    assert [item.text for item in read(tmp_path / "a.zip", out.getvalue()) if isinstance(item, Page)] == ["one", "two"]


def test_links_and_devices_in_a_tar_are_skipped(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            about = tarfile.TarInfo(f"kind-{kind.decode()}")
            about.type, about.linkname = kind, "/etc/passwd"
            archive.addfile(about)
        about = tarfile.TarInfo("a.txt")
        about.size = len(TEXT)
        archive.addfile(about, io.BytesIO(TEXT))
    assert told(read(tmp_path / "a.tar", out.getvalue()), tmp_path / "a.tar") == [
        *(f"not-a-file !/kind-{number}" for number in (2, 1, 3, 6)),
        "!/a.txt",
    ]


def test_what_is_whole_in_a_cut_archive_is_read(tmp_path: Path) -> None:
    data = tarred({"a.txt": TEXT, "b.txt": TEXT * 20})
    assert told(read(tmp_path / "a.tar", data[: 512 * 4]), tmp_path / "a.tar")[0] == "!/a.txt"
    assert [each.split()[0] for each in told(read(tmp_path / "a.tar", data[: 512 * 4]), tmp_path / "a.tar")[1:]] == [
        "bad-tar",
        "bad-tar",
    ]
    packed = gzip.compress(
        tarred({"a.txt": TEXT, **{f"{number}.txt": bytes(range(97, 123)) * 99 for number in range(99)}})
    )
    items = told(read(tmp_path / "b.tgz", packed[:-200]), tmp_path / "b.tgz")
    assert items[0] == "!/a.txt"
    assert items[-1] == "bad-gzip "
    assert told(read(tmp_path / "c.zip", CORPUS["a.zip"][:-40]), tmp_path / "c.zip") == ["bad-zip "]


def test_a_broken_member_of_a_zip_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    data[data.index(b"b.txt") + 30] ^= 0xFF
    assert told(read(tmp_path / "a.zip", bytes(data)), tmp_path / "a.zip") == ["!/a.txt", "bad-zip !/b.txt", "!/c.txt"]


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    (item,) = read(tmp_path / "a.zip", bytes(data))
    assert isinstance(item, Failure)
    assert (item.reason, item.state) == ("encrypted", "failed")
    assert "password" in item.message


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = TEXT
    for number in range(12):
        data = zipped({f"{number}.zip" if number else "a.txt": data})
    (item,) = read(tmp_path / "a.zip", data)
    assert isinstance(item, Failure)
    assert item.reason == "too-deep"


def test_bombs_end_by_their_ratio(tmp_path: Path) -> None:
    bomb = gzip.compress(gzip.compress(bytes(40_000_000)))
    (item,) = read(tmp_path / "a.jsonl.gz", bomb, max_bytes=100_000)
    assert isinstance(item, Failure)
    assert item.reason == "zip-bomb"
    members = {f"{number}.jsonl": bytes(1_000_000) for number in range(30)}
    items = read(tmp_path / "a.zip", zipped(members), max_bytes=100_000)
    assert isinstance(items[-1], Failure)
    assert (items[-1].reason, items[-1].name) == ("zip-bomb", str(tmp_path / "a.zip"))
    (item,) = read(tmp_path / "b.zip", zipped({"a.html": bytes(2_000_000)}), max_bytes=100_000)
    assert isinstance(item, Failure)
    assert item.reason == "too-large"


def test_a_directory_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 1 << 31, 0, 0)
    (item,) = read(tmp_path / "a.zip", b"PK\x03\x04" + bytes(99) + end)
    assert isinstance(item, Failure)
    assert item.reason == "too-many"


def test_a_wacz_is_its_crawls(tmp_path: Path) -> None:
    names = told(read(tmp_path / "a.wacz", CORPUS["a.wacz"]), tmp_path / "a.wacz")
    assert names[0] == "!/archive/data.warc.gz!/https://x.example/ferry"
    assert not [name for name in names if "pages.jsonl" in name or "datapackage" in name]


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.docx.bin", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert isinstance(item, Failure)
    assert "office document" in item.message


def test_standard_input_is_read_as_any_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, wanted in ((WARC_GZ, 4), (zipped(MEMBERS), 8), (HTML, 1), (gzip.compress(tarred(MEMBERS)), 8)):
        stream = io.TextIOWrapper(io.BytesIO(data))
        monkeypatch.setattr(sys, "stdin", stream)
        items = list(read_paths([Path("-")], max_bytes=1_000_000))
        assert sum(isinstance(item, Page) for item in items) == wanted
        assert all(item.name.startswith("standard input") for item in items)
