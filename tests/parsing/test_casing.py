"""Text in capitals gets ordinary case, letter for letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.cleaning import clean
from dateline.coding import code
from dateline.parsing import parse
from dateline.parsing.casing import is_shouted, quiet, restored
from dateline.parsing.parse import tokenize
from dateline.records import Article, CodedArticle, Page

CABLE = (
    "THE ARMY OF ULANDIA SAID TODAY THAT REBELS OF THE LINDU LIBERATION FRONT (LLF) "
    "ATTACKED A POLICE POST NEAR MOSUL.\n\n"
    "COLONEL ILMAR TAMM TOLD THE U.S. AMBASSADOR THAT TWO IRAQI GUARDS WERE KILLED. THE LLF DENIED IT."
)


def article(text: str) -> Article:
    (made,) = clean([Page("cable", text, published="1989-05-04")])
    assert isinstance(made, Article)
    return made


def test_names_abbreviations_and_peoples_get_their_capitals() -> None:
    text = restored(article(CABLE), tokenize).text
    assert "Lindu Liberation Front (LLF)" in text
    assert "Colonel Ilmar Tamm told the U.S. ambassador that two Iraqi guards were killed. The LLF denied it." in text
    assert "rebels of the" in text
    assert "near Mosul." in text


def test_ordinary_text_is_left_as_it_is() -> None:
    page = article("BAGHDAD - The army of Iraq shelled a NATO post in Mosul on Monday, officials said.")
    assert restored(page, tokenize) is page


def test_a_cable_is_coded_and_cited_as_it_stands() -> None:
    (coded,) = code(parse(clean([Page("cable", CABLE, published="1989-05-04")])))
    assert isinstance(coded, CodedArticle)
    assert "ASSAULT" in {claim.type for claim in coded.claims}
    for claim in coded.claims:
        assert coded.article.quote(claim.trigger.span) == claim.trigger.text.upper()


@given(st.text())
def test_no_letter_moves(text: str) -> None:
    assert len(quiet(text)) == len(text)
    assert not is_shouted(quiet(text).lower())
