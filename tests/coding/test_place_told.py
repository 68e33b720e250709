"""Places that only the words around them make places, and descriptions of places."""

from __future__ import annotations

import pytest

from pageclaims import claims, only


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels captured Hadruvo on Friday.", "Hadruvo"),
        ("M23 seized Hadruvo on Friday.", "Hadruvo"),
        ("Hadruvo was captured by militants on Friday.", "Hadruvo"),
        ("Ethnic armed groups seized Hadruvo on Friday.", "Hadruvo"),
        ("A convoy was ambushed in Hadruvo on Friday.", "Hadruvo"),
        ("Gunmen killed thirty people at Hadruvo near Jammu.", "Hadruvo"),
        ("Fighting reached Sake, 25 km west of Goma, on Saturday.", "Sake"),
        ("Ganja came under rocket fire.", "Ganja"),
        ("Clashes were also reported in Nyala on Sunday.", "Nyala"),
        ("In Homs, six people were killed by rockets, mayor Karim Adel said.", "Homs"),
    ],
)
def test_the_place_of_what_happened(text: str, place: str) -> None:
    assert only(text).where.name == place


@pytest.mark.parametrize("text", ["Hackers seized Instagram on Friday.", "The film seized Hadruvo on Friday."])
def test_what_others_seize_is_no_place(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Militants attacked Shiites on Friday.",
        "Militants targeted al-Shabaab on Friday.",
        "Rebels shot Savimbi on Friday. Jonas Savimbi was 60.",
    ],
)
def test_peoples_groups_and_persons_are_no_places(text: str) -> None:
    assert claims(text)[0].where.name is None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Rebels captured Hadruvo. They killed ten people in the town.", "killed", "Hadruvo"),
        ("Rebels captured Hadruvo. Police arrested two men there on Sunday.", "arrested", "Hadruvo"),
        ("Protesters marched in the Armenian capital.", "marched", "Yerevan"),
        ("Shells hit Homs in Syria. Rebels marched in Idlib. Police shot two men in the capital.", "shot", "Damascus"),
        ("Shells hit Homs. Police shot two men in the regional capital.", "shot", None),
        ("Rebels left Foua and Kefraya. The towns were shelled on Sunday.", "shelled", "Foua"),
    ],
)
def test_a_description_of_a_place_is_that_place(text: str, trigger: str, place: str | None) -> None:
    (claim,) = (c for c in claims(text) if c.trigger.text == trigger)
    assert claim.where.name == place


def test_a_place_in_a_relative_clause_is_that_of_its_noun() -> None:
    besieged = claims("Clashes went on in Nyala, the capital of South Darfur, where a base was besieged.")[-1]
    assert (besieged.trigger.text, besieged.where.name) == ("besieged", "Nyala")


@pytest.mark.parametrize("noun", ["residents", "children"])
def test_where_victims_come_from_is_not_where_they_died(noun: str) -> None:
    claim = only(f"Those killed in Aleppo were {noun} of the villages of Foua and Kefraya.")
    assert claim.where.name == "Aleppo"


def test_a_small_place_needs_the_countries_of_the_text() -> None:
    text = "Insurgents attacked a base at Haram on Sunday. Officials in Ouagadougou in Burkina Faso blamed rebels."
    claim = claims(text)[0]
    assert (claim.where.name, claim.where.country) == ("Haram", None)
    assert claim.where.reason == "a small place of a country that is not in the text"
    assert [each.entity.country for each in claim.actors] != ["NOR"]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Rebels stormed a base in Mosul on Sunday and shot ten guards.", "shot", "Mosul"),
        ("The president travelled to Hadruvo on Wednesday to meet soldiers.", "travelled", "Hadruvo"),
        ("Egypt will host a summit of its neighbours in Cairo.", "host", "Cairo"),
        ("Talks between Kurti and Vucic in Brussels collapsed on Sunday.", "Talks", "Brussels"),
        ("Jets bombed a school at Hadruvo village in Matupi township, killing eight children.", "bombed", "Hadruvo"),
        ("The ministry blamed the bloodshed on Pristina.", "blamed", None),
    ],
)
def test_the_place_of_a_clause(text: str, trigger: str, place: str | None) -> None:
    found = [claim.where.name for claim in claims(text) if claim.trigger.text == trigger]
    assert found[-1:] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A teenager was shot in Qalqilya after raids in Nablus.", "Qalqilya"),
        ("Troops took control of Gao on Friday.", "Gao"),
        ("Troops shelled the eastern part of Mosul on Friday.", "Mosul"),
        ("Gunmen abducted two men from the kibbutz of Hadruvo on Friday.", "Hadruvo"),
    ],
)
def test_the_place_of_an_attack(text: str, place: str) -> None:
    assert claims(text)[0].where.name == place
