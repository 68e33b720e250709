"""Places that a text names by a noun or an adverb: "the capital", "the Haitian capital", "the city", "there".

The capital is that of the country whose adjective or name stands before it, else of the country that the page is about.
"The city" and "the town" are the last one named before that fits the noun, "there" is the last place named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from dateline.coding.place_beside import explains
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_unlisted import INSIDE
from dateline.coding.tree import children, lemma, preposition
from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import Gazetteer, Place
from dateline.knowledge.place_words import PlaceWords, load_place_words

SETTLEMENTS = frozenset({"city", "town", "village"})
DEPENDENCIES = frozenset({"obl", "nmod", "obj", "nsubj", "nsubj:pass"})
PLURALS = {"cities": "city", "towns": "town", "villages": "village"}
LEAST_CITY, MOST_VILLAGE = 20_000, 50_000
"""People of a town that is called a city, or a village."""
POINT, NEAR, COUNTRY = 1, 2, 4
ALL_OVER = frozenset({"across", "throughout", "around"})
WIDEST = 3  # "there" is no country
OWN = frozenset({"its", "their", "country"})
BACK = 4
"""Sentences over which "the town" points back; "there" points into its own or the one before."""
NOUNS = SETTLEMENTS | PLURALS.keys() | {"capital", "there", "country"}
SITES = frozenset(
    "airbase airport barracks base camp campus checkpoint church garrison hospital hotel mine mosque plant port prison "
    "refinery school".split()
)
"""What is told of again by its kind: "the airport"."""
FITTING = frozenset({"town", "capital", "quarter"})


def described(
    doc: Doc, found: Sequence[PlaceMention], home: Place | None, gazetteer: Gazetteer, words: PlaceWords
) -> Iterator[PlaceMention]:
    """A mention for each description of a place; `home` is the country that the page is about, if there is one."""
    taken = {i for m in found if not m.adjective for i in range(m.start_token, m.end_token)}
    before: list[PlaceMention] = []
    waiting = sorted((m for m in found if not m.adjective), key=lambda mention: mention.start_token)
    for token in doc:
        while waiting and waiting[0].end_token <= token.i:
            before.append(waiting.pop(0))
        if token.i in taken or not (token.lower_ in NOUNS or token.lower_ in SITES):
            continue
        if token.lower_ == "there":
            place = last_place(token, before) if is_where(token) else None
        elif not is_bare(token, taken):
            continue
        elif token.lower_ == "country":
            place = whole_country(token, home)
        elif token.lower_ in SITES:
            place = site_named(token, before)
        elif token.lower_ == "capital":
            place = capital_mention(token, home, gazetteer)
        else:
            place = last_settlement(token, before)
        if place is not None:
            before.append(place)
            yield place


def is_where(there: Token) -> bool:
    """Whether "there" says where something is done, or is, and does not open "there is"."""
    above = there.head
    return there.dep_ == "advmod" and (above.pos_ == "VERB" or (above.pos_ == "NOUN" and above.i + 1 == there.i))


def is_bare(noun: Token, taken: set[int]) -> bool:
    """Whether a noun stands alone behind a preposition of place, and no name says which place it is; "the city's port"
    stands there as well."""
    if noun.dep_ == "nmod:poss" and noun.lower_ not in SITES and is_part(noun.head):
        return noun.left_edge.lower_ == "the" and noun.i - noun.left_edge.i == 1
    article = any(c.lower_ in {"the", "its"} for c in noun.children)
    if noun.dep_ not in DEPENDENCIES or not (article or is_capital_of(noun)):
        return False
    if noun.dep_ in {"obl", "nmod"} and preposition(noun).split(" ")[0] not in INSIDE | ALL_OVER | {
        "into",
        "from",
        "to",
        "at",
        "of",
    }:
        return False
    below = [t.i for t in noun.subtree if t.i != noun.i]
    return not any(i in taken for i in below) and noun.i + 1 not in taken


def is_capital_of(noun: Token) -> bool:
    """Whether a capital has its country before it, as in headlines: "car bomb in Colombian capital"."""
    return noun.lower_ == "capital" and any(c.text[:1].isupper() for c in children(noun, "amod", "compound"))


def is_part(noun: Token) -> bool:
    """Whether a noun names a part of a town, or a spot in it: "centre", "airport"."""
    words = load_place_words()
    return lemma(noun) in words.part_nouns or lemma(noun) in words.nouns


def copied(noun: Token, mention: PlaceMention, start: int) -> PlaceMention:
    """A mention at a noun with the place of another one."""
    place = mention.place
    precision = mention.precision if place is not None else 5
    near = preposition(noun) in {"near", "outside"} and precision == POINT
    return PlaceMention(
        start,
        noun.i + 1,
        noun.doc[start : noun.i + 1].text,
        mention.name,
        place,
        NEAR if near else precision,
        0.5,
        f"the last place named before '{noun.lower_}'",
        part=mention.part,
        unlisted=mention.unlisted,
        told=True,
    )


def last_settlement(noun: Token, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """The last town named before that the noun can mean."""
    several = noun.lower_ in PLURALS
    floor = sentence_back(noun, BACK)
    recent = [m for m in before if m.start_token >= floor]
    fitting = [m for m in recent if fits(m, PLURALS.get(noun.lower_, noun.lower_))]
    fitting = [m for m in fitting if not any(explains(noun.doc, m, other) for other in recent)]
    kinds = {child.dep_ for child in noun.children}
    apart = bool(kinds & {"amod", "compound"}) and len({m.name for m in fitting}) != 1  # "the southern city" of several
    if not several and (apart or "nmod:poss" in kinds):
        return None
    if not several:
        return copied(noun, fitting[-1], noun.i) if fitting else None
    pairs = [(a, b) for a, b in pairwise(fitting) if is_joint(noun.doc, a, b)]
    return copied(noun, pairs[-1][0], noun.i) if pairs else None


def site_named(noun: Token, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """Where a site is that was told of with its place: "a plant at Kodal … seized the **plant**"; none where the last
    of its kind had no place."""
    if children(noun, "amod", "compound", "nmod:poss", "nmod"):
        return None
    floor, same = sentence_back(noun, BACK), None
    for token in noun.doc[floor : noun.i]:
        same = token if token.lower_ == noun.lower_ and token.pos_ in {"NOUN", "PROPN"} else same
    if same is None:
        return None
    inside = {token.i for token in same.subtree} if same.dep_ not in {"ROOT", "compound"} else set[int]()
    named = [m for m in before if m.start_token in inside and not m.adjective]
    return copied(noun, named[0], noun.i) if len({m.name for m in named}) == 1 else None


def fits(mention: PlaceMention, word: str) -> bool:
    """Whether a place can be called a city, a town or a village."""
    place = mention.place
    if mention.dateline or mention.embedded:
        return False
    if mention.unlisted and not mention.part:
        return True
    if place is None or mention.precision > NEAR or place.kind not in FITTING:
        return False
    if word == "city":
        return place.kind != "town" or place.population >= LEAST_CITY
    return word == "town" or (place.kind != "capital" and place.population <= MOST_VILLAGE)


def is_joint(doc: Doc, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places are told as a pair: "Foua and Kefraya"."""
    between = doc[one.end_token : other.start_token]
    return 0 < len(between) <= 2 and any(token.lower_ == "and" for token in between)


def last_place(adverb: Token, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """What "there" points to: the last place named in its sentence or the one before."""
    last = before[-1] if before else None
    while last is not None and any(explains(adverb.doc, last, other) for other in before if other is not last):
        before = [mention for mention in before if mention is not last]
        last = before[-1] if before else None
    if last is None or last.start_token < sentence_back(adverb, 1) or last.dateline or last.embedded:
        return None
    return copied(adverb, last, adverb.i) if last.precision <= WIDEST or last.unlisted else None


def sentence_back(token: Token, number: int) -> int:
    """Where the sentence `number` before that of a token begins."""
    start = token.sent.start
    for _ in range(number):
        if start:
            start = token.doc[start - 1].sent.start
    return start


def capital_mention(noun: Token, home: Place | None, gazetteer: Gazetteer) -> PlaceMention | None:
    """The capital of the country before the noun, or of the page's own; none of a region."""
    code = home.country if home is not None else None
    for child in children(noun, "amod", "nmod:poss", "compound"):
        countries = gazetteer.countries_of(child.text)
        named = next((p.country for p in gazetteer.lookup(child.text) if p.kind == "country"), None)
        if countries or named:
            code = countries[0] if countries else named
        elif child.lower_ not in OWN:
            return None  # "the regional capital"
    place = capital_of(code, gazetteer)
    if place is None:
        return None
    reason = f"the capital of {code}"
    return PlaceMention(noun.i, noun.i + 1, noun.text, place.name, place, POINT, 0.6, reason, told=True)


def whole_country(noun: Token, home: Place | None) -> PlaceMention | None:
    """The country that the page is about: "shut the internet across the country"."""
    if home is None or preposition(noun) not in ALL_OVER or children(noun, "amod", "compound", "nmod:poss"):
        return None
    return PlaceMention(
        noun.i, noun.i + 1, noun.text, home.name, home, COUNTRY, 0.6, "the country that the page is about", told=True
    )


def capital_of(code: str | None, gazetteer: Gazetteer) -> Place | None:
    state = load_actors().state(code)
    for name in state.capitals if state is not None else ():
        for place in gazetteer.lookup(name):
            if place.country == code and place.kind in {"capital", "town"}:
                return place
    return None
