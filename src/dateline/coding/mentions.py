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
from dateline.coding.mention_trie import HYPHENS, Hit, NameTrie, article_at, name_trie
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.names import plain, skeleton, slug, words
from dateline.records import Article, Entity

LOOK_BACK = 3
"""Sentences in which a definite group noun ("the rebels") may find the group it stands for."""

QUANTIFIERS = frozenset({"many", "some", "several", "few", "most", "all", "other", "fellow", "young", "ordinary"})


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens [start_token, end_token) that name an actor. `place_like`: a state's or capital's bare name, which the
    caller may read as a place."""

    start_token: int
    end_token: int
    head_token: int
    entity: Entity
    text: str
    place_like: bool = False


@dataclass(frozen=True)
class MentionIndex:
    """All mentions of one document in text order."""

    doc: Doc
    all: tuple[ActorMention, ...]
    _by_token: dict[int, ActorMention] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        table = {i: mention for mention in self.all for i in range(mention.start_token, mention.end_token)}
        object.__setattr__(self, "_by_token", table)

    def at(self, token_index: int) -> ActorMention | None:
        """The mention that covers a token, or None."""
        return self._by_token.get(token_index)


def find_mentions(doc: Doc, article: Article, catalogue: Catalogue) -> MentionIndex:
    """All actors named in the document of an article."""
    return MentionFinder(doc, name_trie(catalogue)).find()


class MentionFinder:
    """The state of one document's reading: which tokens are taken, and by what."""

    def __init__(self, doc: Doc, trie: NameTrie) -> None:
        self.doc = doc
        self.trie = trie
        self.catalogue = trie.catalogue
        self.found: dict[int, ActorMention] = {}
        self.taken: set[int] = set()
        self.short: dict[str, dict[str, Entity]] = defaultdict(dict)
        self.bare: list[tuple[ActorMention, Phrase]] = []
        self.classes: dict[str, dict[str, Entity]] = defaultdict(dict)

    def find(self) -> MentionIndex:
        hits = self.trie.find(self.doc)
        table = {i: hit for hit in hits for i in range(hit.start, hit.end)}
        reader = NameReader(self.doc, self.trie, table)
        singles = self._unknown_names(reader)
        self._persons(hits, reader)
        self._roles(table)
        self._names(hits, table)
        self._acronyms()
        self._short_forms(singles)
        self._link_classes()
        return MentionIndex(self.doc, tuple(self.found[start] for start in sorted(self.found)))

    def _add(self, start: int, end: int, entity: Entity, *, place_like: bool = False) -> ActorMention | None:
        """Take tokens for an entity, unless some are taken."""
        start, end = self._trim(start, end)
        if start >= end or any(i in self.taken for i in range(start, end)):
            return None
        head = head_of(self.doc, start, end)
        mention = ActorMention(start, end, head, entity, self.doc[start:end].text, place_like)
        self.found[start] = mention
        self.taken.update(range(start, end))
        return mention

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """A hyphenated article belongs to its name; determiners and possessive endings do not."""
        if start >= 2 and self.doc[start - 1].text in HYPHENS and article_at(self.doc, start - 2):
            start -= 2
        while start < end and self.doc[start].pos_ == "DET":
            start += 1
        while end > start and (self.doc[end - 1].pos_ in {"PUNCT", "PART"} or not plain(self.doc[end - 1].text)):
            end -= 1
        return start, end

    def _unknown_names(self, reader: NameReader) -> list[Single]:
        """Read all capitalised runs; single words wait until all full names are known."""
        singles = []
        for start, end in reader.runs():
            match reader.read(start, end):
                case Named() as named if self._add(named.start, named.end, named.entity) is not None:
                    if named.entity.kind == "person":
                        self._remember(named.entity, self.doc[named.name_start : named.end].text)
                case Single() as single:
                    singles.append(single)
                case _:
                    pass
        return singles

    def _remember(self, entity: Entity, text: str) -> None:
        """The short forms that a person's full name allows: family name, given name, in any transliteration."""
        for name in {text, entity.name}:
            parts = words(name)
            if len(parts) < 2:
                continue
            for part in {parts[-1], parts[0]} - set(self.catalogue.words.particles):
                self.short[part][entity.id] = entity
                if len(part) > 4:
                    self.short["~" + skeleton(part)][entity.id] = entity

    def _persons(self, hits: Iterable[Hit], reader: NameReader) -> None:
        for hit in hits:
            if hit.entity is not None and hit.entity.kind == "person":
                title = reader.title_before(hit.start)
                if self._add(title.start if title else hit.start, hit.end, hit.entity) is not None:
                    self._remember(hit.entity, self.doc[hit.start : hit.end].text)

    def _roles(self, table: dict[int, Hit]) -> None:
        at = 0
        while at < len(self.doc):
            role = None if at in self.taken or self._named(table, at) else self.trie.role_at(self.doc, at, len(self.doc))
            if role is None or not self._is_noun(role.start, role.end):
                at += 1
                continue
            phrase = read_phrase(self.doc, role, table, self.catalogue)
            self._role(phrase)
            at = role.end

    def _named(self, table: dict[int, Hit], at: int) -> bool:
        return (hit := table.get(at)) is not None and hit.sort == "actor"

    def _is_noun(self, start: int, end: int) -> bool:
        """ "general" and "major" are roles as nouns only."""
        last = self.doc[end - 1]
        return not last.pos_ or last.pos_ in {"NOUN", "PROPN"} or end - start > 1 and last.pos_ == "ADJ"

    def _role(self, phrase: Phrase) -> None:
        if self._refers_back(phrase):
            return
        entity = entity_of(phrase, self.catalogue)
        if entity is None:
            return
        mention = self._add(phrase.start, phrase.end, entity)
        if mention is None:
            return
        key = f"backed:{','.join(entity.backers)}" if entity.backers and entity.origin == "text" else phrase.role.phrase
        if phrase.modified and (not entity.backers or entity.country):
            self.classes[key][entity.id] = entity
        elif not phrase.unidentified:
            self.bare.append((mention, phrase))

    def _refers_back(self, phrase: Phrase) -> bool:
        """A definite group noun with a group named shortly before stands for that; the caller resolves it."""
        if phrase.modified or not phrase.definite or phrase.role.kind != "group":
            return False
        first = self.doc[phrase.start].sent.start
        for _ in range(LOOK_BACK):
            first = self.doc[first - 1].sent.start if first else 0
        near = (m for m in self.found.values() if first <= m.start_token < phrase.start)
        return any(m.entity.kind == "group" and not m.entity.unnamed for m in near)

    def _names(self, hits: Iterable[Hit], table: dict[int, Hit]) -> None:
        """What no phrase has used: groups, organisations, states, capitals, adjectives and nationals."""
        for hit in hits:
            if hit.entity is None or hit.entity.kind == "person":
                continue
            sort = hit.sort
            if sort == "adjective" and self._is_national(hit):
                sort = "national"
            entity = self._nationals(hit) if sort == "national" else hit.entity
            self._add(hit.start, hit.end, entity, place_like=sort in {"state", "capital"})

    def _is_national(self, hit: Hit) -> bool:
        """An adjective that heads its phrase is a noun: "an Iraqi was killed"."""
        state = self.catalogue.states.get(hit.entity.id) if hit.entity else None
        token = self.doc[hit.end - 1]
        if state is None or self.doc[hit.start : hit.end].text not in state.nationals:
            return False
        return token.pos_ == "NOUN" and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos"}

    def _nationals(self, hit: Hit) -> Entity:
        """ "The Americans" are their state's side; "four Americans", "an Iraqi" are people."""
        entity = hit.entity
        assert entity is not None
        state = self.catalogue.states[entity.id]
        token = self.doc[hit.end - 1]
        counted = any(child.dep_ == "nummod" or plain(child.text) in QUANTIFIERS for child in token.children)
        singular = not token.text.endswith(("s", "men")) and any(child.lower_ in {"a", "an", "one", "another"} for child in token.children)
        if token.dep_ in {"compound", "amod", "nmod:poss"} or not counted and not singular:
            return entity
        plural = next((n for n in state.nationals if n.endswith(("s", "men"))), state.nationals[0])
        return Entity(slug(plural), plural, "population", entity.country, "CVL", origin="text")

    def _acronyms(self) -> None:
        """ "Southern Movement Council (SMC)": the letters in brackets stand for the name from there on and before."""
        known: dict[str, Entity] = {}
        for mention in list(self.found.values()):
            at = mention.end_token
            if at + 2 >= len(self.doc) or self.doc[at].text != "(" or self.doc[at + 2].text != ")":
                continue
            letters = self.doc[at + 1].text.replace(".", "")
            if letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 8 and mention.entity.kind in {"group", "organisation", "state"}:
                if letters[0].casefold() in {word[0].casefold() for word in mention.text.split()}:
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
            elif single.title is not None and not bearers and self.doc[single.end - 1].pos_ == "PROPN":
                state = single.title.state
                country = state.entity.country if state else None
                self._add(start, single.end, Entity(slug(name), name, "person", country, single.title.sector, origin="text"))

    def _link_classes(self) -> None:
        """A bare role noun takes the one class of the document with that noun: "the militants", "police"."""
        for mention, phrase in self.bare:
            backed = mention.entity.backers
            key = f"backed:{','.join(backed)}" if backed else phrase.role.phrase
            classes = self.classes.get(key, {})
            if len(classes) == 1:
                self.found[mention.start_token] = replace(mention, entity=next(iter(classes.values())))


def surfaces(index: MentionIndex) -> Iterator[tuple[Entity, str]]:
    """(entity, words) of every mention, for measuring and for tests."""
    for mention in index.all:
        yield mention.entity, mention.text
