"""How many coordinated nouns count together: "two soldiers and three policemen were killed" tells of five dead.

A noun without a number adds nothing ("38 soldiers and police"), but a named person does beside "others": "Savo and five
others" are six. Where the first number is the sum of the rest, the rest only says who they were ("five people, two
women and three men").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.numbers import quantity
from dateline.knowledge.cues import Cues
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import plain
from dateline.knowledge.noun_kinds import load_noun_kinds
from dateline.records import Article, Mention, Quantity

PEOPLE = frozenset("person people civilian victim other villager resident casualty".split())
OTHERS = frozenset({"other", "others"})
NAMING = ("compound", "flat", "nmod:desc")


def total(people: Token, cues: Cues, article: Article) -> Quantity | None:
    """How many a noun and those coordinated with it count; None where none of them states a number."""
    joined = tree.conjuncts(tree.first_conjunct(people))
    members = [noun for noun in [*joined, *listed_beside(joined[0])] if shares_fate(noun, people, cues)]
    counts = [(noun, quantity(noun, cues, article)) for noun in members]
    numbers = [(noun, number) for noun, number in counts if number is not None]
    if not numbers:
        return None
    if tree.lemma(numbers[0][0]) in PEOPLE and is_breakdown([number for _, number in numbers]):
        numbers = numbers[:1]
    named = [noun for noun, number in counts if number is None and is_person(noun)]
    named = named if any(is_others(noun) for noun, _ in numbers) else []
    named += [noun for noun, number in counts if number is None and is_relative(noun)]
    extra = len(named)
    if len(numbers) == 1 and not extra:
        return numbers[0][1]
    nouns = [noun for noun, _ in numbers] + (named if extra else [])
    return added([number for _, number in numbers], extra, article, nouns)


def listed_beside(first: Token) -> list[Token]:
    """The rest of a list that a parser takes for an apposition: "two men, **a woman and a baby**"; of "people" it says
    who they were."""
    if tree.lemma(first) in PEOPLE:
        return []
    beside = [noun for noun in tree.children(first, "appos") if tree.children(noun, "conj")]
    return [each for noun in beside for each in tree.conjuncts(noun)]


def is_breakdown(numbers: Sequence[Quantity]) -> bool:
    """Whether the numbers behind the first only say who those were."""
    return len(numbers) > 2 and numbers[0].low == sum(number.low for number in numbers[1:])


def shares_fate(noun: Token, people: Token, cues: Cues) -> bool:
    """Whether no other casualty word stands between a noun and the one that is counted, in the noun's phrase or right
    behind it: "killed five people and **wounded** a guard", "and 40 **injured**"."""
    if noun.i == people.i:
        return True
    low, high = sorted((noun.i, people.i))
    words = [*noun.doc[low + 1 : high], noun, *noun.children]
    if noun.right_edge.i + 1 < noun.sent.end:
        words.append(noun.doc[noun.right_edge.i + 1])
    fates = {
        word.i for word in words for each in (word.lower_, tree.lemma(word)) if (each, word.pos_) in cues.casualties
    }
    return not fates - {people.head.i}


def is_relative(noun: Token) -> bool:
    """Whether a noun is one person by whose he is: "a woman and **her son**"."""
    single = noun.pos_ == "NOUN" and tree.feature(noun, "Number") == "Sing"
    kinds = load_noun_kinds().get(tree.lemma(noun), frozenset[str]())
    return single and "@person" in kinds and any(child.pos_ == "PRON" for child in tree.children(noun, "nmod:poss"))


def is_others(noun: Token) -> bool:
    return noun.lower_ in OTHERS or any(child.lower_ in OTHERS for child in noun.children)


def is_person(noun: Token) -> bool:
    """Whether a name is one person's: it begins with a given name, or has a title before it."""
    if noun.pos_ != "PROPN":
        return False
    first = noun.doc[min([noun.i, *(child.i for child in tree.children(noun, *NAMING))])]
    return plain(first.text) in load_name_words().given or bool(tree.children(noun, "nmod:desc"))


def added(numbers: Sequence[Quantity], extra: int, article: Article, nouns: Sequence[Token]) -> Quantity:
    """The sum of numbers and of `extra` single persons, cited from the first word to the last."""
    highs = [number.high for number in numbers if number.high is not None]
    high = sum(highs) + extra if len(highs) == len(numbers) else None
    edges = [(noun.idx, noun.idx + len(noun)) for noun in nouns]
    edges += [(child.idx, child.idx + len(child)) for noun in nouns for child in tree.children(noun, "nummod", "det")]
    start, end = min(low for low, _ in edges), max(last for _, last in edges)
    mention = Mention(article.source_span(start, end), article.text[start:end])
    return Quantity(sum(number.low for number in numbers) + extra, high, mention)
