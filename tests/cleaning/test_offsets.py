"""Every character of the view leads back to the characters of the page that it came from."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.cleaning import clean
from dateline.cleaning.scanner import scan
from dateline.cleaning.view import Passage, Run, build, passage
from dateline.records import Article, Page

USUAL = list("abc DE.,!?\n\r\t \u00a0\u200b\u00ad<>&;/\"'=-{}()[]:é漢\U0001f600")
ALPHABET = st.sampled_from(USUAL) | st.characters(codec="utf-8")
PARTS = st.sampled_from(["<p>", "</p>", "<b>", "<br>", "<!--", "<script>", "&amp;", "<a href='"])
TEXTS = st.text(ALPHABET, max_size=300)
SENTENCE = "The council of the valley met on Tuesday &amp; voted to repair the old bridge at&nbsp;the mill. "


def passages(source: str) -> list[Passage]:
    return [made for draft in scan(source).drafts if (made := draft.passage)]


def check(article: Article) -> None:
    source, text = article.page.text, article.text
    assert "\n".join(text[b.start : b.end] for b in article.blocks) == text
    assert not re.search(r"[^\S \n]|  ", text)
    covered: list[int] = []
    last = 0
    for piece in article.pieces:
        covered.extend(range(piece.start, piece.start + piece.length))
        if any(b.kind != "headline" for b in article.blocks):
            last = piece.source.end
        shown, raw = text[piece.start : piece.start + piece.length], source[piece.source.start : piece.source.end]
        if len(raw) == piece.length:
            assert all(v == s or (v == " " and s.isspace()) for v, s in zip(shown, raw, strict=True))
        else:
            assert shown == " " or shown in re.sub(r"\s+", "_", html.unescape(raw)) or len(shown) < len(raw)
    assert covered == [at for at, character in enumerate(text) if character != "\n"]
    assert last <= len(source)
    for at in covered:
        span = article.source_span(at, at + 1)
        assert 0 <= span.start < span.end <= len(source)
    ends = 0
    for run in article.boilerplate:
        assert ends <= run.span.start < run.span.end <= len(source)
        ends = run.span.end


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.booleans())
def test_plain_text_maps_character_for_character(noise: str, wrapped: bool) -> None:
    lead = "The ferry was late again on Monday because of the storm, the harbour office said.\n\n"
    for item in clean([Page("p", (lead if wrapped else "") + noise)]):
        if isinstance(item, Article):
            check(item)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS | PARTS, max_size=12))
def test_html_maps_to_its_source(parts: list[str]) -> None:
    inner = "".join(f"<p>{SENTENCE * 2}{part}" for part in parts)
    source = f"<html><body><article>{inner}</article></body></html>"
    for item in clean([Page("p", source, "text/html")]):
        if isinstance(item, Article):
            check(item)


@given(st.text(st.sampled_from(list("<>!-/a b=\"'&#x;p")), max_size=200))
def test_the_scanner_takes_anything(source: str) -> None:
    for found in passages(source):
        assert 0 <= found.start < found.end <= len(source)


def test_entities_and_white_space_in_the_view() -> None:
    source = "a &amp;\n\t b\u00a0c&nbsp;&nbsp;d soft\u00adly"
    found = passages(source)[0]
    assert found.text == "a & b c d softly"
    view = build([found])
    assert view.text == found.text
    article = Article(Page("p", source), view.text, view.blocks, view.pieces)
    for word, raw in (("&", "&amp;"), ("b", "b"), ("d", "d"), ("softly", "soft\u00adly"), ("a & b", source[:11])):
        at = view.text.index(word)
        assert article.quote(article.source_span(at, at + len(word))) == raw


def test_words_split_by_tags_stay_one_word() -> None:
    found = passages("<p>un<b>broken</b> <i>text</i></p><p>a line<br>and more</p>")
    assert [item.text for item in found] == ["unbroken text", "a line", "and more"]


def test_a_passage_of_white_space_is_none() -> None:
    assert passage([Run(" \n", 0, 2)]) is None
    assert passage([Run("\u200b", 0, 1)]) is None


@pytest.mark.parametrize("source", ["<p>a &#0; b &bogus; &#99999999; &notit; c", "<p>&#x41;&ThickSpace;&lt;"])
def test_odd_entities(source: str) -> None:
    view = build(passages(source))
    check(Article(Page("p", source), view.text, view.blocks, view.pieces))
