"""English inflection by rule and by a table of the irregular: which forms a lexicon word can take in a text.

The lexicon is indexed by form, so that a trigger is found also where a pipeline's lemma is wrong.
Data: ``irregular.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.tables import DATA, read_rows

VOWELS = frozenset("aeiou")
UNDOUBLED = frozenset("hwxy")
STRESSED_LAST = frozenset(
    """
    expel compel repel dispel rebel propel deter occur refer defer transfer commit submit admit permit omit
    remit cancel control patrol quarrel label signal travel kidnap regret equip begin prefer concur incur abet
    airdrop annul bayonet combat corral debar disbar distil duel embed enrol fulfil funnel imperil impel instil
    outgun pedal backpedal program pummel rival sandbag spiral swivel total tunnel unplug zigzag
    allot rebut acquit parallel model channel fuel level counsel marshal shovel libel worship handicap
    """.split()
)
"""Longer verbs that double their last consonant, in British or American spelling."""


@cache
def irregular() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {
        (row["lemma"], row["pos"]): row.words("forms")
        for row in read_rows(DATA / "irregular.csv", ("lemma", "pos", "forms"))
    }


def s_form(word: str) -> str:
    """The plural of a noun or third person of a verb: "clash" -> "clashes", "ally" -> "allies"."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def stems(word: str) -> list[str]:
    """What -ed and -ing are added to: "bomb", "expell"/"expel", "kidnapp"/"kidnap"."""
    last, before = word[-1:], word[-2:-1]
    consonant = last.isalpha() and last not in VOWELS | UNDOUBLED and before in VOWELS and word[-3:-2] not in VOWELS
    if consonant and (len(word) <= 4 or word in STRESSED_LAST):
        return [word + last, word]
    return [word]


def forms(lemma: str, pos: str) -> frozenset[str]:
    """All forms of a word, itself included; more than exist do no harm, since they never occur."""
    found = {lemma, *irregular().get((lemma, pos), ())}
    if pos == "NOUN" and len(lemma) > 2:
        found.add(s_form(lemma))
    if pos == "VERB" and len(lemma) > 1:
        found.add(s_form(lemma))
        if lemma.endswith(("ee", "ye")):
            found |= {lemma + "d", lemma + "ing"}
        elif lemma.endswith("ie"):
            found |= {lemma + "d", lemma[:-2] + "ying"}
        elif lemma.endswith("e"):
            found |= {lemma + "d", lemma[:-1] + "ing"}
        elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
            found |= {lemma[:-1] + "ied", lemma + "ing"}
        else:
            for stem in stems(lemma):
                found |= {stem + "ed", stem + "ing"}
            if lemma.endswith("c"):
                found |= {lemma + "ked", lemma + "king"}
    return frozenset(found)
