"""Finding the names of the catalogue in a document: a trie over folded words, with guards of case and context.

Longest match first. A name that two entities share with equal right stays unresolved. "us", "turkey" or "chad" in
lower case are no names; acronyms must stand in capitals; a name inside a longer one ("Michael Jordan") is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from dateline.knowledge.actors import Catalogue, Role
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import ARTICLES, consonants, in_arabic_script, plain, skeleton, sounds, words
from dateline.records import Entity

Sort = Literal["state", "capital", "seat", "adjective", "national", "actor", "blocked"]
HYPHENS = frozenset("-‐‑–—")
POSSESSIVES = frozenset({"'s", "’s", "‘s", "'", "’", "'S", "’S"})
ARTICLE_MARKS = "-‐‑–alAL "
SKIPPED_INSIDE = frozenset({"the", "al", "el"})
RANK = {"blocked": 0, "actor": 1, "state": 2, "adjective": 3, "national": 4, "seat": 5, "capital": 6}
"""Which reading of one string wins: what is no state, then actors, then the state's own names before its capital."""

MIN_SKELETON = 8
"""Sounds that a single word must have for its skeleton to count: below that different names sound alike."""


MIN_CONSONANTS = 5
"""Consonants of the shortest name that is looked for in Arabic letters."""

LONGEST_SOUND = 4
"""Words by which a transliteration may go on after a shorter name."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one entity, with what a match must show in its letters."""

    text: str
    entity: Entity | None
    sort: Sort
    main: bool = False

    @property
    def acronym(self) -> bool:
        letters = self.text.replace(".", "")
        return letters.isupper() and letters.isalnum() and len(letters) <= 7


@dataclass(slots=True)
class Node:
    children: dict[str, Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at tokens [start, end)."""

    start: int
    end: int
    sort: Sort
    entity: Entity | None


@dataclass(frozen=True, slots=True)
class RoleHit:
    """A role phrase found at tokens [start, end)."""

    start: int
    end: int
    role: Role
    plural: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A folded word of the document and the token it came from."""

    word: str
    token: int


def pieces(doc: Doc) -> list[Piece]:
    """The folded words of a document: no hyphens, possessive endings or hyphenated Arabic articles."""
    found = []
    for token in doc:
        text = token.text
        if text in HYPHENS or text in POSSESSIVES or article_at(doc, token.i):
            continue
        if (word := plain(text)) and not any(hyphen in text for hyphen in HYPHENS):
            found.append(Piece(word, token.i))
        elif word:
            found.extend(Piece(part, token.i) for part in words(text))
    return found


def hyphen_parts(text: str) -> tuple[str, ...]:
    """The folded parts of a token, which may be a word with a prefix: "anti-riot" has two."""
    if "-" not in text:
        return (plain(text),)
    return tuple(part for piece in text.split("-") if (part := plain(piece))) or ("",)


def after_prefix(text: str) -> str:
    """What a name's first letter is looked for in: "Iran" of "pro-Iran"; else the token itself. The tokenizer leaves
    hyphens only after prefixes."""
    head, hyphen, rest = text.partition("-")
    return rest if hyphen and head[1:].islower() and rest[:1].isupper() else text


def article_at(doc: Doc, index: int) -> bool:
    """Whether a token is an Arabic article tied to the next word by a hyphen ("al" in "al-Sadr")."""
    if index + 2 >= len(doc) or doc[index + 1].text not in HYPHENS:
        return False
    token = doc[index]
    return token.lower_ in ARTICLES and not token.whitespace_ and not doc[index + 1].whitespace_


class NameTrie:
    """All names and role phrases of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names = Node()
        self.roles: dict[str, list[tuple[tuple[str, ...], Role, bool]]] = {}
        self.sounds: dict[str, Entity | None] = {}
        for text in catalogue.words.not_states:
            self._add(Name(text, None, "blocked"))
        for state in catalogue.states.values():
            self._add(Name(state.entity.name, state.entity, "state", main=True))
            lists = {"state": state.aliases, "adjective": state.adjectives, "national": state.nationals}
            for sort, texts in (lists | {"seat": state.seats, "capital": state.capitals}).items():
                for text in texts:
                    self._add(Name(text, state.entity, sort))  # type: ignore[arg-type]
        for text, entity, main in catalogue.names():
            keys = self._add(Name(text, entity, "actor", main))
            self._add_sound(text, keys, entity)
        for role in catalogue.roles:
            self._add_role(role.phrase, role, plural=False)
            if role.plural != role.phrase:
                self._add_role(role.plural, role, plural=True)

    def _add(self, name: Name) -> tuple[str, ...]:
        """The words under which the name is kept."""
        keys = words(name.text) or (plain(name.text),)
        node = self.names
        for word in keys:
            node = node.children.setdefault(word, Node())
        node.names.append(name)
        return keys

    def _add_sound(self, text: str, keys: tuple[str, ...], entity: Entity) -> None:
        """Two entities of one sound make it useless."""
        key = sounds(" ".join(keys))
        if len(keys) < 2 and (len(key) < MIN_SKELETON or text.isupper()):
            return
        known = self.sounds.setdefault(key, entity)
        if known is not None and known.id != entity.id:
            self.sounds[key] = None

    def _add_role(self, phrase: str, role: Role, *, plural: bool) -> None:
        keys = tuple(plain(word) for word in phrase.replace("-", " ").split())
        entries = self.roles.setdefault(keys[0], [])
        if not any(key == keys for key, _, _ in entries):
            entries.append((keys, role, plural))
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc) -> list[Hit]:
        """All names, left to right, longest first, none inside another; blocked ones are left out."""
        stream = pieces(doc)
        hits: list[Hit] = []
        at = 0
        while at < len(stream):
            best = self._longest(doc, stream, at) or self._in_arabic(doc, stream, at)
            if best is None:
                at += 1
                continue
            last, hit = best
            if hit.sort != "blocked":
                hits.append(hit)
            at = last + 1
        return hits

    def _longest(self, doc: Doc, stream: list[Piece], at: int) -> tuple[int, Hit] | None:
        for last, names in sorted(self._walk(stream, at), key=lambda found: -found[0]):
            start, end = stream[at].token, stream[last].token + 1
            fitting = [name for name in names if fits(doc, start, end, name)]
            hit = choose(fitting, start, end)
            if hit is not None and (hit.sort == "blocked" or not in_longer_name(doc, hit, self.catalogue)):
                return self._sounding_longer(doc, stream, at, last) or (last, hit)
        return None

    def _sounding_longer(self, doc: Doc, stream: list[Piece], at: int, last: int) -> tuple[int, Hit] | None:
        """A known name in another transliteration that goes on where a shorter one ends: "Kataeb Hizbollah"."""
        start, end = stream[at].token, last
        while end + 1 < len(stream) and end - last < LONGEST_SOUND:
            token = doc[stream[end + 1].token]
            if (
                token.pos_ != "PROPN"
                or not capital(token)
                or doc[stream[end].token + 1 : token.i].text.strip(ARTICLE_MARKS)
            ):
                break
            end += 1
        for longer in range(end, last, -1):
            stop = stream[longer].token + 1
            entity = self.sounding(doc[start:stop].text)
            if entity is not None:
                return longer, Hit(start, stop, "actor", entity)
        return None

    def _in_arabic(self, doc: Doc, stream: list[Piece], at: int) -> tuple[int, Hit] | None:
        """The longest name of the catalogue that is written here in Arabic letters."""
        last = at
        while last < len(stream) and last - at <= LONGEST_SOUND and in_arabic_script(doc[stream[last].token].text):
            last += 1
        for end in range(last - 1, at, -1):
            start, stop = stream[at].token, stream[end].token + 1
            entity = consonant_names(self.catalogue).get(consonants(doc[start:stop].text))
            if entity is not None:
                return end, Hit(start, stop, "actor", entity)
        return None

    def _walk(self, stream: list[Piece], at: int) -> Iterator[tuple[int, list[Name]]]:
        """(position of the last piece, names that end there) for all names that start at a piece."""
        open_nodes = [(self.names, at)]
        while open_nodes:
            node, position = open_nodes.pop()
            if position >= len(stream) or (position > at and stream[position].token - stream[position - 1].token > 4):
                continue
            word = stream[position].word
            if position > at and word in SKIPPED_INSIDE:
                open_nodes.append((node, position + 1))
            if (child := node.children.get(word)) is not None:
                if child.names:
                    yield position, child.names
                open_nodes.append((child, position + 1))

    def role_at(self, doc: Doc, index: int, limit: int) -> RoleHit | None:
        """The longest role phrase that starts at a token, perhaps after a prefix ("ex-rebel"), and ends by `limit`."""
        first = hyphen_parts(doc[index].text)
        for skipped in range(len(first)):
            found = self._role_from(doc, index, limit, first[skipped:])
            if found is not None:
                return found
        return None

    def _role_from(self, doc: Doc, index: int, limit: int, first: tuple[str, ...]) -> RoleHit | None:
        """The longest role phrase whose words begin with the parts `first` of the token at `index`."""
        for keys, role, plural in self.roles.get(first[0], ()):
            at, matched = index, 0
            while at < limit and matched < len(keys):
                text = doc[at].text
                if matched and text in HYPHENS | POSSESSIVES:
                    at += 1
                    continue
                parts = first if at == index else hyphen_parts(text)
                if keys[matched : matched + len(parts)] != parts:
                    break
                at, matched = at + 1, matched + len(parts)
            if matched == len(keys):
                return RoleHit(index, at, role, plural)
        return None

    def sounding(self, text: str) -> Entity | None:
        """The one entity a name sounds like, or None."""
        key = skeleton(text)
        if len(words(text)) < 2 and len(key) < MIN_SKELETON:
            return None
        return self.sounds.get(key)


def capital(token: Token) -> bool:
    """Whether a token starts as names do; digits and letters without case count."""
    return starts_as_name(token.text)


def starts_as_name(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and not first.islower()


def shouting(token: Token) -> bool:
    """Whether a token's sentence is in capitals throughout, so that capitals tell nothing."""
    letters = [t for t in token.sent if t.is_alpha and len(t) > 1]
    return len(letters) > 3 and all(t.is_upper for t in letters)


def fits(doc: Doc, start: int, end: int, name: Name) -> bool:
    """Whether the letters and the part of speech of a match allow a name."""
    span = [t for t in doc[start:end] if plain(t.text)]
    if any(t.text in "()," for t in doc[start:end]) and "," not in name.text and "(" not in name.text:
        return False
    if name.acronym:
        if not all(after_prefix(t.text).replace(".", "").isupper() for t in span):
            return False
        return not shouting(doc[start]) or doc[start].pos_ in {"PROPN", "NOUN", "ADJ"}
    parts = [
        part for part in name.text.replace("-", " ").split() if plain(part) and plain(part) not in ARTICLES | {"the"}
    ]
    if parts and parts[0][0].isupper() and not starts_as_name(after_prefix(span[0].text)):
        return False
    if parts and parts[-1][0].isupper() and not starts_as_name(after_prefix(span[-1].text)):
        return False
    if len(span) > 1 or name.sort == "blocked":
        return True
    if name.text.lower().startswith("the ") and (start == 0 or doc[start - 1].lower_ != "the"):
        return False  # "The Base" is a name only with its article
    return word_class_fits(span[0], name)


def word_class_fits(token: Token, name: Name) -> bool:
    """A single word must be tagged as a name: "Male" and "Base" open sentences too."""
    if not token.pos_ or token.pos_ == "PROPN":
        return True
    if name.sort in {"adjective", "national"}:
        return token.pos_ in {"ADJ", "NOUN"}
    return token.pos_ in {"ADJ", "NOUN", "X"} and not token.is_sent_start


def choose(names: Sequence[Name], start: int, end: int) -> Hit | None:
    """The reading of a string: by rank, then main names before aliases; several entities left mean none."""
    if not names:
        return None
    mains = [name for name in names if name.main]
    rank = min(RANK[name.sort] for name in mains or names)
    best = [name for name in mains or names if RANK[name.sort] == rank]
    if len({name.entity.id for name in best if name.entity}) > 1:
        return None
    return Hit(start, end, best[0].sort, best[0].entity)


def in_longer_name(doc: Doc, hit: Hit, catalogue: Catalogue) -> bool:
    """Whether a match is part of a longer name: "Michael Jordan", "Melania Trump", "Trump Jr.", "Southern Movement
    Council" for a known "Southern Movement"."""
    words, after = catalogue.words, doc[hit.end] if hit.end < len(doc) else None
    if after is not None and (plain(after.text) in words.not_names or after.pos_ != "PROPN" or not capital(after)):
        after = None
    body = after is not None and plain(after.text) in words.bodies
    if hit.sort == "actor" and hit.entity is not None and hit.entity.kind != "person":
        return body and plain(doc[hit.end - 1].text) in words.bodies
    if hit.sort not in {"actor", "state", "capital"}:
        return False
    if after is not None:
        if plain(after.text) in {"jr", "sr", "junior"} or after.dep_ == "flat" and after.head.i < hit.end:
            return True
        given = hit.end - hit.start == 1 and plain(doc[hit.start].text) in words.given_names
        if given and not body and not is_title_word(after, catalogue) and doc[hit.start].pos_ == "PROPN":
            return True
    token = doc[hit.start]
    if after is not None and hit.sort == "actor" and hit.end - hit.start == 1:
        one = after.head.i in {token.i, token.head.i} and after.dep_ in {"appos", "flat", "nmod"}
        if one and not body and plain(after.text) in load_name_words().family and not has_preposition(after):
            return True  # "Burhan Wani" is not Burhan
    if hit.end - hit.start > 1 or token.dep_ != "flat" or token.head.i >= hit.start:
        return False
    return token.head.pos_ == "PROPN" and capital(token.head) and not is_title_word(token.head, catalogue)


def has_preposition(token: Token) -> bool:
    """Whether a preposition stands before a word."""
    return any(child.dep_ == "case" and child.i < token.i for child in token.children)


def is_title_word(token: Token, catalogue: Catalogue) -> bool:
    """Whether a word is an honorific or the end of a role phrase of kind person, such as "Minister"."""
    word = plain(token.text)
    return word in catalogue.words.honorifics or word in title_ends(catalogue)


@lru_cache(maxsize=8)
def title_ends(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(plain(role.phrase.split()[-1]) for role in catalogue.roles if role.kind == "person")


@lru_cache(maxsize=8)
def consonant_names(catalogue: Catalogue) -> dict[str, Entity]:
    """The names of two words or more by their consonants; two entities of the same make them useless."""
    found: dict[str, Entity | None] = {}
    for text, entity, _ in catalogue.names():
        key = consonants(text)
        if len(words(text)) > 1 and len(key) >= MIN_CONSONANTS:
            known = found.setdefault(key, entity)
            if known is not None and known.id != entity.id:
                found[key] = None
    return {key: entity for key, entity in found.items() if entity is not None}


@lru_cache(maxsize=8)
def name_trie(catalogue: Catalogue) -> NameTrie:
    """The trie of a catalogue, built once a process."""
    return NameTrie(catalogue)
