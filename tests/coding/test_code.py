"""Small written pages in, claims out: what a sentence yields, through the whole of parsing and coding."""

from __future__ import annotations

from datetime import date

import pytest

from pageclaims import claims, coded, only


def ids(side: tuple) -> list[str]:  # type: ignore[type-arg]
    return [participant.entity.id for participant in side]


@pytest.mark.parametrize(
    ("text", "type_", "mode", "actors", "recipients"),
    [
        ("Israel bombed Syria on Monday.", "ASSAULT", None, ["israel"], ["syria"]),
        ("Syria was bombed by Israel on Monday.", "ASSAULT", None, ["israel"], ["syria"]),
        ("Turkey condemned Greece on Tuesday.", "ACCUSE", "disapprove", ["turkey"], ["greece"]),
        ("Kenya urged Somalia to withdraw its troops.", "REQUEST", None, ["kenya"], ["somalia"]),
        ("France threatened to impose sanctions on Mali.", "THREATEN", None, ["france"], ["mali"]),
        ("Norway gave Sudan food and medicine.", "AID", None, ["norway"], ["sudan"]),
        ("Peru refused to recognise Ecuador.", "REJECT", None, ["peru"], ["ecuador"]),
        ("Poland imposed sanctions on Belarus.", "SANCTION", None, ["poland"], ["belarus"]),
    ],
)
def test_who_did_what_to_whom(
    text: str, type_: str, mode: str | None, actors: list[str], recipients: list[str]
) -> None:
    claim = only(text)
    assert claim.type == type_
    assert ids(claim.actors) == actors
    assert ids(claim.recipients) == recipients
    if mode is not None:
        assert claim.mode == mode


def test_those_who_meet_are_both_actors() -> None:
    claim = only("Angola and Namibia held talks in Luanda on Friday.")
    assert claim.type == "CONSULT"
    assert ids(claim.actors) == ["angola", "namibia"]
    assert not claim.recipients


def test_the_means_and_its_dead_are_one_claim() -> None:
    claim = only(
        "A suicide bomber killed at least 14 people and wounded 30 others in an attack on a market in Quetta on Sunday."
    )
    assert claim.mode == "suicide-attack"
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (14, None)
    assert claim.injured is not None
    assert claim.injured.low == 30
    assert claim.when.start == date(2031, 5, 4)
    assert claim.where.name == "Quetta"


def test_a_list_of_days_is_a_claim_a_day() -> None:
    found = claims("Gunmen attacked police posts on April 2, 9, 17 and May 3.")
    assert [claim.when.start for claim in found] == [
        date(2031, 4, 2),
        date(2031, 4, 9),
        date(2031, 4, 17),
        date(2031, 5, 3),
    ]
    assert len({claim.id for claim in found}) == 4


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels shelled the town on Monday.", "asserted"),
        ("The army said that it had bombed the camp.", "claimed"),
        ("Ethiopia said that Eritrea had shelled its border posts.", "alleged"),
        ("The army denied that it had shelled the village.", "denied"),
        ("Rebels did not attack the convoy.", "negated"),
        ("Rebels may attack the convoy.", "possible"),
        ("Gunmen claimed responsibility for an attack on a bus.", "claimed"),
    ],
)
def test_status(text: str, status: str) -> None:
    found = [claim for claim in claims(text) if claim.type == "ASSAULT"]
    assert [claim.status for claim in found] == [status]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Sweden will send ammunition to Ukraine, its prime minister said.", "AGREE"),
        ("India said it would impose sanctions on Pakistan.", "THREATEN"),
        ("Spain said Morocco must open the border.", "REQUEST"),
    ],
)
def test_what_is_announced_is_the_announcement(text: str, type_: str) -> None:
    claim = only(text)
    assert (claim.type, claim.status) == (type_, "asserted")


def test_the_speaker_is_the_source() -> None:
    claim = only("Gunmen killed three soldiers near Goma, two security officials said.")
    assert [source.name for source in claim.sources] == ["two security officials"]
    assert claim.sources[0].anonymous


def test_unnamed_bodies_take_the_country_of_the_page() -> None:
    claim = only("Police arrested 12 protesters in Nairobi, Kenya, on Wednesday.")
    assert claim.type == "COERCE"
    assert claim.mode == "arrest"
    assert claim.actors[0].entity.country == "KEN"


def test_an_attack_on_an_embassy_is_one_on_its_state() -> None:
    claim = only("Militants fired rockets at the US embassy in Baghdad on Saturday.")
    assert claim.recipients[0].entity.country == "USA"
    assert claim.weapon == "rocket"
    assert claim.mode == "heavy-weapons"


@pytest.mark.parametrize(
    "text",
    [
        "The striker scored twice as the home side beat the visitors on Saturday.",
        "Shares fell sharply after the company cut its profit forecast.",
        "Bake the cake for forty minutes and let it cool.",
        "Villagers marked the anniversary of the massacre.",
        "The recipe calls for two eggs and a pinch of salt.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert claims(text) == ()


def test_without_a_publication_date_relative_days_stay_open() -> None:
    (claim,) = claims("Rebels attacked a convoy near Goma on Tuesday.", published=None)
    assert claim.when.start is None
    assert claim.when.reason
    assert claim.when.mention is not None
    assert "Tuesday" in claim.when.mention.text


def test_date_and_place_of_an_event_hold_for_its_other_mentions() -> None:
    found = claims("A car bomb exploded in Aden on Monday.\n\nThe blast killed nine people, medics said.")
    assert len(found) == 2
    assert found[1].when.start == date(2031, 5, 5)
    assert found[1].when.basis == "context"
    assert found[1].where.name == "Aden"


def test_evidence_and_triggers_stand_in_the_page() -> None:
    text = "The  Front’s fighters\nseized the town of Goma, said Congo's army; 12 soldiers were killed."
    result = coded(text)
    for claim in result.claims:
        for mention in (claim.trigger, claim.evidence, claim.sentence):
            quoted = result.article.quote(mention.span)
            assert " ".join(quoted.split()) == mention.text
        assert claim.why
        assert claim.why[0].field == "type"


def test_hostile_text_ends_in_bounded_time_without_a_claim() -> None:
    assert claims("the market was open and the people of the town " * 1000 + "x" * 10_000) == ()
    assert claims("<script>alert(1)</script> {{ attack }} \u202e \x00 [/bold] ") == ()


def test_the_accused_and_not_the_accuser_is_the_attacker() -> None:
    accusation, attack = claims("Ukraine accused Russia of shelling Kherson.")
    assert accusation.type == "ACCUSE"
    assert ids(accusation.actors) == ["ukraine"]
    assert attack.type == "ASSAULT"
    assert ids(attack.actors) == ["russia"]
    assert attack.status == "alleged"


def test_an_unclaimed_attack_has_no_claimant() -> None:
    found = claims("A bomb killed nine people in Quetta. Gunmen of the Red Front did not claim responsibility for it.")
    assert all(claim.status != "claimed" for claim in found)


def test_what_a_march_demands_is_the_march() -> None:
    assert only("Thousands of teachers marched in Lima on Friday to demand an end to the mine.").type == "PROTEST"


def test_a_dateline_dates_nothing() -> None:
    claim = only("PORT SUDAN, May 6 (Example Wire) - Drones struck a fuel depot on Monday.")
    assert claim.when.start == date(2031, 5, 5)
    assert claim.sentence.text.startswith("Drones")


def test_a_state_beside_rebels_of_that_state_is_a_party_of_its_own() -> None:
    claim = only("Ethiopia and Tigrayan rebels signed a peace agreement in Pretoria on November 2, 2022.")
    assert sorted(ids(claim.actors)) == ["ethiopia", "tigray-defence-forces"]


def sides(text: str, trigger: str) -> tuple[list[str], list[str]]:
    """Names of actors and recipients of the claim with a trigger."""
    (claim,) = [each for each in claims(text) if each.trigger.text == trigger]
    return [p.entity.name for p in claim.actors], [p.entity.name for p in claim.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Fighters of the Taliban shelled Iran on Monday.", "shelled", ["Taliban"], ["Iran"]),
        ("Troops loyal to Khalifa Haftar shelled Turkey.", "shelled", ["Khalifa Haftar"], ["Turkey"]),
        ("Police in Chile beat and arrested three students.", "arrested", ["Chilean police"], ["Chilean students"]),
        (
            "Rebels in Mali freed two teachers and a nurse whom they had kidnapped in May.",
            "kidnapped",
            ["Malian rebels"],
            ["Malian teachers", "Malian nurses"],
        ),
        ("Talks were brokered by rebel backer Qatar and government ally Iran.", "brokered", ["Qatar", "Iran"], []),
        ("Peru accused Chile of shelling Bolivia.", "accused", ["Peru"], ["Chile"]),
        (
            "Chad captured a base from the Taliban, who responded with artillery fire.",
            "captured",
            ["Chad"],
            ["Taliban"],
        ),
        (
            "Five Kenyan officers were killed by a bomb claimed by Al-Shabaab.",
            "killed",
            ["Al-Shabaab"],
            ["Kenyan officers"],
        ),
        ("Lebanon has been rocked by Syrian attacks.", "attacks", ["Syria"], ["Lebanon"]),
        ("Forces of خليفة حفتر shelled Tripoli.", "shelled", ["Khalifa Haftar"], ["Libya"]),
        ("The UN airlifted food to Bor.", "airlifted", ["United Nations"], []),
        ("Armenian troops captured Hadrut.", "captured", ["Armenian troops"], []),
        ("Al-Shabaab denied involvement in the attack on Kenya.", "attack", ["Al-Shabaab"], ["Kenya"]),
        ("The president of Chad, Mahamat Deby, visited Sudan.", "visited", ["Mahamat Idriss Deby"], ["Sudan"]),
        (
            "Kenya's president William Ruto said Kenya would impose sanctions on Chad.",
            "impose",
            ["William Ruto", "Kenya"],
            ["Chad"],
        ),
        ("Chile was accused by Peru of shelling Bolivia.", "shelling", ["Chile"], ["Bolivia"]),
        (
            "Hundreds of people marched in Minsk to demand the release of Maria Kolesnikova.",
            "marched",
            ["Belarusian people"],
            [],
        ),
        (
            "Norway imposed sanctions on Belarus and on Russia for the raid.",
            "imposed",
            ["Norway"],
            ["Belarus", "Russia"],
        ),
    ],
)
def test_who_stands_on_which_side(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert sides(text, trigger) == (actors, recipients)


def test_the_means_of_the_answer_are_not_those_of_the_capture() -> None:
    (claim,) = claims("Chad captured a base from the Taliban, who responded with artillery fire.")[:1]
    assert claim.trigger.text == "captured"
    assert claim.weapon in {None, "none stated"}


def test_an_accusation_in_the_passive_alleges_what_it_tells() -> None:
    found = claims("Chile was accused by Peru of shelling Bolivia.")
    assert {claim.type: claim.status for claim in found} == {"ACCUSE": "asserted", "ASSAULT": "alleged"}


def test_what_a_relative_clause_states_is_no_part_of_a_demand() -> None:
    found = claims("Norway demanded the release of a bishop, who was arrested by soldiers in Managua in May.")
    assert "COERCE" in {claim.type for claim in found}


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("The residents of Boma have been under siege since March.", "COERCE", [], ["Congolese residents"]),
        ("Two hundred villagers were granted safe passage out of Boma.", "CONCEDE", [], ["Congolese villagers"]),
        ("The Kenyan foreign minister flew to Kampala for talks.", "CONSULT", ["Kenyan foreign minister"], []),
        ("Those killed were mostly miners from Kayes.", "ASSAULT", [], ["Malian miners"]),
        ("They left under a deal between the warring sides.", "AGREE", ["warring sides"], []),
    ],
)
def test_events_that_nouns_tell(text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    found = [claim for claim in claims(text) if claim.type == type_]
    assert [[p.entity.name for p in claim.actors] for claim in found] == [actors]
    assert [p.entity.name for p in found[0].recipients if actors == []] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "The Chadian premier called the raid on Abeche the worst attack in years.",
        "Dozens of villagers gathered at the bridge to help the victims.",
        "The army sent six Bradley Fighting Vehicles.",
        "Nurses cared for the wounded men in Abeche.",
    ],
)
def test_names_purposes_and_descriptions_are_no_attacks(text: str) -> None:
    assert [c.trigger.text for c in claims(text) if c.type in {"ASSAULT", "AID"} and c.trigger.text != "raid"] == []


@pytest.mark.parametrize("text", ["Musk took Twitter private.", "Hackers seized Instagram on Monday."])
def test_names_that_are_no_places_are_not_taken_by_force(text: str) -> None:
    assert [claim for claim in claims(text) if claim.type == "ASSAULT"] == []


def test_the_deeds_of_soldiers_date_and_place_none_of_rebels() -> None:
    found = claims(
        "Mali's army shelled Kidal on Monday. Rebels attacked a convoy and looted a clinic.\n\n"
        "Mali fought rebels from its Kidal region for years."
    )
    dates = {claim.trigger.text: claim.when.start for claim in found}
    assert dates["shelled"] == date(2031, 5, 5)
    assert dates["attacked"] is None


def test_rebels_from_a_region_are_those_of_its_country() -> None:
    found = claims("Sudanese troops left Kassala. Ethiopia fought rebels from its northern Tigray region on Monday.")
    (fought,) = (claim for claim in found if claim.trigger.text == "fought")
    assert [p.entity.country for p in fought.recipients] == ["ETH"]


def test_the_place_of_other_news_further_down_is_none_of_what_stands_above() -> None:
    found = claims(
        "Shelling went on in the enclave. Shells killed 40 residents on Monday, monitors said.\n\n"
        "The talks were put off.\n\nKenyan troops meanwhile seized Lodwar from the Oromo Front."
    )
    assert [(claim.trigger.text, claim.where.name) for claim in found if claim.type == "ASSAULT"] == [
        ("Shelling", None),
        ("killed", None),
        ("seized", "Lodwar"),
    ]
