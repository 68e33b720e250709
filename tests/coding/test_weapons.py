"""By what means: the weapon that the words around a trigger name."""

from __future__ import annotations

from dateline.coding.weapons import find_weapon
from dateline.knowledge.cues import load_cues
from drafting import match
from treedocs import build, word


def weapon(rows: str, at: str, light: str | None = None) -> tuple[str, str | None] | None:
    doc = build(rows)
    found = find_weapon(match(word(doc, at), light=word(doc, light) if light else None), load_cues())
    return (found[0].weapon, found[0].mode) if found else None


def test_the_object_names_the_weapon() -> None:
    assert weapon("Rebels NOUN 2 nsubj\nfired VERB 0 root fire\nrockets NOUN 2 obj rocket", "fired") == (
        "rocket",
        "heavy-weapons",
    )


def test_the_longest_phrase_counts() -> None:
    rows = "A DET 3 det\ncar NOUN 3 compound\nbomb NOUN 4 nsubj\nexploded VERB 0 root explode"
    assert weapon(rows, "exploded") == ("car bomb", "explosives")


def test_a_bomber_and_his_means_are_a_suicide_attack() -> None:
    rows = (
        "suicide NOUN 2 compound\nbomber NOUN 3 nsubj\nattacked VERB 0 root attack\nwith ADP 6 case\n"
        "car NOUN 6 compound\nbomb NOUN 3 obl"
    )
    assert weapon(rows, "attacked") == ("car bomb", "suicide-attack")


def test_no_weapon_in_sight() -> None:
    assert weapon("Rebels NOUN 2 nsubj\nattacked VERB 0 root attack\nGoma PROPN 2 obj", "attacked") is None


def test_the_weapon_hangs_on_the_light_verb() -> None:
    rows = (
        "Rebels NOUN 2 nsubj\ncarried VERB 0 root carry\nout ADP 2 compound:prt\nattack NOUN 2 obj\nwith ADP 6 case\n"
        "drones NOUN 2 obl drone"
    )
    found = weapon(rows, "attack", "carried")
    assert found is not None
    assert found[0] == "drone"
