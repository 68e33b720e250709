"""RSS, Atom and RDF feeds: a page an item, with the whole text where the feed carries it.

Items are read one by one, so an export of years of a web log does not fill the memory. Entities that the file
declares are never put in; the names of HTML (``&nbsp;``), which many feeds use without declaring them, are.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from urllib.parse import urljoin, urlsplit

from lxml import etree

from dateline.reading.charsets import SNIFFED_BYTES, told
from dateline.reading.faults import empty, failure, too_large
from dateline.reading.fields import day, noted
from dateline.reading.inputs import Given, Input, Items, label
from dateline.reading.streams import Stream
from dateline.reading.text import has_tags, without_surrogates
from dateline.records import Failure, Page

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
SPACES = {"", ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", CONTENT, DUBLIN_CORE}
BLOCK = 1 << 14
# Declarations of a feed say nothing that is needed, and may hold entities that unfold without end.
DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]*(?:\[[\s\S]*?\]\s*)?>", re.IGNORECASE)
# XML 1.0 allows none of these, and a parser ends at the first.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
OPEN_ENTITY = re.compile(r"&[A-Za-z0-9#]{0,32}$")
ENDS = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*$", re.IGNORECASE)
DATES = ("published", "pubdate", "date", "issued")
PARTLY = "the feed gives no text of this item but a description, which was read"


class Transcoder:
    """A feed as UTF-8 that a parser does not stumble over; `tail` is its end so far, to tell whether it is whole."""

    def __init__(self, stream: Stream) -> None:
        self.tail = ""
        found = told(stream)
        self.note = found.note if found else None
        self._decoder = codecs.getincrementaldecoder(found.encoding if found else "utf-8")("replace")
        self._stream = stream
        self._kept = ""
        self._ended = False

    def read(self, _: int = -1) -> bytes:
        """The next block; nothing at the end."""
        while not self._ended:
            raw = self._stream.read(BLOCK if self.tail else SNIFFED_BYTES)
            if not raw:
                self._stream.read(1)  # a fault that was put off comes now
            self._ended = not raw
            text = self._kept + self._decoder.decode(raw, self._ended)
            open_ = None if self._ended else OPEN_ENTITY.search(text)
            self._kept = text[open_.start() :] if open_ else ""
            text = text[: open_.start()] if open_ else text
            if not self.tail:
                text = DOCTYPE.sub("", text, count=1)
            if text:
                self.tail = (self.tail + text)[-200:]
                return ENTITY.sub(_entity, ILLEGAL.sub("\ufffd", text)).lstrip("\ufeff").encode("utf-8")
        return b""


def read_feed(source: Input) -> Items:
    """The items in their order. Where the feed is cut short, the items before are read and the rest is told."""
    text = Transcoder(source.stream)
    number = 0
    publisher: str | None = None
    home = source.given.url or ""
    try:
        for element in _elements(text):
            name = _name(element)[1]
            if name == "title" and publisher is None and _is_channel(element.getparent()):
                publisher = _plain(element) or None
            if name == "link" and not home and _is_channel(element.getparent()):
                home = _address(element, "") or ""
            if name not in ("item", "entry"):
                continue
            number += 1
            yield noted(_item(source, number, element, publisher, home), text.note)
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        words = " ".join(str(error).split())[:200]
        yield failure(source.name, "bad-feed", f"is broken after item {number} ({words}); mend the XML.")
        return
    if not ENDS.search(text.tail):
        message = f"is cut short after item {number}; fetch it again."
        yield failure(source.name, "bad-feed", message)
    elif not number:
        yield failure(source.name, "empty", "is a feed without items; nothing to do.", "skipped")


def _elements(text: Transcoder) -> Iterator[etree._Element]:
    found = etree.iterparse(
        text,
        events=("end",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in found:
        if isinstance(element.tag, str):
            yield element


def _name(element: etree._Element) -> tuple[str, str]:
    """The name space of an element, empty for none, and its name; broken markup may have any name."""
    space, _, name = str(element.tag).rpartition("}")
    return space.removeprefix("{"), name


def _is_channel(parent: etree._Element | None) -> bool:
    return parent is not None and _name(parent)[1] in ("channel", "feed")


def _item(source: Input, number: int, element: etree._Element, publisher: str | None, home: str) -> Page | Failure:
    fields: dict[str, etree._Element] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        space, name = _name(child)
        if space in SPACES:
            fields.setdefault(name.lower(), child)
    link = _link(element, fields, home)
    title = " ".join(html.unescape(re.sub(r"<[^<>]{0,500}>", "", _plain(fields.get("title")))).split()) or None
    whole = next((fields[name] for name in ("encoded", "content") if name in fields), None)
    part = next((fields[name] for name in ("description", "summary") if name in fields), None)
    content = _content(whole) or ""
    note = None
    if not content.strip():
        content, note = _content(part) or "", PARTLY
    name = f"{source.name}!/{label(link or _plain(fields.get('guid')) or _plain(fields.get('id')) or f'item-{number}')}"
    if len(content) > source.max_bytes:
        return too_large(name, source.max_bytes)
    said = next((found for key in DATES if key in fields and (found := day(_plain(fields[key])))), None)
    given = Given(
        url=link,
        title=title,
        published=said,
        publisher=_source(fields.get("source")) or publisher,
        crawled=source.given.crawled,
        note=note,
    )
    if not content.strip() and not title:
        return empty(name)
    marked = has_tags(content)
    if marked:
        text = f"<h1>{html.escape(title, quote=False)}</h1>\n{content}" if title else content
    else:
        plain = html.unescape(content) if "&" in content else content
        text = f"{title}\n\n{plain}" if title else plain
    shown = without_surrogates(text).replace("\0", "\ufffd")
    return replace(source, name=name, given=given).page(shown, "text/html" if marked else "text/plain")


def _content(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    if element.get("type") == "xhtml" or len(element):
        inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
        return (element.text or "") + "".join(inside)
    if element.get("src"):
        return None
    return element.text or None


def _plain(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext(tag="*")).split())


def _source(element: etree._Element | None) -> str | None:
    """The publication that an item was taken from, where the feed gathers several."""
    if element is None:
        return None
    title = element.find(f"{{{ATOM}}}title")
    return _plain(title if title is not None else element) or None


def _link(element: etree._Element, fields: dict[str, etree._Element], home: str) -> str | None:
    """The address of an item: its link to the page itself, else an id that is one. Relative ones start from `home`."""
    links = [*element.iterfind(f"{{{ATOM}}}link"), *([fields["link"]] if "link" in fields else [])]
    found = next((address for link in links if (address := _address(link, home))), None)
    if found is None and "guid" in fields and fields["guid"].get("isPermaLink", "true") == "true":
        found = _absolute(_plain(fields["guid"]), "")
    return found


def _address(link: etree._Element, home: str) -> str | None:
    """Where a link of a feed leads: one of Atom by its attribute, one of RSS by its text."""
    if link.get("href") and link.get("rel", "alternate") != "alternate":
        return None
    return _absolute(link.get("href") or _plain(link), urljoin(home, link.base or ""))


def _absolute(words: str, base: str) -> str | None:
    """The address that words are, seen from a base; None where they are none of a page."""
    try:
        whole = urljoin(base, words.strip())
        known = words.strip() and urlsplit(whole).scheme in ("http", "https")
    except ValueError:
        return None
    return label(whole) if known else None


def _entity(found: re.Match[str]) -> str:
    """The character of a name of HTML; the five names of XML and unknown ones stay."""
    name = found[1]
    return found[0] if name in XML_ENTITIES else html5.get(f"{name};", found[0])
