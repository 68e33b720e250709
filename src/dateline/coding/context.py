"""Date and place are the document's, roles and weapon the clause's: what one page says of one event in one sentence
holds for its other mentions of that event. Here the dates; `place_context` has the places.

A claim without a date of its own takes that of the nearest claim on the page that can be the same event:
same type, no role or means that rules it out. A date is passed on only from what the page tells as its news: not from a
background clause, a date wider than a week or one long before publication, unless the next sentence points back to it.
The basis then is ``context``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Token

from dateline.coding.background import is_background, is_earlier, points_back
from dateline.coding.history import Past, past_at
from dateline.coding.standing import OFFICIAL
from dateline.coding.tense import is_clause, tense_of
from dateline.coding.when_tree import opener
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Claim, Participant, When, Where, Why

HABIT = "told as a habit, not as one event"
APART = frozenset({"abduct", "sexual", "torture"})
"""Modes of their own kind: a claim without a mode is no other mention of one."""
AGAINST = frozenset({"CRM", "OPP", "REB", "UAF"})
"""Sectors of those who fight or face a state's bodies: the same act is not told of both."""
NEW = frozenset({"a", "an", "another"})
SINCE = re.compile(r"\bsince\b[^,;]*$")
UNREAL = frozenset({"planned", "hypothetical", "possible"})
WIDEST = 7
"""Days: wider dates ("in June", "in 2014") are those of background or of several events."""
RECENT = 14
"""Days before publication after which an event is background."""
FURTHEST = 50
"""How many claims of a type are asked before and after: what is further off on a long page is another event."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the page tells its claims, which decides who lends and takes dates: the trigger words by source offset, and
    the publication date."""

    tokens: Mapping[int, Token] = field(default_factory=dict)
    published: date | None = None
    headline: int = 0
    """Where the headline ends in the text; 0 without one."""
    paragraphs: frozenset[int] = frozenset()
    """Where the paragraphs of the page begin."""
    pasts: tuple[Past, ...] = ()
    """The parts of the page that tell of what lies behind the news."""

    def token(self, claim: Claim) -> Token | None:
        return self.tokens.get(claim.trigger.span.start)

    def is_of_past(self, claim: Claim, giver: Claim) -> bool:
        """Whether a claim stands in a part on the past that the giver is no part of."""
        here, there = self.token(claim), self.token(giver)
        past = None if here is None else past_at(here.idx, self.pasts)
        return past is not None and (there is None or past_at(there.idx, self.pasts) != past)

    def points_back(self, claim: Claim) -> bool:
        token = self.token(claim)
        return token is not None and points_back(token)

    def in_headline(self, claim: Claim) -> bool:
        token = self.token(claim)
        return token is not None and token.idx < self.headline

    def is_news(self, claim: Claim) -> bool:
        """Whether a dated claim tells of the event of the page: narrow, recent, in no background clause."""
        start, end, token = claim.when.start, claim.when.end, self.token(claim)
        if start is None or end is None or (end - start).days > WIDEST:
            return False
        if self.published is not None and (self.published - end).days > RECENT:
            return False
        fresh = self.published is not None and (self.published - end).days <= WIDEST
        return not is_open(claim) and (token is None or not is_background(token, relatives=not fresh))

    def takes_date(self, claim: Claim, *, one_day: bool) -> bool:
        """Whether an undated claim may be another telling of a dated event, the only one of its type or one of several.
        What stands behind "after" can be no other telling of several."""
        token = self.token(claim)
        if token is None or points_back(token):
            return True
        return not (is_background(token, participles=False, after=not one_day) or is_running(token))

    def follows(self, claim: Claim, giver: Claim) -> bool:
        """Whether a claim stands in the sentence of the giver, behind it, or in the next one."""
        here, there = self.token(claim), self.token(giver)
        if here is None or there is None or here.i <= there.i:
            return False
        return here.sent.start <= there.sent.end

    def brings_in(self, claim: Claim) -> bool:
        """Whether a noun with "a" or "another" tells of an event as a new one."""
        token = self.token(claim)
        articles = {child.lower_ for child in token.children if child.dep_ == "det"} if token is not None else set()
        return token is not None and token.pos_ == "NOUN" and bool(articles & NEW)

    def takes_up(self, claim: Claim, before: Claim) -> bool:
        """Whether a claim is a noun that points back right behind another ("**The fighting** took place on Monday")."""
        return self.points_back(claim) and self.follows(claim, before)

    def goes_on(self, claim: Claim, giver: Claim) -> bool:
        """Whether a claim stands right behind a sentence that tells in the past perfect what came before the news, with
        its day: "On Sunday rebels **had stormed** the jail. Twelve died"."""
        here, there = self.token(claim), self.token(giver)
        if here is None or there is None or here.sent.start != there.sent.end or giver.when.end is None:
            return False
        if any(there.idx < start <= here.idx for start in self.paragraphs) or is_background(here):
            return False
        recent = self.published is not None and (self.published - giver.when.end).days <= RECENT
        return recent and is_earlier(there) and there.dep_ in {"ROOT", "conj"}

    def takes_place(self, claim: Claim) -> bool:
        """Whether a claim without a place may be another telling of a placed event."""
        token = self.token(claim)
        return token is None or points_back(token) or not is_background(token, participles=False)

    def lends_place(self, giver: Claim, claim: Claim) -> bool:
        """Whether a placed claim passes its place on: what lies behind the news does so only to what points back right
        behind it."""
        token, end = self.token(giver), giver.when.end
        fresh = self.published is not None and end is not None and (self.published - end).days <= WIDEST
        behind = token is not None and is_background(token, relatives=not fresh)
        behind = behind or (self.published is not None and end is not None and (self.published - end).days > RECENT)
        behind = behind or self.is_of_past(claim, giver)
        return not behind or same_dates(giver, claim) or self.takes_up(claim, giver)

    def lends(self, giver: Claim, claim: Claim) -> bool:
        """Whether a dated claim passes its date on: the news to all, the rest to what points back right behind it."""
        news = self.is_news(giver) and not self.is_of_past(claim, giver)
        return news or self.takes_up(claim, giver) or self.goes_on(claim, giver)


def same_dates(one: Claim, other: Claim) -> bool:
    return one.when.start is not None and (one.when.start, one.when.end) == (other.when.start, other.when.end)


def is_open(claim: Claim) -> bool:
    """Whether the date of a claim says only since when: it is that of several events."""
    mention = claim.when.mention
    if mention is None or claim.when.start == claim.when.end:
        return False
    return SINCE.search(claim.sentence.text.partition(mention.text)[0].lower()) is not None


def is_running(token: Token) -> bool:
    """Whether a clause tells of what goes on ("has been fighting since"), which has no day; a headline has."""
    if not is_clause(token) or token.pos_ != "VERB":
        return False
    aux = {child.lower_ for child in token.children if child.dep_ in {"aux", "aux:pass"}}
    since = any(opener(child) == "since" for child in token.children)
    going_on = since or ("been" in aux and token.lower_.endswith("ing"))
    lasting = bool(aux & {"has", "have", "'ve", "’ve"}) and going_on
    return lasting or (bool(aux & {"is", "are", "am"}) and tense_of(token) == "present")


def fill_from_context(claims: list[Claim], page: Told | None = None) -> list[Claim]:
    """The claims, in the same order, with dates that the page gives elsewhere for the same event."""
    page = page or Told()
    by_type: dict[str, list[Claim]] = {}
    places = []
    for claim in claims:
        alike = by_type.setdefault(claim.type, [])
        places.append(len(alike))
        alike.append(claim)
    days = {kind: days_of_news(alike, page) for kind, alike in by_type.items()}
    return [
        fill(claim, by_type[claim.type], at, page, one_day=len(days[claim.type]) == 1)
        for claim, at in zip(claims, places, strict=True)
    ]


def days_of_news(alike: list[Claim], page: Told) -> set[tuple[date | None, date | None]]:
    """The different dates that the news of one type has on a page."""
    return {(claim.when.start, claim.when.end) for claim in alike if gives_date(claim) and page.is_news(claim)}


def fill(claim: Claim, alike: list[Claim], at: int, page: Told, *, one_day: bool) -> Claim:
    """The claim, which is number `at` of those of its type, with what they give it; the nearest goes first.

    `one_day` says that all news of this type on the page has one date.
    """
    dateless = claim.when.start is None and claim.when.mention is None and claim.when.reason != HABIT
    if claim.type in SPEECH_ACTS or claim.status in UNREAL or not dateless:
        return claim
    others = [*alike[max(0, at - FURTHEST) : at], *alike[at + 1 : at + 1 + FURTHEST]]
    nearest = sorted(others, key=lambda other: distance(claim, other))
    if page.takes_date(claim, one_day=one_day):
        headline = one_day and page.in_headline(claim)
        giver = date_giver(claim, nearest, page, one_day, headline, first=at == 0)
        if giver is not None:
            when = replace(giver.when, basis="context")
            claim = replace(claim, when=when, why=(*claim.why, borrowed("when", giver)))
    return claim


def date_giver(
    claim: Claim, nearest: list[Claim], page: Told, one_day: bool, headline: bool, first: bool
) -> Claim | None:
    """The nearest claim that lends its date; none where a nearer one has a date that could not be resolved."""
    for other in nearest:
        unresolved = other.when.start is None and other.when.mention is not None
        if not (unresolved or (gives_date(other) and page.lends(other, claim))):
            continue
        pointed = page.takes_up(claim, other) or page.takes_up(other, claim)
        if may_be_same(claim, other, one_day or pointed, headline, first):
            return None if unresolved else other
    return None


def borrowed(field: str, giver: Claim) -> Why:
    return Why(field, "same event elsewhere on the page", giver.trigger.text)


def gives_date(claim: Claim) -> bool:
    """Whether a claim's date is that of one event: a series of unknown length lends its date only if it is a day."""
    when = claim.when
    return when.start is not None and when.end is not None and (claim.count == 1 or (when.end - when.start).days <= 1)


def distance(claim: Claim, other: Claim) -> tuple[bool, int]:
    """What was told before goes first, the nearest first; then what comes after."""
    apart = claim.trigger.span.start - other.trigger.span.start
    return apart < 0, abs(apart)


def before(giver: Claim, claim: Claim) -> bool:
    return giver.trigger.span.start < claim.trigger.span.start


def may_be_same(one: Claim, other: Claim, one_day: bool = False, headline: bool = False, first: bool = False) -> bool:
    """Whether two claims of one page can speak of the same event; conservative, since it fills fields.

    Where all news of the type has `one_day`, a place in the other's province is enough, and for a `headline` any.
    """
    if one.type != other.type or other.status in UNREAL:
        return False
    if one.count is None and one.trigger.text.lower() != other.trigger.text.lower():
        return False
    if not same_means(one, other) or clash(one.actors, other.actors) or clash(one.recipients, other.recipients):
        return False
    if opposed(one.actors, other.actors) or of_other_states(one.actors, other.actors):
        return False
    if not times_agree(one.when, other.when):
        return False
    near = one_day and (headline or in_one_province(one.where, other.where))
    if not near and not places_agree(one.where, other.where):
        return False
    if one_day or shared_role(one, other):
        return True
    if one.where.name is not None and other.where.name is not None:
        return one.where.name == other.where.name
    return other.when.start == other.when.end and (before(other, one) or first)


def same_means(one: Claim, other: Claim) -> bool:
    stated = {c.weapon for c in (one, other)} - {None, "none stated"}
    modes = {c.mode for c in (one, other)} - {None, "targeted", "explosives"}
    apart = {c.mode for c in (one, other)} & APART
    return len(stated) < 2 and len(modes) < 2 and (not apart or one.mode == other.mode)


def clash(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether both sides name somebody and share nobody."""
    mine = {p.entity.id for p in one if not p.entity.unnamed and p.entity.kind != "population"}
    yours = {p.entity.id for p in other if not p.entity.unnamed and p.entity.kind != "population"}
    return bool(mine and yours and not mine & yours)


def opposed(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether one act is that of a state's bodies and the other that of those who fight or face them."""
    mine, yours = ({p.entity.sector for p in side} for side in (one, other))
    return bool(mine and yours) and any(a <= OFFICIAL and b <= AGAINST for a, b in ((mine, yours), (yours, mine)))


def of_other_states(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether both acts are those of bodies of a state, and of different states: the police of two countries."""
    mine, yours = (
        {p.entity.country for p in side if p.entity.sector in OFFICIAL and p.entity.country} for side in (one, other)
    )
    return bool(mine and yours) and mine.isdisjoint(yours)


def shared_role(one: Claim, other: Claim) -> bool:
    ids = {p.entity.id for p in (*one.actors, *one.recipients)}
    return any(p.entity.id in ids for p in (*other.actors, *other.recipients))


def times_agree(one: When, other: When) -> bool:
    if one.mention is not None and one.start is None:
        return False
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


def places_agree(one: Where, other: Where) -> bool:
    if one.name is None or other.name is None or one.name == other.name:
        return True
    if (one.country is None and other.precision >= 3) or (other.country is None and one.precision >= 3):
        return True  # what the gazetteer lacks can lie in any region
    return one.country == other.country and (one.precision >= 3 or other.precision >= 3)


def in_one_province(one: Where, other: Where) -> bool:
    """Whether two places lie in one first-level division of a country: a quarter and its city, a village and a town."""
    return one.admin1 is not None and (one.country, one.admin1) == (other.country, other.admin1)
