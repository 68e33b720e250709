"""How many: figures, number words, vague words, and what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.numbers import number_of, occurrences, quantity, value_of
from dateline.coding.tolls import casualties
from dateline.knowledge.cues import load_cues
from pageclaims import claims, only
from treedocs import article, build, tree, word


def counted(phrase: str, number: str, head: str = "people") -> tuple[int, int | None] | None:
    """The interval of "killed PHRASE people": words of the number in front hang on `number`."""
    words = phrase.split()
    at, noun = words.index(number) + 2, len(words) + 2
    rows = ["killed VERB 0 root Tense=Past kill"]
    for n, each in enumerate(words, 2):
        relation, above = ("nummod", noun) if n == at else ("compound", at) if number_of(each) else ("advmod", at)
        rows.append(f"{each} {'NUM' if number_of(each) is not None else 'ADV'} {above} {relation}")
    rows.append(f"{head} NOUN 1 obj Number=Plur")
    doc = build("\n".join(rows))
    found = quantity(doc[len(doc) - 1], load_cues(), article(doc.text))
    return (found.low, found.high) if found else None


@given(st.integers(0, 999_999_999))
def test_digits_with_and_without_commas(number: int) -> None:
    assert number_of(str(number)) == number
    assert number_of(f"{number:,}") == number


@given(st.text(max_size=12))
def test_any_word_is_a_number_or_none(text: str) -> None:
    value = number_of(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [("twelve", 12), ("Forty", 40), ("twenty-five", 25), ("hundred", 100), ("1,2", None), ("3.5", None), ("x", None)],
)
def test_one_word(text: str, value: int | None) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize(
    ("phrase", "number", "interval"),
    [
        ("five", "five", (5, 5)),
        ("at least five", "five", (5, None)),
        ("more than 1,200", "1,200", (1201, None)),
        ("no fewer than nine", "nine", (9, None)),
        ("no more than nine", "nine", (0, 9)),
        ("over 50", "50", (51, None)),
        ("up to 30", "30", (0, 30)),
        ("as many as 30", "30", (0, 30)),
        ("20 to 30", "30", (20, 30)),
        ("20 to 30", "20", (20, 30)),
        ("20 - 30", "30", (20, 30)),
        ("between 20 and 30", "30", (20, 30)),
        ("two hundred", "hundred", (200, 200)),
        ("at least two hundred", "hundred", (200, None)),
        ("one hundred twenty five", "hundred", (125, 125)),
        ("two dozen", "dozen", (24, 24)),
        ("two hundred thousand", "thousand", (200_000, 200_000)),
    ],
)
def test_words_before_a_number_make_an_interval(phrase: str, number: str, interval: tuple[int, int | None]) -> None:
    assert counted(phrase, number) == interval


@pytest.mark.parametrize(
    ("word_", "relation", "interval"),
    [("several", "amod", (2, None)), ("some", "det", (1, None)), ("no", "det", (0, 0)), ("the", "det", None)],
)
def test_words_without_a_figure(word_: str, relation: str, interval: tuple[int, int | None] | None) -> None:
    doc = build(f"killed VERB 0 root kill\n{word_} DET 3 {relation}\nsoldiers NOUN 1 obj Number=Plur soldier")
    found = quantity(word(doc, "soldiers"), load_cues(), article(doc.text))
    assert (None if found is None else (found.low, found.high)) == interval


def test_dozens_of_people() -> None:
    doc = build("killed VERB 0 root\ndozens NOUN 1 obj dozen\nof ADP 4 case\npeople NOUN 2 nmod")
    found = quantity(word(doc, "dozens"), load_cues(), article(doc.text))
    assert found is not None
    assert (found.low, found.high) == (24, 99)


def test_a_decimal_counts_only_with_its_scale() -> None:
    assert value_of(tree("2.5 NUM 2 compound\nmillion NUM 0 root", "million")) == 2_500_000
    assert value_of(tree("2.5 NUM 0 root", "2.5")) is None
    rows = "two NUM 2 nummod\nhundred NUM 0 root\nand CCONJ 4 cc\nfifty NUM 2 conj"
    assert value_of(tree(rows, "hundred")) == 250


def test_a_number_behind_its_noun_is_cited_in_order() -> None:
    doc = build("killed VERB 0 root\ncivilians NOUN 1 obj civilian\n12 NUM 2 nummod")
    found = quantity(word(doc, "civilians"), load_cues(), article(doc.text))
    assert found is not None
    assert found.mention is not None
    assert (found.low, found.mention.text) == (12, "civilians 12")


def test_the_killed_and_the_injured_of_a_clause() -> None:
    doc = build(
        """
        Shelling NOUN 2 nsubj
        killed VERB 0 root VerbForm=Fin kill
        three NUM 4 nummod
        men NOUN 2 obj man
        and CCONJ 6 cc
        wounded VERB 2 conj wound
        nine NUM 8 nummod
        others NOUN 6 obj other
        """
    )
    found = casualties([word(doc, "killed")], load_cues(), article(doc.text))
    assert found.killed is not None
    assert found.injured is not None
    assert (found.killed.low, found.injured.low) == (3, 9)


@pytest.mark.parametrize(
    "rows",
    [
        "The DET 2 det\ntoll NOUN 3 nsubj\nrose VERB 0 root rise\nto ADP 5 case\n20 NUM 3 obl",
        "The DET 2 det\ntoll NOUN 3 nsubj\nreached VERB 0 root reach\n20 NUM 3 obj",
        "a DET 2 det\ntoll NOUN 0 root\nof ADP 4 case\n20 NUM 2 nmod",
    ],
)
def test_tolls(rows: str) -> None:
    doc = build(rows)
    found = casualties([doc[0].sent.root], load_cues(), article(doc.text))
    assert found.killed is not None
    assert found.killed.low == 20


def test_the_toll_of_two_attacks_is_not_two() -> None:
    doc = build("toll NOUN 0 root\nof ADP 4 case\ntwo NUM 4 nummod\nattacks NOUN 1 nmod attack")
    assert not casualties([doc[0]], load_cues(), article(doc.text))


def test_how_often() -> None:
    assert occurrences(tree("13 NUM 2 nummod\nattacks NOUN 0 root Number=Plur attack", "attacks")) == 13
    assert occurrences(tree("attacks NOUN 0 root Number=Plur attack", "attacks")) is None
    assert occurrences(tree("attack NOUN 0 root Number=Sing", "attack")) == 1
    assert occurrences(tree("attacked VERB 0 root attack", "attacked")) == 1


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A car bomb left seven people dead and dozens injured.", (7, 7), (24, 99)),
        ("The death toll from the ferry bombing has risen to 70, with 12 wounded.", (70, 70), (12, 12)),
        ("Death toll from Aden market bombing at least 40", (40, None), None),
        ("The attack claimed the lives of at least nine soldiers.", (9, None), None),
        ("At least nine people lost their lives in the attack.", (9, None), None),
        ("A missile hit the barracks, claiming the lives of 35 recruits and injuring 14.", (35, 35), (14, 14)),
        ("The explosion left at least 15 people dead, and more than 40 injured.", (15, None), (41, None)),
        ("The clashes resulted in the deaths of 14 soldiers.", (14, 14), None),
    ],
)
def test_ways_to_tell_of_the_dead(
    text: str, killed: tuple[int, int | None] | None, injured: tuple[int, int | None] | None
) -> None:
    claim = only(text)
    got = [None if q is None else (q.low, q.high) for q in (claim.killed, claim.injured)]
    assert got == [killed, injured]


def test_the_dead_of_an_attack_are_not_those_of_the_arrest() -> None:
    found = claims("Police arrested two men over a bombing that killed nine people in Quetta.")
    assert {claim.type: claim.killed and claim.killed.low for claim in found} == {"COERCE": None, "ASSAULT": 9}


def test_each_act_has_its_own_dead() -> None:
    found = claims("The group has been accused of kidnapping two nurses and of killing a priest.")
    assert {claim.mode: claim.killed and claim.killed.low for claim in found if claim.type == "ASSAULT"} == {
        "abduct": None,
        None: 1,
    }
