"""The relevance gate: which stretches of an article need trees, decided by words alone before anything is parsed.

A sentence needs a tree where it holds a word of the trigger lexicon in one of its forms together with what that
reading's conditions ask for (a preposition, an object, a subject), or a word of obligation beside a verb of speech.
The sentences before it are kept with it, since pronouns and quotations point there. What is left out can report no
event. Figures: docs/decisions/0008-gate.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from dateline.knowledge.cues import Cues, load_cues
from dateline.knowledge.inflection import forms
from dateline.knowledge.lexicon import Lexicon, Trigger, load_lexicon

BEFORE = 1
"""Sentences kept before one that needs a tree: the nearest antecedent and the speaker of a quotation that goes on."""

OBLIGATION = frozenset({"must", "should", "ought", "need", "needs", "needed", "have", "has", "had"})
"""Words of the demands that are made by saying what another must do."""

SPEAKING = frozenset({"say", "claim"})
"""Kinds of speech verbs under which an obligation is a demand."""

ENDS = frozenset({".", "!", "?", "…"})
CLOSING = frozenset("\"'”’»)]")

UNDOUBLED = frozenset("aeiouhwxy")

Stretch = tuple[int, int]
"""Tokens [start, end)."""

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
                    conditional[form].add(wanted)
                    if not wanted:
                        always.add(form)
        self.always = frozenset(always)
        self.conditional = {form: tuple(each) for form, each in conditional.items() if form not in always}
        speech = (lemma for (lemma, pos), kind in cues.speech.items() if pos == "VERB" and kind in SPEAKING)
        self.speech = frozenset(form for lemma in speech for form in forms(lemma, "VERB"))

    def opens(self, words: Set[str]) -> bool:
        """Whether a sentence of these lower-cased words needs a tree."""
        if not self.always.isdisjoint(words):
            return True
        for word in self.conditional.keys() & words:
            if any(all(not wanted.isdisjoint(words) for wanted in each) for each in self.conditional[word]):
                return True
        return not OBLIGATION.isdisjoint(words) and not self.speech.isdisjoint(words)

    def keep(self, doc: Doc) -> list[Stretch]:
        """The stretches of whole sentences that need trees, in order, none touching the next."""
        bounds = sentences(doc)
        opened = [self.opens({token.lower_ for token in doc[start:end]}) for start, end in bounds]
        kept = (bounds[at] for at in range(len(bounds)) if any(opened[at : at + BEFORE + 1]))
        return list(joined(kept))


@cache
def load_gate() -> Gate:
    """The gate of the package's lexicon, made once a process."""
    return Gate(load_lexicon(), load_cues())


def needs(trigger: Trigger) -> Needs:
    """What must stand in the sentence besides the trigger word for a reading to hold."""
    return tuple(each for each in (trigger.particle, trigger.prep, trigger.object, trigger.subject) if each)


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


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours made one."""
    last: Stretch | None = None
    for start, end in stretches:
        if last is not None and last[1] == start:
            last = (last[0], end)
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last
