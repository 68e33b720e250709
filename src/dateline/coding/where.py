"""The place of one event: the most specific place that its clause gives for it.

A name counts as a place only where the tree puts it there: after a preposition of place, as part of a place noun
("Erbil airport"), or as the town or region that is taken or shelled. The subject "Baghdad" of "Baghdad said" is an
actor. A speech act has a place only where one hangs on the verb itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.coding.places import PlaceMention
from dateline.coding.tree import conjuncts, lemma, preposition
from dateline.knowledge.place_words import PlaceWords, load_place_words
from dateline.records import Article, Mention, Where

WITHIN = frozenset({"in", "inside", "within", "across", "throughout", "at", "near", "outside", "around", "off", "along", "into", "over", "on"})
SELDOM = frozenset({"against", "by", "with", "for", "about", "like", "under", "between", "than", "as"})
SAYING = frozenset({"say", "tell", "add", "report", "announce", "state", "claim", "note", "warn", "declare", "write", "believe", "think", "know"})
SAYING |= {"suggest", "insist", "argue", "confirm", "quote", "accord", "describe", "explain", "acknowledge", "admit", "deny", "reveal"}
UPWARDS = frozenset({"advcl", "conj", "xcomp", "acl", "acl:relcl", "obj", "obl", "nsubj", "nsubj:pass", "nmod", "advcl:relcl", "appos", "parataxis"})
UPWARDS |= {"compound", "dep", "list", "obl:agent", "iobj"}
DOWNWARDS = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "obl:agent", "acl", "acl:relcl", "advcl", "xcomp", "conj", "appos", "compound", "advmod"})
DOWNWARDS |= {"nmod", "obl", "nmod:poss", "flat", "obl:npmod", "nmod:npmod", "nmod:unmarked", "obl:unmarked", "amod", "dep", "list", "parataxis"}
LEVELS = 4  # how many clauses up a place is looked for
PATH = 7  # words between a place and the word it is a place of


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """A place that hangs on the trigger or on a clause above it; the smaller the better."""

    level: int
    precision: int
    indirect: int
    length: int
    index: int


def event_place(
    trigger: Token, doc: Doc, places: Sequence[PlaceMention], article: Article, *, speech_act: bool = False
) -> Where:
    """The place of the event that `trigger` names, or a Where of precision 5 with the reason."""
    words = load_place_words()
    sentence = trigger.sent
    near = [(i, p) for i, p in enumerate(places) if sentence.start <= p.start_token < sentence.end and not p.dateline]
    if not near:
        return Where(reason="no place in the sentence")
    heads = _climb(trigger, speech_act)
    found = [hit for i, p in near for hit in _attached(i, p, doc, heads, words, speech_act)]
    if not found:
        return Where(reason="no place hangs on the clause")
    best = min(found)
    same = [hit for hit in found if hit.level == best.level and hit.precision < 5]
    return _where(places[min(same or [best]).index], doc, article)


def _climb(trigger: Token, speech_act: bool) -> list[Token]:
    """The trigger and the heads above it that may carry its place, nearest first."""
    heads = [trigger]
    token = trigger
    while not speech_act and len(heads) <= LEVELS and token.dep_ in UPWARDS and token.head.i != token.i:
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and lemma(token) in SAYING:
            break
        heads.append(token)
    return heads


def _attached(
    index: int, mention: PlaceMention, doc: Doc, heads: Sequence[Token], words: PlaceWords, speech_act: bool
) -> Iterator[_Found]:
    """The levels at which a mention is a place of one of the heads."""
    root = doc[mention.start_token : mention.end_token].root
    path = list(_path(root))
    for level, head in enumerate(heads):
        if root.i == head.i:
            return
        if all(t.i != head.i for t in path[1:]):
            continue
        steps = path[: next(n for n, t in enumerate(path) if t.i == head.i)]
        if len(steps) > PATH or any(t in heads[:level] for t in steps):
            continue
        kind = _is_place(mention, steps, head, words)
        if kind is None or (speech_act and (len(_content(steps, words)) > 1 or kind > 0)):
            continue
        yield _Found(level, mention.precision, kind, len(steps), index)
        return


def _path(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _content(steps: Sequence[Token], words: PlaceWords) -> list[Token]:
    """The steps without those that only lead through the place's own phrase ("the town of", "north of")."""
    return [t for n, t in enumerate(steps) if n == len(steps) - 1 or not _is_place_word(steps[n + 1], words)]


def _is_place(mention: PlaceMention, steps: Sequence[Token], head: Token, words: PlaceWords) -> int | None:
    """0 where a mention is plainly the place of `head` by way of `steps`, 1 where it is by its arguments; else None."""
    for n, step in enumerate(steps):
        above = steps[n + 1] if n + 1 < len(steps) else head
        if step.dep_ not in DOWNWARDS:
            return None
        if step.pos_ in {"VERB", "AUX"} and lemma(step) in SAYING:
            return None
        if step.dep_ in {"advcl", "parataxis"} and step.pos_ == "VERB" and n + 1 == len(steps) and head.pos_ == "VERB":
            return None
        if n == 0:
            if (verdict := _first(mention, step, above, head, words)) is None:
                return None
        elif step.dep_ in {"obl", "nmod"} and preposition(step) in SELDOM and step.pos_ == "PROPN":
            return None
    return 1 if any(s.dep_ in {"nsubj", "acl", "acl:relcl", "advcl", "obl:agent", "conj"} for s in steps) else 0


def _first(mention: PlaceMention, step: Token, above: Token, head: Token, words: PlaceWords) -> bool | None:
    """Whether the name itself stands as a place; None if it is an actor, an origin or something's owner."""
    first = _first_of_list(step)
    relation, prep = first.dep_, preposition(step)
    broad = mention.precision >= 4 or (mention.place is not None and mention.place.kind == "capital")
    if relation in {"obl", "nmod", "advcl", "acl", "advmod"} and prep:
        if prep in SELDOM:
            return None
        if mention.precision == 4 and not mention.part:
            moves = prep == "to" and lemma(above) in words.motion
            return True if moves or prep in WITHIN - {"on"} or _is_place_word(above, words) else None
        return True if prep in words.locative or prep.split()[0] in words.locative else None
    if relation in {"compound", "nmod:poss", "flat", "appos", "nmod", "nmod:npmod", "nmod:unmarked", "amod", "list", "dep", "obl"}:
        if _is_place_word(above, words) or above.pos_ == "PROPN" and relation in {"appos", "flat", "list", "dep", "nmod", "obl"}:
            return True
        return True if relation == "compound" and above.i == head.i and mention.precision < 4 else None
    if relation in {"obj", "nsubj:pass"} and (not broad or lemma(above) in words.motion):
        return True
    return True if relation in {"obl:npmod", "obl:unmarked"} else None


def _first_of_list(token: Token) -> Token:
    """The first of coordinated names: "in Mosul and Tikrit" puts both after the preposition."""
    while token.dep_ == "conj" and token.head.i != token.i and token in conjuncts(token.head):
        token = token.head
    return token


def _is_place_word(token: Token, words: PlaceWords) -> bool:
    """Whether a noun is a kind of place, a direction, or a measure of distance: its name may stand for the place."""
    word = lemma(token)
    return (
        word in words.nouns
        or word in words.part_nouns
        or word in words.directions
        or word in words.near_phrases
        or token.lower_ in words.units
    )


def _where(mention: PlaceMention, doc: Doc, article: Article) -> Where:
    """The record of a place mention."""
    span = doc[mention.start_token : mention.end_token]
    place, point = mention.place, mention.point
    cited = Mention(article.source_span(span.start_char, span.end_char), article.text[span.start_char : span.end_char])
    if place is None:
        return Where(name=mention.name, mention=cited, reason=mention.reason)
    return Where(
        name=mention.name,
        precision=mention.precision,
        geoname_id=place.id if place.id > 0 and not mention.part else None,
        latitude=None if point is None else point[0],
        longitude=None if point is None else point[1],
        country=place.country,
        admin1=place.name if place.kind == "admin1" else place.admin1,
        mention=cited,
        reason=mention.reason,
    )
