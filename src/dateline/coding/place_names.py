"""Find the stretches of a document that are names of places: longest match first, persons and organisations out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.coding.place_told import is_taken_by_arms
from dateline.coding.tree import first_conjunct, lemma
from dateline.knowledge.gazetteer import Gazetteer, Place
from dateline.knowledge.place_words import PlaceWords

LONGEST = 7  # tokens in a name, hyphens counted
SHORT = 3  # letters; names this short are taken only where written in capitals and listed in our own files
SURE_PEOPLE = 1_000_000  # a first-level region of so many people is a place also where nothing around says so
PERSONS_SAY = frozenset("say tell add ask argue note explain recall think believe write".split())
PHRASE = frozenset("in the a capital of province 's city town".split())  # between a name and the region it lies in
JOINTS = frozenset({",", "and", "or"})
LISTED = 3
REGIONAL = frozenset("province governorate oblast prefecture region".split())
"""Kinds of region that "of" puts before their name; "a district of Baghdad" is a part of it."""
NO_NAME = frozenset("ADP DET CCONJ SCONJ ADV PRON AUX VERB ADJ".split())


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) that name a place, with the entries they may mean.

    `cued` says that the words around speak for a place (a preposition, a region after a comma, a kind of place).
    `noun` is the kind of place that the words after it say ("province", "airport"), `embedded` marks the name of a
    seat inside a larger name ("Erbil police"). `inside` holds regions named right after a comma. `listed` marks a
    region in a list of regions of one country, of which `candidates` are all that is left.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Place, ...]
    cued: bool = False
    noun: str | None = None
    embedded: bool = False
    inside: tuple[Place, ...] = ()
    listed: bool = False


def find_names(doc: Doc, gazetteer: Gazetteer, words: PlaceWords) -> list[Name]:
    """All place names of a document in text order, not overlapping, with every entry they may mean."""
    finder = _Finder(doc, gazetteer, words)
    found = list(finder.walk())
    return regions_in_lists(doc, [name for name in found if not finder.is_person(name)])


def regions_in_lists(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, where three or more regions of one country in a row are those regions, not towns in one another:
    "Ohio, Oregon and Virginia"."""
    result = list(names)
    for run in rows_of_names(doc, names):
        shared = set.intersection(*({p.country for p in names[at].candidates if p.kind == "admin1"} for at in run))
        for at in run if len(run) >= LISTED and len(shared) == 1 else ():
            regions = tuple(p for p in names[at].candidates if p.kind == "admin1" and p.country in shared)
            result[at] = replace(names[at], candidates=regions, inside=(), cued=True, listed=True)
    return result


def rows_of_names(doc: Doc, names: list[Name]) -> Iterator[list[int]]:
    """The numbers of names that follow one another with nothing but commas, "and" or "or" between."""
    run: list[int] = []
    for at, name in enumerate(names):
        regional = any(p.kind == "admin1" for p in name.candidates)
        if run and not (
            regional
            and names[at - 1].end < name.start
            and all(t.lower_ in JOINTS for t in doc[names[at - 1].end : name.start])
        ):
            yield run
            run = []
        if regional:
            run.append(at)
    if run:
        yield run


def demonym_countries(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """(first token, last+1, alpha-3) of each adjective or national of a country: "Iraqi", "South Koreans"."""
    skip = 0
    for token in doc:
        if token.i < skip or not token.text[:1].isupper():
            continue
        for end in (token.i + 2, token.i + 1):
            countries = gazetteer.countries_of(doc[token.i : end].text) if end <= len(doc) else ()
            if countries:
                yield token.i, end, countries[0]
                skip = end
                break


class _Finder:
    """One pass over one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.doc, self.gazetteer, self.words = doc, gazetteer, words
        self.persons: set[str] = set()
        self.lower = {t.text for t in doc if t.is_lower and t.pos_ != "PROPN"}
        self.titled = {s.start for s in doc.sents if _is_title_case(s.text)}

    def walk(self) -> Iterator[Name]:
        at = 0
        while at < len(self.doc):
            name = self._match(at) if self._may_start(self.doc[at]) else None
            if name is None:
                at += 1
                continue
            yield name
            at = name.end
            if (code := self._code_after(at)) is not None:
                yield code
                at = code.end

    def _code_after(self, at: int) -> Name | None:
        """The abbreviation of a region after a comma: "Hays, Kan."."""
        if at + 1 >= len(self.doc) or self.doc[at].text != ",":
            return None
        for end in (at + 4, at + 3, at + 2):
            text = self.doc[at + 1 : end].text
            if end <= len(self.doc) and (regions := self.gazetteer.region_of_code(text)):
                return Name(at + 1, end, text, regions, True)
        return None

    def _may_start(self, token: Token) -> bool:
        return _has_capital(token) or (token.lower_ == "al" and token.i + 1 < len(self.doc))

    def _match(self, start: int) -> Name | None:
        for end in range(min(start + LONGEST, len(self.doc)), start, -1):
            last = self.doc[end - 1]
            if not (_has_capital(last) or last.text.isdigit()) or self._crosses(start, end):
                continue
            found = self._candidates(start, end)
            if found and (name := self._check(start, end, found)) is not None:
                return name
        return None

    def _crosses(self, start: int, end: int) -> bool:
        """Whether a stretch runs over a sentence end, a comma or lower-case words that no name holds."""
        inner = self.doc[start + 1 : end]
        return any(t.is_sent_start and t.text[:1].isupper() and self.doc[t.i - 1].is_punct for t in inner) or any(
            not (_has_capital(t) or t.lower_ in self.words.inner or _is_hyphenated(t)) for t in inner
        )

    def _candidates(self, start: int, end: int) -> tuple[Place, ...]:
        text = self.doc[start:end].text
        if self.doc[start].lower_ == "the":
            return tuple(p for p in self.gazetteer.lookup(text) if p.name.startswith("The "))
        if end - start == 1 and (self._is_common(text.casefold()) or self.gazetteer.countries_of(text)):
            return ()
        if end - start == 1 and text.endswith(".") and not self.gazetteer.is_own_name(text):
            return ()
        letters = sum(c.isalpha() for c in text)
        if letters <= SHORT or (text.isupper() and letters <= 4):
            if not (text.isupper() and self.gazetteer.is_own_name(text)):
                return self.gazetteer.lookup(text) if letters == SHORT and not text.isupper() else ()
            return tuple(p for p in self.gazetteer.lookup(text) if p.kind in {"country", "admin1"} or p.id < 0)
        return self.gazetteer.lookup(text)

    def _is_common(self, word: str) -> bool:
        return word in self.words.never or word in self.words.nouns or word in self.words.part_nouns

    def _check(self, start: int, end: int, found: tuple[Place, ...]) -> Name | None:
        """The name if the words before and after leave it one; None if they make it a person's or a firm's."""
        before, after = self._before(start), self._after(end)
        sure = any(_is_sure(p) for p in found)
        noun, embedded = None, False
        if after is not None:
            word = after.lower_
            if word in self.words.nouns and (word not in self.words.bodies or after.text.islower() or not sure):
                noun = word
                embedded = after.text[:1].isupper() and not after.text.isupper() and self._is_name(after.i + 1)
            elif after.text[:1].isupper() and after.pos_ not in {"ADP", "CCONJ", "PRON", "AUX", "SCONJ"}:
                if word in self.words.others or not (sure or word in self.words.bodies or self._starts_place(end)):
                    self._remember(start, after)
                    return None
                embedded = word in self.words.bodies or not self._starts_place(end)
            elif word in self.words.bodies:
                embedded = word not in self.words.nouns
        if before is not None and not self._fits_before(before, start, end, sure):
            self.persons.add(self.doc[end - 1].text)
            return None
        inside = self._inside(end if noun is None else end + 1)
        noun = noun or self._noun_before(start)
        spot = (
            after is not None and after.text[:1].isupper() and self.words.nouns.get(noun or "") == frozenset({"spot"})
        )
        cued = bool(inside) or (noun is not None and not spot) or self._has_cue(start)  # "Pearl Square" need be no town
        cued = cued or (not sure and self._is_reached(self.doc[start:end].root))
        if not cued and not self._stands_alone(start, end, sure):
            return None
        return Name(start, end, self.doc[start:end].text, found, cued, noun, embedded, inside)

    def _remember(self, start: int, after: Token) -> None:
        if self.doc[start].lower_ in self.words.given:
            self.persons.add(after.text)

    def _is_name(self, at: int) -> bool:
        return at < len(self.doc) and self.doc[at].text[:1].isupper()

    def _starts_place(self, at: int) -> bool:
        """Whether another place, a title or a person's given name begins here, so that the name before it is whole."""
        token = self.doc[at]
        word = token.lower_
        return (
            word in self.words.titles
            or word in self.words.direction_adjectives
            or bool(self.gazetteer.countries_of(token.text))
        )

    def _before(self, start: int) -> Token | None:
        """The word right before, if no punctuation or sentence end lies between."""
        if start == 0 or self.doc[start].is_sent_start and self.doc[start - 1].is_punct:
            return None
        token = self.doc[start - 1]
        if token.text == "." and start > 1 and self.doc[start - 2].lower_ in self.words.titles:
            return self.doc[start - 2]
        return token if token.text[:1].isalpha() else None

    def _after(self, end: int) -> Token | None:
        """The word right after, passing over a possessive mark; None at a sentence end."""
        if end < len(self.doc) and self.doc[end].lower_ in {"'s", "’s"}:
            return None
        if end >= len(self.doc) or not self.doc[end].text[:1].isalpha():
            return None
        token = self.doc[end]
        return None if token.is_sent_start and token.pos_ not in {"PROPN", "NOUN"} else token

    def _fits_before(self, before: Token, start: int, end: int, sure: bool) -> bool:
        """Whether the capitalised word before a name leaves it a place."""
        word = before.lower_.rstrip(".")
        if before.text[:1].islower() or word in self.words.direction_adjectives:
            return True
        initial = len(before.text) <= 2 and before.text.endswith(".")
        if initial or word in self.words.titles or word in self.words.given:
            return sure and word in self.words.titles and end - start == 1 and self.doc[start].text.isupper()
        if word in self.words.locative or before.pos_ in NO_NAME:
            return True
        if before.text in self.persons or before.pos_ == "PROPN" and not sure:
            return bool(self.gazetteer.countries_of(before.text)) or word in self.words.never or before.text.isupper()
        return True

    def _inside(self, end: int) -> tuple[Place, ...]:
        """Regions and countries named right after a comma: "Hillah, in Babil province", "Springfield, Ill."."""
        at = end
        if at < len(self.doc) and self.doc[at].text == "(":
            at += 1
        elif at < len(self.doc) and self.doc[at].text == ",":
            at += 1
            while at < len(self.doc) and self.doc[at].lower_ in PHRASE:
                at += 1
        elif at + 1 < len(self.doc) and self.doc[at].lower_ == "in":
            at += 1
            while at < len(self.doc) and self.doc[at].lower_ in self.words.direction_adjectives | {"the"}:
                at += 1
        else:
            return ()
        for stop in range(min(at + 5, len(self.doc)), at, -1):
            text = self.doc[at:stop].text
            if regions := self.gazetteer.region_of_code(text):
                return regions
            if self.doc[at].text[:1].isupper() and not self._crosses(at, stop):
                found = tuple(p for p in self.gazetteer.lookup(text) if p.kind in {"country", "admin1", "admin2"})
                if found:
                    return found
        countries = self.gazetteer.countries_of(self.doc[at].text) if at < len(self.doc) else ()
        return tuple(p for c in countries if (p := self.gazetteer.country_place(c)) is not None)

    def _noun_before(self, start: int) -> str | None:
        """The kind of region before "of": "the northern **province** of Saada"."""
        if start < 2 or self.doc[start - 1].lower_ != "of":
            return None
        word = self.doc[start - 2].lower_
        return word if word in REGIONAL else None

    def _has_cue(self, start: int) -> bool:
        """Whether a preposition of place, perhaps with an adjective or article between, opens the phrase."""
        at = start - 1
        while (
            at >= 0
            and start - at <= 3
            and (self.doc[at].lower_ in self.words.direction_adjectives | {"the"} or self.doc[at].pos_ == "ADJ")
        ):
            at -= 1
        return at >= 0 and (
            self.doc[at].lower_ in self.words.place_cue
            or (self.doc[at].lower_ == "of" and self.doc[at - 1].lower_ in self.words.part_nouns)
        )

    def _is_reached(self, name: Token) -> bool:
        """Whether somebody comes to a name, or armed men take it: "visited Bucha and Irpin", "rebels captured Sake"."""
        first = first_conjunct(name)
        verbs = self.words.motion | self.words.besieging
        return is_taken_by_arms(first) or (first.dep_ == "obj" and lemma(first.head) in verbs)

    def _stands_alone(self, start: int, end: int, sure: bool) -> bool:
        """Whether a name without any cue is still one: a proper noun that is no common word of the document."""
        first = self.doc[start]
        if end - start == 1 and not sure and (first.lower_ in self.words.given or first.lower_ in self.lower):
            return False
        if first.text.isupper() and len(first.text) > SHORT and end < len(self.doc) and self.doc[end].is_punct:
            return True
        if sure or any(t.pos_ == "PROPN" for t in self.doc[start:end]):
            return True
        return end - start > 1 and first.sent.start not in self.titled

    def is_person(self, name: Name) -> bool:
        """Whether a single word that elsewhere belongs to a person's name is used without a cue here."""
        if name.end - name.start > 1 or name.cued or any(p.kind == "country" for p in name.candidates):
            return False
        token = self.doc[name.start]
        if token.text in self.persons:
            return True
        speaks = token.dep_ == "nsubj" and token.head.lemma_ in PERSONS_SAY
        return speaks and max(p.population for p in name.candidates) < 500_000


def _has_capital(token: Token) -> bool:
    """Whether a word is capitalised, perhaps after an article: "Asad", "al-Asad"."""
    text = (
        token.text.partition("-")[2]
        if token.text.startswith(("al-", "el-", "ad-", "ar-", "as-", "ash-"))
        else token.text
    )
    return text[:1].isupper()


def _is_hyphenated(token: Token) -> bool:
    """Whether a word stands between hyphens: "Port-**au**-Prince"."""
    doc, at = token.doc, token.i
    return 0 < at < len(doc) - 1 and doc[at - 1].text == doc[at + 1].text == "-" and not doc[at - 1].whitespace_


def _is_sure(place: Place) -> bool:
    """Whether an entry is a place also where nothing around its name says so."""
    return place.kind == "country" or place.id < 0 or (place.kind == "admin1" and place.population > SURE_PEOPLE)


def _is_title_case(text: str) -> bool:
    """Whether most longer words of a sentence are capitalised, as in headlines."""
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)
