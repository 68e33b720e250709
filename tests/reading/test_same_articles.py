"""Three stories, carried by every kind of input, come out as the same articles."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from dateline.cleaning import clean
from dateline.reading import read_paths
from dateline.records import Article

STORIES = (
    ("Bridge blown up near Alto Norte", "Rebels blew up a bridge near Alto Norte, the army said.",
     "Four soldiers were killed and two others wounded, the governor told reporters in the capital."),
    ("Ministers hold talks on the coast", "The foreign ministers of both countries held talks on Tuesday about fish.",
     "Both sides agreed to meet again in April, the ministry said in a statement."),
    ("Police arrest nine men in Santa Ana", "Police arrested nine men on suspicion of kidnapping a mayor.",
     "Thousands of people marched through the town to demand an end to kidnappings."),
)  # fmt: skip
TEXTS = ["\n\n".join(story) for story in STORIES]
MENU = "<ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul>"


def marked(story: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in story[1:])


def whole(story: tuple[str, ...], around: str = MENU) -> str:
    return f"<!doctype html><title>{story[0]}</title>{around}<article><h1>{story[0]}</h1>{marked(story)}</article>"


def rss() -> str:
    items = (f"<item><title>{s[0]}</title><description>{escape(marked(s))}</description></item>" for s in STORIES)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def mails() -> bytes:
    out = []
    for story in STORIES:
        message = EmailMessage()
        message["From"], message["Subject"], message["Message-ID"] = "a@example.org", story[0], "<1@example.org>"
        message.set_content("\n\n".join(story))
        message.add_alternative(whole(story, ""), subtype="html")
        out.append(b"From a@example.org Tue Mar  5 08:30:00 2024\n" + message.as_bytes() + b"\n")
    return b"".join(out)


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, story in enumerate(STORIES):
            archive.writestr(f"{number}.html", whole(story))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed.xml", rss()),
        ("letters.mbox", mails()),
        ("pages.zip", packed()),
        ("rows.jsonl", "\n".join(json.dumps({"text": text}) for text in TEXTS)),
        ("html.jsonl", "\n".join(json.dumps({"html": f"<h1>{story[0]}</h1>{marked(story)}"}) for story in STORIES)),
        ("bare.jsonl", "\n".join(json.dumps({"html": whole(story, "")}) for story in STORIES)),
        ("rows.csv", "id,text\n" + "\n".join(f'{at},"{text}"' for at, text in enumerate(TEXTS))),
    ],
)
def test_the_same_articles_come_out(tmp_path: Path, name: str, data: str | bytes) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(clean(read_paths([tmp_path / name], max_bytes=1 << 20)))
    assert [item.text for item in found if isinstance(item, Article)] == ["\n".join(story) for story in STORIES]
    assert [item.blocks[0].kind for item in found if isinstance(item, Article)] == ["headline"] * 3


def test_of_a_feed_links_to_other_stories_are_left_out(tmp_path: Path) -> None:
    more = "<p><a href=x>Ten killed in ambush</a></p><p>The post <a href=y>Bridge blown up</a> appeared first here.</p>"
    item = f"<item><title>{STORIES[0][0]}</title><description>{escape(marked(STORIES[0]) + more)}</description></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{item}</channel></rss>'
    (tmp_path / "feed.xml").write_text(feed)
    (found,) = clean(read_paths([tmp_path / "feed.xml"], max_bytes=1 << 20))
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORIES[0])
    assert [run.rule for run in found.boilerplate] == ["menu", "feed-note"]
