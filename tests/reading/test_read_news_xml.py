"""NITF and NewsML-G2: headline, text, date and publisher of each story, and broken files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reading import read_paths
from dateline.records import Failure, Page
from inputs import STORY, TITLE

NITF = f"""<nitf><head><title>Slug</title><docdata><date.issue norm="20240506T070809Z"/>
<doc.copyright holder="Sudhaven Press"/></docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By A. Writer</byline>
<dateline>SUDHAVEN</dateline></body.head>
<body.content><block><p>{STORY}</p><media><media-reference source="a.jpg"/>
<media-caption>The harbour.</media-caption></media>
<p>It is to run
 again on <em>Thursday</em>.</p></block></body.content></body></nitf>"""
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:{name}">
<itemMeta><provider literal="SP"><name>Sudhaven Press</name></provider>
<versionCreated>2024-05-07T01:00:00+02:00</versionCreated>
<firstCreated>2024-05-06T23:00:00+02:00</firstCreated></itemMeta>
<contentMeta><headline>{title}</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""
XHTML = (
    f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p>'
    "<p>It goes on.</p></body></html></inlineXML>"
)


def read(path: Path, data: str, max_bytes: int = 100_000) -> list[Page | Failure]:
    path.write_bytes(data.encode())
    return list(read_paths([path], max_bytes=max_bytes))


def page(items: list[Page | Failure]) -> Page:
    (item,) = items
    assert isinstance(item, Page), item
    return item


def test_a_story_in_nitf(tmp_path: Path) -> None:
    found = page(read(tmp_path / "a.xml", f'<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf.dtd">{NITF}'))
    assert found.text.split("\n\n") == [
        TITLE,
        "By A. Writer",
        "SUDHAVEN",
        STORY,
        "The harbour.",
        "It is to run again on Thursday.",
    ]
    assert (found.title, found.published, found.publisher) == (TITLE, "2024-05-06", "Sudhaven Press")
    assert found.media == "text/plain"
    assert page(read(tmp_path / "bare", NITF)).text == found.text


@pytest.mark.parametrize(
    "content",
    [
        XHTML,
        f"<inlineXML>{NITF}</inlineXML>",
        f'<inlineData contenttype="text/plain">{STORY}\n\nIt goes on.</inlineData>',
    ],
)
def test_a_news_item(tmp_path: Path, content: str) -> None:
    found = page(read(tmp_path / "a", ITEM.format(name="1", title=TITLE, content=content)))
    assert (found.title, found.published, found.publisher) == (TITLE, "2024-05-06", "Sudhaven Press")
    assert found.text.startswith(f"{TITLE}\n\n")
    assert STORY in found.text


def test_html_inside_a_news_item_is_html(tmp_path: Path) -> None:
    content = f"<inlineData>&lt;p&gt;{STORY}&lt;/p&gt;</inlineData>"
    found = page(read(tmp_path / "a", ITEM.format(name="1", title=TITLE, content=content)))
    assert (found.media, found.text) == ("text/html", f"<p>{STORY}</p>")


def test_a_message_of_several_items(tmp_path: Path) -> None:
    items = "".join(ITEM.format(name=name, title=TITLE, content=XHTML) for name in "ab")
    empty = ITEM.format(name="c", title=TITLE, content="")
    found = read(tmp_path / "a", f"<newsMessage><itemSet>{items}{empty}</itemSet></newsMessage>")
    assert [item.name.rpartition("!/")[2] for item in found] == [f"urn:newsml:{name}" for name in "abc"]
    assert [item.reason if isinstance(item, Failure) else "page" for item in found] == ["page", "page", "empty"]


def test_broken_and_hostile_files_end_in_a_reason(tmp_path: Path) -> None:
    for number, (data, reason) in enumerate(
        [
            (NITF[: NITF.index("It is")], "bad-xml"),
            ("<nitf>" + "<p>" * 10_000, "bad-xml"),
            ("<nitf></nitf>", "empty"),
            ("<newsMessage></newsMessage>", "empty"),
            (NITF.replace(STORY, "word " * 4_000), "too-large"),
            (f"<nitf>{'<!-- aside -->' * 20_000}</nitf>", "too-large"),
        ]
    ):
        (item,) = read(tmp_path / f"{number}.xml", data, max_bytes=10_000)
        assert isinstance(item, Failure)
        assert item.reason == reason


def test_entities_that_a_file_declares_are_not_put_in(tmp_path: Path) -> None:
    declared = '<!DOCTYPE nitf [<!ENTITY a "secret"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    items = read(tmp_path / "a.xml", f'<?xml version="1.0"?>{declared}{NITF.replace("again", "&a;&f;")}')
    assert all("secret" not in item.text if isinstance(item, Page) else item.reason == "bad-xml" for item in items)
