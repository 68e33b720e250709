"""Which sentences of a text stand in another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline import cleaning
from dateline.records import Article, Page
from dateline.resolving.alignment import Alignment, align
from dateline.resolving.shingles import Sketch, prints, shingles, sketch, word_hash

STORY = (
    "Gunmen attacked a bus near Lesk on Monday and killed three passengers, the governor said.\n\n"
    "The bus was on its way to the market of Halven when shots came from both sides of the road.\n\n"
    "Soldiers searched the woods until dark but found nobody, a resident said by telephone.\n\n"
    "It was the second attack on that road since the bridge was opened in the summer."
)
BULLETIN = (
    "The ministry of health of Tavria recorded {} new cases of cholera and {} deaths from the sickness in the country "
    "in the 24 hours to the evening of {}, its daily bulletin said.\n\n"
    "There were {} patients in the hospitals of all districts, and {} of them were in intensive care there."
)


def article(text: str) -> Article:
    (made,) = cleaning.clean([Page("a.txt", f"The headline of a page\n\n{text}", title="The headline of a page")])
    assert isinstance(made, Article)
    return made


def sketched(text: str) -> Sketch:
    made = sketch(article(text))
    assert made is not None
    return made


def aligned(one: str, other: str) -> Alignment:
    return align(sketched(one), sketched(other))


def test_a_corrected_number_leaves_the_sentence_a_copy() -> None:
    found = aligned(STORY, STORY.replace("three", "five"))
    assert (found.one_in_other, found.other_in_one) == (1.0, 1.0)
    assert found.copied


def test_a_cut_copy_is_whole_in_its_origin() -> None:
    found = aligned(STORY, "\n\n".join(STORY.split("\n\n")[:2]))
    assert found.other_in_one == 1.0
    assert 0.4 < found.one_in_other < 0.6


def test_a_new_lead_does_not_count() -> None:
    rest = STORY.split("\n\n")[1:]
    found = aligned(STORY, "\n\n".join(["Three people died in an ambush, which the police call a robbery.", *rest]))
    assert list(found.other_kept) == [False, True, True, True]


def test_a_form_that_is_filled_in_anew_is_no_copy() -> None:
    monday, tuesday = BULLETIN.format(12, 3, "Monday", 41, 9), BULLETIN.format(17, 2, "Tuesday", 44, 6)
    found = aligned(monday, tuesday)
    assert found.one_in_other > 0.5
    assert found.refilled
    assert not found.copied


def test_passages_are_places_in_the_page() -> None:
    made = article(STORY)
    found = sketch(made)
    assert found is not None
    kept = align(found, sketched("\n\n".join(STORY.split("\n\n")[1:3]))).one_kept
    (passage,) = found.passages(kept)
    assert made.quote(passage).startswith("The bus was")
    assert made.quote(passage).endswith("by telephone.")


def test_a_text_of_few_words_has_no_sketch() -> None:
    assert sketch(article("Watch the film of it here.")) is None


WORDS = st.lists(st.sampled_from([f"word{number}" for number in range(400)]), min_size=60, max_size=120)


@given(WORDS, WORDS, st.integers(0, 40))
def test_a_run_of_23_common_words_leaves_a_common_print(one: list[str], other: list[str], at: int) -> None:
    other = [*other[:at], *one[10:33], *other[at:]]
    mine, yours = (
        prints(shingles(np.array([word_hash(word) for word in words], dtype=np.uint64))) for words in (one, other)
    )
    assert set(mine) & set(yours)


def test_hashes_are_the_same_in_every_version() -> None:
    assert sketched(STORY).digest == "d1cd3bb158320483"


def test_a_sentence_of_the_house_under_two_briefs_makes_no_copy() -> None:
    house = "This story is part of a reporting project on small towns whose donors have no say in what we write."
    one = "Police in Keld arrested a man on Tuesday after two traders were stabbed in the fish market."
    other = "The bridge at Upper Narrow opened to traffic again on Tuesday, a week after the flood damaged a pillar."
    assert not aligned(f"{one}\n\n{house}", f"{other}\n\n{house}").copied
    assert aligned(f"{one}\n\n{house}", f"{one}\n\n{other}").copied
