"""Where the writing allows a sentence to start."""

import numpy as np
import spacy

from dateline.parsing.sentences import first_words, may_start

TOKENIZER = spacy.blank("en").tokenizer


def forbidden(text: str) -> list[str]:
    """The words that may not start a sentence."""
    doc = TOKENIZER(text)
    allowed = may_start([t.text for t in doc], [bool(t.whitespace_) for t in doc])
    return [t.text for t, may in zip(doc, allowed, strict=True) if not may]


def test_ranks_and_titles_do_not_end_a_sentence() -> None:
    found = forbidden("He met Gen. Smith, Lt. Col. Jones and Sgt. Roe there.")
    assert {"Smith", "Jones", "Roe"} <= set(found)


def test_small_letters_do_not_follow_an_abbreviation_as_a_sentence() -> None:
    assert "troops" in forbidden("Many U.S. troops left.")
    assert "He" not in forbidden("They left the U.S. He stayed.")


def test_numbers_belong_to_what_counts_them() -> None:
    assert "5" in forbidden("It began on Jan. 5 in town.")
    assert "The" not in forbidden("It began in Jan. The end is open.")


def test_what_closes_a_sentence_starts_none() -> None:
    assert "”" in forbidden("“We left.” They stayed.")
    assert "he" in forbidden("“We left,” he said.")


def test_a_missing_space_is_no_hindrance() -> None:
    assert "Some" not in forbidden("There were casualties.Some fled.")


def test_block_starts_always_count() -> None:
    scores, fixed = np.full(4, -9.0), np.array([True, False, True, False])
    assert first_words(scores, fixed, np.zeros(4, dtype=bool)) == [0, 2]


def test_the_encoder_is_heard_where_writing_allows() -> None:
    scores, allowed = np.array([-9.0, 9.0, 9.0]), np.array([True, False, True])
    assert first_words(scores, np.zeros(3, dtype=bool), allowed) == [0, 2]
