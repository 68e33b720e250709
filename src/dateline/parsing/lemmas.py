"""Lemmas: a table of what English does not inflect by rule, else the rules of spelling; capitals by the encoder.

"fired" can be "fire" or, by letters alone, "fir" or "fired"; the rules of English spelling leave "fire". Where they
leave more than one base ("planed", "hoped" of words never seen), known words go first, then the likelier spelling.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from dateline.knowledge.inflection import STRESSED_LAST, VOWELS, irregular

OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX", "PROPN"})
CASE = "Case=Acc"
"""The feature that closed-class forms have rows of their own for: "her" is of "she", or is "her"."""
SHOUTED = 6
"""Letters of a name in capitals that mostly is written small elsewhere: 85 % of them in EWT and GUM."""
MARKS = frozenset({"PUNCT", "SYM"})
"""Their own lemmas, but for rows of the table."""
SIBILANT = ("s", "x", "z", "ch", "sh", "o")
SUSPECT = {
    "VERB": (("ed", "Tense=Past|VerbForm=Part"), ("ing", "VerbForm=Ger")),
    "ADJ": (("est", "Degree=Sup"),),
}
"""Endings that are inflection more often than not, and the morphology they would have."""
DOUBLED = frozenset("bdgklmnprstvz")


def read_table(path: Path) -> dict[tuple[str, str], str]:
    """(lower-case form, UPOS) -> lemma, from gzipped lines of form, UPOS, lemma with tabs between."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {(form, upos): lemma for form, upos, lemma in rows}


@cache
def irregular_bases() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(form, UPOS) -> the bases it is an irregular form of."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for (lemma, pos), forms in irregular().items():
        for form in forms:
            if form != lemma:
                found[form, pos] = (*found.get((form, pos), ()), lemma)
    return found


def apply_rule(word: str, rule: str) -> str:
    """The lemma that a rule makes of a word: K keeps its capitals, L does not; cut so many letters, add these."""
    if rule[1] == "=":
        return rule[2:]
    cut, _, ending = rule[1:].partition("+")
    base = word if rule[0] == "K" else word.lower()
    return (base[: len(base) - int(cut)] if int(cut) < len(base) or ending else base) + ending


def one_syllable(stem: str) -> bool:
    """Whether a stem has one group of vowels: "fir", "plan", "shout"; not "visit"."""
    groups, before = 0, False
    for at, letter in enumerate(stem):
        vowel = letter in VOWELS or (letter == "y" and at > 0)
        groups += vowel and not before
        before = vowel
    return groups == 1


def must_double(stem: str) -> bool:
    """Whether -ed and -ing double the last letter of a stem: "plan", not "visit", "rain" or "fix"."""
    return (
        len(stem) > 1 and stem[-1] in DOUBLED and stem[-2] in VOWELS | {"y"} and stem[-3:-2] not in VOWELS
        and one_syllable(stem)
    ) or (stem[-3:-2] == "u" and stem[-4:-3] == "q" and stem[-1:] in DOUBLED and stem[-2:-1] in VOWELS)  # fmt: skip


def stems(stem: str) -> Iterator[str]:
    """What a form in -ed or -ing can come from, the likeliest first: "plann" -> "plan"; "fir" -> "fire"."""
    if not any(letter in VOWELS or letter == "y" for letter in stem):
        return
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in DOUBLED:
        keeps = stem[-1] in "lsz" and (one_syllable(stem) or stem[-1] == "s") and stem[:-1] not in STRESSED_LAST
        yield from (stem, stem[:-1]) if keeps else (stem[:-1], stem)  # "killed", "discussed"; "expelled", "planned"
        return
    if stem.endswith("ck") and stem[-3:-2] in VOWELS:
        yield stem
        yield stem[:-1]  # "panicked"
        return
    if needs_e(stem):
        yield stem + "e"
        if not must_double(stem):
            yield stem
        return
    yield stem
    yield stem + "e"


def needs_e(stem: str) -> bool:
    """Whether a bare stem is likelier to have lost an e: "fir", "creat", "involv", "forc", "chang", "argu", "caus"."""
    last, before = stem[-1], stem[-2:-1]
    if must_double(stem) or last in "cvu" or (last == "s" and before != "s"):
        return True
    if last == "z":
        return before != "z"
    if last == "g":
        return before in {"a", "d", "r", "u", "e"} or stem.endswith(("eng", "ang", "ing"))
    if stem.endswith(("at", "ut")) and not stem.endswith(("eat", "oat", "out")):
        return True
    if last == "l" and before and before not in VOWELS | {"l", "r", "w"}:
        return True
    return stem.endswith(("ir", "ur", "uir", "iz", "ibut", "itut", "ecut", "yz", "clud", "vid", "cid", "ud"))


def bases(word: str, upos: str, morph: str) -> Iterator[str]:
    """The bases that regular inflection gives for a lower-case word as it is used, the likeliest first."""
    if upos in {"VERB", "AUX"}:
        yield from verb_bases(word, morph)
    elif upos in {"NOUN", "PROPN"} and "Number=Plur" in morph:
        yield from s_bases(word)
    elif upos in {"ADJ", "ADV"} and ("Degree=Cmp" in morph or "Degree=Sup" in morph):
        ending = "er" if "Degree=Cmp" in morph else "est"
        if word.endswith("i" + ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending) - 1] + "y"
        elif word.endswith(ending) and len(word) > len(ending) + 1:
            yield from stems(word[: -len(ending)])


def verb_bases(word: str, morph: str) -> Iterator[str]:
    if "Tense=Past" in morph and word.endswith("ed") and len(word) > 3:
        if word.endswith("ied"):
            yield word[:-3] + "y" if len(word) > 4 else word[:-1]
        elif word.endswith("eed"):
            yield word[:-1]
        else:
            yield from stems(word[:-2])
    elif ("VerbForm=Ger" in morph or "Tense=Pres|VerbForm=Part" in morph) and word.endswith("ing") and len(word) > 4:
        if word.endswith("ying") and len(word) == 5:
            yield word[:-4] + "ie"
        elif word.endswith("eing") and len(word) > 6:
            yield word[:-3]
        else:
            yield from stems(word[:-3])
    elif "Person=3" in morph and "VerbForm=Fin" in morph:
        yield from s_bases(word)


def s_bases(word: str) -> Iterator[str]:
    """What a form in -s can come from: "allies" -> "ally", "clashes" -> "clash", "forces" -> "force"."""
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
        yield word[:-1]
    elif word.endswith("es") and word[:-2].endswith(SIBILANT):
        bare = word[:-2]
        if bare.endswith(("ch", "sh", "ss", "x", "zz")) or (bare.endswith("o") and len(bare) > 3):
            yield bare
            yield word[:-1]
        else:
            yield word[:-1]
            yield bare
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        yield word[:-1]


def choices(word: str, upos: str, morph: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The possible lemmas of a lower-case word by the irregular table and the rules of spelling, the likeliest first.

    `known` are words of English; bases among them leave the others out. A form that its morphology does not explain
    ("the slightest" tagged as a plain adjective) is undone only to a known base.
    """
    exceptional = irregular_bases().get((word, "VERB" if upos == "AUX" else upos), ())
    if exceptional and inflected(upos, morph):
        return exceptional
    possible = tuple(bases(word, upos, morph))
    if not possible and upos in SUSPECT and not inflected(upos, morph):
        return tuple(base for ending, form in SUSPECT[upos] if word.endswith(ending)
                     for base in bases(word, upos, form) if base in known and len(base) > 3) or (word,)  # fmt: skip
    return tuple(base for base in possible if base in known) or possible or (word,)


def regular(word: str, upos: str, morph: str, known: Collection[str] = ()) -> str:
    """The likeliest lower-case lemma of a lower-case word."""
    return choices(word, upos, morph, known)[0]


def inflected(upos: str, morph: str) -> bool:
    """Whether the word is used in a form other than the base."""
    if upos in {"VERB", "AUX"}:
        return any(sign in morph for sign in ("Tense=Past", "Person=3", "VerbForm=Ger", "VerbForm=Part"))
    return any(sign in morph for sign in ("Number=Plur", "Degree=Cmp", "Degree=Sup"))


class Lemmatiser:
    """Lemmas from the table, else from the rules. `vocabulary`: words of English, to choose between bases."""

    def __init__(self, table: Mapping[tuple[str, str], str], vocabulary: Collection[str]) -> None:
        self.table = table
        self.known = frozenset(vocabulary)

    def __call__(self, word: str, upos: str, morph: str, rule: str) -> str:
        """The lemma of a word with its UPOS, its morphology in UD's notation, and the encoder's rule."""
        if upos == "NUM" and word[0].isdigit():
            return word.replace(",", "")
        low = word.lower().replace("’", "'")
        found = self.table.get((low, f"{upos}|{CASE}")) if CASE in morph else None
        found = found or self.table.get((low, upos))
        if upos not in OPEN:
            return found or (word if upos in MARKS or (upos == "NUM" and word.isupper()) else apply_rule(word, rule))
        if upos == "PROPN":
            return found or name(word, apply_rule(word, rule))
        plain = found or regular(low, upos, morph, self.known)
        if upos == "AUX" and (plain == low or rule[1] == "="):
            return apply_rule(word, rule)  # "'s" of "be" or "have" is what the encoder saw in the sentence
        return word[: len(plain)] if rule[0] == "K" and low.startswith(plain) and word != word.upper() else plain


def name(word: str, guess: str) -> str:
    """The lemma of a name: the encoder's if it has capitals; a long word in capitals is no abbreviation."""
    if len(word) >= SHOUTED and word.isupper() and word.isalpha():
        return word.capitalize()
    return guess if guess != guess.lower() or word == word.lower() else word
