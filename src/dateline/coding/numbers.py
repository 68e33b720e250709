"""How many: killed, injured, and how often. Vague words follow the codebook, section 7.

A number belongs to the people whose killing or wounding the clause reports; numbers of the means ("three missiles")
are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Token

from dateline.coding import tree
from dateline.knowledge.cues import Cues
from dateline.records import Article, Mention, Quantity

UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
LEAST = ("at least", "more than", "no fewer than", "not less than", "no less than", "over")
MOST = ("up to", "as many as", "no more than", "not more than", "at most", "fewer than", "less than")
LIMITS = tuple(sorted(((tuple(w.split()), w in LEAST) for w in LEAST + MOST), key=lambda limit: -len(limit[0])))
"""Words before a number and whether they give its lower bound; longest first: "no more than" ends in "more than"."""
GROUPED = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}")
DECIMAL = re.compile(r"\d{1,3}\.\d{1,3}")
PARTS = frozenset({"compound", "nummod", "flat", "conj"})
"""Relations by which parsers join the words of one number: "two **hundred** and fifty"."""
KILLINGS = frozenset({"killing", "murder", "assassination", "execution", "beheading", "lynching"})
"""Nouns whose of-phrase names the dead."""
COLLECTIVE = frozenset({"couple", "score"})
PERSON = frozenset({"person", "man", "woman", "child", "civilian", "boy", "girl"})
EFFECTS = ("killed", "injured")
TOLLS = frozenset({"toll", "number"})


@dataclass(frozen=True, slots=True)
class Casualties:
    killed: Quantity | None = None
    injured: Quantity | None = None

    def __bool__(self) -> bool:
        return self.killed is not None or self.injured is not None


def number_of(word: str) -> int | None:
    """The value of a number written in digits or as one word ("1,200", "twenty-five"), else None."""
    text = word.lower()
    if text.isascii() and GROUPED.fullmatch(text):
        return int(text.replace(",", ""))
    if text in UNITS or text in TENS:
        return UNITS.get(text, TENS.get(text))
    tens, dash, unit = text.partition("-")
    if dash and tens in TENS and unit in UNITS:
        return TENS[tens] + UNITS[unit]
    return SCALES.get(text)


def number_words(numeral: Token) -> list[Token]:
    """The words of the number that a numeral is the head of, in text order: "two hundred and fifty", "2.5 million"."""
    doc, parts, stack = numeral.doc, {numeral.i}, [numeral]
    while stack:
        inner = [child for child in stack.pop().children if child.dep_ in PARTS and is_number(child)]
        parts |= {child.i for child in inner}
        stack += inner
    first = last = numeral.i
    while (first - 1 in parts) or (first - 2 in parts and bridged(doc[first - 2], doc[first - 1], doc[first])):
        first -= 1 if first - 1 in parts else 2
    while (last + 1 in parts) or (last + 2 in parts and bridged(doc[last], doc[last + 1], doc[last + 2])):
        last += 1 if last + 1 in parts else 2
    return [token for token in doc[first : last + 1] if token.i in parts]


def bridged(left: Token, link: Token, right: Token) -> bool:
    """Whether a word joins parts of one number ("hundred and fifty", "twenty-five"), not two ("20 and 30", "20-30")."""
    if link.lower_ == "and":
        return left.lower_ in SCALES and (number_of(right.text) or 0) < SCALES[left.lower_]
    return link.text == "-" and left.lower_ in TENS and right.lower_ in UNITS


def is_number(word: Token) -> bool:
    return number_of(word.text) is not None or DECIMAL.fullmatch(word.text) is not None


def value_of(numeral: Token) -> int | None:
    """The value of a numeral with its parts: "2 million", "twenty five", "two hundred and fifty", "two dozen"."""
    if not is_number(numeral):
        return None
    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    for word in number_words(numeral):
        text = word.lower_
        if text not in SCALES:
            group += Decimal(text) if DECIMAL.fullmatch(text) else Decimal(number_of(text) or 0)
        elif text in {"dozen", "hundred"}:
            group = (group or Decimal(1)) * SCALES[text]
        else:
            total, group = total + (group or Decimal(1)) * SCALES[text], Decimal(0)
    total += group
    return int(total) if total == int(total) else None


def follows(first: Token, words: Sequence[str]) -> bool:
    """Whether a token comes right after some words of its sentence."""
    start = first.i - len(words)
    return start >= first.sent.start and [token.lower_ for token in first.doc[start : first.i]] == list(words)


def bounds(numeral: Token, value: int) -> tuple[int, int | None]:
    """The interval that words beside a numeral make of it: "at least five", "up to 30", "20 to 30"."""
    words = number_words(numeral)
    first, last = words[0], words[-1]
    if first.i > first.sent.start and first.nbor(-1).lower_ == "a":  # "at least a dozen"
        first = first.nbor(-1)
    for limit, lower in LIMITS:
        if follows(first, limit):
            return (value, None) if lower else (0, value)
    if (low := other_end(first, -1)) is not None and low < value:
        return low, value
    if (high := other_end(last, 1)) is not None and high > value:
        return value, high
    return value, value


def other_end(edge: Token, step: int) -> int | None:
    """The number at the other end of a range, to the left (-1) or right (1) of a number: "20 to 30", "20-30"."""
    dash, other = edge.i + step, edge.i + 2 * step
    if not edge.sent.start <= other < edge.sent.end:
        return None
    link, doc = edge.doc[dash].lower_, edge.doc
    between = link == "and" and min(edge.i, other) > edge.sent.start and doc[min(edge.i, other) - 1].lower_ == "between"
    return number_of(doc[other].text) if link in {"to", "-", "–"} or between else None


def quantity(noun: Token, cues: Cues, article: Article) -> Quantity | None:
    """How many a noun phrase counts; None where it states no number. A numeral may stand for its noun."""
    found = figure(noun) or vague(noun, cues.words.vague_numbers)
    if found is None:
        return None
    low, high, word = found
    words = noun.doc[min(word.i, noun.i) : max(word.i, noun.i) + 1]
    return Quantity(low, high, Mention(article.source_span(words.start_char, words.end_char), words.text))


Count = tuple[int, int | None, Token]
"""Lowest and highest number, and the word that says so."""


def figure(noun: Token) -> Count | None:
    """A number in digits or words that counts a noun, or that the noun itself is."""
    numerals = [noun] if noun.pos_ == "NUM" or is_number(noun) else tree.children(noun, "nummod")
    for numeral in numerals:
        if (value := value_of(numeral)) is not None:
            return *bounds(numeral, value), numeral
    return None


def vague(noun: Token, numbers: Mapping[str, tuple[int, int | None]]) -> Count | None:
    """A number without a figure: "dozens", "several soldiers", "no soldiers", "a soldier"."""
    if noun.lower_ in numbers and (noun.lower_.endswith("s") or noun.lower_ in COLLECTIVE):
        return *numbers[noun.lower_], noun
    for child in noun.children:
        if child.dep_ in {"det", "amod", "nummod"} and child.lower_ in numbers:
            return *numbers[child.lower_], child
        if child.dep_ == "det" and child.lower_ == "no":
            return 0, 0, child
        if child.dep_ == "det" and child.lower_ in {"a", "an"} and child.i < noun.i and is_one(noun):
            return 1, 1, child
    return None


def is_one(noun: Token) -> bool:
    """Whether "a" before a noun counts: not where a phrase such as "in a …" only sets the scene."""
    return tree.feature(noun, "Number") == "Sing" and (tree.lemma(noun) in PERSON or tree.preposition(noun) == "")


def casualties(clauses: Sequence[Token], cues: Cues, article: Article, others: Collection[int] = ()) -> Casualties:
    """The killed and injured that the words of one event state, first hit first: by their verbs, by verbs that hang on
    them, or as "36 people injured". `others` are the words of other events, whose clauses are not read."""
    found: dict[str, Quantity] = {}
    for clause in clauses:
        for token in within(clause, others):
            for effect, people in counted(token, cues):
                if effect in found:
                    continue
                if (number := quantity(people, cues, article)) is not None:
                    found[effect] = number
    return Casualties(**found)


def within(clause: Token, others: Collection[int]) -> Iterator[Token]:
    """The clause's head first, what tells of it (a toll, a verb of leaving), then the words below in text order."""
    yield clause
    above = teller(clause)
    if above is not None and above.i not in others:
        yield above
        yield from below(above, {*others, clause.i})
    yield from below(clause, others)


def below(top: Token, others: Collection[int]) -> list[Token]:
    """The words under one, in text order, without the words of other events and what hangs on them."""
    found, stack = [], list(top.children)
    while stack:
        token = stack.pop()
        if token.i not in others:
            found.append(token)
            stack += token.children
    return sorted(found, key=lambda token: token.i)


def teller(noun: Token) -> Token | None:
    """What counts the victims of a noun from above: the toll "of" it, or the verb whose subject it is ("the blast left
    nine dead")."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.head.i == noun.i:
        return None
    head = noun.head
    if tree.lemma(head) in TOLLS and head.pos_ == "NOUN":
        return tree.governing_verb(head) if head.dep_ in {"nsubj", "nsubj:pass"} else head
    if noun.dep_ == "nsubj" and head.pos_ == "VERB":
        return head
    return None


def counted(token: Token, cues: Cues) -> Iterator[tuple[str, Token]]:
    """(killed or injured, the noun that is counted) for a casualty word."""
    effect = cues.casualties.get((tree.lemma(token), token.pos_)) or cues.casualties.get((token.lower_, token.pos_))
    if effect is None:
        yield from (("killed", victim) for victim in put_to_death(token))
        return
    effects = EFFECTS if effect == "both" else (effect,)
    for people in people_of(token, cues):
        yield from ((each, people) for each in effects)


def put_to_death(token: Token) -> list[Token]:
    """Whom words beside a deed say to be dead: "the killing of four men", "hacked to death 60 people"."""
    phrases = list(tree.obliques(token))
    if token.lower_ in KILLINGS and token.pos_ in {"NOUN", "VERB"}:
        return [noun for preposition, noun in phrases if preposition == "of"]
    hacked = token.pos_ == "VERB" and any(p == "to" and noun.lower_ == "death" for p, noun in phrases)
    return tree.logical_objects(token) if hacked else []


def people_of(token: Token, cues: Cues) -> list[Token]:
    """Who was killed or hurt by a casualty word: object of a verb, subject of "die", noun of "36 injured"."""
    if token.dep_ == "nmod" and tree.lemma(token.head) in TOLLS:
        return toll_numbers(token.head, cues)
    if (number := counted_alone(token, cues)) is not None:
        return [number]
    if token.pos_ == "VERB":
        if tree.lemma(token) in cues.words.dying:
            return tree.surface_subjects(token)
        return tree.logical_objects(token) or tree.children(token, "nummod")
    if token.pos_ == "ADJ":
        return people_described(token)
    if tree.lemma(token) == "toll":
        return toll_numbers(token, cues)
    victims = [noun for preposition, noun in tree.obliques(token) if preposition == "of"]
    if tree.lemma(token) == "life":
        return victims if tree.lemma(token.head) not in cues.words.losing else tree.surface_subjects(token.head)
    if any(child.dep_ in {"nummod", "det"} for child in token.children):
        return [token, *victims]
    return victims


def counted_alone(word: Token, cues: Cues) -> Token | None:
    """The number right before a participle or adjective that has no noun: "nine dead and more than 40 injured"."""
    if word.pos_ not in {"VERB", "ADJ"} or word.i == word.sent.start:
        return None
    before = word.nbor(-1)
    number = before.pos_ == "NUM" or (before.pos_ == "NOUN" and before.lower_ in cues.words.vague_numbers)
    alone = number and (before.dep_ != "nummod" or before.head.i == word.i)
    return before if alone and word.dep_ != "amod" and not tree.children(word, "aux", "aux:pass", "obj") else None


def people_described(word: Token) -> list[Token]:
    """Whom an adjective tells of: "20 injured", "the injured men", "left nine men dead and dozens injured"."""
    if tree.children(word, "nummod"):
        return [word]
    if word.dep_ in {"amod", "acl"}:
        return [word.head]
    told = [each for noun in tree.surface_subjects(word) for each in tree.conjuncts(noun)]
    return [max(told, key=lambda each: (each.i < word.i, each.i))] if told else [word]


def toll_numbers(toll: Token, cues: Cues) -> list[Token]:
    """The number that a toll rises to, stands at or reaches, or is: "a toll of 20", "Death toll at least 20"."""
    verb = tree.governing_verb(toll)
    found = [noun for preposition, noun in tree.obliques(verb) if preposition in {"to", "at"}]
    found += [noun for preposition, noun in tree.obliques(toll) if preposition in {"to", "at"}]
    found += [noun for preposition, noun in tree.obliques(toll) if preposition in {"of", ""} and noun.pos_ == "NUM"]
    reached = tree.children(verb, "obj")
    found += [n for n in reached if tree.lemma(verb) in cues.words.reaching or tree.preposition(n) in {"to", "at"}]
    if verb.i == toll.i:  # a headline
        found += [token for token in toll.subtree if token.pos_ == "NUM" and token.i > token.head.i][-1:]
    found += [toll.head] if toll.dep_ == "nsubj" and toll.head.pos_ == "NUM" else []
    return [t for t in found if t.pos_ == "NUM" or any(c.dep_ == "nummod" for c in t.children)]


def occurrences(trigger: Token) -> int | None:
    """How many occurrences a trigger covers: 1, the stated number, or None for a plural of unknown number."""
    if trigger.pos_ not in {"NOUN", "PROPN"} or tree.feature(trigger, "Number") != "Plur":
        return 1
    for child in trigger.children:
        if child.dep_ == "nummod" and child.i < trigger.i:
            return value_of(child)
    return None
