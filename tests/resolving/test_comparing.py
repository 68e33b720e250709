"""How well two claims agree: each field alone, and that order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Claim, Entity, Mention, Participant, Quantity, Span, When, Where, digest
from dateline.resolving.comparing import Agreement, Comparer
from dateline.resolving.explaining import explain
from dateline.resolving.levels import LEVELS, kilometres
from dateline.resolving.reconciling import reconcile
from dateline.resolving.traits import Reader
from dateline.resolving.weights import PRIOR, load_weights

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


def compare(one: Claim, other: Claim) -> Agreement:
    reader = Reader()
    return Comparer().agreement(reader.read(one), reader.read(other))


def reasons(one: Claim, other: Claim) -> str:
    reader = Reader()
    mine, yours = reader.read(one), reader.read(other)
    return explain(mine, yours, Comparer().agreement(mine, yours))


def level(field: str, one: Claim, other: Claim) -> str:
    return next(level for name, level, _ in compare(one, other).levels if name == field)


def days(first: int, last: int | None = None) -> When:
    return When(date(2031, 5, first), date(2031, 5, last or first), "explicit")


def who(*entities: Entity) -> tuple[Participant, ...]:
    return tuple(Participant(entity, Mention(Span(0, 1), entity.name)) for entity in entities)


POLICE = Entity("norland-police", "Norland police", "organisation", "NRL", "COP")
MAYOR = Entity("ada-holt", "Ada Holt", "person", "NRL", "GOV")


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"when": days(3)}, {"when": days(4)}, "time"),
        ({"where": HARBOUR}, {"where": MILL}, "place"),
        ({"where": HARBOUR}, {"where": SUDLAND}, "place"),
        ({"where": HARBOUR}, {"where": replace(HARBOUR, geoname_id=9, country="SUD")}, "place"),
        ({"where": HARBOUR}, {"where": replace(HARBOUR, geoname_id=9, latitude=14.0)}, "place"),
        ({"actors": who(ARMY)}, {"actors": who(FRONT)}, "actor"),
        ({"recipients": who(ARMY)}, {"recipients": who(POLICE)}, "recipient"),
        ({"count": 1}, {"count": 13}, "count"),
    ],
)
def test_what_keeps_two_claims_apart(one: dict[str, object], other: dict[str, object], field: str) -> None:
    assert compare(claim("a", **one), claim("b", **other)).apart == (field,)


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
    assert compare(claim("a", **one), claim("b", **other)).apart == ()


def test_acts_that_go_one_way_are_not_turned_round() -> None:
    threat, reply = {"actors": who(ARMY)}, {"recipients": who(ARMY)}
    assert compare(claim("a", type="THREATEN", **threat), claim("b", type="THREATEN", **reply)).apart == ("recipient",)
    assert compare(claim("a", **threat), claim("b", **reply)).apart == ()  # who attacks loses men, too


def test_who_is_blamed_by_one_side_may_be_another_by_the_other() -> None:
    one, other = claim("a", actors=who(ARMY), status="alleged"), claim("b", actors=who(FRONT))
    assert level("actor", one, other) == "laid on two"


def test_a_date_from_a_neighbouring_sentence_may_be_a_day_off() -> None:
    lent = claim("a", when=replace(days(4), basis="context"))
    assert level("time", lent, claim("b", when=days(3))) == "next day"
    assert level("time", lent, claim("b", when=days(6))) == "apart"


def test_persons_hit_can_be_some_of_many_and_the_state_stands_for_its_bodies() -> None:
    other = Entity("ben-ruiz", "Ben Ruiz", "person", "SUD", "GOV")
    assert level("recipient", claim("a", recipients=who(MAYOR)), claim("b", recipients=who(other))) == "other persons"
    state = Entity("norland", "Norland", "state", "NRL")
    assert level("recipient", claim("a", recipients=who(state)), claim("b", recipients=who(ARMY))) == "same country"


def test_a_town_far_from_a_region_is_not_in_it() -> None:
    north = Where("northern Norland", 3, None, 15.0, 20.0, "NRL")
    assert level("place", claim("a", where=north), claim("b", where=HARBOUR)) == "apart"
    coast = Where("Coast", 3, 7, None, None, "NRL", "Coast")
    assert level("place", claim("a", where=coast), claim("b", where=HARBOUR)) == "town in region"


def test_agreement_says_why_in_words_and_bits() -> None:
    same = {"when": days(3), "where": HARBOUR, "killed": Quantity(7, 7)}
    one, other = claim("a", **same), claim("b", **same)
    found = compare(one, other)
    told = reasons(one, other)
    for words in ("same day +", "both in Harbour +", "killed: 7 against 7 +", "same word 'attack' +"):
        assert words in told
    assert found.bits > compare(claim("a", **same), claim("b", when=days(3), where=HARBOUR)).bits


def test_the_bits_are_the_sum_of_the_fields_and_the_prior() -> None:
    found = compare(claim("a", when=days(3)), claim("b", when=days(3)))
    assert found.bits == pytest.approx(
        load_weights()[1][PRIOR][""] + sum(bits for _, _, bits in found.levels), abs=0.01
    )


def test_every_level_has_a_weight() -> None:
    for weights in load_weights():
        assert {name: set(levels) for name, levels in weights.items() if name != PRIOR} == {
            name: set(levels) for name, levels in LEVELS.items()
        }


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
    assert there == back


def test_of_dates_as_narrow_the_stated_one_is_the_events() -> None:
    lent = replace(days(3), basis="context")
    event = reconcile([claim("a", when=lent), claim("b", when=days(3)), claim("c", when=days(1, 9))], ())
    assert event.when.basis == "explicit"
