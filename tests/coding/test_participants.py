"""From role words to entities: names, owners, partitives, pronouns."""

from __future__ import annotations

import pytest

from drafting import finder, resolved
from pageclaims import claims
from treedocs import build, word


def test_a_name_is_its_entity() -> None:
    assert resolved(build("Norway PROPN 2 nsubj\nspoke VERB 0 root speak"), "Norway") == ["norway"]


def test_an_embassy_stands_for_its_state_as_a_target() -> None:
    doc = build("hit VERB 0 root\nthe DET 4 det\nNorwegian ADJ 4 amod\nembassy NOUN 1 obj")
    found = finder(doc).resolve(word(doc, "embassy"), recipient=True)
    assert [each.participant.entity.country for each in found] == ["NOR"]


def test_nobody_owns_a_village() -> None:
    doc = build("hit VERB 0 root\nthe DET 4 det\nNorwegian ADJ 4 amod\nvillage NOUN 1 obj")
    assert resolved(doc, "village", recipient=True) == []


def test_a_pronoun_takes_the_last_subject_of_its_kind() -> None:
    doc = build(
        "Norway PROPN 2 nsubj\nmet VERB 0 root meet\nSudan PROPN 2 obj\n. PUNCT 2 punct\n\n"
        "It PRON 2 nsubj it\nleft VERB 0 root leave"
    )
    assert resolved(doc, "It") == ["norway"]


def test_a_pronoun_without_antecedent_is_nobody() -> None:
    assert resolved(build("It PRON 2 nsubj it\nleft VERB 0 root leave"), "It") == []


def test_bakers_are_no_participants() -> None:
    assert resolved(build("bread NOUN 2 nsubj\nrose VERB 0 root rise"), "bread") == []


def test_the_first_name_below_a_word_but_not_in_what_came_after() -> None:
    doc = build(
        "vowed VERB 0 root vow\nrevenge NOUN 1 obj\nafter ADP 4 case\nSudan PROPN 1 obl\non ADP 6 case\n"
        "Norway PROPN 1 obl"
    )
    found = finder(doc).mentioned_below(doc[0], set())
    assert [each.participant.entity.id for each in found] == ["norway"]
    assert finder(doc).mentioned_below(doc[0], {"norway"}) == []


def test_the_subject_of_a_verb_is_not_its_object() -> None:
    doc = build("Norway PROPN 2 nsubj\nattacked VERB 0 root attack\nit PRON 2 obj")
    assert resolved(doc, "it") == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Villagers fear the Aguilas Negras, a paramilitary gang that kidnapped a teacher in March.", "Black Eagles"),
        ("Boko Haram burned Baga on Monday. The militant group also kidnapped a teacher.", "Boko Haram"),
        ("Iraq's prime minister, Haider al-Abadi, ordered troops to leave Baga.", "Haider al-Abadi"),
    ],
)
def test_a_role_beside_or_behind_its_name_is_that_name(text: str, actor: str) -> None:
    (*_, claim) = claims(text)
    assert [each.entity.name for each in claim.actors] == [actor]


def test_both_sides_are_the_two_of_whom_the_page_tells_most() -> None:
    told = "Armenia shelled Azerbaijan on Monday. Azerbaijan shelled Armenia on Tuesday. "
    (*_, claim) = claims(told + "Russia, which has troops in Syria and Belarus, urged both sides to leave the ridge.")
    assert {each.entity.name for each in claim.recipients} == {"Armenia", "Azerbaijan"}
