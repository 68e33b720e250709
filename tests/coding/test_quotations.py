"""Quotation marks: pairs, straight marks, paragraphs that open anew."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.quotations import find_quotations

NLP = spacy.blank("en")


def quoted(*paragraphs: str) -> list[tuple[str, bool]]:
    text = " ".join(paragraphs)
    starts = {text.index(paragraph) for paragraph in paragraphs}
    doc = NLP(text)
    return [(doc[q.start : q.end].text, q.goes_on) for q in find_quotations(doc, starts)]


def test_curly_and_straight_marks() -> None:
    assert quoted("He said “we left” and \"we slept\" and ''we ate'' there.") == [
        ("“we left”", False),
        ('"we slept"', False),
        ("''we ate''", False),
    ]


def test_a_quotation_opens_anew_in_each_paragraph() -> None:
    assert quoted("“We left.", "“We slept,” he said.") == [("“We left.", True), ("“We slept,”", False)]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“We left.", "They slept.") == [("“We left.", False)]


@given(st.text(alphabet='ab “”".', max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    doc = NLP(text)
    found = find_quotations(doc, {0})
    assert all(q.start < q.end <= len(doc) for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
