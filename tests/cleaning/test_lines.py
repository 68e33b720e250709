"""The judge of lines, and the segments of a page that lost its line breaks."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cleaning import clean
from dateline.cleaning.boilerplate import judge as judge_rules
from dateline.cleaning.lines import below, clutter, judge
from dateline.cleaning.segments import segments
from dateline.records import Article, Page

STORY = [
    "Dock workers close harbour",
    "The harbour of Orn was closed on Friday after dock workers walked out over pay, the port office said.",
    "Some two hundred workers gathered at the north gate in the morning and let nobody through, witnesses said.",
    "The union demanded a rise of nine percent. The owners of the port refused and called in the police.",
]
MENU = ["News", "Sport", "Obituaries", "Submit a Photo", "Place an Ad", "e-Edition"]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in segments(text)]


def test_a_menu_is_clutter_and_the_story_is_not() -> None:
    lines = [*MENU, *STORY, "Most Popular", "Local Events", "Nov 24 Chili supper", "Sign up for alerts"]
    out = clutter(lines, [False] * len(lines))
    assert not any(out[len(MENU) : len(MENU) + len(STORY)])
    assert out[: len(MENU)].count("clutter") >= 4


def test_plain_articles_stay_whole() -> None:
    assert clutter(STORY, [False] * len(STORY)) == [None] * len(STORY)


def test_pages_in_other_languages_are_left_alone() -> None:
    lines = [
        "Menü",
        "Sport",
        "Der Hafen von Orn wurde am Freitag geschlossen, weil die Arbeiter streiken, sagte ein Sprecher.",
    ]
    assert clutter(lines, [False] * 3) == [None] * 3


def test_sentences_need_to_be_less_likely_than_fragments() -> None:
    lines = ["Local Events", "He left early.", "He left the town at once, the police said.", STORY[1]]
    assert below(lines, np.full(4, 0.2)) == [True, True, False, False]
    assert below(lines, np.full(4, 0.01)) == [True] * 4


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_likelihoods_are_likelihoods(lines: list[str]) -> None:
    found = judge().likelihoods([line.strip() for line in lines], [False] * len(lines))
    assert ((found >= 0) & (found <= 1)).all()


@given(st.text(max_size=300))
def test_segments_hold_all_but_space_in_order(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(part == part.strip() != "" for part in cut(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left. Read more: Ten who stayed", ["He left.", "Read more: Ten who stayed"]),
        ("Home | World | Sport", ["Home |", "World |", "Sport"]),
        (
            "Home News World Sport Rebels leave Halm",
            ["Home News World Sport", "Rebels leave Halm"],
        ),
        ("World Thursday, January 09, 2020 Rebels left", ["World", "Thursday, January 09, 2020", "Rebels left"]),
        ("They met on January 9, 2020 in Halm.", ["They met on January 9, 2020 in Halm."]),
        ("A man and Mr. B. Other met Gen. C.", ["A man and Mr. B. Other met Gen. C."]),
    ],
)
def test_where_a_long_line_is_cut(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_a_long_line_is_one_paragraph_where_nothing_is_cut_out() -> None:
    more = (
        "Ships waited outside the breakwater with fruit and coal. A tanker turned back to Sund, its captain told. "
        "The mayor offered to speak with both sides on Monday, and the prime minister said that he would send nobody."
    )
    story = " ".join([*STORY[1:], more])
    (item,) = clean([Page("p", f"Home News World Sport Contact {story} Share this article: Facebook Twitter E-mail")])
    assert isinstance(item, Article)
    assert [item.text[block.start : block.end] for block in item.blocks] == [story]


def test_a_line_that_opens_like_a_report_is_judged_like_a_sentence() -> None:
    lines = [
        "ORN, Nov. 3 (Press) — The latest on the strike in the harbour:",
        "ORN — The Arts Centre",
        "The Arts Centre",
    ]
    assert below(lines, np.full(3, 0.1)) == [False, False, True]


@pytest.mark.parametrize("text", ["A. " * 40_000, "May 3, 2020 " * 8_000, "Home News " * 30_000, STORY[1] * 1_000])
def test_long_lines_take_time_by_their_length(text: str) -> None:
    started = time.process_time()
    list(clean([Page("p", text)]))
    assert time.process_time() - started < 10


def test_what_stands_above_the_headline_and_behind_the_text() -> None:
    lines = ["The Long View", *STORY, "Toumba: a history of dust"]
    assert clutter(lines, [False] * len(lines)) == ["clutter", None, None, None, None, "clutter"]


def test_a_sentence_without_its_stop_stays_at_the_end() -> None:
    lines = [*STORY, "He did not say any more (Reuters)"]
    assert clutter(lines, [False] * len(lines)) == [None] * len(lines)


def test_fields_of_an_export() -> None:
    codes = ["HD", STORY[0], "BY", "A. Example", "WC", "187 words", "PD", "26 May 2008", "SN", "Wire", "LP", STORY[1]]
    lines = [*codes, "TD", STORY[2], "AN", "Document CB0020080526"]
    kept = [line for line, verdict in zip(lines, judge_rules(lines), strict=True) if verdict is None]
    assert kept == STORY[:3]


def test_pieces_of_a_long_line_are_not_left_out_for_where_they_stand() -> None:
    lines = ["The Long View", *STORY]
    assert clutter(lines, [False] * 5)[0] == "clutter"
    assert clutter(lines, [False] * 5, joined=frozenset(range(1, 5)))[0] is None
