"""Every actor named in a document: names of the catalogue, role nouns, unknown names, short forms and acronyms.

The steps, each a module: names by trie (`mention_trie`), the kinds of all proper names (`name_kinds`), capitalised
runs (`mention_names`), noun phrases of roles (`mention_roles`), then what only the whole document tells: "Soleimani"
after "Qassem Soleimani", "SMC" after "Southern Movement Council (SMC)", "the militants" after "Kurdish militants".
Mentions never overlap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from dateline.coding.mention_names import NameReader, Single
from dateline.coding.mention_roles import STATES_OWN, Phrase, entity_of, head_of, holder_of, prefix_of, read_phrase
from dateline.coding.mention_trie import HYPHENS, POSSESSIVES, Hit, NameTrie, RoleHit, article_at, name_trie
from dateline.coding.name_kinds import ProperName, find_names
from dateline.coding.sides import Sides
from dateline.coding.tree import obliques
from dateline.knowledge.actors import Catalogue, Role, State
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import plain, skeleton, slug, words
from dateline.records import Article, Entity

LOOK_BACK = 3
"""Sentences in which a definite group noun ("the rebels") may find the group it stands for."""

LONGEST_ACRONYM = 8
"""Letters; what is longer in capitals and brackets is a word."""

QUANTIFIERS = frozenset({"many", "some", "several", "few", "most", "all", "other", "fellow", "young", "ordinary"})


OWNED = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
"""Words before a role noun that say whose it is."""

FOLLOWERS = frozenset(
    "fighter rebel militant insurgent guerrilla gunman militiaman commander leader member official".split()
)
"""Nouns of those who belong to a body, in the plural behind its name: "Sokoro fighters"."""
CALLED = frozenset("party movement militia group faction coalition alliance brigade gang cartel network".split())
"""Nouns of bodies behind whose name they stand: "the Sokoro militia"."""

COUNTS = QUANTIFIERS | {"dozens", "scores", "hundreds", "thousands", "millions", "number", "crowd", "crowds"}

ATTITUDES = frozenset({"afro", "anti", "inter", "non", "pan", "pro", "trans"})
"""What with a hyphen before a name says how somebody stands to it: "an anti-Syrian journalist" does not name Syria."""

SURE_PERSON = 1.5
"""By how much the reading of a name as a person's must win for the names of states in it to count no more."""

SHORTEST_SOUND = 5
"""Letters of a name that may be met in another transliteration; shorter ones sound like too many others."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens [start_token, end_token) that name an actor. `place_like`: a state's or capital's bare name, which the
    caller may read as a place. `bare` is what the words alone say ("police") where the page linked them to a body that
    it named elsewhere."""

    start_token: int
    end_token: int
    head_token: int
    entity: Entity
    text: str
    place_like: bool = False
    bare: Entity | None = None


@dataclass(frozen=True)
class MentionIndex:
    """All mentions of one document in text order, and all its proper names whatever they name."""

    doc: Doc
    all: tuple[ActorMention, ...]
    names: tuple[ProperName, ...] = ()
    offices: Mapping[int, Entity] = field(default_factory=dict)
    """By token, holders of an office whom no words name: "the interior minister"."""
    _by_token: dict[int, ActorMention] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        table = {i: mention for mention in self.all for i in range(mention.start_token, mention.end_token)}
        object.__setattr__(self, "_by_token", table)

    def at(self, token_index: int) -> ActorMention | None:
        """The mention that covers a token, or None."""
        return self._by_token.get(token_index)

    def between(self, first: int, end: int) -> tuple[ActorMention, ...]:
        """The mentions that start at token `first` or later and before token `end`, in text order."""
        low, high = (bisect_left(self.all, at, key=lambda mention: mention.start_token) for at in (first, end))
        return self.all[low:high]


def find_mentions(doc: Doc, article: Article, catalogue: Catalogue) -> MentionIndex:
    """All actors named in the document of an article."""
    headline = max((block.end for block in article.blocks if block.kind == "headline"), default=0)
    return MentionFinder(doc, name_trie(catalogue), headline).find()


def without_namesakes(hits: list[Hit], names: list[ProperName]) -> list[Hit]:
    """The hits but for those that are a part of somebody's name: "Chad Miller", "Sofia Petrova"."""
    persons = [name for name in names if name.kind == "person" and name.margin >= SURE_PERSON]
    inside = {i for name in persons if name.run.hit is None for i in range(name.start, name.end)}
    return [hit for hit in hits if hit.start not in inside or hit.sort not in {"state", "capital"}]


def fits_role(body: Entity, role: Role) -> bool:
    """Whether a role noun alone can stand for a body: "the army" is not the Oromo Liberation Army."""
    return role.sector not in STATES_OWN or body.sector == role.sector and body.kind == "organisation"


def without_other_acronyms(doc: Doc, hits: list[Hit]) -> list[Hit]:
    """The hits but for acronyms that the page itself explains by another name: "the Transitional Military Council
    (TMC)"."""
    own = {hit.end: hit.entity.id for hit in hits if hit.entity is not None}
    explained: dict[str, str | None] = {}
    for token in doc[1:-1]:
        if (
            token.nbor(-1).text != "("
            or token.nbor().text != ")"
            or not token.text.isupper()
            or token.i < 2 + len(token)
        ):
            continue
        words_before = [t for t in doc[max(0, token.i - 3 * len(token)) : token.i - 1] if t.text[0].isupper()]
        initials = "".join(t.text[0] for t in words_before[-len(token.text) :])
        if initials == token.text and len(initials) > 1:
            explained.setdefault(token.text, own.get(token.i - 1))
    return [
        hit
        for hit in hits
        if (text := doc[hit.start : hit.end].text) not in explained
        or (hit.entity is not None and hit.entity.id == explained[text])
    ]


class MentionFinder:
    """The state of one document's reading: which tokens are taken, and by what."""

    def __init__(self, doc: Doc, trie: NameTrie, headline: int = 0) -> None:
        self.doc = doc
        self.headline = headline
        self.trie = trie
        self.catalogue = trie.catalogue
        self.hits: list[Hit] = trie.find(doc)
        self.names = find_names(doc, self.hits, trie, load_name_words(), load_gazetteer())
        self.found: dict[int, ActorMention] = {}
        self.taken: set[int] = set()
        self.short: dict[str, dict[str, Entity]] = defaultdict(dict)
        self.open: list[tuple[ActorMention, Phrase]] = []
        self.offices: dict[int, Entity] = {}
        self.backed: dict[str, Entity] = {}
        self.classes: dict[str, dict[str, Entity]] = defaultdict(dict)

    def find(self) -> MentionIndex:
        hits = self.hits = without_other_acronyms(self.doc, without_namesakes(self.hits, self.names))
        table = {i: hit for hit in hits for i in range(hit.start, hit.end)}
        reader = NameReader(self.doc, self.trie, table, self.names)
        singles = self._unknown_names(reader)
        self._persons(hits, reader)
        self._roles(table)
        self._names(hits)
        for named in reader.recognised():
            self._add(named.start, named.end, named.entity)
        self._acronyms()
        self._short_forms(singles)
        self._link_classes()
        mentions = tuple(self.found[start] for start in sorted(self.found))
        return MentionIndex(self.doc, mentions, tuple(self.names), self.offices)

    def _add(
        self, start: int, end: int, entity: Entity, *, head: int | None = None, place_like: bool = False
    ) -> ActorMention | None:
        """Take tokens for an entity, unless some are taken."""
        start, end = self._trim(start, end)
        if start >= end or any(i in self.taken for i in range(start, end)):
            return None
        head = head_of(self.doc, start, end) if head is None else head
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
        while end > start and (self.doc[end - 1].text in POSSESSIVES or not plain(self.doc[end - 1].text)):
            end -= 1
        return start, end

    def _unknown_names(self, reader: NameReader) -> list[Single]:
        """Read all capitalised runs; single words wait until all full names are known."""
        singles = []
        for start, end in reader.runs():
            found = reader.read(start, end)
            if isinstance(found, Single):
                singles.append(found)
            elif found is not None:
                added = self._add(found.start, found.end, found.entity)
                if added is not None and found.entity.kind == "person":
                    self._remember(found.entity, self.doc[found.name_start : found.end].text)
        return singles

    def _remember(self, entity: Entity, text: str) -> None:
        """The short forms that a person's full name allows: each of its names, in any transliteration; the family name
        may stand in the middle, as in "Issa Tchiroma Bakary"."""
        for name in (text, entity.name):
            parts = words(name)
            if len(parts) < 2:
                continue
            for part in (parts[-1], *parts[:-1]):
                if part in self.catalogue.words.particles:
                    continue
                self.short[part][entity.id] = entity
                if len(part) >= SHORTEST_SOUND:
                    self.short["~" + skeleton(part)][entity.id] = entity

    def _persons(self, hits: Iterable[Hit], reader: NameReader) -> None:
        for hit in hits:
            if hit.entity is None or hit.entity.kind != "person":
                continue
            self._remember(hit.entity, self.doc[hit.start : hit.end].text)
            end = hit.end + (hit.end < len(self.doc) and self.doc[hit.end].text in POSSESSIVES)
            role = self.trie.role_at(self.doc, end, len(self.doc)) if end < len(self.doc) else None
            if role is not None and role.role.kind == "state":
                continue  # "the Obama administration" is read as a role
            title = reader.title_before(hit.start)
            self._add(title.start if title else hit.start, hit.end, hit.entity)

    def _roles(self, table: dict[int, Hit]) -> None:
        at = 0
        while at < len(self.doc):
            named = (hit := table.get(at)) is not None and hit.sort == "actor"
            role = None if named or at in self.taken else self.trie.role_at(self.doc, at, len(self.doc))
            if role is None or not self._is_noun(role):
                at += 1
                continue
            following = self.trie.role_at(self.doc, role.end, len(self.doc)) if role.end < len(self.doc) else None
            last = self.doc[role.end - 1]
            of_body = following is not None and role.role.kind == "population" and following.role.kind == "group"
            if following is not None and (
                plain(last.text) in self.catalogue.words.peoples or (of_body and last.dep_ == "compound")
            ):
                at = role.end  # "rebel commander" is one phrase
                continue
            self._role(read_phrase(self.doc, role, table, self.catalogue))
            at = role.end

    def _is_noun(self, found: RoleHit) -> bool:
        """ "general" and "major" are roles as nouns only; a body's word before its thing ("militia attacks",
        "military vehicles") may be tagged as an adjective."""
        last = self.doc[found.end - 1]
        if not last.pos_ or last.pos_ in {"NOUN", "PROPN"}:
            return True
        if last.pos_ == "ADJ" and "-" in last.text:  # "multi-party elections"
            return False
        heading = last.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj"}
        body = found.role.kind in {"group", "organisation"} and (heading or last.dep_ in {"amod", "compound"})
        return last.pos_ == "ADJ" and (body or found.end - found.start > 1)

    def _role(self, phrase: Phrase) -> None:
        if (name := self._called(phrase)) is not None:
            text = self.doc[name.start : name.end].text
            country = phrase.state.entity.country if phrase.state is not None else None
            kind = phrase.role.kind if phrase.role.kind != "person" else "group"
            made = Entity(slug(text), text, kind, country, phrase.role.sector, origin="text")
            self._add(name.start, phrase.end, made, head=phrase.head)
            return
        if self._refers_back(phrase):
            return
        if (start := self._name_start(phrase)) < phrase.start:
            text = self.doc[start : phrase.end].text
            named = Entity(slug(text), text, phrase.role.kind, None, phrase.role.sector, origin="text")
            self._add(start, phrase.end, named, head=phrase.head)
            return
        entity = entity_of(phrase, self.catalogue)
        if entity is None and not self._is_part(phrase) and (holder := holder_of(phrase)) is not None:
            self.offices[phrase.head] = holder
        if entity is None or self._is_part(phrase):
            return
        mention = self._add(phrase.start, phrase.end, entity, head=phrase.head)
        if mention is None:
            return
        backed = bool(entity.backers) and entity.origin == "text"
        if backed:
            self.backed[entity.id] = entity
        elif phrase.modified and entity.origin == "text":
            self.classes[phrase.role.phrase][entity.id] = entity
        if backed or entity.origin == "text" and not phrase.unidentified:
            self.open.append((mention, phrase))

    def _name_start(self, phrase: Phrase) -> int:
        """Where a proper name begins that a body's noun ends: "the **Transitional Military Council**"; the phrase's own
        start where it is none."""
        at, words = phrase.start, self.doc[phrase.start : phrase.end]
        body = phrase.role.kind in {"group", "organisation"} and not phrase.modified and phrase.end - phrase.start > 1
        if not body or words[0].idx < self.headline or not all(t.text[0].isupper() for t in words):
            return at
        inside = {i for hit in self.hits for i in range(hit.start, hit.end)}
        while at - 1 > words.sent.start and at - 1 not in inside and self.doc[at - 1].pos_ in {"ADJ", "PROPN"}:
            if not self.doc[at - 1].text[0].isupper():
                break
            at -= 1
        return at

    def _is_part(self, phrase: Phrase) -> bool:
        """Whether persons are named by the body behind them, which stands for them: "leaders of the Green Party"."""
        behind = self.doc[phrase.end].lower_ if phrase.end < len(self.doc) else ""
        person = phrase.role.kind == "person" and not phrase.role.unnamed and not phrase.modified
        return person and behind in {"of", "from"}

    def _called(self, phrase: Phrase) -> ProperName | None:
        """The name right before the noun of a body: "the **Democratic Centre** party", "the **Sokoro** militia"."""
        first = phrase.head - 1
        name = next((each for each in self.names if each.end == first + 1 and each.start < each.end), None)
        followers = phrase.plural and phrase.role.phrase in FOLLOWERS
        body = phrase.role.kind in {"group", "organisation"} and phrase.role.phrase in CALLED
        if name is None or not (followers or body):
            return None
        known = any(hit.start < name.end and name.start < hit.end for hit in self.hits)
        capitals = all(token.text[0].isupper() for token in self.doc[name.start : name.end] if token.is_alpha)
        if plain(self.doc[first].text) in self.catalogue.words.peoples or self.doc[first].pos_ == "ADJ":
            return None
        place = name.kind == "place" and bool(load_gazetteer().lookup(self.doc[name.start : name.end].text))
        if known or not capitals or place or name.kind == "person" or name.start == self.doc[name.start].sent.start:
            return None
        return name

    def _refers_back(self, phrase: Phrase) -> bool:
        """A definite group noun with a group named shortly before stands for that; the caller resolves it."""
        if phrase.modified or not phrase.definite or phrase.role.kind != "group":
            return False
        first = self.doc[phrase.start].sent.start
        for _ in range(LOOK_BACK):
            first = self.doc[first - 1].sent.start if first else 0
        before = (m for m in self.found.values() if first <= m.start_token < phrase.start)
        hits = (h.entity for h in self.hits if first <= h.start < phrase.start)
        named = [*(m.entity for m in before), *(entity for entity in hits if entity is not None)]
        return any(entity.kind == "group" and not entity.unnamed and not entity.backers for entity in named)

    def _names(self, hits: Iterable[Hit]) -> None:
        """What no phrase has used: groups, organisations, states, capitals, adjectives and nationals."""
        for hit in hits:
            if hit.entity is None or hit.entity.kind == "person" or prefix_of(self.doc, hit) in ATTITUDES:
                continue
            state = self.catalogue.states.get(hit.entity.id)
            national = state is not None and (hit.sort == "national" or self._is_national(hit, state))
            entity = self._nationals(hit, state) if state is not None and national else hit.entity
            self._add(hit.start, hit.end, entity, place_like=hit.sort in {"state", "capital"})

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
        acting = token.dep_ in {"nsubj", "nsubj:pass", "obl:agent"} and "the" not in before
        minority = token.text.endswith(("s", "men")) and any(p == "of" and n.i > token.i for p, n in obliques(token))
        ethnic = "ethnic" in before or minority
        if token.dep_ in {"compound", "amod", "nmod:poss"} or not (counted or single or acting or ethnic):
            return state.entity
        plural = next((n for n in state.nationals if n.endswith(("s", "men"))), state.nationals[0])
        if ethnic:  # "ethnic Albanians", "the Albanians of Serbia" are people of another country
            return Entity(slug(f"ethnic {plural}"), f"ethnic {plural}", "population", None, "CVL", origin="text")
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
                made = Entity(slug(name), name, "person", title.country, title.sector, origin="text")
                self._add(start, single.end, made)

    def _link_classes(self) -> None:
        """What a role noun alone leaves open, the document may tell: "police" are the police it named, and "the
        militias" or "Iraqi armed groups" are the backed militias it speaks of, if it speaks of one such class."""
        self.sides = Sides(self.doc, self.found.values(), self.headline)
        for mention, phrase in self.open:
            linked = self._backed_class(mention, phrase)
            own = phrase.start > 0 and self.doc[phrase.start - 1].lower_ in OWNED
            troops = phrase.role.sector == "MIL" and phrase.plural and not phrase.definite  # of any state
            bare = troops or phrase.role.kind == "population"
            if (
                linked is None
                and not own
                and not phrase.modified
                and not bare
                and (phrase.definite or not phrase.role.unnamed)
            ):
                named = self.classes.get(phrase.role.phrase) or self._bodies_called(phrase.role)
                classes = {key: each for key, each in named.items() if self._is_before(each, mention)}
                linked = next(iter(classes.values())) if len(classes) == 1 else None
            if linked is None and not own:
                linked = self.sides.named(mention, phrase)
            if linked is not None:
                self.found[mention.start_token] = replace(mention, entity=linked, bare=mention.entity)

    def _is_before(self, entity: Entity, mention: ActorMention) -> bool:
        """Whether a page names somebody before a mention, or anywhere where that is in the headline."""
        first = min((m.start_token for m in self.found.values() if m.entity.id == entity.id), default=0)
        return first < mention.start_token or self.doc[mention.start_token].idx < self.headline

    def _bodies_called(self, role: Role) -> dict[str, Entity]:
        """Named bodies of the document whose name ends in the role's words: "Russian Foreign Ministry"."""
        endings = tuple(f" {' '.join(words(phrase))}" for phrase in (role.phrase, role.plural))
        bodies = (
            m
            for m in self.found.values()
            if m.entity.kind in {"organisation", "group"} and not m.entity.unnamed and fits_role(m.entity, role)
        )
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
