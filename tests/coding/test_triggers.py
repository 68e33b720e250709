"""Which words report an event: readings and their conditions, light verbs, words that are part of another."""

from __future__ import annotations

import pytest

from dateline.coding.triggers import find_triggers, is_part_of_word, outranks
from dateline.knowledge.lexicon import load_lexicon
from treedocs import build, word


def triggers(rows: str) -> list[tuple[str, str]]:
    return [(match.token.text, match.trigger.type) for match in find_triggers(build(rows), load_lexicon())]


def test_a_verb_reports_its_type() -> None:
    assert triggers("Rebels NOUN 2 nsubj rebel\nbombed VERB 0 root bomb\nGoma PROPN 2 obj") == [("bombed", "ASSAULT")]


def test_a_wrong_lemma_does_no_harm() -> None:
    assert triggers("Rebels NOUN 2 nsubj rebel\nbombed VERB 0 root bombe\nGoma PROPN 2 obj") == [("bombed", "ASSAULT")]


def test_a_light_verb_carries_its_noun() -> None:
    doc = build(
        "Rebels NOUN 2 nsubj rebel\ncarried VERB 0 root carry\nout ADP 2 compound:prt\nan DET 5 det\nattack NOUN 2 obj"
    )
    (match,) = find_triggers(doc, load_lexicon())
    assert match.token.text == "attack"
    assert match.light_verb is not None
    assert (match.light_verb.text, match.light_subject) == ("carried", "actor")
    assert match.nominal


@pytest.mark.parametrize(
    "rows",
    [
        "The DET 2 det\nbaker NOUN 3 nsubj\nbaked VERB 0 root bake\nbread NOUN 3 obj",
        "heart NOUN 2 compound\nattack NOUN 0 root",
    ],
)
def test_words_of_peace(rows: str) -> None:
    assert triggers(rows) == []


def test_halves_of_compounds_are_part_of_them() -> None:
    doc = build("rebel NOUN 3 compound\n- PUNCT 1 punct\nheld VERB 4 amod hold\ntown NOUN 0 root")
    assert not is_part_of_word(word(doc, "held"))  # set apart by spaces
    from spacy.tokens import Doc

    joined = Doc(doc.vocab, ["rebel", "-", "held", "town"], [False, False, True, False])
    assert is_part_of_word(joined[2])


def test_no_event_wins_at_equal_weight() -> None:
    readings = [each for found in load_lexicon().triggers.values() for each in found]
    none = next(each for each in readings if each.type == "NONE" and each.specificity == 1)
    event = next(each for each in readings if each.type != "NONE" and each.specificity == 1)
    assert outranks(none, event)
    assert not outranks(event, none)


def test_a_prefix_with_a_hyphen_is_looked_up_without_it() -> None:
    lexicon = load_lexicon()
    assert lexicon.readings("counter-attacked", "counter-attack", "VERB") == lexicon.triggers["counterattack", "VERB"]
    assert lexicon.readings("-", "-", "VERB") == ()


def test_a_title_or_a_pronoun_meets_a_condition_on_who_acts() -> None:
    fled = "President PROPN 2 nmod:desc president\nAmin PROPN 3 nsubj\nfled VERB 0 root flee"
    assert triggers(fled) == [("fled", "RETREAT")]
    assert triggers("Amin PROPN 2 nsubj\nfled VERB 0 root flee") == []
    took = "They PRON 2 nsubj they\ntook VERB 0 root take\nthe DET 4 det\ntown NOUN 2 obj"
    assert triggers(took) == [("took", "ASSAULT")]
