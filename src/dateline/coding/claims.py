"""The last step of coding: a draft with its dates and place becomes frozen claims, one a day of a listed series."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.coding.confidence import confidence, signs
from dateline.coding.context import HABIT
from dateline.coding.contexts import PageContexts
from dateline.coding.drafts import Draft
from dateline.coding.found import Found
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_unlisted import REASON as UNLISTED
from dateline.coding.tense import tense_of
from dateline.coding.timex import TimeExpression
from dateline.coding.weapons import NONE_STATED, find_weapon
from dateline.coding.when import event_dates
from dateline.coding.where import event_place
from dateline.knowledge.cameo import trigger_code
from dateline.knowledge.cues import load_cues
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Article, Claim, Mention, Participant, When, Where, Why, digest

BESIDE = "standing"
"""The field of the reason which says that a claim is not what its sentence reports."""


class ClaimMaker:
    """Makes the claims of one article."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        expressions: tuple[TimeExpression, ...],
        places: list[PlaceMention],
    ) -> None:
        self.article = article
        self.doc = doc
        self.expressions = expressions
        self.places = places
        self.contexts = PageContexts(doc)
        self.triggers: dict[int, Token] = {}
        """The trigger word of each claim made, by the source offset of the trigger."""
        self.words: dict[int, int] = {}
        """For each word that belongs to a claim (trigger, light verb, joined triggers) the trigger's token number."""

    def times(self, draft: Draft, *, alone: bool) -> tuple[When, ...]:
        """The days of a draft: its trigger's, else those of a trigger that was joined to it, else, if it is the only
        event of its sentence, the sentence's only date."""
        speech, heads = draft.type in SPEECH_ACTS, self.heads(draft)
        first: tuple[When, ...] = (When(reason=HABIT if is_habit(draft.match.token) else "no date in the clause"),)
        for head in heads:
            if head.i != draft.at and is_remembered(head):
                continue
            found = event_dates(
                head,
                self.doc,
                self.expressions,
                self.article,
                speech_act=speech,
                alone=alone and head is heads[-1],
                planned=draft.verdict.status == "planned",
            )
            if any(time.mention is not None for time in found):
                return self.since(draft, found)
        return first

    def since(self, draft: Draft, found: tuple[When, ...]) -> tuple[When, ...]:
        """The dates, or the time since then, where a toll joined to the trigger counts from that day: "since Monday,
        when the **clashes** began, 40 have been killed"."""
        if not draft.casualties or len(found) != 1:
            return found
        for head in self.heads(draft)[1:]:
            (wider, *more) = event_dates(head, self.doc, self.expressions, self.article)
            if not more and wider.start == found[0].start and wider.mention == found[0].mention:
                return (wider,)
        return found

    def date_of(self, word: Token) -> When:
        """The first date of what a word tells, also where it is no claim."""
        return event_dates(word, self.doc, self.expressions, self.article)[0]

    def heads(self, draft: Draft) -> list[Token]:
        """The words on which dates and places of a draft may hang: its trigger, light verb and joined triggers."""
        light = [draft.match.light_verb] if draft.match.light_verb is not None else []
        return [draft.match.token, *light, *(self.doc[i] for i in draft.joined)]

    def place(self, draft: Draft) -> Where:
        """The most precise place that one of the draft's words gives."""
        speech, heads = draft.type in SPEECH_ACTS, self.heads(draft)
        found = [
            event_place(head, self.doc, self.places, self.article, speech_act=speech, violent=draft.type == "ASSAULT")
            for head in heads
        ]
        named = [where for where in found if where.name is not None]
        return min(named, key=breadth) if named else found[0]

    def claims(self, draft: Draft, times: tuple[When, ...], place: Where, beside: str | None) -> list[Claim]:
        """One claim, or one a day where the text lists days; `beside` says what of its sentence it only accompanies."""
        made = []
        word = draft.match.trigger
        code, table = trigger_code(word.lemma, word.pos, draft.type, draft.mode)
        contexts = self.contexts.of(draft.match.token.sent, draft.type, draft.mode)
        derived = (Why("cameo", table, code), *contexts.values())
        self.triggers[self.mention(draft.match.token, draft.match.token).span.start] = draft.match.token
        self.words.update({head.i: draft.at for head in self.heads(draft)})
        for number, when in enumerate(times):
            trigger = self.mention(draft.match.token, draft.match.token)
            key = (
                self.article.page.id,
                str(trigger.span.start),
                draft.type,
                str(when.start),
                str(when.end),
                str(number),
            )
            made.append(
                Claim(
                    id=digest("claim", *key),
                    document=self.article.page.id,
                    type=draft.type,
                    mode=draft.mode,
                    trigger=trigger,
                    evidence=self.evidence(draft, when, place),
                    sentence=self.mention(draft.match.token.sent[0], draft.match.token.sent[-1]),
                    actors=tuple(found.participant for found in draft.actors),
                    recipients=tuple(found.participant for found in draft.recipients),
                    when=when,
                    where=place,
                    weapon=draft.weapon,
                    killed=draft.casualties.killed,
                    injured=draft.casualties.injured,
                    count=1 if len(times) > 1 else draft.count,
                    status=draft.verdict.status,
                    sources=draft.sources,
                    confidence=confidence(signs(draft, when, place)),
                    cameo=code,
                    contexts=tuple(contexts),
                    why=(*reasons(draft, when, place, beside), *derived),
                )
            )
        return made

    def mention(self, first: Token, last: Token) -> Mention:
        start, end = first.idx, last.idx + len(last)
        return Mention(self.article.source_span(start, end), self.article.text[start:end])

    def evidence(self, draft: Draft, when: When, place: Where) -> Mention:
        """The shortest stretch of the sentence that holds the trigger and everything it was read with."""
        sentence = draft.match.token.sent
        edges = [(t.idx, t.idx + len(t)) for t in self.heads(draft)]
        source = self.article.source_span(*widest(edges))
        starts, ends = [source.start], [source.end]
        inside = self.article.source_span(sentence.start_char, sentence.end_char)
        people: tuple[Participant, ...] = tuple(f.participant for f in (*draft.actors, *draft.recipients))
        for mention in [*(p.mention for p in people), when.mention, place.mention]:
            if mention is not None and inside.start <= mention.span.start and mention.span.end <= inside.end:
                starts.append(mention.span.start)
                ends.append(mention.span.end)
        return self.from_source(min(starts), max(ends), sentence.start_char, sentence.end_char)

    def from_source(self, start: int, end: int, low: int, high: int) -> Mention:
        """The view words between two source offsets, searched among the tokens of one sentence."""
        span = self.doc.char_span(low, high, alignment_mode="expand")
        tokens = list(span) if span is not None else []
        inside = [t for t in tokens if start <= self.article.source_span(t.idx, t.idx + len(t)).start < end]
        return self.mention(inside[0], inside[-1]) if inside else self.mention(tokens[0], tokens[-1])


def breadth(where: Where) -> int:
    """How wide a place is, on the scale of its precision; what the gazetteer lacks is seldom wider than a district."""
    return 2 if where.geoname_id is None and where.latitude is None and where.reason == UNLISTED else where.precision


def is_remembered(token: Token) -> bool:
    """Whether a word says what an anniversary is of: the date there is that of the older event."""
    head = token.head
    return token.dep_ == "nmod" and head.lemma_.lower() in {"anniversary", "memory", "commemoration", "remembrance"}


def is_habit(token: Token) -> bool:
    """Whether a verb tells what is done as a rule: simple present, outside headlines."""
    return (
        token.pos_ == "VERB"
        and tense_of(token) == "present"
        and any(child.dep_ == "advmod" for child in token.children)
    )


def widest(edges: list[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in edges), max(end for _, end in edges)


def reasons(draft: Draft, when: When, place: Where, beside: str | None) -> tuple[Why, ...]:
    """Why each field has its value, and that a claim is beside what its sentence reports."""
    trigger = draft.match.trigger
    why = [Why("type", trigger.where, f"{trigger.lemma} ({trigger.pos}) -> {trigger.type}, frame {trigger.frame.name}")]
    for role, party in (("actors", draft.actors), ("recipients", draft.recipients)):
        why += [Why(role, by_path(found), found.participant.mention.text) for found in party]
    why += means(draft)
    why.append(Why("status", draft.verdict.rule, draft.verdict.status))
    why += [
        Why("sources", f"'{speech.cue.lower_}'", speech.speaker.text if speech.speaker is not None else "")
        for speech in draft.speeches
    ]
    if when.mention is not None or when.reason:
        why.append(Why("when", when.reason or when.basis, when.mention.text if when.mention else ""))
    if place.mention is not None or place.reason:
        why.append(
            Why("where", place.reason or f"precision {place.precision}", place.mention.text if place.mention else "")
        )
    if beside is not None:
        why.append(Why(BESIDE, beside, draft.match.token.text))
    for name, number in (("killed", draft.casualties.killed), ("injured", draft.casualties.injured)):
        if number is not None:
            why.append(Why(name, "number in the clause", number.mention.text if number.mention else ""))
    if draft.count != 1:
        why.append(Why("count", "plural without a number" if draft.count is None else "number", draft.match.token.text))
    return tuple(why)


def by_path(found: Found) -> str:
    """How a participant was reached: "named (nsubj)", where the tree's path is known."""
    return f"{found.rule} ({found.path})" if found.path else found.rule


def means(draft: Draft) -> Iterator[Why]:
    """What gave mode and weapon: the word beside the trigger, else the trigger's entry."""
    entry, cue = draft.match.trigger.where, find_weapon(draft.match, load_cues())
    word = None if cue is None else f"'{cue[1].lower_}'"
    told = ("mode", draft.mode, cue and cue[0].mode), ("weapon", draft.weapon, cue and cue[0].weapon)
    for name, value, by_cue in told:
        if value is not None and value != NONE_STATED:
            given = word if word is not None and by_cue == value else entry
            yield Why(name, given if not draft.joined or given == word else f"{given} or a word joined to it", value)
