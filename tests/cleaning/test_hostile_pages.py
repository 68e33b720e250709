"""Pages made to be slow or deep end in bounded time, and in a record or a failure."""

from __future__ import annotations

import time

import pytest

from dateline.cleaning import clean
from dateline.records import Article, Failure, Page

SENTENCE = "The council met on Tuesday and voted to repair the old bridge near the mill before the winter floods come. "
SECONDS = 20

MEGABYTE = 1_000_000
SOURCES = {
    "deep": "<html><body>" + "<div><span>" * 10_000 + SENTENCE * 3 + "</span></div>" * 10_000,
    "deep unclosed": "<html><body>" + "<b><i>" * 10_000 + f"<p>{SENTENCE * 3}",
    "open tags": "<html><body><p>" + SENTENCE * 3 + "<a" * MEGABYTE,
    "open comments": "<html><body><p>" + SENTENCE * 3 + "<!--" * 300_000,
    "open quotes": "<html><body><p>" + SENTENCE * 3 + "<a b=\"'>" * 100_000,
    "open titles": "<html><body><p>" + SENTENCE * 3 + "<title>" * 100_000,
    "less than": "<html><body><p>" + SENTENCE * 3 + "< " * MEGABYTE,
    "entities": "<html><body><p>" + SENTENCE * 3 + "&amp" * 300_000,
    "open boxes": "<html><body><p>" + SENTENCE * 3 + "<ul><li>x" * 100_000,
    "closed boxes": "<html><body><p>" + SENTENCE * 3 + "</div>" * MEGABYTE,
    "boxes in boxes": "<html><body><p>" + SENTENCE * 3 + "<div><section>" * 50_000 + "</div>" * 50_000,
    "many passages": "<html><body><p>" + SENTENCE * 3 + "<p>a line of it.</p>" * 60_000,
    "some passages": "<html><body><p>" + SENTENCE * 3 + "<p>a line of it, 9.1.2020.</p>" * 15_000,
    "long names": "<html><body><p>" + SENTENCE * 3 + "".join(f"<p class='a{n} {'b-' * 500}'>x" for n in range(2_000)),
    "open scripts": "<html><body><p>" + SENTENCE * 3 + "<svg><ScRipT>" * 100_000,
    "nothing": "<html><body><p>" + SENTENCE * 3 + "\0" * MEGABYTE,
    "deep data": "<html><body><p>" + SENTENCE * 3 + "<script type='application/ld+json'>" + "[" * MEGABYTE,
    "wide data": "<html><body><p>" + SENTENCE * 3 + "<script type='application/ld+json'>[" + "{}," * MEGABYTE + "{}]",
    "dated data": "<html><body><p>" + SENTENCE * 3 + "<script>" + '"published": "2020' * 100_000 + "</script>",
    "metas": "<html><head>" + "<meta name=date content='1.2.2020 x'>" * 50_000 + "<p>" + SENTENCE * 3,
    "billion laughs": '<!DOCTYPE html [<!ENTITY a "'
    + "&b;" * 10
    + '">]><html><body><p>'
    + SENTENCE * 3
    + "&a;" * 99_999,
    "spaces": SENTENCE * 3 + "x" + " " * 3 * MEGABYTE + "y.",
    "functions": SENTENCE * 3 + "function(){" * 100_000,
    "braces": SENTENCE * 3 + '{"a":[' * 200_000,
    "calls": SENTENCE * 3 + "a.b.c(" * 200_000,
    "dashes": SENTENCE * 3 + "\n---\n" * 50_000,
    "digits": SENTENCE * 3 + "1-" * MEGABYTE,
    "short lines": SENTENCE + "\nhome\n" * 40_000,
    "front matter": "---\n" + "title: x\n" * 40_000,
}


def cleaned(name: str, source: str) -> Article | Failure:
    """What is made of a page, in bounded time."""
    media = "text/html" if source.startswith(("<html", "<!")) else "text/plain"
    before = time.process_time()
    (item,) = clean([Page(name, source, media)])
    assert time.process_time() - before < SECONDS
    return item


@pytest.mark.parametrize("name", SOURCES)
def test_time_is_bounded(name: str) -> None:
    item = cleaned(name, SOURCES[name])
    assert isinstance(item, Failure) or "council" in item.text or name == "front matter"


def test_one_line_of_five_megabytes_is_one_block() -> None:
    item = cleaned("line", SENTENCE * 48_000)
    assert isinstance(item, Article)
    assert (len(item.blocks), len(item.pieces)) == (1, 1)
