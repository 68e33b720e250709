"""Sentences as news pages write them, from the page to the parse: one case a way of writing."""

import pytest

from dateline.cleaning import clean
from dateline.parsing.parse import annotate, load_pipeline, tokenize
from dateline.records import Article, Page


def sentences(text: str) -> list[str]:
    (article,) = clean([Page("page.txt", text)])
    assert isinstance(article, Article), article
    return [sentence.text for sentence in annotate(load_pipeline(), tokenize(article)).sents]


@pytest.mark.parametrize(
    "expected",
    [
        # abbreviations
        ["The U.S. Army said Gen. Roe met Lt. Col. Doe on Jan. 5.", "They agreed on No. 3 of the list."],
        ["Talks were held in the U.S.", "They ended at 5 p.m. on Friday."],
        ["The firm, Arva Oil Co., paid $3.5 million.", "Mr. Roe of St. Pauls denied it."],
        # quotes
        ["“We had no choice,” he said.", "“They fired first.”", "The army denied it."],
        ['"We had no choice," he said.', '"They fired first."', "The army denied it."],
        ["He called it “a war crime.”", "Nobody answered."],
        ["“Are we safe?” she asked.", "Nobody knew."],
        # marks inside a sentence
        ["The vote (the third since 2029) failed.", "It will be repeated."],
        ["Visit example.com for the list of 2.5 million names.", "It is long."],
    ],
)
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    assert sentences(" ".join(expected) + "\n") == expected


def test_missing_spaces_after_full_stops() -> None:
    found = sentences("The army reported heavy casualties.Some soldiers fled to the hills.They were seen on Monday.\n")
    assert found == [
        "The army reported heavy casualties.",
        "Some soldiers fled to the hills.",
        "They were seen on Monday.",
    ]


def test_program_text_glued_to_a_sentence_hides_no_start() -> None:
    text = "Rebels shelled the town.window.dataLayer = window.dataLayer || []; The army fired back on Tuesday.\n"
    assert sentences(text) == ["Rebels shelled the town.", "The army fired back on Tuesday."]


def test_headlines_captions_and_lists_without_stops_end_with_their_line() -> None:
    text = (
        "Rebels shell market town\n\nBy Jo Roe\n\nSmoke rises over Arva after the shelling\n\n"
        "Rebels shelled the town of Arva on Tuesday, killing 12 people, officials said.\n\nWhat we know:\n\n"
        "- Twelve people died\n- Thirty were hurt\n- The road to Arva is closed\n\nThe army fired back on Wednesday.\n"
    )
    found = sentences(text)
    assert {"Rebels shell market town", "Smoke rises over Arva after the shelling"} <= set(found)
    assert [s.strip("- ") for s in found if "died" in s or "hurt" in s or "closed" in s] == [
        "Twelve people died",
        "Thirty were hurt",
        "The road to Arva is closed",
    ]
    assert found[-1] == "The army fired back on Wednesday."


@pytest.mark.parametrize("dateline", ["KABUL, Afghanistan (AP) —", "GOMA, Congo (Reuters) -", "BAMAKO —"])
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    found = sentences(f"{dateline} Rebels shelled the town on Tuesday, killing 12. Thousands fled.\n")
    assert found[-2:] == ["Rebels shelled the town on Tuesday, killing 12.", "Thousands fled."]
