"""Byline, section, genre and language, each with what says so; null where nothing does."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.records import Article, Origin, Page, Stated

STORY = "Dock workers walked out over pay and closed the harbour, the port office said, and talks are to go on today."
MORE = "The office said that ships would have to wait for two days, and that the council had been told of it."
TEXT = f"Dock workers close harbour\n\n{{}}\n\n{STORY}\n\n{MORE}"
LINKED = '<script type="application/ld+json">{}</script>'
HTML = (
    "<html lang='en'><head><title>Dock workers close harbour</title>{}</head><body><article>"
    f"<h1>Dock workers close harbour</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>"
)


def article(text: str, url: str | None = None) -> Article:
    (item,) = clean([Page("p", text, "text/html" if text.startswith("<html") else "text/plain", url=url)])
    assert isinstance(item, Article), item
    return item


def told(item: Article, said: Stated | None) -> tuple[str, str] | None:
    """Value and basis; the words at the span hold the value where there is one."""
    if said is None:
        return None
    if said.span is not None:
        assert item.quote(said.span).strip()
    return said.value, said.basis


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Example", "Anna Example"),
        ("By Anna Example and Bo Sample | Example Press", "Anna Example and Bo Sample"),
        ("Written by: Bo van Sample", "Bo van Sample"),
    ],
)
def test_bylines_of_text(line: str, names: str) -> None:
    item = article(TEXT.format(line))
    assert told(item, item.origin.byline) == (names, "line")
    assert item.origin.byline is not None
    assert item.origin.byline.span is not None
    assert item.quote(item.origin.byline.span) == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("<meta name='author' content='By Anna Example'>", "Anna Example"),
        (LINKED.format('{"author": [{"name": "A. One"}, {"name": "B. Two"}]}'), "A. One, B. Two"),
        ("<meta property='article:author' content='https://example.org/anna'>", None),
    ],
)  # fmt: skip
def test_bylines_of_markup(head: str, names: str | None) -> None:
    item = article(HTML.format(head))
    assert told(item, item.origin.byline) == ((names, "markup") if names else None)


@pytest.mark.parametrize(
    ("text", "url", "genre"),
    [
        (TEXT.format(""), "https://news.example/opinion/2020/dock-workers", ("opinion", "address")),
        (TEXT.format(""), "https://news.example/2020/opinion-of-the-court", None),
        ("Opinion: " + TEXT.format(""), None, ("opinion", "headline")),
        ("Analysis | " + TEXT.format(""), None, ("analysis", "headline")),
        ("Explainer: " + TEXT.format(""), None, ("analysis", "headline")),
        ("Editorial\n\n" + TEXT.format(""), None, ("editorial", "section")),
        (TEXT.format("By the Editorial Board"), None, ("editorial", "line")),
        (TEXT.format("") + "\n\nThe views expressed here are the author's own.", None, ("opinion", "line")),
        ("Live updates: " + TEXT.format(""), None, ("live", "headline")),
        (TEXT.format(""), "https://news.example/letters/harbour", ("letter", "address")),
        ("Opinion polls open in Lesk as " + TEXT.format(""), None, None),
        ("Live fire kills three: " + TEXT.format(""), None, None),
        (TEXT.format(""), "https://news.example/world/dock-workers", None),
        (HTML.format(LINKED.format('{"@type":"OpinionNewsArticle"}')), None, ("opinion", "markup")),
        (HTML.format("<meta property='article:section' content='Opinion'>"), None, ("opinion", "section")),
        (HTML.format(""), None, None),
    ],
)  # fmt: skip
def test_genres(text: str, url: str | None, genre: tuple[str, str] | None) -> None:
    item = article(text, url)
    assert told(item, item.origin.genre) == genre


@pytest.mark.parametrize(
    ("text", "url", "section"),
    [
        (HTML.format("<meta name='section' content='Ports &amp; ships'>"), None, ("Ports & ships", "markup")),
        (TEXT.format(""), "https://news.example/world/africa/dock-workers", ("world", "address")),
        ("Africa\n\n" + TEXT.format(""), None, ("Africa", "line")),
        ("Home > World > West Africa\n\n" + TEXT.format(""), None, ("West Africa", "line")),
        (TEXT.format(""), "https://news.example/2020/01/dock-workers", None),
    ],
)  # fmt: skip
def test_sections(text: str, url: str | None, section: tuple[str, str] | None) -> None:
    item = article(text, url)
    assert told(item, item.origin.section) == section


def test_publisher_and_language_with_their_grounds() -> None:
    item = article(TEXT.format(""), "https://www.news.example/world/dock-workers")
    assert (item.publisher, item.origin.publisher_basis) == ("news.example", "address")
    assert item.language == "en"
    assert item.origin.language_confidence is not None
    assert item.origin.language_confidence >= 0.8


def test_another_language_is_told_and_a_short_text_is_not_guessed() -> None:
    french = "Les dockers ont quitté leur travail lundi et ont fermé le port pour réclamer de meilleurs salaires. " * 2
    item = article(f"Les dockers ferment le port\n\n{french}")
    assert (item.language, item.origin.language_confidence) == ("fr", 1.0)
    names = "Abiyev, Mammadov, Aliyeva: Baku. Ganja, Sumqayit, Lesk and Halven. Orlan Petrov, Ganja. Baku, Sumqayit 3."
    assert article(names).language in {None, "en"}
    assert article("Harbour shut.").origin == Origin()


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2019 Example Harbour Courier. All rights reserved.", "Example Harbour Courier"),
        ("Copyright 2019 Sample Media Inc.", "Sample Media"),
        ("Copyright 2019 The Associated Press. All rights reserved.", None),
        ("© 2019. All rights reserved.", None),
    ],
)
def test_a_notice_of_copyright_names_the_publisher(line: str, publisher: str | None) -> None:
    item = article(f"Dock workers close harbour\n\n{STORY}\n\n{line}")
    assert (item.publisher, item.origin.publisher_basis) == (publisher, publisher and "copyright")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("BYLINE: Anna Example, Foreign Staff", "Anna Example, Foreign Staff"),
        ("Von Anna Example, Arlo", "Anna Example, Arlo"),
        ("By: Anna Example - Correspondent / @annaexample", "Anna Example"),
    ],
)
def test_bylines_of_exports_and_other_languages(line: str, names: str) -> None:
    item = article(f"Dock workers close harbour\n{line}\n{STORY}")
    assert item.origin.byline is not None
    assert item.origin.byline.value == names
