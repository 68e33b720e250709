"""What other schemes call an event: quad class, Goldstein score, ACLED and UCDP types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.knowledge.cameo import cameo_table
from dateline.knowledge.crosswalk import acled_of, acled_table, crossed, goldstein, violence
from dateline.knowledge.ontology import load_types
from dateline.records import Entity, Quantity
from makers import ARMY, GUNMEN, NORLAND, REBELS, claim, page

VILLAGERS = Entity("villagers", "villagers", "population", "NRL", "SOC")
STRANGER = Entity("stranger", "A Stranger", "person")


def test_a_deadly_claim_has_all_terms() -> None:
    found = crossed(claim(page()))
    assert (found.quad, found.goldstein) == (4, -10.0)
    assert (found.acled_type, found.acled_sub_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert found.ucdp == 1


def test_without_dead_there_is_no_type_of_violence() -> None:
    assert crossed(replace(claim(page()), killed=None)).ucdp is None
    assert crossed(replace(claim(page()), killed=Quantity(0, 0))).ucdp is None


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ([ARMY], [REBELS], 1),
        ([REBELS], [NORLAND], 1),
        ([REBELS], [GUNMEN], 2),
        ([REBELS], [VILLAGERS], 3),
        ([ARMY], [VILLAGERS], 3),
        ([VILLAGERS], [VILLAGERS], None),
        ([REBELS], [STRANGER], None),
        ([], [VILLAGERS], None),
        ([ARMY], [], None),
    ],
)
def test_the_type_of_violence_follows_from_the_sides(
    actors: list[Entity], recipients: list[Entity], expected: int | None
) -> None:
    assert violence(actors, recipients) == expected


def test_firearms_against_civilians_are_an_attack_and_else_a_clash() -> None:
    assert acled_of("ASSAULT", "firearms", civilian=True) == ("Violence against civilians", "Attack")
    assert acled_of("ASSAULT", "firearms", civilian=False) == ("Battles", "Armed clash")
    assert acled_of("SUPPORT", None, civilian=False) is None


def test_rows_name_types_and_modes_of_the_ontology() -> None:
    types = load_types()
    for kind, mode, target in acled_table():
        assert mode in {"", *types[kind].modes}
        assert target in {"", "civilian"}


def test_every_code_that_a_claim_may_have_has_a_score() -> None:
    assert all(goldstein(row.code) is not None for row in cameo_table().values())
    assert goldstein("") is None
