"""Actors in documents whose tags and trees are written by hand, so that no model is needed."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from dateline.coding.mentions import ActorMention, MentionIndex, find_mentions
from dateline.knowledge.actors import load_actors
from dateline.records import Article, Block, Page, Piece, Span

VOCAB = spacy.blank("en").vocab
TAGS = {
    "N": "NOUN",
    "P": "PROPN",
    "V": "VERB",
    "A": "ADJ",
    "D": "DET",
    "I": "ADP",
    ".": "PUNCT",
    "S": "PART",
    "C": "CCONJ",
    "M": "NUM",
    "R": "PRON",
}


def doc_of(text: str) -> Doc:
    """A Doc of ``word/TAG[>head[:relation]]`` items; a final "~" joins a word to the next, ``||`` ends a sentence.

    Heads are counted in words of the whole text from 0; without one a word hangs on its sentence's first verb.
    """
    words: list[str] = []
    spaces, tags, heads, relations = [], [], [], []
    for sentence in text.split("||"):
        items = sentence.split()
        root = len(words) + next((n for n, item in enumerate(items) if "/V" in item), 0)
        for item in items:
            word, _, rest = item.rstrip("~").rpartition("/")
            tag, _, tree = rest.partition(">")
            head, _, relation = tree.partition(":")
            heads.append(int(head) if head else root)
            relations.append(relation or ("ROOT" if len(words) == root else "dep"))
            words.append(word)
            spaces.append(not item.endswith("~"))
            tags.append(TAGS[tag])
    return Doc(VOCAB, words, spaces, pos=tags, heads=heads, deps=relations, lemmas=[word.lower() for word in words])


def mentions(text: str) -> MentionIndex:
    doc = doc_of(text)
    page = Page("test", doc.text)
    article = Article(page, doc.text, (Block(0, len(doc.text)),), (Piece(0, len(doc.text), Span(0, len(doc.text))),))
    return find_mentions(doc, article, load_actors())


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.entity.id) for m in mentions(text).all]


def only(text: str) -> ActorMention:
    index = mentions(text)
    assert len(index.all) == 1, [m.text for m in index.all]
    return index.all[0]


@pytest.mark.parametrize("text", ["us/R", "turkey/N", "chad/N", "jordan/N", "it/R is/V who/R"])
def test_lower_case_words_are_no_names(text: str) -> None:
    assert found(f"they/R gave/V {text}") == []


@pytest.mark.parametrize(
    ("word", "state"),
    [("US", "united-states"), ("U.S.", "united-states"), ("Turkey", "turkey"), ("UK", "united-kingdom")],
)
def test_states_by_name(word: str, state: str) -> None:
    mention = only(f"they/R told/V {word}/P so/I")
    assert mention.entity.id == state
    assert mention.place_like


def test_a_capital_may_be_read_as_its_state_or_as_a_place_and_a_seat_only_as_the_state() -> None:
    capital = only("talks/N went/V to/I Tehran/P")
    assert (capital.entity.id, capital.place_like) == ("iran", True)
    seat = only("so/I said/V the/D Kremlin/P")
    assert (seat.text, seat.entity.id, seat.place_like) == ("Kremlin", "russia", False)


def test_a_state_inside_a_persons_name_is_none() -> None:
    assert found("then/I Michael/P Jordan/P>1:flat came/V") == [("Michael Jordan", "michael-jordan")]
    assert found("then/I Chad/P Miller/P>1:flat came/V") == [("Chad Miller", "chad-miller")]


def test_a_demonym_and_a_role_make_one_body() -> None:
    mention = only("then/I Zambian/A>3:amod security/N>3:compound forces/N came/V")
    entity = mention.entity
    assert (mention.text, entity.id, entity.name) == (
        "Zambian security forces",
        "zambian-security-forces",
        "Zambian security forces",
    )
    assert (entity.kind, entity.country, entity.sector, entity.origin) == ("organisation", "ZMB", "MIL", "text")


def test_one_body_under_three_names_of_its_state_has_one_id() -> None:
    ids = {only(f"then/I {words} troops/N came/V").entity.id for words in ("American/A", "US/P", "U.S./P")}
    assert ids == {"us-troops"}


def test_a_possessive_state_is_the_same_as_its_adjective() -> None:
    mention = only("then/I Kenya/P~ 's/S riot/N police/N came/V")
    assert (mention.text, mention.entity.id) == ("Kenya's riot police", "kenyan-riot-police")


def test_a_government_is_its_state() -> None:
    assert only("then/I the/D Syrian/A government/N spoke/V").entity.id == "syria"
    assert only("then/I the/D government/N of/I Mali/P spoke/V").entity.id == "mali"
    assert found("then/I the/D government/N spoke/V") == []


def test_an_administration_is_the_state_of_its_head() -> None:
    assert found("then/I the/D Obama/P>3:compound administration/N spoke/V") == [
        ("Obama administration", "united-states")
    ]


def test_backed_groups_are_a_class_with_their_backers() -> None:
    index = mentions("then/I Iranian/A>3:compound~ -/.~ backed/V militias/N in/I Iraq/P struck/V")
    entity = index.all[0].entity
    assert (entity.name, entity.kind, entity.country, entity.backers) == (
        "Iran-backed militias in Iraq",
        "group",
        "IRQ",
        ("IRN",),
    )
    assert not entity.unnamed
    others = [
        "the/D pro-Iran/A groups/N in/I Iraq/P",
        "the/D pro/A~ –/.~ Iran/P groups/N in/I Iraq/P",
        "Iraqi/A militia/N groups/N aligned/V with/I Iran/P",
    ]
    for words in others:
        assert mentions(f"then/I {words} struck/V").all[0].entity.id == entity.id


def test_a_prefix_that_opposes_makes_no_nationals_and_names_nobody() -> None:
    assert only("then/I anti-Iranian/A rebels/N struck/V").entity.country is None
    assert only("then/I Pro-Iranian/A rebels/N struck/V").entity.backers == ("IRN",)


def test_roles_are_found_with_and_behind_a_prefix() -> None:
    assert only("then/I anti-government/A protesters/N came/V").entity.id == "anti-government-protesters"
    assert only("then/I ex-rebels/N came/V").entity.sector == "REB"


def test_proxies_are_behind_their_possessor_and_not_of_its_country() -> None:
    entity = mentions("then/I Iran/P 's/S proxies/N in/I Iraq/P struck/V").all[0].entity
    assert (entity.country, entity.backers) == ("IRQ", ("IRN",))


def test_a_role_before_a_role_is_one_phrase() -> None:
    mention = only("then/I Malian/A rebel/N commanders/N came/V")
    assert (mention.text, mention.entity.country) == ("Malian rebel commanders", "MLI")


def test_a_class_without_a_country_takes_that_of_the_document() -> None:
    text = "Iran/P~ -/.~ backed/V militias/N in/I Iraq/P struck/V ./. || Iran/P~ -/.~ backed/V fighters/N left/V"
    ids = [m.entity.id for m in mentions(text).all if m.entity.kind == "group"]
    assert ids == ["iran-backed-militias-in-iraq"] * 2


def test_attackers_known_by_role_stay_unnamed() -> None:
    mention = only("then/I unidentified/A gunmen/N fired/V")
    assert (mention.text, mention.entity.kind, mention.entity.sector) == ("unidentified gunmen", "group", "UAF")
    assert mention.entity.unnamed
    assert only("a/D suicide/N bomber/N came/V").entity.unnamed


def test_populations() -> None:
    assert only("they/R shot/V protesters/N").entity.kind == "population"
    refugees = only("then/I Syrian/A refugees/N came/V").entity
    assert (refugees.id, refugees.country, refugees.kind) == ("syrian-refugees", "SYR", "population")


def test_nationals_are_people_when_counted_and_their_side_with_an_article() -> None:
    people = only("then/I four/M>2:nummod Americans/P died/V").entity
    assert (people.id, people.kind, people.country) == ("americans", "population", "USA")
    assert only("then/I the/D>2:det Americans/P left/V").entity.id == "united-states"


def test_a_title_extends_a_known_person_and_leaves_the_state() -> None:
    assert found("then/I Iraqi/A Foreign/A Minister/P Fuad/P Hussein/P spoke/V") == [
        ("Iraqi", "iraq"),
        ("Foreign Minister Fuad Hussein", "fuad-hussein"),
    ]


def test_an_unknown_name_after_a_title_is_a_person_of_the_titles_state() -> None:
    person = mentions("then/I Kenyan/A health/N minister/N Odhiambo/P Wafulax/P spoke/V").all[-1]
    assert (person.text, person.entity.id) == ("health minister Odhiambo Wafulax", "odhiambo-wafulax")
    assert (person.entity.kind, person.entity.country, person.entity.origin) == ("person", "KEN", "text")


def test_an_unknown_name_that_says_something_is_a_person_and_any_other_is_none() -> None:
    assert found("then/I Odhiambo/P>3:nsubj Wafulax/P>1:flat say/V so/I") == [("Odhiambo Wafulax", "odhiambo-wafulax")]
    assert found("they/R saw/V Odhiambo/P Wafulax/P") == []


def test_the_place_of_an_office_is_no_part_of_the_name() -> None:
    assert ("Gov. Odhiambo Wafulax", "odhiambo-wafulax") in found("then/I Kisumu/P Gov./P Odhiambo/P Wafulax/P spoke/V")


def test_a_bare_office_with_its_state_is_a_role_not_its_holder() -> None:
    entity = only("then/I Turkey/P~ 's/S president/N spoke/V").entity
    assert (entity.id, entity.kind, entity.country, entity.origin) == ("turkish-president", "person", "TUR", "text")
    assert found("then/I the/D president/N spoke/V") == []


def test_short_forms_follow_full_names() -> None:
    text = "Qassem/P Soleimani/P>0:flat died/V ./. || then/I Soleimani/P was/V buried/V"
    assert {identifier for _, identifier in found(text)} == {"qassem-soleimani"}
    assert found("then/I Soleimani/P was/V buried/V") == []


def test_short_forms_follow_in_another_transliteration() -> None:
    text = "Abu/P Mahdi/P>0:flat al/P~ -/.~ Muhandis/P>0:flat died/V ./. || then/I Mohandes/P fell/V"
    assert [identifier for _, identifier in found(text)] == ["abu-mahdi-muhandis"] * 2


def test_a_family_name_that_two_persons_bear_stays_open() -> None:
    text = "Saad/P Hariri/P>0:flat and/C Rafik/P Hariri/P>3:flat met/V ./. || then/I Hariri/P left/V"
    assert [words for words, _ in found(text)] == ["Saad Hariri", "Rafik Hariri"]


def test_transliterations_of_a_catalogue_name() -> None:
    assert found("then/I Kataeb/P Hizbollah/P struck/V")[0][1] == "kataib-hezbollah"


def test_an_unknown_body_is_known_by_its_noun_and_its_acronym() -> None:
    text = "the/D Upper/A River/P Defence/P Front/P (/.~ URDF/P~ )/. spoke/V ./. || the/D URDF/P left/V"
    identifiers = {identifier for _, identifier in found(text)}
    assert identifiers == {"upper-river-defence-front"}
    entity = mentions(text).all[0].entity
    assert (entity.kind, entity.sector, entity.origin) == ("group", "REB", "text")


def test_a_role_in_capitals_with_its_state_is_no_unknown_body() -> None:
    assert found("then/I Zambian/P Riot/P Police/P came/V") == [("Zambian Riot Police", "zambian-riot-police")]


def test_members_of_a_named_group_are_the_group() -> None:
    assert found("then/I Boko/P Haram/P>1:flat militants/N struck/V") == [("Boko Haram militants", "boko-haram")]


def test_police_are_those_named_before() -> None:
    text = "Zambian/A riot/N police/N came/V ./. || later/I riot/N police/N left/V"
    assert [identifier for _, identifier in found(text)] == ["zambian-riot-police"] * 2


def test_the_rebels_are_left_to_the_caller_where_a_group_was_named() -> None:
    text = "Boko/P Haram/P>0:flat struck/V ./. || the/D rebels/N fled/V"
    assert [words for words, _ in found(text)] == ["Boko Haram"]
    assert only("the/D rebels/N fled/V").entity.unnamed


def test_mentions_do_not_overlap_and_answer_for_their_tokens() -> None:
    index = mentions("Iraqi/A security/N forces/N and/C Kataib/P Hezbollah/P met/V Donald/P Trump/P")
    covered = [i for m in index.all for i in range(m.start_token, m.end_token)]
    assert len(covered) == len(set(covered))
    for mention in index.all:
        assert all(index.at(i) is mention for i in range(mention.start_token, mention.end_token))
        assert mention.start_token <= mention.head_token < mention.end_token
    assert index.at(3) is None


def test_an_empty_document_names_nobody() -> None:
    assert find_mentions(Doc(VOCAB, []), Article(Page("x", ""), "", (), ()), load_actors()).all == ()
