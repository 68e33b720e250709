"""The places that an article names: which words, which entry of the gazetteer, and how precise the phrase is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.coding.name_kinds import ProperName
from dateline.coding.place_choice import NOT_HERE, Choice, choose
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_names import Name, demonym_countries, find_names
from dateline.coding.place_unlisted import unlisted
from dateline.coding.tree import first_conjunct, lemma
from dateline.knowledge.gazetteer import Gazetteer, Place
from dateline.knowledge.place_words import PlaceWords, load_place_words
from dateline.parsing.datelines import datelines
from dateline.records import Article

NEAR_KM = 25.0  # codebook: "near" is within about this distance
KM = {"mile": 1.609, "miles": 1.609, "mi": 1.609, "meters": 0.001, "metres": 0.001}
SEATS = frozenset({"city", "town", "village", "capital", "port", "hamlet", "settlement", "suburb"})
POINTS, NEAR = 1, 2  # precision of a spot or town, and of what is near it
SURE_PERSON, LIKELY_PERSON = 1.5, 0.5  # by how much a name is a person's to be no place, with and without a cue


def find_places(
    doc: Doc, article: Article, gazetteer: Gazetteer, proper: Sequence[ProperName] = ()
) -> list[PlaceMention]:
    """All places named in an article, in text order. `doc` is its parse: token offsets are view offsets; `proper` are
    its proper names with their kinds, which take persons out and bring in places that the gazetteer lacks."""
    words = load_place_words()
    names = without_persons(find_names(doc, gazetteer, words), proper)
    people = [country for _, _, country in demonym_countries(doc, gazetteer)]
    choices = choose(names, people, words)
    lines = [(start, end) for start, end, _ in datelines(article)]
    found = [_mention(doc, name, choice, words, lines) for name, choice in zip(names, choices, strict=True)]
    taken = {i for mention in found for i in range(mention.start_token, mention.end_token)}
    found += [m for m in _of_country(doc, gazetteer, words) if m.start_token not in taken]
    found += list(unlisted(doc, proper, found, lines, words))
    found = near_in_lists(doc, found)
    return sorted(found, key=lambda mention: mention.start_token)


def without_persons(names: Sequence[Name], proper: Sequence[ProperName]) -> list[Name]:
    """The names but for those inside a person's name; a cue and a person's name against each other leave a place."""
    persons = {i: each for each in proper if each.kind == "person" for i in range(each.start, each.end)}
    kept = []
    for name in names:
        person = persons.get(name.start)
        if person is None or person.margin < (SURE_PERSON if name.cued else LIKELY_PERSON):
            kept.append(name)
    return kept


def near_in_lists(doc: Doc, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions, where "near" before the first of coordinated towns holds for all: "around Palma and Macomia"."""
    near = {i for m in found if m.precision == NEAR and not m.unlisted for i in range(m.start_token, m.end_token)}
    placed = []
    for mention in found:
        root = doc[mention.start_token : mention.end_token].root
        listed = root.dep_ == "conj" and first_conjunct(root).i in near and not preposition_of(root)
        placed.append(replace(mention, precision=NEAR) if listed and mention.precision == POINTS else mention)
    return placed


def preposition_of(token: Token) -> bool:
    return any(child.dep_ == "case" and child.i < token.i for child in token.children)


def _of_country(doc: Doc, gazetteer: Gazetteer, words: PlaceWords) -> list[PlaceMention]:
    """Countries named by an adjective before a kind of place: "Iraqi soil", "a Lebanese village"."""
    found = []
    for start, end, country in demonym_countries(doc, gazetteer):
        head = doc[start:end].root.head
        place = gazetteer.country_place(country)
        if place is None or head.i < end or lemma(head) not in words.country_nouns:
            continue
        text = doc[start:end].text
        reason = f"the country of {text} {head.text}"
        found.append(PlaceMention(start, end, text, place.name, place, 4, 0.6, reason, adjective=True))
    return found


def _mention(doc: Doc, name: Name, choice: Choice, words: PlaceWords, lines: list[tuple[int, int]]) -> PlaceMention:
    begin = doc[name.start].idx
    mention = PlaceMention(
        name.start,
        name.end,
        name.text,
        name.text,
        choice.place,
        5 if choice.place is None else choice.place.precision,
        choice.confidence,
        choice.reason or None,
        dateline=any(low <= begin < high for low, high in lines),
        embedded=name.embedded,
        cued=name.cued,
        unlisted=choice.reason == NOT_HERE,
    )
    return mention if choice.place is None else _phrase(doc, mention, choice.place, name.noun, words)


def _phrase(doc: Doc, mention: PlaceMention, place: Place, noun: str | None, words: PlaceWords) -> PlaceMention:
    """Precision of the whole phrase: parts ("northern"), nearness ("near", "30 km west of"), districts."""
    start = _phrase_start(doc, mention.start_token, words)
    before = doc[start - 1].lower_ if start else ""
    whole = place.precision
    mention = replace(mention, name=place.name) if place.kind == "country" else mention
    if before in words.direction_adjectives and not _after_of(doc, start - 1):
        name = f"{_adjective(doc, start - 1, words)} {mention.text}"
        if whole > POINTS:
            return replace(mention, name=name, precision=3, part=True, reason="a part of a region or country")
        return mention  # a quarter of the town
    if noun is not None and "airport" in words.nouns.get(noun, ()) and whole == POINTS and place.kind != "airport":
        return replace(mention, name=f"{mention.text} {noun}", precision=2)
    distance = _distance(doc, start, words)
    if distance is not None and whole <= 2:
        return replace(mention, precision=2 if distance <= NEAR_KM else 3, part=distance > NEAR_KM)
    if whole == POINTS and (before in words.near or _after_near_phrase(doc, start, words)):
        return replace(mention, precision=2)
    return mention


def _phrase_start(doc: Doc, start: int, words: PlaceWords) -> int:
    """The token at which "the northern city of Mosul", "the capital, Kabul" or plain "the Hague" begins."""
    at = start
    if at > 1 and doc[at - 1].lower_ in {"of", ","} and doc[at - 2].lower_ in SEATS:
        at -= 1
    while at > 0 and (doc[at - 1].lower_ in SEATS or (at < start and doc[at - 1].pos_ in {"ADJ", "PROPN"})):
        at -= 1
    if at > 0 and doc[at - 1].lower_ in {"the", "a", "an"}:
        at -= 1
    return at


def _adjective(doc: Doc, at: int, words: PlaceWords) -> str:
    """The direction before a name, with its first part where hyphens split it: "south", "-", "western"."""
    first = at
    while first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in words.direction_adjectives:
        first -= 2
    return doc[first : at + 1].text


def _after_of(doc: Doc, at: int) -> bool:
    return at > 0 and doc[at].lower_ in {"north", "south", "east", "west"} and doc[at - 1].like_num


def _distance(doc: Doc, start: int, words: PlaceWords) -> float | None:
    """Kilometres of "80 km north of X", "about 10 miles from X"; 0 for a bare "north of X"; None without either."""
    if start < 2 or doc[start - 1].lower_ not in {"of", "from", "outside"}:
        return None
    at = start - 2
    turned = False
    while at >= 0 and (doc[at].lower_ in words.directions or doc[at].lower_ in {"-", "the", "away", ")"}):
        turned = turned or doc[at].lower_ in words.directions
        at -= 1
    for back in range(at, max(at - 6, 0), -1):
        if doc[back].lower_ in words.units and doc[back - 1].like_num and (turned or back == at):
            return _number(doc[back - 1].text) * KM.get(doc[back].lower_, 1.0)
    return 0.0 if turned and doc[start - 1].lower_ == "of" else None


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 10.0  # a number in words, "ten miles": the class of distance is what counts


def _after_near_phrase(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether "the outskirts of", "close to" or the like stands before the name."""
    if start < 2 or doc[start - 1].lower_ not in {"of", "to"}:
        return False
    return doc[start - 2].lower_ in words.near_phrases
