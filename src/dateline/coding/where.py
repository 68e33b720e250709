"""The place of one event: the most specific place that its clause gives for it.

A name counts as a place only where the tree puts it there: after a preposition of place, as part of a place noun
("Erbil airport"), or as the town or region that is taken or shelled. The subject "Baghdad" of "Baghdad said" is an
actor. A speech act has a place only where one hangs on the verb itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from dateline.coding.place_beside import explains, follows
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_standing import is_place, is_place_word
from dateline.coding.tense import is_perfect
from dateline.coding.tree import children, conjuncts, first_conjunct, is_passive, lemma, preposition
from dateline.knowledge.cues import load_words
from dateline.knowledge.lexicon import word_class
from dateline.knowledge.place_words import PlaceWords, load_place_words
from dateline.records import Article, Mention, Where

UPWARDS = frozenset(
    "advcl advcl:relcl conj xcomp acl acl:relcl obj iobj obl obl:agent nsubj nsubj:pass nmod appos parataxis compound "
    "dep list".split()
)
OTHER_CLAUSE = frozenset("conj advcl xcomp parataxis".split())
NEAR = 2  # the precision of what is near a town, or its district
LOCAL = frozenset("police witness resident hospital medic doctor rescuer firefighter mayor".split())
"""Who tells of what happened where he is."""
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
    trigger: Token,
    doc: Doc,
    places: Sequence[PlaceMention],
    article: Article,
    *,
    speech_act: bool = False,
    violent: bool = False,
) -> Where:
    """The place of the event that `trigger` names, or a Where of precision 5 with the reason."""
    words = load_place_words()
    sentence = trigger.sent
    inside = range(sentence.start, sentence.end)
    near = [(i, p) for i, p in enumerate(places) if p.start_token in inside and _may_be_place(p, doc)]
    if not near:
        return Where(reason="no place in the sentence")
    towns = [p for _, p in near if p.breadth <= NEAR]
    near = [(i, p) for i, p in near if not any(follows(doc, town, p) for town in towns)]
    heads = _climb(trigger, speech_act)
    found = [hit for i, p in near for hit in _attached(i, p, doc, heads, words, speech_act, violent)]
    if not found:
        fronted = None if speech_act else fronted_place(trigger, doc, [p for _, p in near])
        return Where(reason="no place hangs on the clause") if fronted is None else _where(fronted, doc, article)
    named = [places[hit.index] for hit in found]
    found = [hit for hit in found if not any(explains(doc, places[hit.index], other) for other in named)]
    best = min(found)
    same = [hit for hit in found if hit.level == best.level and hit.precision < 5]
    chosen = places[first_listed(min(same or [best]), found, places, doc).index]
    return _where(within_region(chosen, doc, places), doc, article)


def first_listed(chosen: _Found, found: Sequence[_Found], places: Sequence[PlaceMention], doc: Doc) -> _Found:
    """The first of coordinated places that are as precise: "in Foua and Kefraya" is told of Foua first."""
    roots = {hit.index: doc[places[hit.index].start_token : places[hit.index].end_token].root for hit in found}
    for hit in sorted(found, key=lambda hit: hit.index):
        listed = hit.index < chosen.index and roots[hit.index] in conjuncts(first_conjunct(roots[chosen.index]))
        same = hit.precision == chosen.precision or places[hit.index].place is None
        if listed and same and hit.level == chosen.level:
            return hit
    return chosen


def within_region(mention: PlaceMention, doc: Doc, places: Sequence[PlaceMention]) -> PlaceMention:
    """A place that the gazetteer lacks, in the region of the one that it lies in: "Zarvelo, a quarter of Gao"."""
    if mention.place is not None:
        return mention
    for other in places:
        own = other.place is not None and other.start_token > mention.start_token and not other.adjective
        if own and (follows(doc, mention, other) or explains(doc, other, mention)):
            return replace(mention, place=other.place, part=True, precision=max(NEAR, other.precision))
    return mention


def fronted_place(trigger: Token, doc: Doc, near: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place at the head of a sentence whose content tells of an event without a place of its own: "**In Gaza**,
    medics said strikes killed two". Of a capital it may be where the speaker sits, unless he is of the place."""
    verb = trigger
    while verb.head.i != verb.i and lemma(verb) not in load_words().reporting:
        verb = verb.head
    speaker = next((child for child in children(verb, "nsubj") if child.i < verb.i), None)
    if verb.i == trigger.i or lemma(verb) not in load_words().reporting or speaker is None:
        return None
    for mention in near:
        root = doc[mention.start_token : mention.end_token].root
        first = root.head.i == verb.i and root.dep_ == "obl" and root.left_edge.i == verb.sent.start
        capital = mention.place is not None and mention.place.kind == "capital"
        if first and root.i < speaker.i and (not capital or lemma(speaker) in LOCAL):
            return mention if preposition(root) in {"in", "at", "near", "outside"} else None
    return None


def _may_be_place(mention: PlaceMention, doc: Doc) -> bool:
    """No dateline, and no first part of a compound adjective such as "Iran-backed"."""
    after = doc[mention.end_token].text if mention.end_token < len(doc) else ""
    return not mention.dateline and after not in {"-", "–", "‑"}


def _climb(trigger: Token, speech_act: bool) -> list[Token]:
    """The trigger and the heads above it that may carry its place, nearest first."""
    heads = [trigger]
    token = trigger
    if speech_act and is_purpose_of_travel(trigger):
        return [trigger, trigger.head]
    if speech_act and (speaking := speaking_clause(trigger)) is not None:
        return [trigger, speaking]
    while not speech_act and len(heads) <= LEVELS and token.dep_ in UPWARDS and token.head.i != token.i:
        told_of = token.dep_ == "nsubj:pass"  # "clashes were reported in Nyala"
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and lemma(token) in load_words().reporting and not told_of:
            break
        heads.append(token)
    return heads


def speaking_clause(verb: Token) -> Token | None:
    """The participle that says where somebody spoke: "the envoy, **speaking** in Geneva, urged", also where a parser
    sets it beside the last of the speakers."""
    speaker = next(iter(children(verb, "nsubj")), None)
    if speaker is None or speaker.i > verb.i:
        return None
    between = verb.doc[speaker.i + 1 : verb.i]
    return next((token for token in between if token.lower_ in {"speaking", "meeting"} and token.pos_ == "VERB"), None)


def is_purpose_of_travel(verb: Token) -> bool:
    """Whether somebody goes somewhere to do what a verb tells: "travelled to Quissanga **to visit** soldiers", "flew to
    Cairo **for talks**"."""
    if verb.dep_ in {"obl", "nmod"} and preposition(verb) == "for" and lemma(verb) in word_class("talk"):
        return lemma(verb.head) in load_place_words().motion | {"due"}
    to = verb.dep_ in {"advcl", "xcomp"} and any(mark.lower_ == "to" for mark in children(verb, "mark"))
    return to and lemma(verb.head) in load_place_words().motion


def _attached(
    index: int,
    mention: PlaceMention,
    doc: Doc,
    heads: Sequence[Token],
    words: PlaceWords,
    speech_act: bool,
    violent: bool,
) -> Iterator[_Found]:
    """The levels at which a mention is a place of one of the heads."""
    root = head_of_name(doc[mention.start_token : mention.end_token])
    path = list(_path(root))
    for level, head in enumerate(heads):
        if root.i == head.i:
            if is_where_clause(heads[:level]):
                yield _Found(level, mention.breadth, 0, 0, index)
            return
        if all(t.i != head.i for t in path[1:]):
            continue
        steps = path[: next(n for n, t in enumerate(path) if t.i == head.i)]
        if len(steps) > PATH or any(t in heads[:level] for t in steps):
            continue
        kind = is_place(mention, steps, head, words, violent=violent)
        if level and steps[0].dep_ == "nsubj:pass" and len(steps) == 1 and is_passive(head):
            kind = 1  # "Tripoli was rocked by blasts"
        if steps[0].dep_ == "nsubj" and len(steps) == 1 and is_under(heads[: level + 1]):
            kind = 1  # "Ganja came under fire", "Foua has been under siege"
        content = _content(steps, words)
        if kind is not None and len(content) > 1 and any(h.dep_ in OTHER_CLAUSE for h in heads[:level]):
            kind = 1 if share_subject(heads[:level]) else None  # else inside an argument of another clause
        if speech_act and preposition(steps[0]) == "on":
            continue  # "blamed it on Pristina"
        if kind is None or (speech_act and (kind > 0 or not (len(content) == 1 or is_of_talks(content)))):
            continue
        yield _Found(level, mention.breadth, kind, len(steps), index)
        return


def share_subject(below: Sequence[Token]) -> bool:
    """Whether verbs are only coordinated, with one subject: "stormed a base in Uri and **shot** ten"."""
    clauses = [token for token in below if token.i == below[0].i or token.dep_ in OTHER_CLAUSE]
    bare = all(c.dep_ == "conj" and c.pos_ == "VERB" and not children(c, "nsubj", "nsubj:pass") for c in clauses)
    return bare and not any(is_perfect(c) and not is_perfect(c.head) for c in clauses)


def is_of_talks(content: Sequence[Token]) -> bool:
    """Whether a place hangs on the talks or the pact that a verb has as its object: "will host a summit in Cairo",
    "signed the accord in Dayton"."""
    last = content[-1]
    nominal = all(token.pos_ in {"NOUN", "PROPN"} for token in content)
    return nominal and last.dep_ == "obj" and lemma(last) in word_class("talk") | word_class("agreement")


def is_under(heads: Sequence[Token]) -> bool:
    """Whether an event is what its place is, or comes, under: "came under fire", "has been under siege"."""
    below = (noun for head in heads for noun in children(head, "obl"))
    return any(preposition(word) == "under" for word in (*heads, *below))


def head_of_name(name: Span) -> Token:
    """The word of a name that hangs outside it; of several the one with the preposition: "in Kuala **Lumpur**"."""
    outer = [token for token in name if token.head.i == token.i or not name.start <= token.head.i < name.end]
    led = [token for token in outer if preposition(token)]
    return led[0] if len(outer) > 1 and led else name.root


def is_where_clause(below: Sequence[Token]) -> bool:
    """Whether a relative clause tells what happened at its noun: "Nyala, **where** a base is besieged", "the towns of
    Foua and Kefraya, **which** are besieged"; also one on the noun's apposition."""
    clause = next((token for token in reversed(below) if token.dep_ != "appos"), None)
    if clause is None or clause.dep_ != "acl:relcl":
        return False
    where = any(child.lower_ == "where" and child.dep_ in {"advmod", "mark"} for child in clause.children)
    subject = "nsubj" if preposition(clause) == "under" else "nsubj:pass"
    return where or any(child.dep_ == subject and child.lower_ in {"which", "that"} for child in clause.children)


def _path(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _content(steps: Sequence[Token], words: PlaceWords) -> list[Token]:
    """The steps without those that only lead through the place's own phrase ("the town of", "north of")."""
    return [t for n, t in enumerate(steps) if n == len(steps) - 1 or not is_place_word(steps[n + 1], words)]


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
