"""Where the writing allows a sentence to start."""

import numpy as np
import spacy

from dateline.parsing.sentences import ended_before, first_words, may_start, seen_starts
from dateline.parsing.tokens import EnglishTokenizer

TOKENIZER = EnglishTokenizer(spacy.blank("en").vocab)


def forbidden(text: str) -> list[str]:
    """The words that may not start a sentence."""
    doc = TOKENIZER(text)
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    return [word for at, word in enumerate(words) if not may_start(at, words, spaces)]


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


def test_writing_alone_shows_an_end_by_a_full_stop_and_a_capital() -> None:
    words, spaces = ["They", "met", "Gen.", "Roe", ".", "He", "left", ".", "soon", "."], [True] * 10
    spaces[3] = spaces[6] = False
    assert [at for at in range(1, 10) if ended_before(at, words, spaces)] == [5]


def test_what_the_writing_shows_lowers_the_score_a_start_needs() -> None:
    words, spaces = ["It", "ended", ".", "They", "left", "the", "U.S.", "The", "army"], [True] * 9
    assert seen_starts(np.full(9, -2.0), 0, words, spaces).tolist() == [at in {3, 7} for at in range(9)]


def test_block_starts_always_count() -> None:
    assert first_words(np.zeros(4, dtype=bool), np.array([True, False, True, False])) == [0, 2]


def test_the_encoder_is_heard_where_writing_allows() -> None:
    words, spaces = ["He", "met", "Gen.", "Roe", ".", "They"], [True, True, True, False, True, False]
    seen = seen_starts(np.array([-9.0, -9.0, -9.0, 9.0, -9.0, 9.0]), 0, words, spaces)
    assert seen.tolist() == [False, False, False, False, False, True]
    assert seen_starts(np.array([9.0, 9.0]), 3, words, spaces).tolist() == [False, False]
    assert first_words(seen, np.zeros(6, dtype=bool)) == [0, 5]
