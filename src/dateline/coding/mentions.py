"""Every actor named in a document: names of the catalogue, role nouns, unknown names, short forms and acronyms.

The steps, each a module: names by trie (`mention_trie`), capitalised runs (`mention_names`), noun phrases of roles
(`mention_roles`), then what only the whole document tells: "Soleimani" after "Qassem Soleimani", "SMC" after
"Southern Movement Council (SMC)", "the militants" after "Kurdish militants". Mentions never overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from dateline.coding.mention_names import Named, NameReader, Single
from dateline.coding.mention_roles import Phrase, entity_of, head_of, read_phrase
from dateline.coding.mention_trie import HYPHENS, Hit, NameTrie, RoleHit, article_at, name_trie
from dateline.knowledge.actors import Catalogue, Role, State
from dateline.knowledge.names import plain, skeleton, slug, words
from dateline.records import Article, Entity

LOOK_BACK = 3
"""Sentences in which a definite group noun ("the rebels") may find the group it stands for."""

LONGEST_ACRONYM = 8
"""Letters; what is longer in capitals and brackets is a word."""

QUANTIFIERS = frozenset({"many", "some", "several", "few", "most", "all", "other", "fellow", "young", "ordinary"})


COUNTS = QUANTIFIERS | {"dozens", "scores", "hundreds", "thousands", "millions", "number", "crowd", "crowds", "majority"}

    def _is_national(self, hit: Hit, state: State) -> bool:
        """An adjective that heads its phrase is a noun: "an Iraqi was killed"."""
        token = self.doc[hit.end - 1]
        if hit.sort != "adjective" or self.doc[hit.start : hit.end].text not in state.nationals:
            return False
        return token.pos_ == "NOUN" and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos"}

    def _nationals(self, hit: Hit, state: State) -> Entity:
        """ "The Americans" are their state's side, also as somebody's target; those who are counted, act by
        themselves ("Iraqis voted") or are single ("an Iraqi") are people."""
        token = self.doc[hit.end - 1]
        before = {child.lower_ for child in token.children if child.i < token.i}
        counted = any(child.dep_ == "nummod" for child in token.children) or bool(before & QUANTIFIERS)
        counted = counted or token.dep_ == "nmod" and plain(token.head.text) in COUNTS
        single = not token.text.endswith(("s", "men")) and bool(before & {"a", "an", "one", "another"})
        acting = token.dep_ in {"nsubj", "nsubj:pass"} and "the" not in before
        if token.dep_ in {"compound", "amod", "nmod:poss"} or not (counted or single or acting):
            return state.entity
        plural = next((n for n in state.nationals if n.endswith(("s", "men"))), state.nationals[0])
        return Entity(slug(plural), plural, "population", state.entity.country, "CVL", origin="text")

    def _acronyms(self) -> None:
        """ "Southern Movement Council (SMC)": the letters in brackets stand for the name from there on and before."""
        known: dict[str, Entity] = {}
        for mention in list(self.found.values()):
            at = mention.end_token
            if at + 2 >= len(self.doc) or self.doc[at].text != "(" or self.doc[at + 2].text != ")":
                continue
            letters = self.doc[at + 1].text.replace(".", "")
            fits = letters.isalpha() and letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM
            initials = {word[0].casefold() for word in mention.text.split()}
            if fits and mention.entity.kind in {"group", "organisation", "state"} and letters[0].casefold() in initials:
                known.setdefault(letters, mention.entity)
        for token in self.doc:
            entity = known.get(token.text.replace(".", ""))
            if entity is not None and token.i not in self.taken:
                self._add(token.i, token.i + 1, entity)

    def _short_forms(self, singles: Iterable[Single]) -> None:
        """A single name takes the one person of the document who bears it; with a title, else a person of that name."""
        for single in singles:
            name = self.doc[single.start : single.end].text
            part = (words(name) or (plain(name),))[-1]
            bearers = self.short.get(part) or self.short.get("~" + skeleton(part)) or {}
            start = single.title.start if single.title else single.start
            if len(bearers) == 1:
                self._add(start, single.end, next(iter(bearers.values())))
            elif bearers or self.doc[single.end - 1].pos_ != "PROPN":
                continue
            elif (known := self.trie.sounding(name)) is not None:
                self._add(start if known.kind == "person" else single.start, single.end, known)
            elif (title := single.title) is not None:
                country = title.state.entity.country if title.state else None
                made = Entity(slug(name), name, "person", country, title.sector, origin="text")
                self._add(start, single.end, made)

    def _link_classes(self) -> None:
        """What a role noun alone leaves open, the document may tell: "police" are the police it named, and "the
        militias" or "Iraqi armed groups" are the backed militias it speaks of, if it speaks of one such class."""
        for mention, phrase in self.open:
            linked = self._backed_class(mention, phrase)
            if linked is None and not phrase.modified and (phrase.definite or not phrase.role.unnamed):
                classes = self.classes.get(phrase.role.phrase) or self._bodies_called(phrase.role)
                linked = next(iter(classes.values())) if len(classes) == 1 else None
            if linked is not None:
                self.found[mention.start_token] = replace(mention, entity=linked)

    def _bodies_called(self, role: Role) -> dict[str, Entity]:
        """Named bodies of the document whose name ends in the role's words: "Russian Foreign Ministry"."""
        endings = tuple(f" {' '.join(words(phrase))}" for phrase in (role.phrase, role.plural))
        bodies = (m for m in self.found.values() if m.entity.kind in {"organisation", "group"} and not m.entity.unnamed)
        return {m.entity.id: m.entity for m in bodies if " ".join(words(m.text)).endswith(endings)}

    def _backed_class(self, mention: ActorMention, phrase: Phrase) -> Entity | None:
        """The one class of backed groups that a vague noun fits, the one with a country before the one without."""
        if phrase.role.phrase not in self.catalogue.words.vague or phrase.people or phrase.owner or phrase.led_by:
            return None
        wanted, country = mention.entity.backers, mention.entity.country
        fits = [e for e in self.backed.values() if not wanted or e.backers == wanted]
        if phrase.state is not None and not wanted:
            fits = [e for e in fits if e.country == country]
        elif country is not None or not wanted and not phrase.definite:
            return None
        placed = [e for e in fits if e.country is not None] or fits
        return placed[0] if len(placed) == 1 else None


def surfaces(index: MentionIndex) -> Iterator[tuple[Entity, str]]:
    """(entity, words) of every mention, for measuring and for tests."""
    for mention in index.all:
        yield mention.entity, mention.text
