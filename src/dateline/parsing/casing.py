"""Ordinary case for text in capitals, as tickers, cables and old agency copy have it.

The rules of coding tell names by their capitals. A block in capitals is read in small letters first; what the tagger
takes for a proper noun there, and the adjectives and abbreviations that the catalogues know, get their capitals back.
Letters are exchanged one for one, so every offset stays where it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_words import load_name_words
from dateline.parsing.pipeline import annotate, load_pipeline
from dateline.records import Article, Block

FEWEST = 20
"""Letters of a block in capitals; what is shorter may be an abbreviation or a dateline."""
SHARE = 0.9
"""The part of a block's letters that are capitals."""
LONGEST_ABBREVIATION = 7
STOP = re.compile(r"(?:\A|(?<!\b[^\W\d])[.!?][\"'”’)\]]*\s+|--\s*)[\"'“‘(\[]*(\w)")
OPENING, CLOSING = frozenset("(["), frozenset(")]")
VOWELS = frozenset("aeiouy")
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "VERB", "NUM"})
LONGEST_NAME = 9
DOTTED = re.compile(r"(?:[a-z]\.){2,}")
INITIAL = re.compile(r"(?:^|(?<=[^\w’']))\w|(?<=\b[od]['’])\w")


def restored(article: Article, tokenize: Callable[[Article], Doc]) -> Article:
    """The article with its blocks in capitals in ordinary case, or itself; `tokenize` makes its words."""
    whole = is_shouted(article.text)
    blocks = [b for b in article.blocks if b.end > b.start and (whole or is_shouted(article.text[b.start : b.end]))]
    if not blocks:
        return article
    text = "\n".join(quiet(article.text[block.start : block.end]) for block in blocks)
    doc = annotate(load_pipeline(), tokenize(replace(article, text=text, blocks=lines_of(text))))
    letters = list(text)
    for start, words in capitals(doc):
        letters[start : start + len(words)] = words
    mended, at = list(article.text), 0
    for block in blocks:
        size = block.end - block.start
        mended[block.start : block.end] = letters[at : at + size]
        at += size + 1
    return replace(article, text="".join(mended))


def is_shouted(text: str) -> bool:
    upper = sum(letter.isupper() for letter in text)
    return upper >= FEWEST and upper >= SHARE * (upper + sum(letter.islower() for letter in text))


def quiet(text: str) -> str:
    """The text in small letters but for the first of each sentence; a letter that would become two stays."""
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return STOP.sub(lambda found: found[0][:-1] + found[1].upper() if len(found[1].upper()) == 1 else found[0], small)


def lines_of(text: str) -> tuple[Block, ...]:
    ends = [at for at, letter in enumerate(text) if letter == "\n"]
    return tuple(
        Block(start, end) for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(text)], strict=True)
    )


def capitals(doc: Doc) -> Iterator[tuple[int, str]]:
    """(view offset, the word with its capitals) of each word of a name."""
    short = abbreviations(doc)
    named = mostly_names(doc)
    stretches = known_names(doc, short)
    known = {i for start, end in stretches for i in range(start, end) if doc[i].pos_ in NAMING}
    for token in doc:
        word = token.lower_
        if DOTTED.fullmatch(word) or word in short or word == "i" or (word in acronyms() and token.pos_ == "PROPN"):
            yield token.idx, word.upper()
        elif token.pos_ == "PROPN" or word in named or token.i in known or is_national(token) or is_inside_name(token):
            yield token.idx, INITIAL.sub(lambda found: found[0].upper(), word)


def abbreviations(doc: Doc) -> frozenset[str]:
    """Words in brackets of their own, such as "(fmln)", that are no names of persons, and words without a vowel."""
    found = set()
    for token in doc[1:-1]:
        word, bracketed = token.lower_, token.nbor(-1).text in OPENING and token.nbor(1).text in CLOSING
        short = word.isalpha() and 1 < len(word) <= LONGEST_ABBREVIATION and word not in persons()
        if short and (bracketed or (token.pos_ in {"PROPN", "NOUN", "X"} and VOWELS.isdisjoint(word))):
            found.add(word)
    return frozenset(found)


def known_names(doc: Doc, short: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches of several words that the catalogues name, and what an abbreviation in brackets stands for."""
    names, at = catalogued(), 0
    while at < len(doc):
        ends = range(min(at + LONGEST_NAME, len(doc)), at + 1, -1)
        end = next((end for end in ends if doc[at:end].text.lower() in names), None)
        if end is not None:
            yield at, end
        at = end or at + 1
    for token in doc[2:]:
        if token.lower_ in short and token.nbor(-1).text in OPENING:
            first = token.i - 1
            while first > 0 and token.i - first < LONGEST_NAME and doc[first - 1].pos_ in NAMING | {"ADP", "CCONJ"}:
                first -= 1
            yield first, token.i


def mostly_names(doc: Doc) -> frozenset[str]:
    """Words that are names in half of their places or more: there they are names in the others, too."""
    names = Counter(token.lower_ for token in doc if token.pos_ == "PROPN")
    words = Counter(token.lower_ for token in doc if token.lower_ in names)
    return frozenset(word for word, times in names.items() if 2 * times >= words[word])


@cache
def acronyms() -> frozenset[str]:
    """Abbreviations of the catalogue, in small letters."""
    names = (name for name, _, _ in load_actors().names())
    return frozenset(n.lower() for n in names if n.isupper() and n.isalpha() and 1 < len(n) <= LONGEST_ABBREVIATION)


@cache
def catalogued() -> frozenset[str]:
    """Names of several words of actors, states and their capitals, in small letters."""
    states = (n for s in load_actors().states.values() for n in (s.entity.name, *s.aliases, *s.capitals, *s.seats))
    return frozenset(n.lower() for n in (*states, *(n for n, _, _ in load_actors().names())) if " " in n)


@cache
def persons() -> frozenset[str]:
    return load_name_words().given | load_name_words().family


def is_national(token: Token) -> bool:
    return token.pos_ in {"ADJ", "NOUN"} and bool(load_gazetteer().countries_of(token.text))


def is_inside_name(token: Token) -> bool:
    """Whether a word stands between the words of one name: "national" in "Marti National Liberation Front"."""
    if token.pos_ not in {"ADJ", "NOUN"} or token.i == 0 or token.i + 1 == len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    return before.pos_ == after.pos_ == "PROPN" and token.head.pos_ == "PROPN"
