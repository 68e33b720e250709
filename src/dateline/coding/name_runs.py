"""Which words of a document are proper names, whatever they name: runs of proper nouns, cut at titles.

"NATO Secretary General Jens Stoltenberg" holds two names, "the University of Northern Ilmar and the coast" one. Words
between are taken in where English names have them: "of", "for", "and", particles such as "bin" and "van der".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.coding.mention_trie import HYPHENS, Hit, NameTrie, article_at, capital, shouting, title_ends
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.name_words import NameWords
from dateline.knowledge.names import plain

JOINED = frozenset({"amod", "compound", "flat", "nmod:desc", "nmod", "appos", "nummod", "goeswith"})
COMMON = frozenset({"ADJ", "NOUN", "VERB", "X"})
INNER = JOINED | {"conj", "nsubj", "obj", "obl"}
"""Relations of a common word inside a name; the trees of titles and headlines are often wrong."""
LONGEST = 14
"""Tokens of a name; what is longer is a list or a headline."""
LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [start, end) of one name. `title` is the token where its titles begin, None without any; `hit` the
    entry of the catalogue with exactly these words."""

    start: int
    end: int
    title: int | None = None
    hit: Hit | None = None


class RunFinder:
    """Finds the names of one document. `hits` maps each token to the name of the catalogue that covers it."""

    def __init__(
        self, doc: Doc, trie: NameTrie, words: NameWords, gazetteer: Gazetteer, hits: Mapping[int, Hit]
    ) -> None:
        self.doc = doc
        self.trie = trie
        self.words = words
        self.gazetteer = gazetteer
        self.hits = hits
        self.bodies = frozenset(trie.catalogue.words.bodies)
        self.heads = self.bodies | words.lists["heads"]["organisation"] | words.lists["heads"]["place"]
        self.nouns = self.heads | words.lists["heads"]["other"]
        honorifics = frozenset(trie.catalogue.words.honorifics)
        self.titles = honorifics | words.lists["titles"]["person"] - frozenset({"st", "saint"})
        self.offices = honorifics | title_ends(trie.catalogue)

    def find(self) -> list[Run]:
        """All names in text order, none overlapping."""
        found, at = [], 0
        while at < len(self.doc):
            if not self._opens(at):
                at += 1
                continue
            end = self._end(at)
            for start, stop in self._parts(at, end):
                found += [run for run in self._cut(start, stop) if not shouting(self.doc[start]) or self._is_sure(run)]
            at = max(end, at + 1)
        return found

    def _is_sure(self, run: Run) -> bool:
        """Whether a name is known by its words alone, as it must be where all is written in capitals."""
        words = [plain(t.text) for t in self.doc[run.start : run.end] if plain(t.text)]
        given, family = self.words.given, self.words.family
        persons = all(word in given or word in family for word in words)
        return run.hit is not None or persons or self._is_place(run.start, run.end)

    def _known(self, at: int) -> Hit | None:
        hit = self.hits.get(at)
        return hit if hit is not None and hit.sort != "adjective" and hit.start == at else None

    def _is_name(self, at: int) -> bool:
        token = self.doc[at]
        if not capital(token) or not token.text[0].isalpha():
            return False
        return plain(token.text) not in self.trie.catalogue.words.not_names and token.text != "I"

    def _opens(self, at: int) -> bool:
        if article_at(self.doc, at):
            return self._is_name(at + 2)
        if self._known(at) is not None:
            return True
        if not self._is_name(at):
            return False
        token = self.doc[at]
        if token.pos_ == "PROPN":
            return True
        if token.pos_ not in COMMON or token.dep_ not in JOINED:
            return False
        if token.is_sent_start:
            return at + 1 < len(self.doc) and self._is_name(at + 1) and self._is_place(at, at + 2)
        return self._leads(token)

    def _is_place(self, start: int, end: int) -> bool:
        """Whether words together are a place of some size that the gazetteer knows."""
        return any(place.main for place in self.gazetteer.lookup(self.doc[start:end].text))

    def _leads(self, token: Token) -> bool:
        """Whether a capitalised common word opens a name: "New York", "Islamic Union", "United Kingdom"; the adjective
        of a country does only before the noun of a body."""
        at, last = token.i + 1, None
        while at < len(self.doc) and not self.doc[at].is_sent_start and self._is_name(at):
            last = self.doc[at]
            at += 1
        if last is None or last.pos_ not in {"PROPN", "NOUN"}:
            return False
        hit = self.hits.get(token.i)
        if hit is not None and hit.sort in {"adjective", "national"}:
            return plain(last.text) in self.heads and at - token.i > 2
        proper = self.doc[token.i + 1].pos_ == "PROPN"
        return token.head.i <= at and token.head.i > token.i and (proper or plain(last.text) in self.heads)

    def _end(self, start: int) -> int:
        """Where the run that begins at a token ends."""
        known = self._known(start)
        end = known.end if known is not None else start + (3 if article_at(self.doc, start) else 1)
        while end < len(self.doc) and end - start < LONGEST and (step := self._step(start, end)):
            end += step
        return end

    def _step(self, start: int, at: int) -> int:
        """How many tokens from `at` on go on with the run; 0 ends it."""
        doc, token = self.doc, self.doc[at]
        if token.is_sent_start and doc[at - 1].text not in HYPHENS:
            return 0
        if (known := self._known(at)) is not None and known.end - at > 1:
            return known.end - at
        following = at + 1 < len(doc) and not doc[at + 1].is_sent_start and self._is_name(at + 1)
        if token.text in HYPHENS:
            tied = not doc[at - 1].whitespace_ and not token.whitespace_
            return 2 if tied and following else 0
        if article_at(doc, at):
            return 3 if self._is_name(at + 2) else 0
        if self._is_name(at):
            inner = token.pos_ in COMMON and token.dep_ in INNER
            hit = self.hits.get(at)
            if token.pos_ == "PROPN" or inner and not (hit is not None and hit.sort in {"adjective", "national"}):
                return 1
            return 0
        if not following and not (token.lower_ in {"of", "for"} and at + 2 < len(doc) and doc[at + 1].lower_ == "the"):
            return 0
        return self._link(start, at)

    def _link(self, start: int, at: int) -> int:
        """A word in lower case inside a name."""
        doc, word = self.doc, self.doc[at].lower_
        before = doc[at - 1]
        if word in self.trie.catalogue.words.particles:
            return 2
        if word in {"of", "for"}:
            noun = plain(before.text)
            if noun not in self.nouns or self._is_title(at - 1):
                return 0
            step = 3 if doc[at + 1].lower_ == "the" else 2
            if word == "for" and noun not in self.heads:
                return 0
            return step if at + step <= len(doc) and self._is_name(at + step - 1) else 0
        if word in {"and", "&"}:
            inside = any(doc[i].lower_ in {"of", "for"} for i in range(start, at))
            apart = before.head.i > at and capital(before.head)
            tied = inside and doc[at + 1].dep_ == "conj" and start <= doc[at + 1].head.i < at
            tied = tied and self.hits.get(at + 1) is None
            tied = tied and doc[at + 1].head.i > start and plain(doc[at + 1].text) not in self.bodies
            return 2 if apart or tied or word == "&" else 0
        return 0

    def _is_title(self, at: int) -> bool:
        return plain(self.doc[at].text) in self.offices

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run without the places where no word of it hangs on one across: "told Reuters Ilmar Tamm"."""
        begin = start
        for at in range(start + 1, end):
            if self.doc[at].text in HYPHENS or self.doc[at - 1].text in HYPHENS or not self._is_name(at):
                continue
            if self._is_place(at - 1, at + 1):
                continue
            if not self._is_name(at - 1) or (hit := self.hits.get(at)) is not None and hit.start < at < hit.end:
                continue
            left, right = range(start, at), range(at, end)
            if not any(self.doc[i].head.i in right for i in left) and not any(
                self.doc[i].head.i in left for i in right
            ):
                head = next((self.doc[i].head for i in right if not start <= self.doc[i].head.i < end), None)
                same = any(head is not None and self.doc[i].head.i == head.i for i in left)
                if not same or self.doc[at - 1].dep_ not in {"compound", "flat", "amod"}:
                    yield begin, at
                    begin = at
        yield begin, end

    def _cut(self, start: int, end: int) -> Iterator[Run]:
        """The names of a run, which titles divide."""
        begin = at = start
        title: int | None = None
        whole = self.hits.get(start)
        if whole is not None and whole.start == start and whole.end >= end and whole.sort != "adjective":
            yield self._run(start, end, self._title_before(start))
            return
        body = plain(self.doc[end - 1].text) in self.heads
        while at < end:
            stop = self._title_end(at, end)
            known = self.hits.get(at)
            kept = known is not None and known.sort != "adjective" and known.end - known.start > 1
            if stop is None or kept or (body and not (stop < end and plain(self.doc[stop].text) in self.words.given)):
                at += 1
                continue
            if begin < at:
                yield self._run(begin, at, title)
            title = at if title is None or begin < at else title
            begin = at = stop
        if begin < end:
            yield self._run(begin, end, self._title_before(begin) if title is None else title)

    def _title_end(self, at: int, end: int) -> int | None:
        """Where a title that begins at a token of a run ends: an honorific or a role of a person."""
        if plain(self.doc[at].text) in self.titles:
            return at + 1
        role = self.trie.role_at(self.doc, at, end)
        if role is not None and role.role.kind == "person" and not role.plural:
            return role.end
        return None

    def _title_before(self, start: int) -> int | None:
        """Where a title in lower case or across a split begins: "foreign minister", "spokesman"."""
        if start == 0 or self.doc[start].is_sent_start:
            return None
        floor = max(self.doc[start].sent.start, start - LONGEST_TITLE)
        for at in range(floor, start):
            role = self.trie.role_at(self.doc, at, start)
            if role is not None and role.end == start and role.role.kind == "person" and not role.plural:
                return at
        before = plain(self.doc[start - 1].text)
        return start - 1 if before in self.titles and self.doc[start - 1].pos_ in {"PROPN", "NOUN"} else None

    def _run(self, start: int, end: int, title: int | None) -> Run:
        hit = self.hits.get(start)
        exact = hit is not None and hit.start == start and hit.end == end
        return Run(start, end, title, hit if exact else None)
