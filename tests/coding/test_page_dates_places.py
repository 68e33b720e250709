"""Dates, places and tolls of short pages, read as news agencies write them. Published on Thursday, 8 May 2031."""

from __future__ import annotations

import pytest

from dateline.records import Claim
from pageclaims import claims


def told(text: str, trigger: str) -> Claim:
    (found,) = [claim for claim in claims(text) if claim.trigger.text == trigger]
    return found


def days(claim: Claim) -> tuple[str | None, str | None]:
    return tuple(None if day is None else day.isoformat() for day in (claim.when.start, claim.when.end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        (
            "In a statement on Sunday, Security Minister Moussa Traore condemned the attack.",
            "condemned",
            "2031-05-04",
            "2031-05-04",
        ),
        (
            "More than 900 people have been killed in Mali since the war began in March.",
            "killed",
            "2031-03-01",
            "2031-05-08",
        ),
        ("Troops have besieged the town of Kidal for three weeks.", "besieged", "2031-04-18", "2031-05-08"),
        (
            "Rebels seized Gao in September 2014 and shelled Kidal the following March.",
            "shelled",
            "2015-03-01",
            "2015-03-31",
        ),
        (
            "Gunmen attacked a base near Gao on Tuesday. The attackers stormed the armoury before dawn.",
            "stormed",
            "2031-05-06",
            "2031-05-06",
        ),
        (
            "One man was killed and dozens of people were hurt in Gao late on Tuesday.",
            "killed",
            "2031-05-06",
            "2031-05-06",
        ),
        (
            "The president signed a pact with his counterpart in Gao on May 2.",
            "signed",
            "2031-05-02",
            "2031-05-02",
        ),
        (
            "Two million people have been displaced and thousands killed since the war began in May 2030.",
            "killed",
            "2030-05-01",
            "2031-05-08",
        ),
        (
            "The fighting, which began in February, has killed about 60 people.",
            "fighting",
            "2031-02-01",
            "2031-05-08",
        ),
        (
            "It was the worst loss since 1975, when four soldiers were ambushed near Gao.",
            "ambushed",
            "1975-01-01",
            "1975-12-31",
        ),
        (
            "The president extended the truce on Tuesday, two days after voters rejected the accord.",
            "rejected",
            "2031-05-04",
            "2031-05-04",
        ),
        (
            "Twenty soldiers were killed in an ambush by the rebels. The attack took place near Gao on Monday night.",
            "ambush",
            "2031-05-05",
            "2031-05-05",
        ),
        (
            "India blames Pakistan for an attack in Gao on April 22 in which gunmen killed 26 tourists.",
            "attack",
            "2031-04-22",
            "2031-04-22",
        ),
        ("In April monitors counted 40 civilians killed in Mali.", "killed", "2031-04-01", "2031-04-30"),
        ("By noon and as of Tuesday 40 people had been killed in Gao.", "killed", None, None),
        ("The generals agreed to a truce from May 12.", "agreed", None, None),
        ("The minister flew to Gao on Monday and was to visit Kidal next.", "visit", None, None),
    ],
)
def test_days(text: str, trigger: str, start: str | None, end: str | None) -> None:
    assert days(told(text, trigger)) == (start, end)


def test_a_toll_since_a_day_is_not_that_day() -> None:
    claim = told("Since Monday, when the clashes began, 40 people have been killed.", "clashes")
    assert days(claim) == ("2031-05-05", "2031-05-08")


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Air strikes hit Bamako on Monday.", "strikes", "Bamako"),
        ("In Kidal, residents said shells killed two guards.", "killed", "Kidal"),
        ("Clashes continued in Kidal, a region north of Gao, on Monday.", "Clashes", "Kidal"),
        ("Rebels marched on Gao on Monday, and in Kidal police arrested 20 students.", "arrested", "Kidal"),
        ("Rebels attacked Gao in Mali on Monday. Looters ransacked shops in the city's centre.", "ransacked", "Gao"),
        ("Rebels attacked Gao in Mali on Monday. Troops shelled the riverside city on Tuesday.", "shelled", "Gao"),
        ("One man was killed and dozens of people were hurt in the tourist city of Cusco.", "killed", "Cusco"),
        (
            "Shells hit the power plant in Enerhodar, Ukraine. Troops seized the plant on Monday.",
            "seized",
            "Enerhodar",
        ),
        ("The envoy, speaking in Geneva, urged the rebels to withdraw.", "urged", "Geneva"),
        ("Rebels overran Srebrenica on Monday.", "overran", "Srebrenica"),
        (
            "The ministers met the president in Kyiv, while in Brussels the European Union imposed visa bans.",
            "imposed",
            "Brussels",
        ),
        ("Rebels and officers, meeting in Niamey, accused France of treason.", "accused", "Niamey"),
        ("Both sides signed the accord in Cartagena.", "signed", "Cartagena"),
        ("A shell killed three people in the quarter of Zarvelo in Gao.", "killed", "Zarvelo"),
    ],
)
def test_places(text: str, trigger: str, place: str) -> None:
    assert told(text, trigger).where.name == place


def test_a_day_goes_only_forward_on_a_page_of_several() -> None:
    text = (
        "Rebels attacked Gao on Monday, officials said. They killed a nurse in an ambush. "
        "Last month an air strike in Kidal killed nine guests of a wedding. Jets bombed a bridge on Wednesday."
    )
    assert days(told(text, "strike")) == ("2031-04-01", "2031-04-30")
    assert days(told(text, "ambush")) == ("2031-05-05", "2031-05-05")


def test_the_reason_for_an_attack_is_not_its_place() -> None:
    claim = told("Al Shabaab carried out the attack in revenge for Kenya's presence in Somalia.", "attack")
    assert claim.where.name is None


def test_the_second_attack_is_not_narrowed_to_the_town_of_the_first() -> None:
    text = (
        "Soldiers fired on a march in Kabul on Monday. Heavy fighting continued in the Panjshir valley on Monday, "
        "where farmers fled."
    )
    assert "Panjshir" in (told(text, "fighting").where.name or "")


def test_names_with_hyphens_and_lower_case_words() -> None:
    assert claims("Gunmen killed ten people in Port-au-Prince.")[0].where.country == "HTI"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Israeli strikes killed 20 people in Gaza.", "PSE"),
        ("Two rockets were fired from Gaza, an officer said.", "PSE"),
        ("Rebels killed four men in Gaza province in Mozambique.", "MOZ"),
    ],
)
def test_a_region_of_a_far_country_is_not_meant_by_a_towns_whole_name(text: str, country: str) -> None:
    assert claims(text)[0].where.country == country
