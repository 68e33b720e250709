"""One text read by two pipelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.parsing import cascade, pipeline
from dateline.parsing.cascade import annotate_gated, complement
from dateline.parsing.gate import joined

TEXT = (
    "The market opens at six. Farmers come from the hills. Rebels shelled the market on Monday, police said. "
    "They didn't stop until noon. The hills are green. It rained. Kenya condemned the attack."
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Has the fast pipeline stand in for the better one, and lists what each was given to read."""
    texts: list[tuple[str, str]] = []
    extract = cascade.extract
    names: list[str] = []

    def load(name: str):  # type: ignore[no-untyped-def]
        names.append(name)
        return pipeline.load("cnn")

    def noted(*arguments):  # type: ignore[no-untyped-def]
        part = extract(*arguments)
        texts.append((names[-1], part.text))
        return part

    monkeypatch.setattr(cascade, "chosen", lambda: "encoder")
    monkeypatch.setattr(cascade, "load", load)
    monkeypatch.setattr(cascade, "extract", noted)
    return texts


def tokens(text: str) -> Doc:
    return pipeline.load("cnn").make_doc(text)


def test_the_better_pipeline_reads_what_may_report_an_event(asked: list[tuple[str, str]]) -> None:
    annotate_gated(tokens(TEXT), gated=True)
    (better, first), (fast, second) = asked
    assert (better, fast) == ("encoder", "cnn")
    assert "Rebels shelled" in first
    assert "Kenya condemned" in first
    assert "Farmers come" in first  # the sentence before
    assert "The market opens" in second
    assert "The hills are green" in second


def test_every_word_is_read_once_and_trees_stay_in_their_sentences(asked: list[tuple[str, str]]) -> None:
    doc = annotate_gated(tokens(TEXT), gated=True)
    assert doc.text == TEXT
    assert len(asked) == 2
    assert all(token.pos_ and token.dep_ and token.lemma_ for token in doc)
    assert all(token.head.sent == token.sent for token in doc)
    assert len(list(doc.sents)) == 7
    assert doc[[t.text for t in doc].index("Rebels")].head.text == "shelled"


def test_without_gate_or_encoder_all_is_read_at_once(
    asked: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate_gated(tokens(TEXT), gated=False)
    monkeypatch.setenv("DATELINE_GATE", "0")
    annotate_gated(tokens(TEXT))
    monkeypatch.setattr(cascade, "chosen", lambda: "cnn")
    annotate_gated(tokens(TEXT), gated=True)
    assert asked == []


@pytest.mark.parametrize("text", ["", "Her garden is full of roses.", "Rebels shelled the market."])
def test_a_text_may_be_of_one_kind_only(asked: list[tuple[str, str]], text: str) -> None:
    assert annotate_gated(tokens(text), gated=True).text == text
    assert len(asked) <= 1


@given(st.lists(st.booleans(), max_size=20))
def test_what_is_left_and_what_is_kept_make_the_whole(flags: list[bool]) -> None:
    kept = list(joined((at, at + 1) for at, flag in enumerate(flags) if flag))
    covered = [at for start, end in sorted([*kept, *complement(kept, len(flags))]) for at in range(start, end)]
    assert covered == list(range(len(flags)))
