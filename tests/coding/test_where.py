"""The place of an event in hand-built trees."""

from __future__ import annotations

from dateline.coding.places import find_places
from dateline.coding.where import event_place
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.records import Where
from placedocs import build

GAZETTEER = load_gazetteer()


def where(rows: str, trigger: str, *, speech_act: bool = False) -> Where:
    doc, page = build(rows)
    token = next(t for t in doc if t.text == trigger)
    return event_place(token, doc, find_places(doc, page, GAZETTEER), page, speech_act=speech_act)


ATTACK = """
Gunmen NOUN 2 nsubj gunman
attacked VERB 0 root attack
a DET 4 det
base NOUN 2 obj
in ADP 6 case
Taji PROPN 4 nmod
, PUNCT 8 punct
north ADV 6 advmod
of ADP 10 case
Baghdad PROPN 8 nmod
. PUNCT 2 punct
"""


def test_the_most_specific_place_of_the_recipient() -> None:
    found = where(ATTACK, "attacked")
    assert (found.name, found.precision, found.country) == ("Taji", 1, "IRQ")
    assert found.mention is not None
    assert found.mention.text == "Taji"
    assert found.latitude is not None


SAID = """
Baghdad PROPN 2 nsubj
accused VERB 0 root accuse
Tehran PROPN 2 obj
. PUNCT 2 punct
"""


def test_actors_are_no_places() -> None:
    found = where(SAID, "accused", speech_act=True)
    assert (found.name, found.precision, found.reason) == (None, 5, "no place hangs on the clause")


WARNED = """
The DET 2 det
minister NOUN 3 nsubj
warned VERB 0 root warn
rebels NOUN 3 obj rebel
in ADP 6 case
Mosul PROPN 4 nmod
. PUNCT 3 punct
"""

WARNED_THERE = """
The DET 2 det
minister NOUN 3 nsubj
warned VERB 0 root warn
rebels NOUN 3 obj rebel
in ADP 6 case
Mosul PROPN 3 obl
. PUNCT 3 punct
"""


def test_a_speech_act_has_only_a_place_of_its_own_verb() -> None:
    assert where(WARNED, "warned", speech_act=True).name is None
    assert where(WARNED_THERE, "warned", speech_act=True).name == "Mosul"


KILLING = """
In ADP 2 case
Mosul PROPN 5 obl
, PUNCT 5 punct
gunmen NOUN 5 nsubj gunman
opened VERB 0 root open
fire NOUN 5 obj
, PUNCT 8 punct
killing VERB 5 advcl kill
five NUM 8 obj
. PUNCT 5 punct
"""


def test_the_place_of_the_governing_clause_is_shared() -> None:
    assert where(KILLING, "killing").name == "Mosul"


REPORTED = """
Police NOUN 4 nsubj
in ADP 3 case
Tikrit PROPN 1 nmod
said VERB 0 root say
gunmen NOUN 6 nsubj gunman
killed VERB 4 ccomp kill
five NUM 6 obj
. PUNCT 4 punct
"""


def test_the_place_of_a_speaker_is_not_the_event_s() -> None:
    assert where(REPORTED, "killed").name is None


AIRPORT = """
Rockets NOUN 2 nsubj rocket
hit VERB 0 root hit
Erbil PROPN 4 compound
airport NOUN 2 obj
. PUNCT 2 punct
"""


def test_a_name_before_a_place_noun_is_a_place() -> None:
    found = where(AIRPORT, "hit")
    assert found.name is not None
    assert found.name.startswith("Erbil")


CAPTURED = """
Rebels NOUN 2 nsubj rebel
captured VERB 0 root capture
Aleppo PROPN 2 obj
. PUNCT 2 punct
"""


def test_a_town_that_is_taken_is_the_place() -> None:
    assert where(CAPTURED, "captured").name == "Aleppo"


BACKED = """
Iran PROPN 3 compound
- PUNCT 3 punct
backed VERB 4 amod back
militias NOUN 5 nsubj militia
attacked VERB 0 root attack
. PUNCT 5 punct
"""


def test_part_of_a_compound_adjective_is_no_place() -> None:
    assert where(BACKED, "attacked").name is None


REGION = """
Troops NOUN 2 nsubj troop
died VERB 0 root die
in ADP 5 case
southwestern ADJ 5 amod
Somalia PROPN 2 obl
. PUNCT 2 punct
"""


def test_a_region_phrase_has_no_id_and_no_point() -> None:
    found = where(REGION, "died")
    assert (found.name, found.precision, found.country) == ("southwestern Somalia", 3, "SOM")
    assert found.geoname_id is None
    assert found.latitude is None


def test_no_place_in_the_sentence_is_said() -> None:
    rows = "Gunmen NOUN 2 nsubj gunman\nfired VERB 0 root fire\n. PUNCT 2 punct"
    assert where(rows, "fired") == Where(reason="no place in the sentence")


FROM = """
Gunmen NOUN 2 nsubj gunman
killed VERB 0 root kill
villagers NOUN 2 obj villager
from ADP 5 case
Mosul PROPN 2 obl
in ADP 7 case
Tikrit PROPN 2 obl
. PUNCT 2 punct
"""


def test_where_somebody_comes_from_is_no_place_but_where_somebody_is_taken_from() -> None:
    assert where(FROM, "killed").name == "Tikrit"
    taken = FROM.replace("killed VERB 0 root kill", "abducted VERB 0 root abduct")
    assert where(taken.replace("in ADP 7 case\nTikrit PROPN 2 obl\n. PUNCT", ". PUNCT"), "abducted").name == "Mosul"


BASE = """
Crowds NOUN 2 nsubj crowd
protested VERB 0 root protest
at ADP 6 case
a DET 6 det
Turkey PROPN 6 compound
base NOUN 2 obl
. PUNCT 2 punct
"""


def test_the_country_before_a_base_is_its_owner() -> None:
    assert where(BASE, "protested").name is None
    assert where(BASE.replace("base NOUN", "village NOUN"), "protested").name == "Turkey"


LIST = """
Rebels NOUN 2 nsubj rebel
attacked VERB 0 root attack
villages NOUN 2 obj village
around ADP 5 case
Mosul PROPN 2 obl
and CCONJ 7 cc
Tikrit PROPN 5 conj
. PUNCT 2 punct
"""


def test_of_a_list_the_first_and_near_holds_for_all() -> None:
    doc, page = build(LIST)
    assert [p.precision for p in find_places(doc, page, GAZETTEER)] == [2, 2]
    assert (where(LIST, "attacked").name, where(LIST, "attacked").precision) == ("Mosul", 2)


WHEN = """
Two NUM 2 nummod
guards NOUN 3 nsubj guard
died VERB 0 root die
when ADV 7 advmod
a DET 6 det
bomb NOUN 7 nsubj
exploded VERB 3 advcl explode
in ADP 9 case
Mosul PROPN 7 obl
. PUNCT 3 punct
"""


def test_the_place_of_how_it_came_about() -> None:
    assert where(WHEN, "died").name == "Mosul"
    assert where(WHEN.replace("when ADV 7 advmod", "after SCONJ 7 mark"), "died").name is None


HOST = """
Norway PROPN 2 nsubj
brokered VERB 0 root broker
truces NOUN 2 obj truce
and CCONJ 6 cc
will AUX 6 aux
host VERB 2 conj
talks NOUN 6 obj talk
in ADP 9 case
Mosul PROPN 6 obl
. PUNCT 2 punct
"""


def test_a_second_verb_keeps_its_place_unless_it_only_goes_on() -> None:
    assert where(HOST, "brokered").name is None
    assert where(HOST, "host").name == "Mosul"
    assert where(HOST.replace("will AUX 6 aux\nhost", "then ADV 6 advmod\nhosted"), "brokered").name == "Mosul"
