"""Incidents of upper-case cables: kinds, and who and what fills their roles."""

from __future__ import annotations

from typing import Any

from dateline.evaluation.incidents_layer import annotate_incidents
from dateline.records import Failure


def templates(text: str) -> dict[str, dict[str, Any]]:
    (row,) = annotate_incidents([{"id": "a", "text": text}])
    assert not isinstance(row, Failure)
    return {each["incident_type"]: each for each in row["templates"]}


def test_a_bombing_has_weapon_and_thing_hit() -> None:
    found = templates("POLICE SAID THAT A CAR BOMB EXPLODED OUTSIDE A BANK IN GARISSA ON MONDAY, KILLING TWO GUARDS.")
    assert found["BOMBING"]["weapon"] == ["CAR BOMB"]
    assert found["BOMBING"]["phys_target"] == ["BANK"]
    assert found["BOMBING"]["victim"] == ["GUARDS"]


def test_a_kidnapping_has_a_body_and_a_person_by_name() -> None:
    found = templates("GUERRILLAS OF THE LINDU LIBERATION FRONT KIDNAPPED JUDGE MARIA TAMM IN GARISSA ON TUESDAY.")
    assert found["KIDNAPPING"]["victim"] == ["MARIA TAMM"]
    assert found["KIDNAPPING"]["perp_individual"] or found["KIDNAPPING"]["perp_organization"]


def test_combat_plans_and_other_news_are_no_incidents() -> None:
    assert templates("The army killed nine rebels in Garissa. Troops will attack the town. A firm held a sale.") == {}
    assert templates("Le vieux port est calme ce matin et les pêcheurs sont sortis en mer sous un ciel clair.") == {}
