"""Sentences as agencies write them to dyads, through the whole of coding."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.exporting import dyads
from dateline.knowledge.cameo import table_type
from pageclaims import coded


def events(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dyads.line(coded(text)))["events"]
    return found


def country(side: str | list[str] | None) -> str:
    codes = side if isinstance(side, list) else [side or "---"]
    return "+".join(dict.fromkeys(code[:3] for code in codes))


def triples(text: str) -> list[str]:
    return [f"{each['type']} {country(each['source'])} {country(each['target'])}" for each in events(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ghanaian President John Kufuor held talks in Abidjan with the leader of Ivorian rebels.",
            "CONSULT CIV+GHA ---",
        ),
        ("Peru and Ecuador signed a border treaty in Brasilia on Monday.", "SUPPORT PER+ECU ---"),
        ("Denmark and Canada have struck a deal to divide uninhabited Hans Island.", "SUPPORT DNK+CAN ---"),
        ("Two Chadian soldiers were killed when their patrol was ambushed in northern Mali.", "ASSAULT MLI TCD"),
        ("Zambian police arrested an opposition leader after he accused the president of fraud.", "COERCE ZMB ZMB"),
        ("The European Union on Wednesday imposed an arms embargo on Zimbabwe.", "COERCE IGO ZWE"),
        ("A court in Lima convicted a Chilean banker of bribery on Tuesday.", "ACCUSE PER CHL"),
        ("A Kuwaiti court sentenced a Jordanian man to death for plotting to bomb a mosque.", "COERCE KWT JOR"),
        ("Thousands of Hondurans marched through Tegucigalpa to demand new elections.", "PROTEST HND HND"),
        ("Ethiopia's prime minister will visit Asmara next week, his spokesman said.", "AGREE ETH ERI"),
        ("Saudi Arabia is ready to free nine Yemeni sailors, the foreign ministry said.", "AGREE SAU YEM"),
        ("The FARC released a Colombian general on Sunday.", "RETREAT COL COL"),
        ("Turkey deployed tanks along its border with Syria on Saturday.", "MOBILIZE TUR SYR"),
        ("The president of Guatemala pardoned 40 former guerrillas on Tuesday.", "CONCEDE GTM GTM"),
        ("Gunmen stormed a hotel in Ouagadougou late on Friday.", "ASSAULT BFA BFA"),
        (
            "U.N. investigators on Tuesday opened an inquiry into killings in the Congolese town of Walikale.",
            "ACCUSE IGO COD",
        ),
        ("Uganda and Rwanda agreed to share intelligence on rebels.", "AGREE UGA+RWA ---"),
        ("Syria offered its troops to Lebanon's new President Emile Harb.", "AGREE SYR LBN"),
        ("U.N. envoy Marta Lind condemned Eritrea on Monday.", "ACCUSE IGO ERI"),
        ("President Okello Bwana rejected demands from Ugandan rebels.", "REJECT UGA UGA"),
        ("Ethnic Hungarians in northern Serbia are demanding autonomy from Belgrade.", "REQUEST SRB SRB"),
        ("Russia closed its southern borders with Georgia and Azerbaijan.", "COERCE RUS GEO+AZE"),
        ("Britain promised to continue military aid to Mozambique.", "AGREE GBR MOZ"),
        ("The Philippine government agreed to resume negotiations with Moro rebels.", "AGREE PHL PHL"),
        ("Kenya threatened to close the camp and expel Somali refugees.", "THREATEN KEN SOM"),
        ("India rejected an offer by Sri Lanka to hold joint patrols.", "REJECT IND LKA"),
        ("Venezuela seized a Guyanese survey ship in disputed waters on Thursday.", "COERCE VEN GUY"),
        ("Saudi Arabia will provide Yemen with fuel, the finance minister announced.", "AGREE SAU YEM"),
        ("The White House said it had frozen the assets of three Syrian officials.", "COERCE USA SYR"),
        ("Burundian rebels shot dead a Belgian aid worker at a roadblock north of Bujumbura.", "ASSAULT BDI BEL"),
        ("Tens of thousands of Venezuelans blocked highways to demand that the president resign.", "PROTEST VEN VEN"),
        ("Chechen rebels freed a Norwegian tourist on Sunday after nine days.", "RETREAT RUS NOR"),
        ("Iranian prosecutors have charged a Canadian aid worker with spying.", "ACCUSE IRN CAN"),
        ("The African Union published a report criticising the Sudanese government.", "ACCUSE IGO SDN"),
        ("The rebels will not release the Kenyan hostages, a negotiator said.", "REJECT KEN KEN"),
        ("The Finnish military gave 600 rifles to the Estonian army on Friday.", "AID FIN EST"),
        ("Argentine President Carlos Menem defended Chile over the trial of a general.", "SUPPORT ARG CHL"),
        ("Iceland recognised the independence of Lithuania, Latvia and Estonia.", "SUPPORT ISL LTU+LVA+EST"),
        ("Afghan President Hamid Karzai said he would not sign a pact with the United States.", "REJECT AFG USA"),
        ("Sudan's President Omar al-Bashir dismissed his foreign minister on Thursday.", "SANCTION SDN SDN"),
        ("The United States speeded up the withdrawal of its forces from Panama.", "RETREAT USA PAN"),
    ],
)
def test_who_did_what_to_whom_in_codes(text: str, wanted: str) -> None:
    assert triples(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil's foreign minister said on Friday that growth in the region was slowing.",
        "Italy expressed condolences to Tunisia over a fire that killed nine people.",
        "South Korea urged North Korea to give up its nuclear weapons.",
        "Officials from Laos declined to comment on a newspaper report about the sale of a mine.",
        "Shares in Istanbul fell two percent as investors waited for the central bank's decision.",
        "Nigeria's president is expected to be sworn in on 29 May in Abuja.",
        "A spokesman for the Pakistani army denied reports that soldiers had crossed the line.",
    ],
)
def test_sentences_without_an_event_have_no_dyad(text: str) -> None:
    assert triples(text) == []


def test_refugees_are_not_of_the_country_that_takes_them_in() -> None:
    (rescue,) = events("The Maltese coastguard rescued 87 refugees from a sinking dinghy.")
    assert rescue["target"] == "---REF"


def test_parties_of_one_country_are_pairs_of_their_own() -> None:
    found = events("The Sudanese army and Sudanese police attacked Sudanese rebels and Sudanese farmers.")
    assert {(each["source"], each["target"]) for each in found} >= {("SDNMIL", "SDNREB")}
    assert all(isinstance(each["source"], str) for each in found)


def test_a_country_that_goes_without_saying_is_marked() -> None:
    (bombing,) = events("A roadside bomb killed two French soldiers near Gao in Mali on Monday.")
    assert (country(bombing["source"]), country(bombing["target"])) == ("MLI", "FRA")
    assert bombing["assumed"] == ["source"]
    (march,) = events("Peruvian miners marched through the capital on Tuesday.")
    assert march["assumed"] == ["target"]
    (said,) = events("France condemned Chad on Monday.")
    assert "assumed" not in said


def test_types_follow_the_table_where_it_differs() -> None:
    assert table_type("163", "SANCTION") == "COERCE"
    assert table_type("1312", "SANCTION") == "THREATEN"
    assert table_type("190", "ASSAULT") == "ASSAULT"
