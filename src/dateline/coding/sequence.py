"""Dates that the text counts from another event: "a day after rebels shelled the town", "on the eve of the vote".

A `Step` says by how many days one event lies after another. It holds both ways: where the date of either event is
known, the other one follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dateline.coding.background import points_back
from dateline.coding.tense import SUBJECTS, clause_of
from dateline.coding.timex_grammar import NUMBER, amount
from dateline.coding.timex_words import load_time_words
from dateline.coding.tree import text_of
from dateline.records import Claim, When, Why

Span = tuple[int, int]

COUNT = re.compile(
    rf"(?:\b(?P<num>{NUMBER}|the|a couple of|a few|several|few|many|) ?)"
    r"\b(?P<unit>minute|hour|day|night|week|fortnight)s?"
    r"(?: (?:right|just|immediately))?[ \u00a0]$",
    re.IGNORECASE,
)
DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
SAME = {"day": (0, 0), "night": (0, 1), "morning": (0, 0), "evening": (0, 0), "afternoon": (0, 0), "eve": (-1, -1)}
WIDEST = 7
"""Days: a date wider than a week is no date to count days from."""
EVENTS_APART = "counted from an event that the text does not date"


@dataclass(frozen=True, slots=True)
class Step:
    """The event of token `later` lies `days` (fewest, most; negative: before) after that of token `earlier`."""

    later: int
    earlier: int
    days: Span
    words: str

    def turned(self) -> Step:
        return Step(self.earlier, self.later, (-self.days[1], -self.days[0]), self.words)


def find_steps(doc: Doc) -> list[Step]:
    """All steps of a text, in its order."""
    found = []
    for token in doc:
        if token.lower_ in {"after", "before"} and token.dep_ in {"mark", "case"}:
            found += counted(token)
        elif token.lower_ in SAME and token.dep_ in {"obl", "obl:unmarked", "nmod"}:
            found += on_the_day_of(token)
    return found


def counted(word: Token) -> list[Step]:
    """The step of "two days **after** the raid" and "hours **before** talks failed"."""
    target = word.head
    low = max(word.sent.start_char, word.idx - 40)
    m = COUNT.search(text_of(word.doc), low, word.idx)
    if m is None or target.head.i == target.i:
        return []
    days = days_of(m["num"].lower().strip(), m["unit"].lower(), m.group().strip().lower())
    if days is None:
        return []
    if word.lower_ == "before":
        days = -days[1], -days[0]
    words = f"{m.group().strip()} {word.text}"
    if target.dep_ in SUBJECTS and target.head.head.i != target.head.i:  # "hours after **talks** failed"
        clause = target.head
        return [Step(main_of(clause).i, each.i, days, words) for each in (clause, target)]
    return [Step(main_of(target).i, target.i, days, words)]


def days_of(number: str, unit: str, words: str) -> Span | None:
    """Days that a count spans: exact for days and weeks, the same day or the next for hours; None for open counts."""
    if unit in {"minute", "hour"}:
        hours = amount(number) if number and number != "the" else None
        if unit == "hour" and hours is not None and hours > 24:
            return None
        return 0, 1
    if number in {"", "a couple of", "a few", "several", "few", "many"}:
        return (1, 1) if not number and not words.endswith("s") else None
    count = 1.0 if number == "the" and not words.endswith("s") else amount(number)
    if count is None or count != int(count):
        return None
    days = int(count) * DAYS_IN[unit]
    return days, days


def on_the_day_of(word: Token) -> list[Step]:
    """The step of "on the **eve** of the vote" and "on the **day** of the raid"."""
    targets = [c for c in word.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
    definite = any(child.lower_ == "the" for child in word.children)
    if not targets or not definite:
        return []
    first, last = SAME[word.lower_]
    for child in word.children:
        if child.dep_ == "amod":
            number = load_time_words().ordinals.get(child.lower_)
            if number is None or word.lower_ != "day":
                return []
            first = last = number - 1
    return [Step(main_of(word).i, targets[0].i, (first, last), f"the {word.text} of")]


def main_of(token: Token) -> Token:
    """The word that a phrase or clause of time dates: the noun or the clause that it hangs on."""
    head = token.head
    if head.lemma_.lower() in DAYS_IN or head.lemma_.lower() in {"hour", "minute"}:  # hangs on "day" of "a day after"
        head = head.head
    return head if head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"nmod", "acl"} else clause_of(head)


class Steps:
    """The steps of one article.

    `triggers` gives the trigger word of a claim by the source offset of its trigger, `words` the trigger's token number
    for each word that belongs to a claim. `dated` gives the date of a clause that no claim tells of.
    """

    def __init__(
        self,
        doc: Doc,
        triggers: Mapping[int, Token],
        words: Mapping[int, int],
        published: date | None,
        dated: Callable[[Token], When] | None = None,
    ) -> None:
        self.dated = dated
        self.triggers, self.words, self.published, self.doc = triggers, words, published, doc
        steps = find_steps(doc) if triggers else []
        self.all = [*steps, *(step.turned() for step in steps)]

    def apply(self, claims: list[Claim]) -> list[Claim]:
        """The claims with the days that follow from a step. The other event may be told in other words: a noun with
        "the" stands for the last dated event that the same noun told."""
        if not self.all:
            return claims
        at: dict[int, list[int]] = {}
        for number, claim in enumerate(claims):
            if (token := self.triggers.get(claim.trigger.span.start)) is not None:
                at.setdefault(token.i, []).append(number)
        done = list(claims)
        for step in self.all:
            for number in at.get(self.words.get(step.later, step.later), ()):
                claim = done[number]
                if not wants_date(claim, step):
                    continue
                known = at.get(self.words.get(step.earlier, step.earlier), [])
                known = [*known, *told_before(self.doc[step.earlier], done, self.triggers)]
                when = next((done[each].when for each in known if is_day(done[each].when)), None)
                if when is None and not known and self.dated is not None:  # "a day after the raid, troops combed hills"
                    told = self.dated(self.doc[step.earlier])
                    when = told if is_day(told) else None
                if when is not None and (found := moved(when, step.days, self.published, claim)) is not None:
                    done[number] = replace(claim, when=found, why=(*claim.why, Why("when", "counted from", step.words)))
        return done


def wants_date(claim: Claim, step: Step) -> bool:
    """Whether a claim has no date but perhaps the words of the step."""
    when = claim.when
    if when.start is not None:
        return False
    return when.mention is None or when.reason == EVENTS_APART or when.mention.text.lower() in step.words.lower()


def is_day(when: When) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days <= WIDEST


def told_before(token: Token, claims: Iterable[Claim], tokens: Mapping[int, Token]) -> list[int]:
    """The last dated claim whose trigger is the same word, for a noun that points back."""
    if not points_back(token):
        return []
    lemma = token.lemma_.lower()
    found = [
        number
        for number, claim in enumerate(claims)
        if (other := tokens.get(claim.trigger.span.start)) is not None
        and other.i < token.i
        and other.lemma_.lower() == lemma
        and is_day(claim.when)
    ]
    return found[-1:]


def moved(when: When, days: Span, published: date | None, claim: Claim) -> When | None:
    """The interval moved; None where a past event would lie after publication."""
    if when.start is None or when.end is None:
        return None
    try:
        start, end = when.start + timedelta(days=days[0]), when.end + timedelta(days=days[1])
    except OverflowError:
        return None
    if published is not None and claim.status not in {"planned", "hypothetical", "possible"}:
        if start > published:
            return None
        end = min(end, published) if when.end <= published else end
    return When(start, end, "context", claim.when.mention or when.mention)
