"""Sport reports are full of words of war."""

from __future__ import annotations

import pytest

from pageclaims import claims

REPORT = (
    "The striker shot wide after the goalkeeper came out, and the visitors attacked from the first minute. "
    "The referee gave a penalty in stoppage-time and the midfielder fired it in for the equaliser. "
    "The home side bombarded the box before half-time, and their coach accused the referee of theft. "
    "The league leaders beat their rivals 3-1."
)


def test_a_match_report_has_no_events() -> None:
    assert claims(REPORT) == ()


def test_a_riot_at_a_match_is_one() -> None:
    found = claims(REPORT + " Police arrested 30 supporters outside the stadium in Kumasi.")
    assert [claim.type for claim in found] == ["COERCE"]


BUSINESS = (
    "The grocer launched an attack on its rival and shares fell. The retailer struck a deal to buy a Danish chain, and "
    "shareholders approved the takeover. Analysts said the battle for customers would kill profit this quarter. The "
    "company fired the chairman, and investors punished the stock. Revenue and earnings rose before the merger."
)
MUSICAL = (
    "The musical opened to savage reviews, and a critic accused the director of murdering the novel. The singer was "
    "attacked for her first album. The film about a kidnapped princess starts shooting in June. The audience invaded "
    "the stage, and two actors fought with swords in the last scene of the drama."
)
STORM = (
    "Storm batters the coast, four killed. A typhoon hit three provinces, and floodwater swept away a bridge. A "
    "landslide buried a house, and rescuers searched the mud for survivors after the torrential rain. Nine people died."
)


@pytest.mark.parametrize("page", [BUSINESS, MUSICAL, STORM])
def test_a_page_of_business_culture_or_disaster_has_no_events(page: str) -> None:
    assert claims(page) == ()


def test_the_raid_on_a_company_is_one() -> None:
    found = claims(BUSINESS + " Russian troops attacked its depot in Kharkiv on Monday.")
    assert "ASSAULT" in {claim.type for claim in found if claim.actors}


def test_looters_in_a_disaster_are_shot_by_soldiers() -> None:
    found = claims(STORM + " Soldiers shot dead two looters in the flooded market.")
    assert {claim.type for claim in found} == {"ASSAULT"}


CRIME = (
    "A man was stabbed to death outside a nightclub in Leeds on Thursday. Detectives arrested a suspect, and a judge "
    "jailed two burglars for a robbery in which they attacked the victim with hammers."
)


def test_a_page_of_ordinary_crime_has_no_events() -> None:
    assert claims(CRIME) == ()


def test_what_a_state_or_an_armed_group_does_is_no_ordinary_crime() -> None:
    assert claims(CRIME + " Rebels attacked a barracks near Goma on Monday.") != ()
