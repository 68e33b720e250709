"""How many: killed, injured, and how often. Vague words follow the codebook, section 7.

A number belongs to the people whose killing or wounding the clause reports; numbers of the means ("three missiles")
are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE: dict[str, tuple[int, int | None]] = {
    "several": (2, None), "some": (1, None), "few": (2, None), "many": (2, None), "multiple": (2, None),
    "numerous": (2, None),
    "scores": (40, 199), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "tens": (20, 99),
    "couple": (2, 2), "dozen": (12, 12), "score": (20, 20),
}  # fmt: skip
LEAST = (("at", "least"), ("more", "than"), ("no", "fewer", "than"), ("not", "less", "than"), ("no", "less", "than"))
LEAST_WORDS = frozenset({"over", "least"})
MOST = (("up", "to"), ("as", "many", "as"), ("no", "more", "than"), ("at", "most"), ("fewer", "than"), ("less", "than"))
EFFECTS = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Casualties:
    killed: Quantity | None = None
    injured: Quantity | None = None

    def __bool__(self) -> bool:
        return self.killed is not None or self.injured is not None


def number_of(word: str) -> int | None:
    """The value of a number written in digits or as one word ("1,200", "twenty-five"), else None."""
    text = word.replace(",", "").lower()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    if text in UNITS or text in TENS:
        return UNITS.get(text, TENS.get(text))
    tens, dash, unit = text.partition("-")
    if dash and tens in TENS and unit in UNITS:
        return TENS[tens] + UNITS[unit]
    return SCALES.get(text)


def value_of(numeral: Token) -> int | None:
    """The value of a numeral with its parts: "2 million", "twenty five", "one hundred"."""
    value = number_of(numeral.text)
    if value is None:
        return None
    parts = [
        n for c in numeral.children if c.dep_ in {"compound", "nummod", "flat"} and (n := number_of(c.text)) is not None
    ]
    for part in parts:
        value = part * value if value in SCALES.values() else value + part
    return value


def preceding(token: Token, count: int) -> tuple[str, ...]:
    return tuple(token.doc[i].lower_ for i in range(max(token.sent.start, token.i - count), token.i))


def bounds(numeral: Token, value: int) -> tuple[int, int | None]:
    """The interval that words before a numeral make of it: "at least five", "up to 30", "20 to 30"."""
    before = preceding(numeral, 3)
    for words in LEAST:
        if before[-len(words) :] == words:
            return value, None
    if before[-1:] and before[-1] in LEAST_WORDS:
        return value, None
    if any(before[-len(words) :] == words for words in MOST):
        return 0, value
    if (
        before[-1:] in {("to",), ("-",), ("–",), ("and",)}
        and len(before) > 1
        and (low := number_of(before[-2])) is not None
        and low < value
    ) and (before[-1] != "and" or before[:1] == ("between",)):
        return low, value
    return value, value


def quantity(noun: Token, article: Article) -> Quantity | None:
    """How many a noun phrase counts; None where it states no number. A numeral may stand for its noun."""
    doc = noun.doc

    def made(low: int, high: int | None, first: Token, last: Token) -> Quantity:
        start, end = first.idx, last.idx + len(last)
        return Quantity(low, high, Mention(article.source_span(start, end), doc.text[start:end]))

    if noun.pos_ == "NUM" or number_of(noun.text) is not None:
        value = value_of(noun)
        return made(*bounds(noun, value), noun, noun) if value is not None else None
    for child in noun.children:
        if child.dep_ == "nummod" and (value := value_of(child)) is not None:
            return made(*bounds(child, value), child, noun)
    word = noun.lower_
    if word in VAGUE and (word.endswith("s") or word in {"couple", "dozen", "score"}):
        return made(*VAGUE[word], noun, noun)
    for child in noun.children:
        if child.dep_ in {"det", "amod", "nummod"} and child.lower_ in VAGUE:
            return made(*VAGUE[child.lower_], child, noun)
        if child.dep_ == "det" and child.lower_ == "no":
            return made(0, 0, child, noun)
        if (
            child.dep_ == "det"
            and child.lower_ in {"a", "an"}
            and child.i < noun.i
            and tree.feature(noun, "Number") == "Sing"
        ) and (
            tree.lemma(noun) in {"person", "man", "woman", "child", "civilian", "boy", "girl"}
            or tree.preposition(noun) == ""
        ):
            return made(1, 1, child, noun)
    return None


def casualties(clause: Token, cues: Cues, article: Article) -> Casualties:
    """The killed and injured that a clause states: by its verb, by verbs that hang on it, or as "36 people injured"."""
    found: dict[str, Quantity] = {}
    for token in within(clause):
        for effect, people in counted(token, cues):
            if effect in found:
                continue
            if (number := quantity(people, article)) is not None:
                found[effect] = number
    return Casualties(**found)


def within(clause: Token) -> Iterator[Token]:
    """The clause's head first, then the words below it in text order."""
    yield clause
    yield from (token for token in clause.subtree if token.i != clause.i)


def counted(token: Token, cues: Cues) -> Iterator[tuple[str, Token]]:
    """(killed or injured, the noun that is counted) for a casualty word."""
    effect = cues.casualties.get((tree.lemma(token), token.pos_)) or cues.casualties.get((token.lower_, token.pos_))
    if effect is None:
        return
    effects = EFFECTS if effect == "both" else (effect,)
    for people in people_of(token):
        yield from ((each, people) for each in effects)


def people_of(token: Token) -> list[Token]:
    """Who was killed or hurt by a casualty word: object of a verb, subject of "die", noun of "36 injured"."""
    if token.pos_ == "VERB":
        if tree.lemma(token) in {"die", "perish"}:
            return tree.surface_subjects(token)
        return tree.logical_objects(token)
    if token.pos_ == "ADJ":
        if token.dep_ in {"amod", "acl"}:
            return [token.head]
        return tree.surface_subjects(token) or [token]
    if tree.lemma(token) == "toll":
        return toll_numbers(token)
    if token.pos_ == "NOUN" and any(child.dep_ in {"nummod", "det"} for child in token.children):
        return [token]
    return []


def toll_numbers(toll: Token) -> list[Token]:
    """The number that a toll rises to, stands at or reaches."""
    verb = tree.governing_verb(toll)
    found = [noun for preposition, noun in tree.obliques(verb) if preposition in {"to", "at"}]
    found += [noun for preposition, noun in tree.obliques(toll) if preposition in {"to", "at"}]
    found += (
        tree.children(verb, "obj") if tree.lemma(verb) in {"reach", "hit", "top", "exceed", "pass", "surpass"} else []
    )
    return [t for t in found if t.pos_ == "NUM" or any(c.dep_ == "nummod" for c in t.children)]


def occurrences(trigger: Token) -> int | None:
    """How many occurrences a trigger covers: 1, the stated number, or None for a plural of unknown number."""
    if trigger.pos_ not in {"NOUN", "PROPN"} or tree.feature(trigger, "Number") != "Plur":
        return 1
    for child in trigger.children:
        if child.dep_ == "nummod":
            return value_of(child)
    return None
