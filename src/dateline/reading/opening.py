"""Every input finds its reader: by content, layer by layer, with what goes wrong turned into a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module

from dateline.reading.faults import STAGE, empty, failure
from dateline.reading.inputs import MOST_LAYERS, Input, Items
from dateline.reading.kinds import SNIFFED_BYTES, foreign, kind_of, not_a_page
from dateline.reading.packed import packing, unpacked
from dateline.reading.pages import read_page
from dateline.reading.streams import BOMB_RATIO, Bomb, Damaged
from dateline.records import Failure, Page, internal_fault

# Module and function of the reader of each kind; a reader is loaded with the first input of its kind, since some bring
# large libraries.
LEAVES = {
    "jsonl": "jsonl.read_jsonl",
    "json-array": "json_files.read_array",
    "json": "json_files.read_object",
    "table": "tables.read_table",
    "parquet": "parquet.read_parquet",
    "feed": "feeds.read_feed",
    "news-xml": "news_xml.read_news",
    "pdf": "pdf.read_pdf",
}
CONTAINERS = {
    "zip": "zips.read_zip",
    "tar": "tars.read_tar",
    "warc": "warcs.read_warc",
    "mail": "mail.read_mail",
    "mailbox": "mailboxes.read_mailbox",
}
NOT_READ = {
    "xml": "is XML, but no feed, NITF, NewsML-G2 or XHTML; make text or HTML of it.",
}


def reader(where: str) -> Callable[..., Items]:
    """The function that reads a kind of input."""
    module, name = where.split(".")
    found: Callable[..., Items] = getattr(import_module(f"dateline.reading.{module}"), name)
    return found


def read_input(source: Input) -> Items:
    """Every page of one input that a person names. A bomb ends it; anything else spoils only its own part."""
    try:
        yield from _guarded(source)
    except Bomb:
        message = f"unpacks to more than {BOMB_RATIO} times its size and {source.max_bytes} bytes; it is no text."
        yield failure(source.name, "zip-bomb", message)


def _guarded(source: Input) -> Items:
    """Reads an input, which may lie in another; what goes wrong on the way becomes a failure of that input."""
    try:
        yield from _opened(source)
    except Damaged as fault:
        yield failure(source.name, fault.reason, str(fault))
    except OSError as error:
        if source.layers == 0:
            raise
        yield failure(source.name, "unreadable", f"cannot be read: {error.strerror or error}.")
    except (Bomb, GeneratorExit):
        raise
    except Exception as fault:
        yield internal_fault(source.name, STAGE, fault)


def _opened(source: Input) -> Iterator[Page | Failure]:
    if source.layers > MOST_LAYERS:
        yield failure(source.name, "too-deep", f"lies in more than {MOST_LAYERS} archives; unpack the outer ones.")
        return
    what = not_a_page(source.suffix, source.media)
    if what:
        yield _no_page(source.name, what)
        return
    head = source.stream.head(SNIFFED_BYTES)
    how = packing(head)
    if how:
        inner = unpacked(source.stream, how, source.budget)
        yield from _opened(replace(source, stream=inner, layers=source.layers + 1))
        return
    if not head:
        yield empty(source.name)
        return
    what = foreign(head)
    if what:
        yield _no_page(source.name, what)
        return
    kind = kind_of(head, source.suffix, source.columns)
    if kind in CONTAINERS:
        yield from reader(CONTAINERS[kind])(source, _guarded)
    elif kind in LEAVES:
        yield from reader(LEAVES[kind])(source)
    elif kind in NOT_READ:
        yield failure(source.name, "not-a-page", NOT_READ[kind], "skipped")
    else:
        yield read_page(source)


def _no_page(name: str, what: str) -> Failure:
    return failure(name, "not-a-page", f"is {what}, not a page of text or HTML.", "skipped")
