"""The place of one event: the most specific place that its clause gives for it.

A name counts as a place only where the tree puts it there: after a preposition of place, as part of a place noun
("Erbil airport"), or as the town or region that is taken or shelled. The subject "Baghdad" of "Baghdad said" is an
actor. A speech act has a place only where one hangs on the verb itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.coding.place_mention import PlaceMention
from dateline.coding.tree import children, conjuncts, first_conjunct, is_passive, lemma, preposition
from dateline.knowledge.cues import load_words
from dateline.knowledge.lexicon import word_class
from dateline.knowledge.noun_kinds import load_noun_kinds
from dateline.knowledge.place_words import PlaceWords, load_place_words
from dateline.records import Article, Mention, Where

WITHIN = frozenset("in inside within across throughout at near outside around off along into over".split())
SELDOM = frozenset("against by with for about like under between than as".split())
UPWARDS = frozenset(
    "advcl advcl:relcl conj xcomp acl acl:relcl obj iobj obl obl:agent nsubj nsubj:pass nmod appos parataxis compound "
    "dep list".split()
)
LOOSE = frozenset("compound nmod:poss flat appos nmod nmod:npmod nmod:unmarked amod list dep obl".split())
DOWNWARDS = LOOSE | frozenset(
    "obj iobj nsubj nsubj:pass obl:agent acl acl:relcl advcl xcomp conj advmod obl:npmod obl:unmarked parataxis".split()
)
BY_ARGUMENT = frozenset("nsubj acl acl:relcl advcl obl:agent conj".split())
OTHER_CLAUSE = frozenset("conj advcl xcomp parataxis".split())
APART_IN_TIME = frozenset("after before since following until".split())
HELD = frozenset({"control", "possession"})
PARTS = frozenset({"part", "half", "side", "section", "sector", "bank"})
LINKING = frozenset({"link", "tie", "relate", "connect", "attribute"})
NO_KINDS = frozenset[str]()
NEAR = 2  # the precision of what is near a town, or its district
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
    inside = range(sentence.start, sentence.end)
    near = [(i, p) for i, p in enumerate(places) if p.start_token in inside and _may_be_place(p, doc)]
    if not near:
        return Where(reason="no place in the sentence")
    towns = [p for _, p in near if p.breadth <= NEAR]
    near = [(i, p) for i, p in near if not any(follows(doc, town, p) for town in towns)]
    heads = _climb(trigger, speech_act)
    found = [hit for i, p in near for hit in _attached(i, p, doc, heads, words, speech_act)]
    if not found:
        return Where(reason="no place hangs on the clause")
    found = without_surroundings(found, places, doc)
    best = min(found)
    same = [hit for hit in found if hit.level == best.level and hit.precision < 5]
    return _where(places[_first_listed(min(same or [best]), found, places, doc).index], doc, article)


def _first_listed(chosen: _Found, found: Sequence[_Found], places: Sequence[PlaceMention], doc: Doc) -> _Found:
    """The first of coordinated places that are as precise: "in Foua and Kefraya" is told of Foua first."""
    roots = {hit.index: doc[places[hit.index].start_token : places[hit.index].end_token].root for hit in found}
    for hit in sorted(found, key=lambda hit: hit.index):
        listed = hit.index < chosen.index and roots[hit.index] in conjuncts(first_conjunct(roots[chosen.index]))
        same = hit.precision == chosen.precision or places[hit.index].place is None
        if listed and same and hit.level == chosen.level:
            return hit
    return chosen


def without_surroundings(found: Sequence[_Found], places: Sequence[PlaceMention], doc: Doc) -> list[_Found]:
    """The places without those that only say where another one lies: "in Madaya, a town near **Damascus**"."""
    roots = {hit.index: doc[places[hit.index].start_token : places[hit.index].end_token].root for hit in found}
    towns = [hit.index for hit in found if places[hit.index].breadth <= NEAR]

    def surrounds(wide: int) -> bool:
        own = roots[wide]
        return any(roots[town].is_ancestor(own) and not is_listed(own, roots[town]) for town in towns)

    return [hit for hit in found if not surrounds(hit.index)]


def follows(doc: Doc, town: PlaceMention, wide: PlaceMention) -> bool:
    """Whether a place stands right behind a town as what it lies in: "Vuilu village in **Matupi** township"."""
    between = doc[town.end_token : wide.start_token]
    words = load_place_words()
    known = {"in", "of", "the"} | words.nouns.keys() | words.direction_adjectives
    inner = all(token.lower_ in known for token in between)
    after = doc[wide.end_token].lower_ if wide.end_token < len(doc) else ""
    district = after in words.nouns or any(token.lower_ in words.nouns for token in between)
    return 0 < len(between) <= 4 and inner and district and any(t.lower_ == "in" for t in between)


def is_listed(place: Token, first: Token) -> bool:
    """Whether a place stands in one list with another, perhaps in a phrase of its own: "in Homs and near Hama"."""
    while place.i != first.i:
        if place.dep_ == "conj":
            return True
        place = place.head
    return False


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
    while not speech_act and len(heads) <= LEVELS and token.dep_ in UPWARDS and token.head.i != token.i:
        told_of = token.dep_ == "nsubj:pass"  # "clashes were reported in Nyala"
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and lemma(token) in load_words().reporting and not told_of:
            break
        heads.append(token)
    return heads


def is_purpose_of_travel(verb: Token) -> bool:
    """Whether somebody goes somewhere to do what a verb tells: "travelled to Quissanga **to visit** soldiers"."""
    to = verb.dep_ in {"advcl", "xcomp"} and any(mark.lower_ == "to" for mark in children(verb, "mark"))
    return to and lemma(verb.head) in load_place_words().motion


def _attached(
    index: int, mention: PlaceMention, doc: Doc, heads: Sequence[Token], words: PlaceWords, speech_act: bool
) -> Iterator[_Found]:
    """The levels at which a mention is a place of one of the heads."""
    root = doc[mention.start_token : mention.end_token].root
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
        kind = _is_place(mention, steps, head, words)
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
    return all(c.dep_ == "conj" and c.pos_ == "VERB" and not children(c, "nsubj", "nsubj:pass") for c in clauses)


def is_of_talks(content: Sequence[Token]) -> bool:
    """Whether a place hangs on the talks that a verb has as its object: "will host a summit of neighbours in Cairo"."""
    last = content[-1]
    nominal = all(token.pos_ in {"NOUN", "PROPN"} for token in content)
    return nominal and last.dep_ == "obj" and lemma(last) in word_class("talk")


def is_under(heads: Sequence[Token]) -> bool:
    """Whether an event is what its place is, or comes, under: "came under fire", "has been under siege"."""
    below = (noun for head in heads for noun in children(head, "obl"))
    return any(preposition(word) == "under" for word in (*heads, *below))


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
    return [t for n, t in enumerate(steps) if n == len(steps) - 1 or not _is_place_word(steps[n + 1], words)]


def _is_place(mention: PlaceMention, steps: Sequence[Token], head: Token, words: PlaceWords) -> int | None:
    """0 where a mention is plainly the place of `head` by way of `steps`, 1 where it is by its arguments; else None."""
    for n, step in enumerate(steps):
        if step.dep_ not in DOWNWARDS or (step.pos_ in {"VERB", "AUX"} and lemma(step) in load_words().reporting):
            return None
        apart = step.dep_ in {"advcl", "parataxis"} and step.pos_ == "VERB" and not _is_same_time(step)
        if apart and n + 1 == len(steps) and head.pos_ == "VERB":
            return None
        if step.dep_ == "conj" and step.pos_ == "VERB" and children(step, "nsubj", "nsubj:pass", "aux"):
            return None  # "brokered truces and will host talks in Kunming"
        if step.dep_ == "acl:relcl" and any(child.lower_ == "who" for child in step.children) and n + 1 < len(steps):
            return None  # "the men, who had crossed the Line of Control, threw grenades"
        if step.dep_ == "acl" and lemma(step) in LINKING:
            return None  # "attacks linked to the war in Syria"
        later = step.dep_ == "advcl" and any(m.lower_ in APART_IN_TIME for m in children(step, "mark"))
        if later or (n and step.dep_ in {"obl", "nmod"} and preposition(step) in APART_IN_TIME):
            return None  # "was shot in Qalqilya after raids in Nablus"
        if n and step.dep_ in {"obl", "nmod"} and preposition(step) in SELDOM and step.pos_ == "PROPN":
            return None
    above = steps[1] if len(steps) > 1 else head
    if not _stands_as_place(mention, steps[0], above, head, words):
        return None
    if any(_is_origin(step, above, words) for step, above in zip(steps, [*steps[1:], head], strict=True)):
        return None
    return int(any(s.dep_ in BY_ARGUMENT for s in steps))


def _stands_as_place(mention: PlaceMention, step: Token, above: Token, head: Token, words: PlaceWords) -> bool:
    """Whether the name itself stands as a place, rather than as an actor, an origin or something's owner."""
    relation, prep = _first_of_list(step).dep_, preposition(step)
    if step.lower_ == "there":
        return above.i == head.i
    place_word = _is_place_word(above, words)
    if relation in {"obl", "nmod", "advcl", "acl", "advmod"} and prep:
        return _after_preposition(mention, prep.split()[0], above, head, words)
    named = above.pos_ == "PROPN" and relation in {"appos", "flat", "list", "dep", "nmod", "obl"}
    if mention.precision == 4 and not mention.part and relation in {"compound", "amod", "nmod:poss"}:
        return lemma(above) in words.country_nouns  # a US base stands anywhere
    if relation in LOOSE and (place_word or named):
        return True
    if relation == "compound":
        return mention.precision < 4 and (above.i == head.i or (above.dep_ == "compound" and above.head.i == head.i))
    capital = mention.place is not None and mention.place.kind == "capital"
    if relation in {"obj", "nsubj:pass"}:
        return (mention.breadth <= 3 and not capital) or lemma(above) in words.motion
    return relation in {"obl:npmod", "obl:unmarked"}


def _after_preposition(mention: PlaceMention, prep: str, above: Token, head: Token, words: PlaceWords) -> bool:
    """Whether a preposition puts the event at the name: "of" and "from" after a noun give whose or whence instead."""
    place_word = _is_place_word(above, words)
    if prep in SELDOM or prep not in words.locative:
        return False
    held = prep == "of" and lemma(above) in HELD  # "took control of Gao"
    if prep in {"of", "from"} and above.pos_ not in {"VERB", "AUX"} and above.i != head.i and not (place_word or held):
        return False
    if mention.precision == 4 and not mention.part:
        return prep in WITHIN - {"on"} or place_word or (prep in {"to", "from"} and lemma(above) in words.motion)
    return True


def _is_same_time(clause: Token) -> bool:
    """Whether a clause tells how it came about: "died when a bomb went off in Homs"."""
    return any(child.lower_ in {"when", "as"} and child.dep_ in {"mark", "advmod"} for child in clause.children)


def _is_origin(step: Token, above: Token, words: PlaceWords) -> bool:
    """Whether "from" or "of" says where somebody comes from: "killed evacuees from Foua", "residents of the villages of
    Foua and Kefraya", but "fled from Foua"."""
    if preposition(step) == "of" and step.dep_ != "conj" and "@person" in load_noun_kinds().get(lemma(above), NO_KINDS):
        return True
    if preposition(step) != "from" or step.dep_ == "conj" or _is_place_word(above, words):
        return False
    if above.pos_ not in {"VERB", "AUX"}:
        taken = (
            above.dep_ in {"obj", "nsubj:pass"} and lemma(above.head) in words.taking and _is_place_word(step, words)
        )
        return lemma(above) not in words.motion and not taken  # "abducted two men from the village of Gao"
    before = step.doc[step.left_edge.i - 1] if step.left_edge.i else above
    return before.pos_ in {"NOUN", "PROPN"} and lemma(above) not in words.motion | words.taking


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
        or word in PARTS
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
