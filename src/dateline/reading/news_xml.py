"""News in the XML of agencies: NITF, and NewsML-G2 with text, NITF or XHTML inside.

Declarations are left out, entities that a file declares are never put in, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from dateline.reading.faults import empty, failure, too_large
from dateline.reading.feeds import Transcoder
from dateline.reading.fields import day, noted
from dateline.reading.inputs import Given, Input, Items, label
from dateline.reading.streams import Damaged
from dateline.reading.text import has_tags, without_surrogates
from dateline.records import Failure, Page

# The markup around a text takes several times its room; the text itself is bounded as everywhere.
TIMES_A_PAGE = 8
# Elements that are lines of their own.
LINES = frozenset("p hl1 hl2 h1 h2 h3 h4 h5 h6 li dt dd bq block pre tr td media-caption fn div body caption".split())
# What belongs to no line of the story.
ASIDE = frozenset("media-metadata media-producer media-reference media-object rights script style".split())
SPACES = re.compile(r"\s+")


def read_news(source: Input) -> Items:
    """The stories of the file in their order: one for NITF, one an item for NewsML-G2. Raises Damaged."""
    text = Transcoder(source.stream)
    limit = TIMES_A_PAGE * source.max_bytes
    data = bytearray()
    while block := text.read():
        data += block
        if len(data) > limit:
            yield too_large(source.name, limit)
            return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(bytes(data), parser)
    except etree.XMLSyntaxError as error:
        words = " ".join(str(error).split())[:200]
        raise Damaged("bad-xml", f"is broken XML ({words}); fetch or export it again.") from error
    if _name(root) == "nitf":
        yield noted(_nitf(source, root, source.given), text.note)
        return
    items = list(_all(root, "newsitem"))
    if not items:
        yield failure(source.name, "empty", "holds no news item; nothing to do.", "skipped")
    for number, item in enumerate(items, 1):
        inner = source
        if len(items) > 1:
            inner = replace(source, name=f"{source.name}!/{label(item.get('guid') or f'item-{number}')}")
        yield noted(_item(inner, item), text.note)


def _item(source: Input, item: etree._Element) -> Page | Failure:
    """A news item of NewsML-G2. Its date is that of its first version, else of this one."""
    said = [_text(item, "firstcreated"), _text(item, "versioncreated"), _text(item, "contentcreated")]
    provider = _first(item, "provider")
    given = Given(
        url=next((link for link in map(_address, _all(item, "link")) if link), None),
        title=_text(item, "headline") or _text(item, "title"),
        published=next((found for words in said if words and (found := day(words))), None),
        publisher=None if provider is None else _text(provider, "name") or provider.get("literal"),
        crawled=source.given.crawled,
    )
    nitf = _first(item, "nitf")
    if nitf is not None:
        return _nitf(source, nitf, given)
    inline = _first(item, "inlinexml")
    if inline is not None:
        return _page(source, given, _lines(inline))
    data = _first(item, "inlinedata")
    return _page(source, given, ["".join(data.itertext(tag="*"))] if data is not None else [])


def _nitf(source: Input, root: etree._Element, around: Given) -> Page | Failure:
    """A story in NITF: its headline, and the paragraphs of its body; what an item around it says comes first."""
    issued = _first(root, "date.issue")
    body = _first(root, "body.content")
    holder = _first(root, "doc.copyright")
    given = replace(
        around,
        title=around.title or _text(root, "hl1") or _text(root, "title"),
        published=around.published or (day(issued.get("norm") or "") if issued is not None else None),
        publisher=around.publisher
        or _text(root, "distributor")
        or (holder.get("holder") if holder is not None else None),
    )
    place = _text(root, "dateline")
    lines = _lines(body) if body is not None else []
    by = _text(root, "byline")
    heads = [line for line in (by, place) if line and line not in lines[:2]]
    return _page(source, given, [*heads, *lines] if lines else [])


def _page(source: Input, given: Given, lines: list[str]) -> Page | Failure:
    text = without_surrogates("\n\n".join(line for line in lines if line.strip())).replace("\0", "\ufffd")
    if not text:
        return empty(source.name)
    if len(text) > source.max_bytes:
        return too_large(source.name, source.max_bytes)
    if has_tags(text):
        return replace(source, given=given).page(text, "text/html")
    title = without_surrogates(given.title or "")
    whole = f"{title}\n\n{text}" if title and not text.startswith(title) else text
    return replace(source, given=given).page(whole, "text/plain")


def _lines(element: etree._Element) -> list[str]:
    """The text of an element, a line for each element that is one; white space is one space."""
    lines: list[list[str]] = [[]]

    def walk(at: etree._Element) -> None:
        name = _name(at)
        if not name or name in ASIDE:
            return
        if name in LINES:
            lines.append([])
        lines[-1].append(at.text or "")
        for child in at:
            walk(child)
            lines[-1].append(child.tail or "")
        if name in LINES:
            lines.append([])

    walk(element)
    return [line for parts in lines if (line := SPACES.sub(" ", "".join(parts)).strip())]


def _name(element: etree._Element) -> str:
    """The name of an element without its name space, in small letters; empty for comments and the like."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element.iter() if _name(each) == name)


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next(_all(element, name), None)


def _text(element: etree._Element, name: str) -> str | None:
    found = _first(element, name)
    return SPACES.sub(" ", "".join(found.itertext(tag="*"))).strip() or None if found is not None else None


def _address(link: etree._Element) -> str | None:
    """The address that a link of an item gives as that of the story on the web."""
    href = link.get("href") or ""
    own = (link.get("rel") or "").lower().rpartition(":")[2] in ("", "canonical", "self", "seealsoweb", "web")
    return label(href) if own and re.match(r"https?://", href) else None
