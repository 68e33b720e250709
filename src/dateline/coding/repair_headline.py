"""Headlines whose verb the parser took for a noun or an adjective: "Rebels **free** three", "Army **shells** town".

Only a line without a finite verb and without a full stop is looked at. The word must be a verb of the lexicon that
agrees with the noun before it, and a phrase must follow that can be its object.
"""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.triggers import HAPPENING
from dateline.knowledge.inflection import s_form
from dateline.knowledge.lexicon import Trigger, load_lexicon

LONGEST = 24
"""Words of a headline."""
SUBJECT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})
OBJECT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"})
HEADS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
PLURALS = frozenset("police troops militia people gunmen policemen men women children".split())
TAKEN = frozenset({"talks", "supports", "aids", "mediates", "arms"})
"""Forms that are nouns in headlines far more often: "Sudan talks deadlock"."""


def mend_headline(sentence: Sentence) -> None:
    """Makes the verb the root of its headline, with the phrase before it as subject and the one behind as object."""
    if not 3 <= len(sentence) <= LONGEST or sentence[-1].text in {".", "?", "!", '"', "”"}:
        return
    start = next((t.i + 1 for t in sentence[:8] if t.text == ":"), sentence.start)
    for verb in sentence.doc[start + 1 : sentence.end - 1]:
        if verb.pos_ not in SUBJECT or any(is_main(t, verb) for t in sentence):
            return
        if (lemma := verb_lemma(verb)) is not None:
            rebuild(sentence, start, verb, lemma)
            return


def is_main(token: Token, verb: Token) -> bool:
    """Whether a word is the verb of the headline already: any before the other one, an auxiliary or a present tense
    behind it that is no subordinate clause. Headlines have no past tense: "three officers held since May" are held."""
    if token.pos_ not in {"VERB", "AUX"} or tree.feature(token, "VerbForm") in {"Ger", "Part"}:
        return False
    clause = tree.clause_head(token)
    if token.i > verb.i and clause.dep_ in {"advcl", "acl", "acl:relcl"}:
        return False
    return token.i < verb.i or token.pos_ == "AUX" or tree.feature(token, "Tense") == "Pres"


def verb_lemma(token: Token) -> str | None:
    """The lemma of a word that can be the verb of its headline, agreeing with the noun before it."""
    word, before, behind = token.lower_, token.nbor(-1), token.nbor()
    if word in TAKEN or before.pos_ not in {"NOUN", "PROPN"} or before.lower_ == word:
        return None
    plural = before.lower_ in PLURALS or (tree.feature(before, "Number") == "Plur" and before.lower_.endswith("s"))
    if plural and word in HAPPENING and behind.pos_ == "ADP":  # "Talks resume in Muscat"
        return word
    if plural:
        follows = behind.pos_ in OBJECT or behind.lower_ in {"on", "at", "into"}
        return word if follows and acts(load_lexicon().triggers.get((word, "VERB"), ())) else None
    if behind.pos_ not in OBJECT or not word.endswith("s") or before.pos_ != "PROPN":
        return None
    forms = load_lexicon().forms.get((word, "VERB"), frozenset())
    found = [each for each in sorted(forms) if s_form(each) == word and acts(load_lexicon().triggers[each, "VERB"])]
    return found[0] if found else None


def acts(readings: tuple[Trigger, ...]) -> bool:
    return any(trigger.type != "NONE" for trigger in readings)


def rebuild(sentence: Sentence, start: int, verb: Token, lemma: str) -> None:
    """Hangs the words of a headline anew; what stood together before and behind the verb stays together."""
    doc, at = sentence.doc, verb.i
    stop = next((t.i for t in doc[at + 1 : sentence.end] if t.pos_ not in OBJECT and t.lower_ != "'s"), sentence.end)
    thing = next((t for t in reversed(doc[at + 1 : stop]) if t.pos_ in HEADS), None)
    parts: list[tuple[range, Token, str, str]] = [(range(start, at), doc[at - 1], "nsubj", "compound")]
    if thing is not None:
        parts.append((range(at + 1, stop), thing, "obj", "compound"))
    old = {t.i: (t.head.i, t.dep_) for t in sentence}
    for token in sentence:
        token.head = token
    placed: dict[int, tuple[int, str]] = {}
    for span, head, relation, inner in parts:
        for i in span:
            above, name = old[i]
            placed[i] = (
                (at, relation) if i == head.i else (above, name) if above in span and above > i else (head.i, inner)
            )
    for i in range(sentence.start, sentence.end):
        if i != at and i not in placed:
            above, name = old[i]
            placed[i] = (above, name) if stop <= above != i else outside(doc[i], name, at, thing, stop)
    for i, (above, relation) in placed.items():
        hang_anew(doc[i], doc[above], relation)
    verb.pos_, verb.lemma_, verb.dep_ = "VERB", lemma, "ROOT"
    verb.set_morph("Mood=Ind|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]


def outside(token: Token, name: str, at: int, thing: Token | None, stop: int) -> tuple[int, str]:
    """Where a word behind the object hangs whose head stood before it: a participle right there is the object's."""
    if thing is not None and token.i == stop and token.pos_ == "VERB" and name != "advcl":
        return thing.i, "acl"
    if token.is_punct:
        return at, "punct"
    return at, {"nmod": "obl", "ROOT": "parataxis"}.get(name, name)


def hang_anew(token: Token, head: Token, relation: str) -> None:
    """Gives a word its head unless that would close a circle."""
    if not token.is_ancestor(head):
        token.head = head
    token.dep_ = relation
