"""Which entity a pronoun or a description such as "the group" stands for; unresolved, with a reason, where two fit.

Words are resolved from left to right, since what a word stands for is prominent at the next one. Pronouns,
descriptions, pairs and first persons have a module each. A wrong actor is worse than none.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.descriptions import BODIES, Descriptions, is_restricted, points_back
from dateline.coding.discourse import Discourse, Reference, is_definite
from dateline.coding.first_persons import first_person
from dateline.coding.mentions import MentionIndex
from dateline.coding.pairs import PAIR, is_bare_pair, is_pair, pair
from dateline.coding.pronouns import relative_owner, third_person
from dateline.coding.setting import Setting
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.cues import Cues
from dateline.records import Article


class Coreference:
    """The references of one document. `home` is the code of the country that the page is about, if of one,
    `setting` tells where its text is."""

    def __init__(
        self,
        article: Article,
        mentions: MentionIndex,
        cues: Cues,
        catalogue: Catalogue,
        home: str | None = None,
        setting: Setting | None = None,
    ) -> None:
        self.mentions = mentions
        self.cues = cues
        self.discourse = Discourse(article, mentions, cues, catalogue, home, setting)
        self.descriptions = Descriptions(self.discourse)
        for token in mentions.doc:
            reference = self.resolve(token)
            if reference is not None:
                self.discourse.references[token.i] = reference

    def at(self, token: Token) -> Reference | None:
        """The reference of a pronoun or description; None for a word that is neither."""
        return self.discourse.references.get(token.i)

    def resolve(self, token: Token) -> Reference | None:
        mention = self.mentions.at(token.i)
        if (
            mention is not None
            and mention.entity.origin == "text"
            and mention.entity.kind == "organisation"
            and is_pair(token)
        ):
            return pair(token, frozenset({"state"}), self.discourse)
        if mention is not None:
            described = self.cues.descriptions.get(tree.lemma(token)) if points_back(token, mention) else None
            return self.descriptions.description(token, described) if described is not None else None
        if token.lower_ == "whose" and token.dep_ == "nmod:poss":
            return relative_owner(token, self.discourse)
        pronoun = self.cues.pronouns.get(token.lower_)
        if pronoun is not None and (token.pos_ == "PRON" or token.dep_ == "nmod:poss"):
            if pronoun.person == "1":
                return first_person(token, pronoun, self.discourse)
            return third_person(token, pronoun, self.discourse)
        if is_bare_pair(token):
            return pair(token, PAIR, self.discourse)
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        described = self.cues.descriptions.get(tree.lemma(token))
        if described is not None:
            return self.descriptions.description(token, described)
        return (
            self.descriptions.titled(token, tree.lemma(token), BODIES)
            if is_definite(token) and not is_restricted(token)
            else None
        )
