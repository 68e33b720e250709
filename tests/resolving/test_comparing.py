"""How well two claims agree: each field alone, and that order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Entity, Mention, Participant, Quantity, Span, When, Where, digest
from dateline.resolving.comparing import compare, kilometres, place
from dateline.resolving.reconciling import reconcile

HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
SUBURB = Where("Dockside", 1, 103, 10.1, 20.1, "NRL", "Coast")
MILL = Where("Mill Town", 1, 102, 12.0, 20.5, "NRL", "Coast")
NORLAND = Where("Norland", 4, None, None, None, "NRL")
SUDLAND = Where("Sudland", 4, None, None, None, "SUD")
ARMY = Entity("norland-army", "Norland army", "organisation", "NRL", "MIL")
FRONT = Entity("river-front", "River Front", "group", "NRL", "REB")
GUNMEN = Entity("gunmen", "gunmen", "group", None, "UAF", unnamed=True)


def claim(document: str = "a", at: int = 10, **fields: object) -> Claim:
    mention = Mention(Span(at, at + 6), "attack")
    base = Claim(digest(document, str(at)), document, "ASSAULT", None, mention, mention, mention)
    return replace(base, **fields)  # type: ignore[arg-type]


def days(first: int, last: int | None = None) -> When:
    return When(date(2031, 5, first), date(2031, 5, last or first), "explicit")


def who(*entities: Entity) -> tuple[Participant, ...]:
    return tuple(Participant(entity, Mention(Span(0, 1), entity.name)) for entity in entities)


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        ({"when": days(3)}, {"when": days(4)}, "different days"),
        ({"where": HARBOUR}, {"where": MILL}, "different places"),
        ({"where": HARBOUR}, {"where": SUDLAND}, "different countries"),
        ({"where": HARBOUR}, {"where": replace(HARBOUR, geoname_id=9, country="SUD")}, "different countries"),
        ({"where": HARBOUR}, {"where": replace(HARBOUR, geoname_id=9, latitude=14.0)}, "different places"),
        ({"actors": who(ARMY)}, {"actors": who(FRONT)}, "different actors"),
        ({"count": 1}, {"count": 13}, "one event against several"),
    ],
)
def test_what_keeps_two_claims_apart(one: dict[str, object], other: dict[str, object], veto: str) -> None:
    assert compare(claim("a", **one), claim("b", **other)).veto == veto


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"when": days(3)}, {"when": days(1, 9)}),
        ({"where": HARBOUR}, {"where": NORLAND}),
        ({"where": HARBOUR}, {"where": SUBURB}),
        ({"where": HARBOUR}, {}),
        ({"actors": who(ARMY)}, {"actors": who(GUNMEN)}),
        ({"actors": who(ARMY)}, {"actors": who(ARMY, FRONT)}),
        ({"killed": Quantity(4, 4)}, {"killed": Quantity(5, 5)}),
    ],
)
def test_what_can_be_one_event(one: dict[str, object], other: dict[str, object]) -> None:
    assert compare(claim("a", **one), claim("b", **other)).veto is None


def test_agreement_gives_points_and_says_why() -> None:
    same = {"when": days(3), "where": HARBOUR, "killed": Quantity(7, 7)}
    found = compare(claim("a", **same), claim("b", **same))
    assert found.points >= 5
    assert {"same day", "both in Harbour", "same number killed"} <= set(found.reasons)
    assert found.points > compare(claim("a", **same), claim("b", when=days(3), where=HARBOUR)).points


def test_places_of_no_known_country_are_not_in_one_another() -> None:
    sea = Where("North Sea", 3, 1, 56.0, 3.0)
    assert place(sea, Where("South Sea", 3, 2, -10.0, 150.0)).points < 0


def test_distance_in_kilometres() -> None:
    assert kilometres(HARBOUR, HARBOUR) == 0
    degree = kilometres(Where("a", latitude=0.0, longitude=0.0), Where("b", latitude=0.0, longitude=1.0))
    assert 111 < degree < 112


FIELDS = st.fixed_dictionaries(
    {
        "when": st.sampled_from([When(), days(3), days(4), days(1, 9)]),
        "where": st.sampled_from([Where(), HARBOUR, SUBURB, MILL, NORLAND, replace(HARBOUR, precision=4)]),
        "actors": st.sampled_from([(), who(ARMY), who(FRONT), who(GUNMEN)]),
        "killed": st.sampled_from([None, Quantity(0, 0), Quantity(4, 4), Quantity(40, None)]),
        "mode": st.sampled_from([None, "aerial", "explosives", "targeted"]),
        "weapon": st.sampled_from([None, "none stated", "drone", "IED"]),
        "status": st.sampled_from(["asserted", "planned", "denied"]),
    }
)


@given(FIELDS, FIELDS)
def test_order_does_not_matter(one: dict[str, object], other: dict[str, object]) -> None:
    mine, yours = claim("a", **one), claim("b", **other)
    there, back = compare(mine, yours), compare(yours, mine)
    assert (there.points, there.veto is None) == (back.points, back.veto is None)


def test_of_dates_as_narrow_the_stated_one_is_the_events() -> None:
    lent = replace(days(3), basis="context")
    event = reconcile([claim("a", when=lent), claim("b", when=days(3)), claim("c", when=days(1, 9))], ())
    assert event.when.basis == "explicit"
