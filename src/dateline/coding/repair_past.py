"""Short sentences whose only verb the parser took for a participle: "The UN **airlifted** food to Bor".

Only a sentence without any finite verb is looked at, and only a past form of a verb of the lexicon that stands between
a noun and what can be its object.
"""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.repair_headline import OBJECT, SUBJECT, acts, rebuild
from dateline.knowledge.inflection import s_form
from dateline.knowledge.lexicon import load_lexicon

LONGEST = 30
"""Words of the longest such sentence."""
ENDS = frozenset({".", "!"})
BEFORE = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"amod", "compound", "acl", "nmod:desc", "flat"})


def mend_past(sentence: Sentence) -> None:
    """Makes the past form the root of its sentence, with the phrase before it as subject, the one behind as object."""
    if not 3 <= len(sentence) <= LONGEST or sentence[-1].text not in ENDS or any(is_finite(t) for t in sentence):
        return
    for verb in sentence.doc[sentence.start + 1 : sentence.end - 2]:
        if any(t.pos_ not in SUBJECT | {"VERB", "ADP"} or t.text == "," for t in verb.doc[sentence.start : verb.i]):
            return
        lemma = past_of(verb)
        if lemma is not None:
            rebuild(sentence, sentence.start, verb, lemma)
            verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]
            return


def is_finite(token: Token) -> bool:
    return token.pos_ == "AUX" or (token.pos_ == "VERB" and tree.feature(token, "VerbForm") == "Fin")


def past_of(token: Token) -> str | None:
    """The lemma of a past form inside a noun phrase that acts on what follows."""
    before, behind = token.nbor(-1), token.nbor()
    named = before.pos_ in BEFORE or before.is_upper or (before.pos_ == "ADJ" and before.dep_ == "nsubj")
    if token.dep_ not in INSIDE or not named or behind.pos_ not in OBJECT or before.lower_ == token.lower_:
        return None
    word = token.lower_
    found = load_lexicon().forms.get((word, "VERB"), frozenset())
    lemmas = [each for each in sorted(found) if word not in {each, s_form(each)} and not word.endswith("ing")]
    return next((each for each in lemmas if acts(load_lexicon().triggers[each, "VERB"])), None)
