"""Words that only the page explains: those who rule, who speaks, the date by which the page dates itself."""

from __future__ import annotations

from dateline.records import Claim
from pageclaims import claims


def actors(claim: Claim) -> list[str]:
    return [each.entity.name for each in claim.actors]


def test_those_who_rule_are_of_the_page_s_own_state() -> None:
    page = (
        "Police in N'Djamena, Chad, arrested a priest. Israel sent food to Abeche. The authorities closed the border."
    )
    (*_, claim) = claims(page)
    assert actors(claim) == ["Chad"]


def test_it_is_who_speaks() -> None:
    (*_, claim) = claims("The mission must be strengthened, while Britain announced it would send soldiers to Chad.")
    assert actors(claim) == ["United Kingdom"]


def test_the_date_of_the_page_is_not_that_of_its_events() -> None:
    (claim,) = claims("LAGOS, May 6, 2031 (XYZ) - Troops bombed a rebel camp near Baga on Sunday.", published=None)
    assert str(claim.when.start) == "2031-05-04"


def test_somebody_shot_on_a_day_is_an_event_though_no_party_is_named() -> None:
    (claim,) = claims("The mayor of a town near Baga was shot dead on Monday.")
    assert (claim.type, str(claim.when.start)) == ("ASSAULT", "2031-05-05")


def test_the_name_of_a_group_is_no_place() -> None:
    (claim,) = claims("Kenyan troops recaptured the town of Garissa from al-Shabab on Monday.")
    assert claim.where.name == "Garissa"
