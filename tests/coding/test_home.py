"""Whose police, whose rebels: the country of bodies that do not name their own."""

from __future__ import annotations

from collections import Counter

from dateline.coding.home import Home, main_country
from dateline.coding.mentions import find_mentions
from dateline.knowledge.actors import load_actors
from dateline.records import Entity
from treedocs import article, build, word

POLICE = Entity("police", "police", "organisation", None, "COP", origin="text")
GOVERNMENT = Entity("government", "government", "organisation", None, "GOV", origin="text")
BRIGADE = Entity("northern-brigade", "Northern Brigade", "group", None, "REB", origin="text")


def home(rows: str) -> tuple[Home, list]:  # type: ignore[type-arg]
    doc = build(rows)
    catalogue = load_actors()
    return Home(find_mentions(doc, article(doc.text), catalogue), [], catalogue), list(doc)


def test_a_page_on_one_country_lends_it() -> None:
    made, tokens = home("Police NOUN 2 nsubj\nleft VERB 0 root leave\nKenya PROPN 2 obj")
    assert made.main == "KEN"
    placed = made.placed(POLICE, tokens[0])
    assert (placed.id, placed.name, placed.country) == ("kenyan-police", "Kenyan police", "KEN")


def test_a_government_is_its_state() -> None:
    made, tokens = home("Government NOUN 2 nsubj\nleft VERB 0 root leave\nKenya PROPN 2 obj")
    assert made.placed(GOVERNMENT, tokens[0]).id == "kenya"


def test_a_proper_name_stays_as_it_is() -> None:
    made, tokens = home("Brigade PROPN 2 nsubj\nleft VERB 0 root leave\nKenya PROPN 2 obj")
    placed = made.placed(BRIGADE, tokens[0])
    assert (placed.id, placed.name, placed.country) == ("northern-brigade", "Northern Brigade", "KEN")


def test_the_phrase_goes_before_the_page() -> None:
    made, tokens = home(
        "Kenya PROPN 2 nsubj\nfreed VERB 0 root free\nKenya PROPN 2 obj\npolice NOUN 2 obj\n"
        "of ADP 6 case\nChad PROPN 4 nmod"
    )
    assert made.placed(POLICE, tokens[3]).country == "TCD"


def test_catalogue_entries_and_pages_on_two_countries_are_left_alone() -> None:
    made, tokens = home("police NOUN 2 nsubj\nleft VERB 0 root\nKenya PROPN 2 obj\nand CCONJ 5 cc\nChad PROPN 3 conj")
    assert made.main is None
    assert made.placed(POLICE, tokens[0]) is POLICE
    known = Entity("police", "police", "organisation", None, "COP")
    assert made.placed(known, word(build("police NOUN 0 root"), "police")) is known


def test_the_main_country_has_half_of_the_names_and_more_than_any_other() -> None:
    assert main_country(Counter()) is None
    assert main_country(Counter({"KEN": 2, "TCD": 2})) is None
    assert main_country(Counter({"KEN": 3, "TCD": 2, "NGA": 2})) is None
    assert main_country(Counter({"KEN": 4, "TCD": 2, "NGA": 2})) == "KEN"


def test_who_is_unidentified_is_so_before_the_country() -> None:
    made, tokens = home("Gunmen NOUN 2 nsubj\nleft VERB 0 root leave\nKenya PROPN 2 obj")
    gunmen = Entity("unidentified-gunmen", "unidentified gunmen", "group", None, "UAF", unnamed=True, origin="text")
    assert made.placed(gunmen, tokens[0]).name == "unidentified Kenyan gunmen"
