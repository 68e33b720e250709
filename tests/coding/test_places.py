"""Names of places in a text: what is one, which one, and how precise the phrase is."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.coding.place_mention import PlaceMention
from dateline.coding.places import find_places
from dateline.knowledge.gazetteer import load_gazetteer
from placedocs import VOCAB, article, tagged

GAZETTEER = load_gazetteer()


def places(text: str) -> list[PlaceMention]:
    doc, page = tagged(text)
    return find_places(doc, page, GAZETTEER)


def only(text: str) -> PlaceMention:
    (found,) = places(text)
    return found


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Shells fell in Mosul", "Mosul", "IRQ", 1),
        ("Soldiers died in Helmand province", "Helmand", "AFG", 3),
        ("Fighting spread to South Sudan", "South Sudan", "SSD", 4),
        ("Rockets landed near Erbil", "Erbil", "IRQ", 2),
        ("Clashes went on at the outskirts of Tikrit", "Tikrit", "IRQ", 2),
        ("A mine killed two 20 km north of Kunduz", "Kunduz", "AFG", 2),
        ("A mine killed two 80 km north of Kunduz", "Kunduz", "AFG", 3),
        ("Bombs hit southern Baghdad", "Baghdad", "IRQ", 1),
        ("Bombs hit southwestern Somalia", "southwestern Somalia", "SOM", 3),
        ("The mortar hit Ain al-Asad", "Ain al-Asad", "IRQ", 1),
        ("They met in the UAE", "United Arab Emirates", "ARE", 4),
    ],
)
def test_a_phrase_has_entry_and_precision(text: str, name: str, country: str, precision: int) -> None:
    found = only(text)
    assert found.place is not None
    assert (found.name, found.place.country, found.precision) == (name, country, precision)


def test_a_part_of_a_country_has_no_point() -> None:
    assert only("Bombs hit northern Iraq").point is None
    assert only("Bombs hit northern Baghdad").point is not None


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sang",
        "President Lincoln spoke",
        "the Houston Chronicle wrote",
        "the French minister left",
        "in March the Police came",
    ],
)
def test_persons_papers_adjectives_and_months_are_no_places(text: str) -> None:
    assert [p for p in places(text) if not p.adjective] == []


def test_the_region_after_the_comma_decides() -> None:
    assert [
        p.place.admin1 for p in places("a fire in Springfield, Illinois") if p.place and p.place.kind == "town"
    ] == ["Illinois"]
    assert [
        p.place.admin1 for p in places("a fire in Springfield, Mass. today") if p.place and p.place.kind == "town"
    ] == ["Massachusetts"]


def test_the_country_of_the_document_decides() -> None:
    syria = places("in Syria shells hit Tripoli and Beirut in Lebanon")
    libya = places("in Libya militias of Misrata took Tripoli near Benghazi")
    assert next(p.place.country for p in syria if p.text == "Tripoli" and p.place) == "LBN"
    assert next(p.place.country for p in libya if p.text == "Tripoli" and p.place) == "LBY"


def test_an_unresolved_name_is_kept_with_the_reason() -> None:
    open_names = [p for p in places("a fire in San Antonio de Padua") if p.place is None]
    assert all(p.precision == 5 and p.reason for p in open_names)


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        (["BAGHDAD", "(", "Wire", ")", "-", "Two", "men", "died", "."], True),
        (["Kabul", ",", "Jan.", "3", "—", "Two", "men", "died", "."], True),
        (["Baghdad", "is", "quiet", "."], False),
    ],
)
def test_the_dateline_city_is_marked(words: list[str], marked: bool) -> None:
    pos = ["PROPN" if w[0].isupper() else "PUNCT" if not w[0].isalnum() else "VERB" for w in words]
    spaces = [n + 1 < len(words) and words[n + 1] not in {",", "."} for n in range(len(words))]
    doc = Doc(VOCAB, words, spaces, pos=pos, heads=[0] * len(words), deps=["ROOT", *["dep"] * (len(words) - 1)])
    found = find_places(doc, article(doc.text), GAZETTEER)
    assert [p.dateline for p in found if p.place and p.place.kind != "country"][:1] == [marked]


def test_the_country_of_its_soil() -> None:
    doc = Doc(
        VOCAB, ["on", "Syrian", "soil"], pos=["ADP", "ADJ", "NOUN"], heads=[2, 2, 2], deps=["case", "amod", "ROOT"]
    )
    (found,) = find_places(doc, article(doc.text), GAZETTEER)
    assert (found.name, found.precision, found.adjective) == ("Syria", 4, True)


def test_a_list_of_regions_is_of_regions_not_of_towns_in_one_another() -> None:
    found = places("Cases were found in Ohio, Oregon, Virginia and Washington, and he flew to Washington")
    assert [(m.place.kind, m.place.name) for m in found if m.place is not None][:4] == [
        ("admin1", "Ohio"),
        ("admin1", "Oregon"),
        ("admin1", "Virginia"),
        ("admin1", "Washington"),
    ]
    assert found[4].place is not None
    assert found[4].place.kind == "capital"


def test_a_country_in_the_plural_is_no_adjective_and_a_possessive_is_inside_a_name() -> None:
    found = places("A ship left the Philippines for the People 's Republic of China")
    assert [m.name for m in found] == ["Philippines", "China"]


def test_a_region_without_a_point_leaves_the_choice_to_our_own_entry() -> None:
    where = places("A camp in Cornwall , England")[0].place
    assert where is not None
    assert (where.country, where.latitude is not None) == ("GBR", True)
