"""Whether a name in the tree stands as the place of a word, rather than as an actor, an origin or an owner."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.coding.place_mention import PlaceMention
from dateline.coding.tree import children, conjuncts, lemma, preposition
from dateline.coding.when_tree import is_harm
from dateline.knowledge.cues import load_words
from dateline.knowledge.noun_kinds import load_noun_kinds
from dateline.knowledge.place_words import PlaceWords

WITHIN = frozenset("in inside within across throughout at near outside around off along into over".split())
SELDOM = frozenset("against by with for about like under between than as".split())
LOOSE = frozenset("compound nmod:poss flat appos nmod nmod:npmod nmod:unmarked amod list dep obl".split())
DOWNWARDS = LOOSE | frozenset(
    "obj iobj nsubj nsubj:pass obl:agent acl acl:relcl advcl xcomp conj advmod obl:npmod obl:unmarked parataxis".split()
)
BY_ARGUMENT = frozenset("nsubj acl acl:relcl advcl obl:agent conj".split())
APART_IN_TIME = frozenset("after before since following until".split())
HELD = frozenset({"control", "possession"})
PARTS = frozenset({"part", "half", "side", "section", "sector", "bank"})
MOTIVES = frozenset({"for", "about", "as"})
LINKING = frozenset({"link", "tie", "relate", "connect", "attribute"})
NO_KINDS = frozenset[str]()


def is_place(
    mention: PlaceMention, steps: Sequence[Token], head: Token, words: PlaceWords, *, violent: bool = False
) -> int | None:
    """0 where a mention is plainly the place of `head` by way of `steps`, 1 where it is by its arguments; else None."""
    for n, step in enumerate(steps):
        if step.dep_ not in DOWNWARDS or (step.pos_ in {"VERB", "AUX"} and lemma(step) in load_words().reporting):
            return None
        apart = step.dep_ in {"advcl", "parataxis"} and step.pos_ == "VERB" and not is_same_time(step)
        if apart and n + 1 == len(steps) and head.pos_ == "VERB":
            return None
        own = step.dep_ == "conj" and step.pos_ == "VERB" and children(step, "nsubj", "nsubj:pass", "aux")
        direct = not any(inner.pos_ == "VERB" for inner in steps[:n])
        if own and not (direct and is_harm(step) and is_harm(step.head)):  # "one was killed, six were hurt in Kunming"
            return None  # "brokered truces and will host talks in Kunming"
        if step.dep_ == "acl:relcl" and any(child.lower_ == "who" for child in step.children) and n + 1 < len(steps):
            return None  # "the men, who had crossed the Line of Control, threw grenades"
        if step.dep_ == "acl" and lemma(step) in LINKING:
            return None  # "attacks linked to the war in Syria"
        later = step.dep_ == "advcl" and any(m.lower_ in APART_IN_TIME for m in children(step, "mark"))
        if later or (n and step.dep_ in {"obl", "nmod"} and preposition(step) in APART_IN_TIME):
            return None  # "was shot in Qalqilya after raids in Nablus"
        if n and step.dep_ in {"obl", "nmod"} and preposition(step) in (SELDOM if step.pos_ == "PROPN" else MOTIVES):
            return None  # "in revenge for their presence in Somalia"
    above = steps[1] if len(steps) > 1 else head
    if not stands_as_place(mention, steps[0], above, head, words, violent=violent):
        return None
    if any(is_origin(step, above, words) for step, above in zip(steps, [*steps[1:], head], strict=True)):
        return None
    return int(any(s.dep_ in BY_ARGUMENT for s in steps))


def stands_as_place(
    mention: PlaceMention, step: Token, above: Token, head: Token, words: PlaceWords, *, violent: bool
) -> bool:
    """Whether the name itself stands as a place, rather than as an actor, an origin or something's owner; a capital
    that is hit or taken is a place, one that is told or asked is a government."""
    relation, prep = first_of_list(step).dep_, preposition(step)
    if step.lower_ == "there":
        return above.i == head.i
    place_word = is_place_word(above, words)
    if relation in {"obl", "nmod", "advcl", "acl", "advmod"} and prep:
        return after_preposition(mention, prep.split()[0], above, head, words)
    named = above.pos_ == "PROPN" and relation in {"appos", "flat", "list", "dep", "nmod", "obl"}
    if mention.precision == 4 and not mention.part and relation in {"compound", "amod", "nmod:poss"}:
        return lemma(above) in words.country_nouns  # a US base stands anywhere
    if relation in LOOSE and (place_word or named):
        return True
    if relation == "compound":
        return mention.precision < 4 and (above.i == head.i or (above.dep_ == "compound" and above.head.i == head.i))
    capital = mention.place is not None and mention.place.kind == "capital"
    if relation in {"obj", "nsubj:pass"}:
        return (mention.breadth <= 3 and (violent or not capital)) or lemma(above) in words.motion
    return relation in {"obl:npmod", "obl:unmarked"}


def after_preposition(mention: PlaceMention, prep: str, above: Token, head: Token, words: PlaceWords) -> bool:
    """Whether a preposition puts the event at the name: "of" and "from" after a noun give whose or whence instead."""
    place_word = is_place_word(above, words)
    if prep == "between":  # "ran over a mine between Gao and Mopti"
        return mention.breadth <= 2 and above.pos_ in {"VERB", "AUX"}
    if prep in SELDOM or prep not in words.locative:
        return False
    held = prep == "of" and lemma(above) in HELD  # "took control of Gao"
    if prep in {"of", "from"} and above.pos_ not in {"VERB", "AUX"} and above.i != head.i and not (place_word or held):
        return False
    if mention.precision == 4 and not mention.part:
        return prep in WITHIN - {"on"} or place_word or (prep in {"to", "from"} and lemma(above) in words.motion)
    return True


def is_same_time(clause: Token) -> bool:
    """Whether a clause tells how it came about: "died when a bomb went off in Homs"."""
    return any(child.lower_ in {"when", "as"} and child.dep_ in {"mark", "advmod"} for child in clause.children)


def is_origin(step: Token, above: Token, words: PlaceWords) -> bool:
    """Whether "from" or "of" says where somebody comes from: "killed evacuees from Foua", "residents of the villages of
    Foua and Kefraya", but "fled from Foua"."""
    if preposition(step) == "of" and step.dep_ != "conj" and "@person" in load_noun_kinds().get(lemma(above), NO_KINDS):
        return True
    if preposition(step) != "from" or step.dep_ == "conj" or is_place_word(above, words):
        return False
    if above.pos_ not in {"VERB", "AUX"}:
        taken = above.dep_ in {"obj", "nsubj:pass"} and lemma(above.head) in words.taking and is_place_word(step, words)
        return lemma(above) not in words.motion and not taken  # "abducted two men from the village of Gao"
    before = step.doc[step.left_edge.i - 1] if step.left_edge.i else above
    return before.pos_ in {"NOUN", "PROPN"} and lemma(above) not in words.motion | words.taking


def first_of_list(token: Token) -> Token:
    """The first of coordinated names: "in Mosul and Tikrit" puts both after the preposition."""
    while token.dep_ == "conj" and token.head.i != token.i and token in conjuncts(token.head):
        token = token.head
    return token


def is_place_word(token: Token, words: PlaceWords) -> bool:
    """Whether a noun is a kind of place, a direction, or a measure of distance: its name may stand for the place."""
    word = lemma(token)
    return (
        word in words.nouns
        or word in words.part_nouns
        or word in PARTS
        or word in words.directions
        or word in words.near_phrases
        or token.lower_ in words.units
    )
