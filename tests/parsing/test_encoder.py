"""The encoder pipeline: trees for any text, the same whatever else is parsed."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.parsing import pipeline
from dateline.parsing.encoder import as_read

STORY = (
    "KABUL, Afghanistan (AP) — Rebels shelled the town of Arva on Tuesday, killing 12 people, Gen. Omar Said told "
    "reporters. U.S. troops in Lt. Col. Roe's unit fired back. “We had no choice,” he said. Thousands fled."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load_pipeline()


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert doc.has_annotation("DEP")
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert [token.dep_ for token in roots] == ["ROOT"]
        assert all(token.head in sentence and token.pos_ and token.lemma_ and token.dep_ for token in sentence)


def columns(doc: Doc) -> list[tuple[str, str, str, str, int, bool]]:
    return [(t.text, t.pos_, t.lemma_, t.dep_, t.head.i - t.i, bool(t.is_sent_start)) for t in doc]


def test_a_story_has_its_sentences(nlp: Language) -> None:
    doc = nlp(STORY)
    check(doc, STORY)
    begins = [sentence[0].text for sentence in doc.sents]
    assert begins[-4:] == ["KABUL", "U.S.", "“", "Thousands"] or begins[-3:] == ["U.S.", "“", "Thousands"]


def test_who_did_what_to_whom(nlp: Language) -> None:
    by_text = {t.text: t for t in nlp("Rebels shelled the town. Later three soldiers were killed by gunmen.")}
    assert (by_text["Rebels"].dep_, by_text["Rebels"].head.text) == ("nsubj", "shelled")
    assert (by_text["town"].dep_, by_text["town"].head.text) == ("obj", "shelled")
    assert by_text["soldiers"].dep_ == "nsubj:pass"
    assert by_text["gunmen"].head.text == "killed"
    assert [by_text[word].lemma_ for word in ("shelled", "soldiers", "gunmen")] == ["shell", "soldier", "gunman"]


def test_missing_spaces_after_full_stops(nlp: Language) -> None:
    assert len(list(nlp("The army reported heavy casualties.Some soldiers fled to the hills.").sents)) == 2


def test_given_starts_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("Rebels shell market town Ten people were killed on Monday , officials said")
    doc[4].is_sent_start = True
    doc = nlp.get_pipe("dateline_ud_encoder")(doc)
    assert [sentence[0].text for sentence in doc.sents] == ["Rebels", "Ten"]


def test_results_do_not_depend_on_what_else_is_parsed(nlp: Language) -> None:
    alone = columns(nlp(STORY))
    nlp("Something else entirely. " * 40)
    piped = list(nlp.pipe([STORY, "Short.", STORY * 3, STORY]))
    assert columns(piped[0]) == columns(piped[3]) == columns(nlp(STORY)) == alone


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\t\n ", ".", "a", "a" * 10_000, "😀" * 400, "👩‍👩‍👧‍👦 🇺🇳 " * 60, "\x00\x01\x02 \x07 text \x1b[0m",
        "قتل عشرة أشخاص في هجوم. وقال مسؤولون إن المسلحين فروا.", "שלום עולם",
        "\u202eright to left\u202c \u200b\u200d\ufeff",
        "一百人在示威中被捕。" * 30, "-" * 3000, "!?" * 500, "x" * 59 + " " + "y" * 61, "W\u0301" * 300, "U.S. " * 200,
        "HEADLINE IN CAPITALS WITHOUT A STOP", "http://example.org/" + "a/b-" * 500, "(" * 300 + ")" * 300,
    ],
)  # fmt: skip
def test_odd_texts_have_trees(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=40)
def test_any_text_has_trees(text: str) -> None:
    check(pipeline.load_pipeline()(text), text)


def test_words_without_a_full_stop_end_in_time(nlp: Language) -> None:
    text = ("the men of the north walked on and " * 1500).strip()
    begin = time.process_time()
    doc = nlp(text)
    seconds = time.process_time() - begin
    check(doc, text)
    assert max(len(sentence) for sentence in doc.sents) <= 128
    assert len(doc) / seconds > 500


def test_words_of_many_pieces_fit_the_window(nlp: Language) -> None:
    text = " ".join("qxzvj" * 12 + str(at) for at in range(150))
    check(nlp(text), text)


def test_a_window_ends_where_the_writing_shows_an_end(nlp: Language) -> None:
    """No word of prose is read twice: windows end at full stops."""
    text = "The men of the north walked on and met Gen. Roe in the U.S. mission of Arva. " * 40
    doc = nlp(text.strip())
    component = nlp.get_pipe("dateline_ud_encoder")
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    fixed = np.zeros(len(doc), dtype=bool)
    ends = [end for _, end, _, _ in component.windows(words, spaces, fixed)]
    assert ends[-1] == len(doc)
    assert len(ends) > 4
    assert {words[end - 1] for end in ends} == {"."}


def test_a_name_in_capitals_is_not_the_word_of_its_letters(nlp: Language) -> None:
    doc = nlp("IS fighters killed two villagers. It is over, the WHO said.")
    assert [token.pos_ for token in doc if token.text in {"IS", "WHO"}] == ["PROPN", "PROPN"]
    assert [token.text for token in doc][:2] == ["IS", "fighters"]
    assert as_read("WHO IS NEXT".split()) == "WHO IS NEXT".split()
