"""Several triggers, one event; and acts of speech that swallow what they speak of."""

from __future__ import annotations

from dateline.coding.joining import drop_embraced, join
from dateline.coding.status import Verdict
from dateline.knowledge.cues import load_cues
from drafting import ARMY, FRONT, SUDLAND, draft, found
from pageclaims import claims
from treedocs import build, word

KILLED = """
Rebels NOUN 2 nsubj rebel
killed VERB 0 root kill
six NUM 4 nummod
men NOUN 2 obj man
in ADP 7 case
an DET 7 det
attack NOUN 2 obl
"""


def test_the_dead_are_those_of_the_attack() -> None:
    doc = build(KILLED)
    drafts = [
        draft(word(doc, "killed"), actors=(found(FRONT),)),
        draft(word(doc, "attack"), mode="explosives"),
    ]
    (kept,) = join(drafts, load_cues())
    assert kept.match.token.text == "attack"
    assert [each.participant.entity.id for each in kept.actors] == ["river-front"]
    assert kept.joined == (1,)


def test_after_an_attack_is_another_event() -> None:
    doc = build(KILLED.replace("in ADP", "after ADP"))
    drafts = [draft(word(doc, "killed")), draft(word(doc, "attack"))]
    assert len(join(drafts, load_cues())) == 2


def test_other_actors_or_another_status_are_another_event() -> None:
    doc = build(KILLED)
    killed, attack = word(doc, "killed"), word(doc, "attack")
    ours, theirs = draft(killed, actors=(found(FRONT),)), draft(attack, actors=(found(ARMY),))
    assert len(join([ours, theirs], load_cues())) == 2
    planned = draft(attack, verdict=Verdict("planned", "test"))
    assert len(join([ours, planned], load_cues())) == 2


def test_a_threat_to_attack_is_no_attack() -> None:
    doc = build(
        "Rebels NOUN 2 nsubj\nthreatened VERB 0 root threaten\nto PART 4 mark\nattack VERB 2 xcomp VerbForm=Inf\n"
        "Goma PROPN 4 obj"
    )
    threat = draft(word(doc, "threatened"), "THREATEN", recipients=(found(SUDLAND),))
    assert drop_embraced([threat, draft(word(doc, "attack"))]) == [threat]


def test_a_protest_after_an_attack_keeps_both() -> None:
    doc = build(
        "Crowds NOUN 2 nsubj\ndemanded VERB 0 root demand\ntalks NOUN 2 obj talk\nafter ADP 6 case\nan DET 6 det\n"
        "attack NOUN 2 obl"
    )
    demand, attack = draft(word(doc, "demanded"), "REQUEST"), draft(word(doc, "attack"))
    assert drop_embraced([demand, attack]) == [demand, attack]


def test_a_noun_that_sums_up_a_sentence_is_no_second_event() -> None:
    text = "Gunmen shot nine villagers near Mopti on Monday, in the latest massacre in the region."
    assert [claim.trigger.text for claim in claims(text)] == ["shot"]


def test_what_describes_a_place_or_is_answered_is_not_taken_in_by_an_act_of_speech() -> None:
    told = "People were granted safe passage out of Wajir, a town besieged by government forces."
    assert [claim.type for claim in claims(told)] == ["CONCEDE", "COERCE"]
    revenge = "The militia promised revenge for the drone strike that killed its leader in Basra on Friday."
    assert [claim.type for claim in claims(revenge)] == ["THREATEN", "ASSAULT"]


def test_what_a_crowd_chants_is_part_of_its_march() -> None:
    text = "Thousands held a march in Mumbai on Monday, chanting slogans against politicians."
    assert [claim.trigger.text for claim in claims(text)] == ["march"]
