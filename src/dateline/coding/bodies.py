"""Bodies that no mention names in full: of several states, at a base, those who left a group, an unnamed side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.coreference import Coreference
from dateline.coding.found import Found, is_particular
from dateline.coding.home import Home
from dateline.coding.mention_roles import left_of
from dateline.coding.mentions import ActorMention, MentionIndex
from dateline.coding.sides import ARMED
from dateline.knowledge.actors import State
from dateline.knowledge.cues import Cues
from dateline.knowledge.names import slug
from dateline.records import Article, Entity, Mention, Participant

COMMON = frozenset({"allied forces", "allied troops", "coalition forces", "coalition troops", "coalition"})
"""Bodies of several states, which take no country of the page."""


class Bodies:
    """Makes the bodies of one document."""

    def __init__(
        self, article: Article, mentions: MentionIndex, cues: Cues, home: Home, references: Coreference
    ) -> None:
        self.article = article
        self.mentions = mentions
        self.cues = cues
        self.home = home
        self.references = references

    def participant(self, entity: Entity, start: int, end: int) -> Participant:
        words = self.mentions.doc[start:end]
        span = self.article.source_span(words.start_char, words.end_char)
        return Participant(entity, Mention(span, words.text))

    def found(self, mention: ActorMention, rule: str) -> Found:
        return Found(self.participant(mention.entity, mention.start_token, mention.end_token), rule)

    def is_capital(self, mention: ActorMention) -> bool:
        state = self.home.catalogue.state(mention.entity.country)
        return state is not None and mention.text in state.capitals

    def of_state(self, body: Entity, state: State) -> Entity:
        """The same body of another state: "Hungarian officials" for "Romanian officials"."""
        own = self.home.catalogue.state(body.country)
        noun = body.name.removeprefix(f"{own.adjective} ") if own is not None else body.name
        if noun in COMMON:
            noun = noun.split()[-1]
        name = f"{state.adjective} {noun}"
        return self.home.forces.whole(replace(body, id=slug(name), name=name, country=state.entity.country))

    def of_states(self, mention: ActorMention, token: Token) -> list[Found]:
        """The bodies of several states behind "of": "the embassies of **Rwanda and France**", "troops of the two
        neighbours"."""
        if mention.entity.origin != "text" or mention.entity.kind != "organisation" or mention.head_token != token.i:
            return []
        found: dict[str, Found] = {}
        reference = self.references.at(token)  # "the two armies"
        for each in reference.found if reference is not None else ():
            if each.entity.kind == "state" and (state := self.home.catalogue.state(each.entity.country)) is not None:
                body = self.of_state(mention.entity, state)
                found[body.name] = Found(self.participant(body, token.i, token.i + 1), "of states")
        if mention.end_token - 1 > token.i:  # "of Rwanda" is a part of the phrase
            found[mention.entity.name] = self.found(mention, "named")
        for preposition, noun in tree.obliques(token):
            words = tree.conjuncts(noun) if preposition == "of" and noun.i > token.i else []
            for each in (one for word in words for one in self.references.discourse.entities(word)):
                state = self.home.catalogue.state(each.entity.country)
                if state is not None and each.entity.kind == "state":
                    body = self.of_state(mention.entity, state)
                    found[body.name] = Found(self.participant(body, token.i, token.i + 1), "of states")
        return list(found.values()) if len(found) > 1 else []

    def beside(self, mention: ActorMention, head: Token) -> list[Found]:
        """The other states of "Hungarian and Romanian officials", where the name covers only the last adjective, and
        the other body of "police and army patrols"; a state named in full is a party of its own: "Ethiopia and
        Tigrayan rebels"."""
        adjectives = [each for child in tree.children(head, "amod", "compound") for each in tree.conjuncts(child)]
        others = [(each, other) for each in adjectives if (other := self.mentions.at(each.i)) is not None]
        return [
            Found(self.participant(self.alike(mention, other, each), other.start_token, other.end_token), "coordinated")
            for each, other in others
            if other.end_token <= mention.start_token
            and (
                (other.entity.kind == "organisation" and each.dep_ == "compound" and len(tree.conjuncts(each)) > 1)
                or (
                    other.entity.kind == "state"
                    and (other.entity.country != mention.entity.country or each.text == other.entity.name)
                )
            )
        ]

    def alike(self, mention: ActorMention, other: ActorMention, word: Token) -> Entity:
        """The body of another state that shares the noun of a body: the Hungarian officials of "Hungarian and Romanian
        officials"."""
        state = self.home.catalogue.state(other.entity.country)
        body = mention.entity
        if other.entity.kind != "state" or state is None or body.origin != "text" or word.text == other.entity.name:
            return other.entity
        return self.of_state(body, state)

    def stationed(self, token: Token) -> list[Found]:
        """Whose a base is that only its place tells of: the forces of the country where it lies ("Balad air base")."""
        if tree.lemma(token) not in self.cues.words.bases:
            return []
        country = self.home.at(token) or self.home.of_clause(token)
        state = self.home.catalogue.state(country)
        if state is None or tree.children(token, "amod", "nmod:poss"):
            return []
        name = f"{state.adjective} military"
        body = Entity(slug(name), name, "organisation", country, "MIL", origin="text")
        return [Found(self.participant(self.home.forces.whole(body), token.i, token.i + 1), "base in its country")]

    def leavers(self, token: Token) -> Iterator[Found]:
        """Those who left a group are a group of their own: "dissidents of the demobilised **front**"."""
        for preposition, noun in tree.obliques(token):
            mention = self.mentions.at(noun.i) if preposition in {"of", "from"} else None
            if mention is not None and mention.entity.kind == "group" and is_particular(mention.entity):
                entity = left_of(mention.entity, token.lower_)
                yield Found(self.participant(entity, token.i, token.i + 1), f"left by {token.lower_}")

    def state_of(self, settlement: Token) -> Iterator[Found]:
        """The state whose seat is struck: "rockets on the **Eritrean** capital"."""
        for child in tree.children(settlement, "amod", "compound", "nmod:poss"):
            mention = self.mentions.at(child.i)
            if mention is not None and mention.entity.kind == "state" and not self.is_capital(mention):
                yield self.found(mention, f"state of the {settlement.lower_}")

    def holder(self, token: Token) -> Found | None:
        """Who holds an office in the country of the text, where the page names nobody with it: "the interior
        minister"."""
        office = self.mentions.offices.get(token.i)
        if office is None or any(tree.lemma(token) in words for words in self.references.descriptions.titles.values()):
            return None
        entity = self.home.placed(office, token)
        return None if entity.country is None else Found(self.participant(entity, token.i, token.i + 1), "office")

    def unnamed_side(self, token: Token) -> Found | None:
        """Those who fight and may be any of several groups that the page names: they stay unnamed ("the rebels")."""
        described = self.cues.descriptions.get(tree.lemma(token))
        if described is None or not described.sectors & ARMED or described.kinds != {"group"}:
            return None
        plural = token.lower_ if tree.feature(token, "Number") == "Plur" else f"{tree.lemma(token)}s"
        role = Entity(slug(plural), plural, "group", None, "UAF", unnamed=True, origin="text")
        entity = self.home.placed(role, token)
        return Found(self.participant(entity, token.i, token.i + 1), "one of several that the page names")
