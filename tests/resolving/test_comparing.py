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


SOLDIERS = Entity("norland-soldiers", "Norland soldiers", "organisation", "NRL", "MIL", unnamed=True)
GUARDS = Entity("sudland-guards", "Sudland guards", "organisation", "SUD", "MIL", unnamed=True)
REBELS = Entity("rebels", "rebels", "group", None, "REB", unnamed=True)
PASSENGERS = Entity("passengers", "passengers", "population", None, "CVL")
LABOURERS = Entity("labourers", "labourers", "population", None, "LAB")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SOLDIERS, SOLDIERS, "same words"),
        (ARMY, SOLDIERS, "fits"),
        (FRONT, GUNMEN, "fits"),
        (FRONT, SOLDIERS, "one named"),
        (ARMY, GUARDS, "other country"),
        (SOLDIERS, GUARDS, "other country"),
        (REBELS, GUNMEN, "like kind"),
        (PASSENGERS, LABOURERS, "like kind"),
        (PASSENGERS, REBELS, "other kind"),
    ],
)
def test_parties_without_a_name_by_kind_and_country(one: Entity, other: Entity, expected: str) -> None:
    for role in ("actor", "recipient"):
        fields = [{f"{role}s": who(each)} for each in (one, other)]
        assert level(role, claim("a", **fields[0]), claim("b", **fields[1])) == expected


def on_page(at: int, **fields: object) -> Claim:
    """A claim of one page, in a sentence of its own that begins there."""
    sentence = Mention(Span(at, at + 100), f"They attacked {at} times and that was that.")
    return claim(at=at, sentence=sentence, **fields)


@pytest.mark.parametrize(
    ("at", "expected"), [(50, "one sentence"), (102, "close by"), (900, "further on"), (5000, "far off")]
)
def test_the_further_two_sentences_of_a_page_the_less_they_tell_of_one_event(at: int, expected: str) -> None:
    assert level("pages", on_page(0), on_page(at)) == expected


def test_the_weight_falls_with_the_distance_on_a_page() -> None:
    weights = load_weights()[0]["pages"]
    assert weights["close by"] > weights["further on"] > weights["far off"]


def test_what_shares_nothing_on_a_page_speaks_against_one_event() -> None:
    shared = level("shared", on_page(0, where=HARBOUR), on_page(200, where=HARBOUR))
    assert (shared, level("shared", on_page(0), on_page(200))) == ("something", "nothing, of few")
    reader = Reader()
    one, other = reader.read(on_page(0)), reader.read(on_page(200))
    for number, expected in ((3, "nothing, of few"), (4, "nothing")):
        comparer = Comparer(crowds={("a", "ASSAULT"): number})
        assert {name: said for name, said, _ in comparer.agreement(one, other).levels}["shared"] == expected
    weights = load_weights()[0]["shared"]
    assert weights["something"] > weights["nothing, of few"] > weights["nothing"]


def test_what_a_page_tells_without_a_date_is_not_of_its_background() -> None:
    reader = Reader()
    told, old, new = (
        reader.read(on_page(at, when=when)) for at, when in ((0, When()), (200, days(1)), (400, days(20)))
    )
    comparer = Comparer(days={"a": (days(1).start.toordinal(), days(20).start.toordinal())})  # type: ignore[union-attr]
    found = [{name: said for name, said, _ in comparer.agreement(told, each).levels}["time"] for each in (old, new)]
    assert found == ["one dated afar", "one dated"]


def test_what_is_only_supposed_is_not_what_happened_but_what_is_planned_may_be() -> None:
    happened, supposed, planned = (
        claim(name, status=status) for name, status in (("a", "asserted"), ("b", "hypothetical"), ("c", "planned"))
    )
    assert level("kind", happened, supposed) == "apart"
    assert level("kind", happened, planned) == level("kind", planned, happened) == "expected"


def test_one_sentence_on_two_pages_is_one_claim_told_twice() -> None:
    long = Mention(Span(10, 70), "The mayor said that nobody would be sent back.")
    short = Mention(Span(10, 20), "He said so.")
    assert level("kind", claim("a", sentence=long), claim("b", sentence=long)) == "same sentence"
    assert level("kind", claim("a", sentence=short), claim("b", sentence=short)) == "same word"
    other = Mention(Span(10, 13), "ate")
    assert level("kind", claim("a", sentence=long), claim("b", sentence=long, trigger=other)) == "same type"


def test_a_spot_without_coordinates_may_be_in_the_district_of_the_other() -> None:
    spot = Where("Old Quay", 1, None, None, None, "NRL")
    district = Where("Harbour", 2, 101, 10.0, 20.0, "NRL", "Coast")
    assert level("place", claim("a", where=spot), claim("b", where=district)) == "near"
    assert level("place", claim("a", where=spot), claim("b", where=HARBOUR)) == "apart"
    assert level("place", claim("a", where=replace(spot, admin1="Hills")), claim("b", where=district)) == "apart"
    assert "Harbour may be near Old Quay" in reasons(claim("a", where=spot), claim("b", where=district))
