"""Proper names and what they name, in sentences of invented and plain news."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.coding.mention_trie import name_trie
from dateline.coding.mentions import find_mentions
from dateline.coding.name_kinds import find_names
from dateline.evaluation.places_layer import plain_article
from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_words import load_name_words
from dateline.parsing.parse import tokenize
from dateline.parsing.pipeline import annotate, load_pipeline
from dateline.records import Entity


def parsed(text: str) -> Doc:
    return annotate(load_pipeline(), tokenize(plain_article(text)))


def names(text: str) -> dict[str, str | None]:
    doc, trie = parsed(text), name_trie(load_actors())
    found = find_names(doc, trie.find(doc), trie, load_name_words(), load_gazetteer())
    return {doc[name.start : name.end].text: name.kind for name in found}


def entities(text: str) -> dict[str, Entity]:
    found = find_mentions(parsed(text), plain_article(text), load_actors())
    return {mention.text: mention.entity for mention in found.all}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A farmer named Jaan Veskimäe spoke to reporters in the village.", "Jaan Veskimäe", "person"),
        ("Chinedu Okafor married a nurse from the coast.", "Chinedu Okafor", "person"),
        ("The poet Nguyen Thi Lan was born in the south.", "Nguyen Thi Lan", "person"),
        ("Abu Omar al-Hamdani died in his house.", "Abu Omar al-Hamdani", "person"),
        ("The Northern Salvation Front said it would not lay down its arms.", "Northern Salvation Front", "group"),
        ("She studied at the University of Kano for two years.", "University of Kano", "organisation"),
        ("He left the Ministry of Health and Welfare in May.", "Ministry of Health and Welfare", "organisation"),
        ("The boats were found near Lake Ranau on Sunday.", "Lake Ranau", "place"),
        ("Fishermen live on both shores of the Lindu River.", "Lindu River", "place"),
        ("They were held in South Australia for a year.", "South Australia", "place"),
    ],
)
def test_what_a_name_names(text: str, name: str, kind: str | None) -> None:
    assert names(text).get(name, "not found") == kind


def test_titles_are_no_part_of_a_name_and_divide_a_run() -> None:
    found = names("NATO Secretary General Ilmar Tamm met Professor Aino Laks there.")
    assert {"NATO", "Ilmar Tamm", "Aino Laks"} <= found.keys()
    assert found["Ilmar Tamm"] == found["Aino Laks"] == "person"


def test_a_short_name_is_what_the_full_name_is() -> None:
    assert names("Chinedu Okafor came by boat. Nobody saw Okafor again.")["Okafor"] == "person"


def test_capitals_throughout_hide_all_names_but_known_ones() -> None:
    found = names("TROOPS MARCH INTO NAIROBI AS VILLAGERS FLEE")
    assert found == {"NAIROBI": "place"}


def test_an_unknown_name_has_the_same_identity_in_every_document() -> None:
    first = entities("Soldiers arrested Jaan Veskimäe, a farmer, on Monday.")
    second = entities("The court freed JAAN VESKIMAE. Jaan Veskimae went home, his brother said.")
    assert first["Jaan Veskimäe"].id == second["Jaan Veskimae"].id == "jaan-veskimae"
    assert (first["Jaan Veskimäe"].kind, first["Jaan Veskimäe"].origin) == ("person", "text")


def test_the_role_beside_a_name_gives_sector_and_state() -> None:
    found = entities("Police freed Jaan Veskimäe, an Estonian army captain, on Monday.")
    assert (found["Jaan Veskimäe"].country, found["Jaan Veskimäe"].sector) == ("EST", "MIL")


def test_who_is_behind_a_body_and_where_it_sits() -> None:
    found = entities("The Iran-backed Lindu Forward Movement attacked the Vienna-based Institute for Polar Law.")
    assert found["Lindu Forward Movement"].backers == ("IRN",)
    assert found["Institute for Polar Law"].country == "AUT"


def test_a_state_in_a_persons_name_is_not_named() -> None:
    assert "jordan" not in {each.id for each in entities("Chad Miller and Jordan Petersen were shot dead.").values()}
