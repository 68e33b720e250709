"""When an event happened: the time expressions of its clause as intervals of days (codebook section 5).

A list gives one interval a day, a range one. `when_placed` places one expression, `when_tree` finds those of a trigger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.coding.background import is_background, is_earlier
from dateline.coding.tense import clause_of, is_clause, is_perfect, tense_of
from dateline.coding.timex import TimeExpression
from dateline.coding.timex_calendar import Tense
from dateline.coding.timex_meaning import Meaning
from dateline.coding.timex_words import load_time_words
from dateline.coding.tree import text_of
from dateline.coding.when_placed import date_member, mention_of
from dateline.coding.when_tree import NOT_IN, Unit, attached, head_word, is_of_noun, noun_above, opener, owner, units_in
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import load_lexicon
from dateline.records import Article, When

NO_DATE = When(reason="no date in the clause")
LOOK_BACK = 2
"""Sentences over which the hour of an event goes with a day named before."""
BEGINNING = frozenset({"begin", "start", "erupt"})
AT_HOUR = frozenset({"at", "before", "around", "in", "after"})
SAME_DAY = Meaning("shift", unit="D", count=0, origin="previous")
BESIDE = re.compile(r",? \(?")


def event_dates(
    trigger: Token,
    doc: Doc,
    expressions: Sequence[TimeExpression],
    article: Article | None = None,
    *,
    speech_act: bool = False,
    alone: bool = False,
    planned: bool = False,
) -> tuple[When, ...]:
    """When the event of a trigger happened; one interval, or one a day where the text lists days.

    The anchor is the article's publication date, none inside quotations from elsewhere and updates. A speech act
    takes only what hangs on its own verb. Without an expression of its own the one result has a reason and no mention.
    `alone` says that the sentence reports no other event: its only date then is that of this one, wherever it hangs.
    What is `planned` lies ahead in whatever tense it is told.
    """
    found = units_in(doc, trigger, expressions)
    inside = [(unit, root) for unit, root in found if not counts_to(root)]
    alone = alone and len(inside) == len(found)
    if (point := when_clause(trigger, inside, doc)) is not None:
        return (date_member(point, doc, expressions, article, "past"),)
    units = attached(trigger, inside, speech_act)
    if not speech_act and (start := begun_before(trigger, inside)) is not None:
        return (date_member(start, doc, expressions, article, "past"),)
    if not units and not speech_act and (begun := since_begun(trigger, inside)) is not None:
        return (date_member(begun, doc, expressions, article, "past"),)
    units = units or (the_only(inside, trigger) if alone and not speech_act else [])
    if not speech_act and all(unit[0].meaning.form == "clock" for unit in units):
        clock = units[0][0] if units else None
        if (day := day_of_hour(trigger, clock, doc, expressions, article)) is not None:
            return (day,)
    if not units:
        return (NO_DATE,)
    units = [(hours_on(lasting(unit[0], trigger, doc)),) if len(unit) == 1 else unit for unit in units]
    tense = tense_of(trigger)
    if tense == "present" and not (is_clause(trigger) and trigger.pos_ in {"VERB", "AUX"}):
        tense = "past"
    if planned and not (trigger.pos_ == "VERB" and tense == "past"):  # "placed men there on Sunday to block it"
        tense = "future"
    dated = [(unit, [date_member(e, doc, expressions, article, tense) for e in unit]) for unit in units]
    dated = [named_beside(unit, whens, doc, expressions, article, tense) for unit, whens in dated]
    placed = [(unit, whens) for unit, whens in dated if all(when.start is not None for when in whens)]
    if not placed:
        return undated(dated)
    unit, whens = choose(placed)
    if unit[0].join == "range":
        return (over_range(whens, unit, article),)
    others = [more for other, more in placed if other is not unit and is_day_list(other, more)]
    extra = [when for more in others for when in more] if is_day_list(unit, whens) else []
    return tuple(whens + extra) if not overlaps(whens, extra) else tuple(whens)


def counts_to(root: Token) -> bool:
    """Whether an expression says how far what stands behind it lies from another event: "two **days** after he fled",
    "a **day** before the attack"."""
    behind = root.nbor() if root.i + 1 < len(root.doc) else None
    if behind is None or behind.lower_ not in {"after", "before"} or root.lemma_.lower() not in load_time_words().units:
        return False
    if behind.dep_ == "mark":
        return behind.head.i == root.head.i
    return behind.dep_ == "case" and behind.head.pos_ == "NOUN" and behind.head.head.i == root.head.i


def lasting(expression: TimeExpression, trigger: Token, doc: Doc) -> TimeExpression:
    """A length of time as that up to publication where the clause tells of what goes on: "has besieged it **for three
    weeks**"."""
    meaning, root = expression.meaning, head_word(doc, expression)
    if meaning.form != "duration" or meaning.unit is None or not meaning.count or root is None or opener(root) != "for":
        return expression
    if not is_perfect(clause_of(trigger)):
        return expression
    return replace(expression, meaning=replace(meaning, form="window", count=-meaning.count))


def hours_on(expression: TimeExpression) -> TimeExpression:
    """A number of hours counted from what was told before, as its day: "**hours later**, troops shelled the hill"."""
    meaning = expression.meaning
    hours = meaning.form == "duration" and meaning.unit in {"TH", "TM"} and meaning.origin == "previous"
    return replace(expression, meaning=SAME_DAY) if hours else expression


def since_begun(trigger: Token, units: list[tuple[Unit, Token]]) -> TimeExpression | None:
    """The date of what an event has gone on since, with that bound: "killed since the war **began in April**"."""
    clause = clause_of(trigger)
    joined = [clause.head] if clause.dep_ == "conj" else [c for c in clause.children if c.dep_ == "conj"]
    for start in (child for each in (clause, *joined) for child in each.children):
        if opener(start) != "since" or start.dep_ not in {"advcl", "obl"}:
            continue
        for unit, root in units:
            if start.is_ancestor(root) and len(unit) == 1 and unit[0].meaning.bound is None:
                return replace(unit[0], meaning=replace(unit[0].meaning, bound="since"))
    return None


def day_of_hour(
    trigger: Token,
    clock: TimeExpression | None,
    doc: Doc,
    expressions: Sequence[TimeExpression],
    article: Article | None,
) -> When | None:
    """The last day named before for what happened at an hour without one: "stormed the base **before dawn**"; none
    after midnight, which begins another day, and where the day stands further back than LOOK_BACK sentences."""
    hour = hour_word(trigger) if clock is None else head_word(doc, clock)
    if hour is None or hour.lower_ == "midnight" or tense_of(trigger) != "past" or is_background(trigger):
        return None
    floor = trigger.sent.start
    for _ in range(LOOK_BACK):
        floor = doc[floor - 1].sent.start if floor else floor
    before = [e for e in expressions if doc[floor].idx <= e.start < hour.idx]
    same = TimeExpression(hour.idx, hour.idx + len(hour), hour.text, "TIME", "", SAME_DAY)
    when = date_member(same, doc, [*before, same], article, "past")
    return when if when.start is not None and when.start == when.end else None


def hour_word(trigger: Token) -> Token | None:
    """A part of the day with no day beside it in a clause: "at **dusk**", "in the early **morning**"."""
    parts = load_time_words().parts
    for noun in clause_of(trigger).children:
        plain = (
            noun.dep_ == "obl" and noun.lower_ in parts and opener(noun) in {"at", "before", "around", "in", "after"}
        )
        if plain and all(child.dep_ in {"case", "det", "advmod", "amod", "punct"} for child in noun.children):
            return noun
    return None


def the_only(units: list[tuple[Unit, Token]], trigger: Token) -> list[Unit]:
    """The one date of a sentence, unless a preposition makes it the date of something else ("since", "after"), it
    stands in a relative clause that does not hold the trigger, says when somebody spoke, or stands before a noun."""
    dates = [
        (unit, root)
        for unit, root in units
        if unit[0].kind in {"DATE", "TIME"}
        and opener(root) not in NOT_IN
        and not in_other_clause(root, trigger)
        and not is_of_speech(root, trigger)
        and not is_of_noun(root)
        and not is_since(root)
        and noun_above(root) in {None, trigger}
    ]
    others = [root for _, root in units if noun_above(root) in {None, trigger}]
    return [dates[0][0]] if len(others) == len(dates) == 1 else []


def when_clause(trigger: Token, units: list[tuple[Unit, Token]], doc: Doc) -> TimeExpression | None:
    """The date right before a clause with "when" that holds the trigger, without its "since": "since 2007, when they
    **seized** the town"."""
    clause = clause_of(trigger)
    when = next((child for child in clause.children if child.lower_ == "when" and child.i < clause.i), None)
    if when is None or trigger.i < when.i:
        return None
    for unit, _ in units:
        if len(unit) == 1 and unit[0].end <= when.idx and text_of(doc)[unit[0].end : when.idx].strip(" ,") == "":
            return replace(unit[0], meaning=replace(unit[0].meaning, bound=None))
    return None


def begun_before(trigger: Token, units: list[tuple[Unit, Token]]) -> TimeExpression | None:
    """The date when what has gone on began, with that bound: "the fighting, which **began in May**, has killed 60"."""
    if trigger.pos_ != "NOUN" or trigger.dep_ != "nsubj" or not is_perfect(clause_of(trigger)):
        return None
    for child in trigger.children:
        if child.dep_ == "acl:relcl" and child.lemma_.lower() in BEGINNING:
            for unit, root in units:
                if len(unit) == 1 and child.is_ancestor(root):
                    return replace(unit[0], meaning=replace(unit[0].meaning, bound="since"))
    return None


def is_of_speech(root: Token, trigger: Token) -> bool:
    """Whether a date hangs on a verb other than the trigger that speaks of it: "officials **said** on Sunday"."""
    verb = owner(root)
    if verb.i != trigger.i and trigger.dep_ == "obj" and trigger.head.i == verb.i:
        return verb.lemma_.lower() in load_time_words().about  # "on Tuesday she condemned the attack"
    if verb.i == trigger.i or (verb.lemma_.lower(), "VERB") not in load_cues().speech:
        return False
    follows = verb.nbor().text if verb.i + 1 < len(verb.doc) else ""
    return not (root.i < verb.i and follows == ",")  # "on Friday, officials said, rebels attacked"


def in_other_clause(root: Token, trigger: Token) -> bool:
    """Whether a clause on a noun without the trigger, and with an event of its own, stands between a date and the
    sentence; "gunmen **holed up** in the town on Sunday" tells of none."""
    token = root
    while token.head.i != token.i:
        apart = token.dep_ in {"acl:relcl", "acl"} and token.i != trigger.i and not token.is_ancestor(trigger)
        if apart and (is_dated(root) or is_earlier(token) or is_event(token)):
            return True
        token = token.head
    return False


def is_since(root: Token) -> bool:
    """Whether a date stands in a clause that tells since when: "since it began in **March**"."""
    return any(opener(above) == "since" for above in root.ancestors)


def is_event(verb: Token) -> bool:
    """Whether a verb is a trigger, in whatever reading."""
    return (verb.lemma_.lower(), "VERB") in load_lexicon().triggers


def is_dated(root: Token) -> bool:
    """Whether a date says more than on which day: "since Monday", "in 2014"."""
    return opener(root) not in {"on", ""} or root.lower_.isdigit() and len(root.text) > 2


def named_beside(
    unit: Unit,
    whens: list[When],
    doc: Doc,
    expressions: Sequence[TimeExpression],
    article: Article | None,
    tense: Tense,
) -> tuple[Unit, list[When]]:
    """The date right beside a relative one that agrees with it: "the next day, **September 27**"."""
    if len(unit) > 1 or whens[0].basis == "explicit":
        return unit, whens
    behind = next((e for e in expressions if e.start >= unit[0].end), None)
    if behind is None or behind.meaning.form != "calendar":
        return unit, whens
    if not BESIDE.fullmatch(text_of(doc)[unit[0].end : behind.start]):
        return unit, whens
    when = date_member(behind, doc, expressions, article, tense)
    agrees = unit[0].meaning.origin == "previous" or (when.start, when.end) == (whens[0].start, whens[0].end)
    return ((behind,), [when]) if when.start is not None and agrees else (unit, whens)


def is_day_list(unit: Unit, whens: list[When]) -> bool:
    """Named days, which a second list with another month continues."""
    return all(w.basis == "explicit" and w.start == w.end for w in whens) and unit[0].join != "range"


def overlaps(whens: list[When], extra: list[When]) -> bool:
    return bool({w.start for w in whens} & {w.start for w in extra})


def choose(placed: list[tuple[Unit, list[When]]]) -> tuple[Unit, list[When]]:
    """Of several, the narrowest; of equal ones a list before a single day, an explicit one, then the first."""

    def rank(item: tuple[Unit, list[When]]) -> tuple[int, int, int, int]:
        unit, whens = item
        width = max((w.end - w.start).days for w in whens if w.start is not None and w.end is not None)
        return width, -len(unit), whens[0].basis != "explicit", unit[0].start

    return min(placed, key=rank)


def undated(dated: list[tuple[Unit, list[When]]]) -> tuple[When, ...]:
    """The expression is kept, unless it is only a time of day, a length of time or "now", which dates nothing."""
    for unit, whens in dated:
        meaning = unit[0].meaning
        length = meaning.form == "duration" and meaning.origin != "previous"  # "days later" is another day
        if meaning.form == "clock" or length or meaning.value == "PRESENT_REF":
            continue
        return (whens[0],)
    return (replace(NO_DATE, reason=dated[0][1][0].reason),)


def over_range(whens: list[When], unit: Unit, article: Article | None) -> When:
    """One interval from the first to the last day of a range."""
    days = [day for when in whens for day in (when.start, when.end) if day is not None]
    text_end = unit[-1].end
    mention = mention_of(unit[0].start, text_end, article, " – ".join((unit[0].text, unit[-1].text)))
    return replace(whens[0], start=min(days), end=max(days), mention=mention)
