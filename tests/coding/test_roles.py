"""Which words may fill the roles of a trigger."""

from __future__ import annotations

from dateline.coding.roles import Group, find_roles
from drafting import match
from treedocs import build, word


def texts(groups: tuple[Group, ...]) -> list[list[str]]:
    return [[slot.token.text for slot in group] for group in groups]


def test_subject_and_object_with_all_conjuncts() -> None:
    doc = build(
        "Rebels NOUN 4 nsubj rebel\nand CCONJ 3 cc\nbandits NOUN 1 conj bandit\nattacked VERB 0 root attack\n"
        "police NOUN 4 obj"
    )
    roles = find_roles(match(word(doc, "attacked")))
    assert texts(roles.actors)[0] == ["Rebels", "bandits"]
    assert texts(roles.recipients)[0] == ["police"]
    assert roles.partners == ()


def test_a_noun_takes_phrases_and_the_subject_of_its_light_verb() -> None:
    doc = build(
        "Rebels NOUN 2 nsubj rebel\nlaunched VERB 0 root launch\nan DET 4 det\nattack NOUN 2 obj\non ADP 6 case\n"
        "police NOUN 4 nmod"
    )
    roles = find_roles(match(word(doc, "attack"), light=word(doc, "launched")))
    assert ["Rebels"] in texts(roles.actors)
    assert ["police"] in texts(roles.recipients)


def test_who_suffers_an_attack_is_its_recipient() -> None:
    doc = build("Police NOUN 2 nsubj\nsuffered VERB 0 root suffer\nattacks NOUN 2 obj attack")
    roles = find_roles(match(word(doc, "attacks"), light=word(doc, "suffered"), subject="recipient"))
    assert roles.actors == ()
    assert ["Police"] in texts(roles.recipients)


def test_who_claims_responsibility_did_it() -> None:
    doc = build(
        "Front NOUN 2 nsubj\nclaimed VERB 0 root claim\nresponsibility NOUN 2 obj\nfor ADP 6 case\nthe DET 6 det\n"
        "attack NOUN 3 nmod"
    )
    assert ["Front"] in texts(find_roles(match(word(doc, "attack"))).actors)


def test_a_word_is_not_both_actor_and_recipient() -> None:
    doc = build("Rebels NOUN 2 nsubj rebel\nattacked VERB 0 root attack")
    roles = find_roles(match(word(doc, "attacked")))
    assert texts(roles.actors) == [["Rebels"]]
    assert roles.recipients == ()


def test_who_stands_before_a_deed_did_it_where_its_victim_stands_behind() -> None:
    doc = build(
        "Norland PROPN 3 nmod:poss\n's PART 1 case\nkilling NOUN 7 nsubj\nof ADP 6 case\nthe DET 6 det\n"
        "general NOUN 3 nmod\nangered VERB 0 root anger"
    )
    roles = find_roles(match(word(doc, "killing"), frame="undergo"))
    assert texts(roles.actors)[0] == ["Norland"]
    assert texts(roles.recipients)[0] == ["general"]


def test_who_stands_before_a_deed_without_a_victim_behind_suffers_it() -> None:
    doc = build("Amin PROPN 3 nmod:poss\n's PART 1 case\nkilling NOUN 4 nsubj\nangered VERB 0 root anger")
    roles = find_roles(match(word(doc, "killing"), frame="undergo"))
    assert roles.actors == ()
    assert ["Amin"] in texts(roles.recipients)
