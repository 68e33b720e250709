"""The relevance gate: whether an article needs trees at all, decided by its words before anything is parsed.

A sentence may report an event where it holds a word of the trigger lexicon in one of its forms together with what that
reading's conditions ask for (a preposition, an object, a subject), or a word of obligation beside a verb of speech. An
article without any such sentence has no event, whatever its trees; it is not parsed. Figures, and why sentences of
other articles are not left out: docs/decisions/0008-gate.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from dateline.knowledge.cues import Cues, load_cues
from dateline.knowledge.inflection import forms
from dateline.knowledge.lexicon import Lexicon, Trigger, load_lexicon
from dateline.knowledge.noun_kinds import kind_names

OBLIGATION = frozenset({"must", "should", "ought", "need", "needs", "needed", "have", "has", "had"})
"""Words of the demands that are made by saying what another must do."""

SPEAKING = frozenset({"say", "claim"})
"""Kinds of speech verbs under which an obligation is a demand."""

ENDS = frozenset({".", "!", "?", "…"})
CLOSING = frozenset("\"'”’»)]")

UNDOUBLED = frozenset("aeiouhwxy")

Stretch = tuple[int, int]
"""Tokens [start, end)."""

HYPHENS = frozenset({"-", "‑", "–"})
Needs = tuple[frozenset[str], ...]
"""Sets of words, of each of which one must stand in the sentence."""


class Gate:
    """Tells by a look-up of lower-cased words which sentences can hold an event."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        conditional: dict[str, set[Needs]] = defaultdict(set)
        always: set[str] = set()
        for (lemma, pos), triggers in lexicon.triggers.items():
            for wanted in {needs(trigger) for trigger in triggers if trigger.type != "NONE"}:
                for form in forms(lemma, pos) | (doubled(lemma) if pos == "VERB" else frozenset()):
                    conditional[unhyphened(form)].add(wanted)
                    if not wanted:
                        always.add(unhyphened(form))
        self.always = frozenset(always)
        self.conditional = {form: tuple(each) for form, each in conditional.items() if form not in always}
        speech = (lemma for (lemma, pos), kind in cues.speech.items() if pos == "VERB" and kind in SPEAKING)
        self.speech = frozenset(form for lemma in speech for form in forms(lemma, "VERB"))

    def opens(self, words: Set[str]) -> bool:
        """Whether a sentence of these lower-cased words needs a tree."""
        words = {unhyphened(word) for word in words}
        if not self.always.isdisjoint(words):
            return True
        for word in self.conditional.keys() & words:
            if any(all(not wanted.isdisjoint(words) for wanted in each) for each in self.conditional[word]):
                return True
        return not OBLIGATION.isdisjoint(words) and not self.speech.isdisjoint(words)

    def passes(self, doc: Doc) -> bool:
        """Whether any sentence of a tokenised text needs a tree."""
        if not self.always.isdisjoint(unhyphened(token.lower_) for token in doc):  # most articles, after a few words
            return True
        return any(self.opens(words_of(doc, start, end)) for start, end in sentences(doc))


@cache
def load_gate() -> Gate:
    """The gate of the package's lexicon, made once a process."""
    return Gate(load_lexicon(), load_cues())


def needs(trigger: Trigger) -> Needs:
    """What must stand in the sentence besides the trigger word for a reading to hold; a kind of noun is no list."""
    subject = frozenset[str]() if trigger.takes_names else trigger.subject
    conditions = (trigger.particle, trigger.prep, trigger.object, subject)
    return tuple(frozenset(map(unhyphened, each)) for each in conditions if each and kind_names().isdisjoint(each))


def words_of(doc: Doc, start: int, end: int) -> set[str]:
    """The lower-cased words of a stretch, with those that hyphens make of several: "cease-fire"."""
    words = [token.lower_ for token in doc[start:end]]
    joined = {words[at - 1] + words[at + 1] for at in range(1, len(words) - 1) if words[at] in HYPHENS}
    return joined.union(words)


def unhyphened(word: str) -> str:
    """A word without hyphens inside it: "counter-attack" and "counterattack" are one to the lexicon."""
    return word.replace("-", "")


def doubled(lemma: str) -> frozenset[str]:
    """Forms with the last consonant doubled, whether or not the rules of spelling want it ("airdropped"): what the
    lexicon's forms lack, coding finds by the pipeline's lemma, which the gate has not."""
    stem = lemma + lemma[-1:]
    return frozenset() if lemma[-1:] in UNDOUBLED else frozenset({stem + "ed", stem + "ing"})


def sentences(doc: Doc) -> list[Stretch]:
    """The sentences of a tokenised text, roughly: where one is marked, and after a full stop or the like.

    Several sentences in one do no harm; one cut in two may, so what goes on in lower case is not cut.
    """
    starts = [0] if len(doc) else []
    for token in doc[1:]:
        if token.is_sent_start or (ended(doc, token.i) and not token.text[0].islower()):
            starts.append(token.i)
    return list(pairwise([*starts, len(doc)]))


def ended(doc: Doc, at: int) -> bool:
    """Whether a sentence mark, perhaps with closing quotation marks after it, stands right before a token."""
    if doc[at].text in CLOSING and not doc[at - 1].whitespace_:
        return False
    before = at - 1
    while before > 0 and doc[before].text in CLOSING:
        before -= 1
    return doc[before].text in ENDS


def without_trees(doc: Doc) -> Doc:
    """The text with sentence starts and nothing else: what coding gets of an article that is not parsed."""
    starts = {start for start, _ in sentences(doc)}
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc
