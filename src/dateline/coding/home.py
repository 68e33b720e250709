"""Whose police, whose rebels: the country of a body that its own words do not name.

"The rebels" of a page on Syria are Syrian rebels. The phrase's own place decides ("a court in Guyana", "residents of
Goma"), else the country that the page is mostly about, if there is one. Nothing is assumed of named bodies or persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.forces import BODIES, Forces, word_of
from dateline.coding.mentions import MentionIndex
from dateline.coding.place_mention import PlaceMention
from dateline.coding.setting import PLACING, Setting
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.names import slug
from dateline.records import Entity

SHARE = 0.5
"""The part of a page's named places and states that one country must have to be the page's own."""
LEAST_SHARE, AHEAD = 0.35, 2
"""The same where the next country has half as many at most."""
SEAT_SHARE = 0.25
"""The same for the country where the report was written, where none has more than half."""
WITHIN = frozenset({"in", "of", "from", "near", "at", "around", "across", "outside", "inside", "throughout"})
LEVELS = 4
"""Clauses above a phrase, and nouns inside one, in which a place is sought."""
FOREIGN = frozenset(
    "ambassador ambassadors consulate consulates diplomat diplomats embassies embassy envoy envoys peacekeeper "
    "peacekeepers tourist tourists".split()
)
"""Words of bodies and persons who are of another country than the one where they are."""
ABROAD = frozenset({"MIL", "SPY"})
"""Sectors of those who act in other countries as well."""
OCCUPIED = frozenset({"ESH", "PSE"})
"""Territories where soldiers are mostly those of another state."""
AT_HOME = frozenset({"security forces", "security services", "security officers", "security personnel"})
"""Bodies of those sectors that act in their own country."""
UNKNOWN = "unidentified "
"""How the name of somebody begins whom nobody identifies; the country stands behind it."""
OUTLET = "JRN"
"""The sector of those who report from everywhere, whose country a page is not about."""
KINDS = frozenset({"group", "organisation", "population"})


class Home:
    """The countries that one document names, and the entities of each once placed."""

    def __init__(
        self,
        mentions: MentionIndex,
        places: Sequence[PlaceMention],
        catalogue: Catalogue,
        paragraphs: Collection[int] = (),
    ) -> None:
        self.catalogue = catalogue
        self.country_at: dict[int, str] = {}
        self.states_at: set[int] = set()
        counts: Counter[str] = Counter()
        for place in places:
            if place.place is not None and place.place.country and not (place.dateline or place.told):
                counts[place.place.country] += 1
                self.country_at.update(dict.fromkeys(range(place.start_token, place.end_token), place.place.country))
        for mention in mentions.all:
            country = mention.entity.country
            if country and mention.entity.sector != OUTLET and self.catalogue.state(country) is not None:
                counts[country] += mention.start_token not in self.country_at  # counted as a place already
                if mention.entity.kind == "state":
                    self.states_at.add(mention.head_token)
                    self.country_at.update(dict.fromkeys(range(mention.start_token, mention.end_token), country))
        seats = [found for place in places if place.dateline and (found := seat_of(place, mentions)) is not None]
        self.main = main_country(counts, seats[0] if seats else None)
        self.setting = Setting(mentions.doc, self.country_at, self.states_at, self.main, paragraphs)
        self.forces = Forces((mention.entity for mention in mentions.all), self.main, catalogue)

    def placed(self, entity: Entity, head: Token, owner: str | None = None) -> Entity:
        """The entity with a country where its words or the page give one: "Syrian rebels" for "rebels"; soldiers are
        the army of their state where the page names it. `owner` is the country of whoever possesses them."""
        return self.forces.whole(self.in_country(entity, head, owner))

    def in_country(self, entity: Entity, head: Token, owner: str | None = None) -> Entity:
        if entity.country is not None or entity.origin != "text":
            return entity
        if entity.kind == "person" and not entity.unnamed:
            return replace(entity, country=self.of_phrase(head))
        if entity.kind not in KINDS and not entity.unnamed:
            return entity
        country = owner or self.of_phrase(head) or self.of_page(entity, head)
        state = self.catalogue.state(country)
        if country is None or state is None:
            return entity
        if entity.sector == "GOV" and entity.name.lower() in {"government", "administration", "regime", "authorities"}:
            return state.entity
        single = not entity.unnamed and entity.name[0].isupper() and " " not in entity.name
        if single or entity.name[1:] != entity.name[1:].lower():  # a proper name stays as it is
            return replace(entity, country=country)
        unknown, rest = entity.name.startswith(UNKNOWN), entity.name.removeprefix(UNKNOWN)
        name = f"{UNKNOWN if unknown else ''}{state.adjective} {rest[0].lower()}{rest[1:]}"
        return replace(entity, id=slug(name), name=name, country=country)

    def of_page(self, entity: Entity, head: Token) -> str | None:
        """The country where the clause happens, for who lives or rules there; else the page's own. Soldiers may be
        abroad, aid agencies are of no country, embassies and whoever fled are from elsewhere."""
        if entity.sector == "REF" or (entity.sector == "SOC" and entity.kind == "organisation"):
            return None
        if set(entity.name.split()) & FOREIGN:
            return None
        here = self.of_clause(head)
        if entity.sector not in ABROAD or entity.name in AT_HOME:
            return here or self.setting.country(head)
        whole = word_of(entity) in BODIES  # "in Syria, the army": no soldiers of another state
        named = self.of_clause(head, named=True) if whole else None
        found = named or self.setting.country(head, soldiers=True) or here
        return None if found in OCCUPIED else found

    def is_elsewhere(self, entity: Entity, head: Token) -> bool:
        """Whether a body of one state can hardly be meant where the text is in another: after "the Libyan police" the
        police of "In Tunis, police ..."; soldiers of the state that the page is about go anywhere."""
        if (
            entity.origin != "text"
            or entity.country is None
            or (entity.sector in ABROAD and entity.country == self.main)
        ):
            return False
        soldiers = entity.sector in ABROAD
        here = self.of_phrase(head) or self.of_clause(head, named=soldiers) or self.setting.moved(head, soldiers)
        return here is not None and here != entity.country

    def of_clause(self, head: Token, *, named: bool = False) -> str | None:
        """The country of a place that the clause around a phrase, or one above it, names: "**in Tbilisi**, police fired
        at protesters". With `named` only where the state itself is named."""
        verb = tree.governing_verb(head)
        for _ in range(LEVELS):
            for preposition, noun in tree.obliques(verb):
                if (
                    preposition not in PLACING | {"during"}
                    or noun.dep_ != "obl"
                    or (named and noun.i not in self.states_at)
                ):
                    continue
                if (found := self.at(noun)) is not None:
                    return found
            if verb.head.i == verb.i:
                return None
            verb = tree.governing_verb(verb.head)
        return None

    def at(self, noun: Token) -> str | None:
        """The country of a place or of a phrase that a place stands behind: "in a market in Goma"."""
        for _ in range(LEVELS):
            words = [noun, *tree.children(noun, "compound", "flat", "appos")]
            if (country := next((found for word in words if (found := self.country_at.get(word.i))), None)) is not None:
                return country
            inner = [each for preposition, each in tree.obliques(noun) if preposition in WITHIN - {"from"}]
            if not inner:
                return None
            noun = inner[0]
        return None

    def of_phrase(self, head: Token) -> str | None:
        """The country of a place that the noun phrase itself names; "from" right behind it is its own in any tree."""
        after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
        beside = [("from", after.head)] if after.lower_ == "from" and after.dep_ == "case" else []
        for preposition, noun in [*tree.obliques(head), *beside]:
            if preposition in WITHIN and noun.i > head.i:
                words = [noun, *tree.children(noun, "compound", "flat", "appos")]  # "from its Tigray region"
                country = next((found for word in words if (found := self.country_at.get(word.i))), None)
                if country is not None:
                    return country
        for child in head.children:
            if child.dep_ == "acl" and child.lower_ in {"fleeing", "escaping"}:  # "refugees fleeing the war in Liberia"
                return next((c for t in child.subtree if (c := self.country_at.get(t.i))), None)
            if child.dep_ in {"acl", "acl:relcl"} and child.lower_ == "based":
                return next((c for p, n in tree.obliques(child) if p == "in" and (c := self.country_at.get(n.i))), None)
        return None


def seat_of(place: PlaceMention, mentions: MentionIndex) -> str | None:
    """The country of the place where a report was written, also of a capital that only the catalogue knows."""
    if place.place is not None:
        return place.place.country
    capital = mentions.at(place.start_token)
    return capital.entity.country if capital is not None and capital.entity.kind == "state" else None


def main_country(counts: Counter[str], seat: str | None = None) -> str | None:
    """The country with most mentions, if it has at least SHARE of them and more than any other; else the one where
    the report was written, if it has SEAT_SHARE of them."""
    ranked, total = counts.most_common(), sum(counts.values())
    first, second = ([*(count for _, count in ranked), 0, 0])[:2]
    if first > second and (first >= SHARE * total or (first >= LEAST_SHARE * total and first >= AHEAD * second)):
        return ranked[0][0]
    return seat if seat is not None and counts[seat] >= max(1.0, SEAT_SHARE * total) else None
