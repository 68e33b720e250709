"""Names that the catalogue lacks: persons by title or cue, bodies by their last noun, and other transliterations.

A run of capitalised words is split into titles and name. What is made up here has the id of its folded name, so that
it is the same in every document, and origin "text".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.coding.mention_roles import Phrase, head_of, read_phrase, state_of
from dateline.coding.mention_trie import HYPHENS, Hit, NameTrie, RoleHit, article_at, capital, shouting
from dateline.coding.name_kinds import ProperName
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.names import plain, slug
from dateline.records import Entity, EntityKind

NAME_TAGS = frozenset({"PROPN", "ADJ", "NOUN", "X", "NUM"})
LONGEST_TITLE = 6
"""Tokens of a role phrase before a name: "deputy minister of foreign affairs"."""

LEAST_MARGIN = 1.0
"""By how much the kind of an unknown name must win for it to become an actor."""

KINDS: dict[str, EntityKind] = {"person": "person", "group": "population", "organisation": "organisation"}
"""Recognised groups are peoples and adherents; armed groups are told by their nouns."""

PLACING = frozenset({"based", "led", "headquartered"})
"""Words that tie a body to the country of the name before: "Vienna-based"."""

LONGEST_PERSON = 6
"""Words of a person's name; longer runs are headlines or lists."""


@dataclass(frozen=True, slots=True)
class Title:
    """Titles before a name, from token `start` on, and the country and sector they tell; `kind` is what such a role
    is, a person or a body. The country of an envoy of the United Nations is the code of that body."""

    start: int
    country: str | None = None
    sector: str | None = None
    kind: EntityKind = "person"


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a run: tokens [start, end) with its titles, the name itself from `name_start` on."""

    start: int
    name_start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Single:
    """One capitalised word that only a fuller name elsewhere can explain."""

    start: int
    end: int
    title: Title | None


def served(phrase: Phrase) -> str | None:
    """The country whose office a role phrase names, or the code of an international body."""
    if phrase.state is not None:
        return phrase.state.entity.country
    return phrase.owner.country if phrase.owner is not None and phrase.owner.kind == "organisation" else None


class NameReader:
    """Reads the capitalised runs of one document."""

    def __init__(self, doc: Doc, trie: NameTrie, hits: Mapping[int, Hit], names: Iterable[ProperName] = ()) -> None:
        self.names = {name.start: name for name in names}
        self.doc = doc
        self.trie = trie
        self.catalogue: Catalogue = trie.catalogue
        self.hits = hits

    def title_before(self, start: int) -> Title | None:
        """The titles that end where a name starts, capitalised or not: "foreign minister", "Gen.", "President"."""
        at, country, sector, found = start, None, None, False
        floor = self.doc[start].sent.start
        while at > floor:
            word = plain(self.doc[at - 1].text)
            if word in self.catalogue.words.honorifics and capital(self.doc[at - 1]):
                sector = sector or self.catalogue.words.honorifics[word] or None
                at, found = at - 1, True
                continue
            role = self._role_ending_at(at, floor)
            if role is None or role.plural or role.role.collective or role.role.bound:
                break
            if role.role.kind != "person" and found:
                break
            phrase = read_phrase(self.doc, role, self.hits, self.catalogue)
            country, sector = country or served(phrase), sector or role.role.sector
            at, found = role.start, True
        if not found:
            return None
        return Title(at, country or self._country_ending_at(at), sector)

    def _role_ending_at(self, end: int, floor: int) -> RoleHit | None:
        """The longest role phrase whose last word stands before `end`."""
        for start in range(max(floor, end - LONGEST_TITLE), end):
            role = self.trie.role_at(self.doc, start, end)
            if role is not None and role.end == end:
                return role
        return None

    def _country_ending_at(self, at: int) -> str | None:
        hit = self.hits.get(at - 1) if at > 0 else None
        state = state_of(hit, self.catalogue) if hit is not None and hit.sort in {"adjective", "state"} else None
        return state.entity.country if state is not None else None

    def runs(self) -> Iterator[tuple[int, int]]:
        """Maximal stretches of capitalised words outside the names of known actors."""
        at = 0
        while at < len(self.doc):
            if not self._opens(self.doc[at]):
                at += 1
                continue
            end = at + 1
            while end < len(self.doc) and (step := self._continues(end, at)):
                end += step
            yield at, end
            at = end

    def _free(self, index: int) -> bool:
        hit = self.hits.get(index)
        return hit is None or hit.sort in {"adjective", "state", "national", "capital"}

    def _opens(self, token: Token) -> bool:
        if not self._free(token.i) or plain(token.text) in self.catalogue.words.not_names:
            return False
        if article_at(self.doc, token.i):
            return self._opens(self.doc[token.i + 2])
        if not capital(token) or not token.text[0].isalpha() or token.pos_ not in NAME_TAGS - {"NUM"}:
            return False
        return token.pos_ == "PROPN" or not token.is_sent_start or token.i in self.hits

    def _continues(self, index: int, start: int) -> int:
        """How many tokens from `index` on go on with the run that began at `start`; 0 ends it."""
        doc = self.doc
        token = doc[index]
        if token.is_sent_start or not self._free(index) or plain(token.text) in self.catalogue.words.not_names:
            return 0
        within = index + 1 < len(doc) and not doc[index + 1].is_sent_start
        following = doc[index + 1] if within and self._free(index + 1) else None
        if token.text in HYPHENS:
            tied = not doc[index - 1].whitespace_ and not token.whitespace_
            return 2 if tied and following is not None and capital(following) else 0
        if article_at(doc, index):
            return 3 if index + 2 < len(doc) and self._free(index + 2) else 0
        if capital(token) and token.text[0].isalpha() and token.pos_ in NAME_TAGS:
            return 1
        word = token.lower_
        linked = word in {"of", "for"} and self._is_body(doc[index - 1])
        if following is None:
            return 0
        if capital(following) and following.pos_ in NAME_TAGS:
            return 2 if linked or word in self.catalogue.words.particles else 0
        if linked and following.lower_ == "the" and index + 2 < len(doc) and capital(doc[index + 2]):
            return 3
        return 0

    def _is_body(self, token: Token) -> bool:
        return capital(token) and plain(token.text) in self.catalogue.words.bodies

    def read(self, start: int, end: int) -> Named | Single | None:
        """What a run names, if anything."""
        if shouting(self.doc[start]):
            return None
        at, title = self._inner_title(start, end)
        if (body := self._body(start if title is None else at, end)) is not None:
            return body
        title = self._join(title, self.title_before(title.start if title else at))
        return self._person(at, end, title)

    def _inner_title(self, start: int, end: int) -> tuple[int, Title | None]:
        """Where the name starts after states and the last title of a run: "Iraqi Foreign Minister", "Basra Gov."."""
        doc, honorifics = self.doc, self.catalogue.words.honorifics
        at, title = start, None
        while (hit := self.hits.get(at)) is not None and hit.sort in {"adjective", "state"} and hit.end < end:
            at = hit.end
        index = at
        while index < end - 1:
            role = self.trie.role_at(doc, index, end)
            if role is not None and role.role.kind == "person" and not role.plural and role.end < end:
                begin = title.start if title and role.start == at else role.start
                country = served(read_phrase(self.doc, role, self.hits, self.catalogue))
                title = Title(begin, country or self._country_ending_at(role.start), role.role.sector)
                at = index = role.end
            elif (word := plain(doc[index].text)) in honorifics:
                title = title if title and index == at else Title(index, None, honorifics[word] or None)
                at = index = index + 1
            else:
                index += 1
        return at, title

    def _join(self, inner: Title | None, outer: Title | None) -> Title | None:
        if inner is None or outer is None:
            return inner or outer
        return Title(outer.start, inner.country or outer.country, inner.sector or outer.sector)

    def _words(self, start: int, end: int) -> list[Token]:
        return [t for t in self.doc[start:end] if plain(t.text) and not article_at(self.doc, t.i)]

    def _body(self, start: int, end: int) -> Named | None:
        """A group or organisation that the catalogue lacks, known by its noun: "Northern Salvation Front"."""
        content = self._words(start, end)
        links = [t.i for t in content if t.lower_ in self.catalogue.words.links]
        heads = [t for t in content if t is content[-1] or t.i + 1 in links]
        noun = next((t for t in heads if self._is_body(t)), None)
        if noun is None or len(content) < 2 or end - start > 12:
            return None
        first = content[0]
        states = [s for t in content if (s := state_of(self.hits.get(t.i), self.catalogue)) is not None]
        after_state = start
        while (hit := self.hits.get(after_state)) is not None and hit.end < end:
            after_state = hit.end
        role = self.trie.role_at(self.doc, after_state, end)
        if role is not None and role.end == end or after_state == noun.i and noun is content[-1]:
            return None  # "Turkish Police", "Iraqi Army": a role with its state
        if sum(t.pos_ == "PROPN" for t in content) * 2 < len(content) - len(links):
            return None
        kind, sector = self.catalogue.words.bodies[plain(noun.text)]
        name = self.doc[first.i : end].text
        country = states[0].entity.country if states else None
        return Named(start, start, end, self._affiliated(start, Entity(slug(name), name, kind, country, sector)))

    def _person(self, start: int, end: int, title: Title | None) -> Named | Single | None:
        content = self._words(start, end)
        if not content or any(t.i in self.hits for t in content) or len(content) > LONGEST_PERSON:
            return None
        role = self.trie.role_at(self.doc, start, end)
        if role is not None and (title is None or role.end == end):
            return None
        text = self.doc[start:end].text
        begin = title.start if title else start
        if len(content) == 1:
            return Single(start, end, title)
        if (known := self.trie.sounding(text)) is not None and all(t.pos_ == "PROPN" for t in content):
            return Named(begin if known.kind == "person" else start, start, end, known)
        if title is None and not self._cued(start, end, content) and not self._is_recognised(start, end):
            return None
        said = self._described(start, end)
        if said is not None and said.kind != "person" and title is None:
            return None
        title = self._join(title, said)
        country = title.country if title else None
        sector = title.sector if title else None
        return Named(begin, start, end, Entity(slug(text), text, "person", country, sector, origin="text"))

    def _described(self, start: int, end: int) -> Title | None:
        """State and sector from the role beside a name: "the opposition newspaper La Hora", "Tamm, an army captain"."""
        head = self.doc[head_of(self.doc, start, end)]
        beside = [child.i for child in head.children if child.dep_ in {"appos", "nmod:desc"} and child.i >= end]
        beside += [head.head.i] if head.dep_ in {"appos", "nmod:desc", "flat"} and head.head.i < start else []
        for last in beside:
            role = self._role_ending_at(last + 1, self.doc[last].sent.start)
            if role is None or role.plural:
                continue
            phrase = read_phrase(self.doc, role, self.hits, self.catalogue)
            kind: EntityKind = role.role.kind if role.role.kind in {"group", "organisation"} else "person"
            return Title(start, served(phrase), role.role.sector, kind)
        return None

    def _is_recognised(self, start: int, end: int) -> bool:
        """Whether the words and what stands around them speak for a person (`name_kinds`)."""
        name = self.names.get(start)
        return name is not None and name.end == end and name.kind == "person" and name.margin >= LEAST_MARGIN

    def recognised(self) -> Iterator[Named]:
        """The names of two words or more that no step above has read: "Ilmar Steel", "Oxfam Ilmaria"."""
        for name in self.names.values():
            content = self._words(name.start, name.end)
            if name.kind is None or name.kind == "place" or name.margin < LEAST_MARGIN or len(content) < 2:
                continue
            if name.run.hit is not None or any(self._is_known(t.i) for t in content):
                continue
            if self.trie.role_at(self.doc, name.start, name.end) is not None:
                continue
            states = [s for t in content if (s := state_of(self.hits.get(t.i), self.catalogue)) is not None]
            if name.kind in {"person", "group"} and states:
                continue
            body = next((plain(t.text) for t in reversed(content) if self._is_body(t)), "")
            said = self._described(name.start, name.end)
            kind = said.kind if said is not None and said.kind != "person" else KINDS[name.kind]
            sector = said.sector if said is not None else None
            if body and kind != "person":
                kind, sector = self.catalogue.words.bodies[body]
            text = self.doc[name.start : name.end].text
            country = states[0].entity.country if states else said.country if said else None
            entity = self._affiliated(name.start, Entity(slug(text), text, kind, country, sector))
            yield Named(name.start, name.start, name.end, entity)

    def _affiliated(self, start: int, entity: Entity) -> Entity:
        """An entity made from text, with what the word before its name says: "the Iran-backed Badr Movement" has Iran
        behind it, "the Vienna-based Ilmar Institute" is Austrian."""
        entity = replace(entity, origin="text")
        if start < 3 or self.doc[start - 2].text not in HYPHENS:
            return entity
        state = state_of(self.hits.get(start - 3), self.catalogue)
        if state is None or state.entity.country is None:
            return entity
        word = plain(self.doc[start - 1].text)
        if word in self.catalogue.words.backing:
            return replace(entity, backers=(state.entity.country,))
        return replace(entity, country=entity.country or state.entity.country) if word in PLACING else entity

    def _is_known(self, index: int) -> bool:
        hit = self.hits.get(index)
        return hit is not None and hit.sort == "actor"

    def _cued(self, start: int, end: int, content: list[Token]) -> bool:
        """Whether the context makes an unknown name a person: a verb of saying, a person beside it, an age after it."""
        if any(t.pos_ != "PROPN" for t in content) or any(t.is_digit for t in content):
            return False
        words = self.catalogue.words
        head = self.doc[head_of(self.doc, start, end)]
        if head.dep_ == "nsubj" and (head.head.lemma_ or head.head.text).lower() in words.person_verbs:
            return True
        beside = [child for child in head.children if child.dep_ == "appos"]
        beside += [head.head] if head.dep_ == "appos" else []
        nouns = words.person_nouns
        if any((t.lemma_ or t.text).lower() in nouns or self._is_person_role(t) for t in beside):
            return True
        after = [t.text for t in self.doc[end : end + 3]]
        return len(after) == 3 and after[0] == "," and after[1].isdigit() and 1 < len(after[1]) < 3 and after[2] == ","

    def _is_person_role(self, token: Token) -> bool:
        role = self.trie.role_at(self.doc, token.i, token.i + 1)
        return role is not None and role.role.kind == "person" and not role.plural
