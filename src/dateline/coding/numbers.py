"""How many a noun phrase counts, and how often an event happened. Vague words follow the codebook, section 7."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
LEAST = ("at least", "no fewer than", "not less than", "no less than")
ABOVE = ("more than", "over")
"""Words before a number that is itself too low: "more than 100" is 101 or more."""
MOST = ("up to", "as many as", "no more than", "not more than", "at most", "fewer than", "less than")
LIMITS = tuple(sorted((tuple(w.split()) for w in LEAST + ABOVE + MOST), key=lambda limit: -len(limit)))
"""Words before a number, the longest first: "no more than" ends in "more than"."""
GROUPED = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}")
DECIMAL = re.compile(r"\d{1,3}\.\d{1,3}")
PARTS = frozenset({"compound", "nummod", "flat", "conj"})
"""Relations by which parsers join the words of one number: "two **hundred** and fifty"."""
COLLECTIVE = frozenset({"couple", "score"})
PERSON = frozenset({"person", "man", "woman", "child", "civilian", "boy", "girl"})


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
    for limit in LIMITS:
        if follows(first, limit):
            return within_limit(" ".join(limit), value)
    if (low := other_end(first, -1)) is not None and low < value:
        return low, value
    if (high := other_end(last, 1)) is not None and high > value:
        return value, high
    return value, value


def within_limit(limit: str, value: int) -> tuple[int, int | None]:
    """The interval that "at least", "more than" or "up to" makes of a number."""
    if limit in MOST:
        return 0, value
    return (value + 1 if limit in ABOVE else value), None


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
    numerals = [noun] if noun.pos_ == "NUM" or is_number(noun) else tree.children(noun, "nummod") or ranged(noun)
    for numeral in numerals:
        if (value := value_of(numeral)) is not None:
            return *bounds(numeral, value), numeral
    return None


def ranged(noun: Token) -> list[Token]:
    """The last number of a range that a parser takes for a phrase of its own: "**between** 30 and 40 people"."""
    if noun.i - noun.sent.start < 4:
        return []
    between, _, link, last = (noun.nbor(step) for step in (-4, -3, -2, -1))
    return [last] if between.lower_ == "between" and link.lower_ == "and" and last.pos_ == "NUM" else []


def vague(noun: Token, numbers: Mapping[str, tuple[int, int | None]]) -> Count | None:
    """A number without a figure: "dozens", "several soldiers", "no soldiers", "a soldier"."""
    more = noun.i + 1 < noun.sent.end and noun.nbor().lower_ == "more"  # "many more injured"
    if noun.lower_ in numbers and (noun.lower_.endswith("s") or noun.lower_ in COLLECTIVE or more):
        return *numbers[noun.lower_], noun
    if noun.lower_ == "old" and any(child.lower_ == "year" and child.i == noun.i - 2 for child in noun.children):
        return 1, 1, noun  # "a 17-year-old"
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


def occurrences(trigger: Token) -> int | None:
    """How many occurrences a trigger covers: 1, the stated number, or None for a plural of unknown number."""
    if trigger.pos_ not in {"NOUN", "PROPN"} or tree.feature(trigger, "Number") != "Plur":
        return 1
    for child in trigger.children:
        if child.dep_ == "nummod" and child.i < trigger.i:
            return value_of(child)
    return None
