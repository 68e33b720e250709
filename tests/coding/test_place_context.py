"""Places that one claim of a page lends to another of the same event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.context import Told
from dateline.coding.place_context import OF_PAGE, fill_places, ground
from dateline.coding.place_mention import PlaceMention
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.records import Claim, Entity, Mention, Participant, Span, When, Where, digest
from treedocs import build

HARBOUR = Where("Harbour", 1, 101, 10.0, 20.0, "NRL", "Coast")
QUAY = Where("Quay", 1, 102, 30.0, 40.0, "NRL", "Hills")
COUNTRY = Where("Norland", 4, 103, 10.0, 20.0, "NRL")
MONDAY = When(date(2031, 5, 5), date(2031, 5, 5), "explicit", Mention(Span(0, 1), "x"))
TUESDAY = When(date(2031, 5, 6), date(2031, 5, 6), "explicit", Mention(Span(0, 1), "x"))
KENYA = next(p for p in load_gazetteer().lookup("Kenya") if p.kind == "country")


def claim(at: int, **fields: object) -> Claim:
    mention = Mention(Span(at, at + 6), "attack")
    base = Claim(digest("claim", str(at)), "page", "ASSAULT", None, mention, mention, mention)
    return replace(base, **fields)  # type: ignore[arg-type]


def by(name: str) -> tuple[Participant, ...]:
    return (Participant(Entity(name, name, "group", "NRL", "REB"), Mention(Span(0, 1), name)),)


def filled(*claims: Claim) -> list[str | None]:
    return [each.where.name for each in fill_places(claims, Told())]


def test_a_bare_mention_takes_the_only_place_and_says_from_whom() -> None:
    _, other = fill_places([claim(10, where=HARBOUR), claim(90)], Told())
    assert (other.where, other.why[0].field) == (HARBOUR, "where")


@pytest.mark.parametrize("other", [claim(90, type="ACCUSE"), claim(90, type="COERCE"), claim(90, status="planned")])
def test_what_cannot_be_the_same_event_takes_no_place(other: Claim) -> None:
    assert fill_places([claim(10, where=HARBOUR), other], Told())[1] == other


def test_of_two_places_nothing_is_taken_but_by_role_or_day() -> None:
    two = [claim(10, where=HARBOUR, actors=by("front"), when=MONDAY), claim(40, where=QUAY, actors=by("army"))]
    assert filled(*two, claim(90))[2] is None
    assert filled(*two, claim(90, actors=by("front")))[2] == "Harbour"
    assert filled(*two, claim(90, when=MONDAY))[2] == "Harbour"
    assert filled(*two, claim(90, when=TUESDAY, actors=by("front")))[2] is None


def test_a_country_is_narrowed_by_the_same_event_of_that_day() -> None:
    town = claim(10, where=HARBOUR, when=MONDAY)
    assert filled(town, claim(90, where=COUNTRY, when=MONDAY)) == ["Harbour", "Harbour"]
    assert filled(town, claim(90, where=COUNTRY)) == ["Harbour", "Norland"]
    assert filled(town, claim(90, where=replace(COUNTRY, country="SLD"), when=MONDAY)) == ["Harbour", "Norland"]


BEHIND = """
Soldiers NOUN 6 nsubj soldier
ousted VERB 1 acl oust Tense=Past|VerbForm=Part
in ADP 5 case
a DET 5 det
coup NOUN 2 obl
attacked VERB 0 root attack
the DET 8 det
base NOUN 6 obj
"""


def test_what_lies_behind_the_news_lends_no_place() -> None:
    doc = build(BEHIND)
    coup = claim(10, where=HARBOUR)
    page = Told({10: doc[1], 90: doc[5]}, date(2031, 5, 7))
    assert fill_places([coup, claim(90)], page)[1].where.name is None
    old = claim(10, where=HARBOUR, when=When(date(2029, 1, 1), date(2029, 1, 1), "explicit"))
    assert fill_places([old, claim(90)], Told(published=date(2031, 5, 7)))[1].where.name is None


def test_series_of_violence_are_in_the_country_of_the_page() -> None:
    one, series = fill_places(
        [claim(10), claim(50, count=None, trigger=Mention(Span(50, 57), "attacks"))], Told(), KENYA
    )
    assert one.where.name is None
    assert (series.where.name, series.where.precision, series.where.reason) == ("Kenya", 4, OF_PAGE)
    assert fill_places([claim(10, type="COERCE", count=None)], Told(), KENYA)[0].where.name is None


def test_the_country_of_the_page_is_that_of_its_places_not_of_its_capitals_as_actors() -> None:
    found = load_gazetteer()

    def mention(name: str, *, cued: bool = False) -> PlaceMention:
        places = found.lookup(name)
        place = next((p for p in places if p.kind == "capital"), places[0])
        return PlaceMention(0, 1, name, name, place, place.precision, 0.9, cued=cued)

    towns = [mention("Nakuru", cued=True), mention("Eldoret")]
    assert ground([*towns, mention("Washington"), mention("Paris"), mention("France")], found) == KENYA
    assert ground([*towns, mention("France", cued=True), mention("Lyon", cued=True)], found) is None
    assert ground(towns[:1], found) is None
