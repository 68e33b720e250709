"""One time expression as days: what it counts from, which preposition bounds it, and when it stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc

from dateline.coding.background import is_anchor
from dateline.coding.history import beside, pasts_of, points_beside, with_year
from dateline.coding.holidays import days_uncertain
from dateline.coding.timex import TimeExpression, guess_tense, last_named
from dateline.coding.timex_calendar import Interval, Tense, Unplaced, place
from dateline.coding.timex_meaning import Meaning
from dateline.coding.tree import text_of
from dateline.coding.when_tree import head_word, owner
from dateline.knowledge.cues import load_cues, load_words
from dateline.records import Article, DateBasis, Mention, Span, When

OTHER_ANCHOR = frozenset({"quote", "update"})
DAYS_COUNTED = frozenset({"TS", "TM", "TH", "D", "N", "W", "WE", "2W"})
NAMED = frozenset({"calendar", "weekday", "shift"})
WIDEST = 31
"""Days: from a date wider than a month no days or weeks can be counted."""
NO_DAY = "counted from a time that is no day"
BETWEEN = re.compile(r"\s*(?:the|its|his|her|their|a|an)?\s*$", re.IGNORECASE)


def resolve(
    expression: TimeExpression, anchor: date | None, tense: Tense = "past", previous: date | Interval | None = None
) -> When:
    """The days an expression stands for, without a mention.

    `anchor` is the publication date, `previous` the last day (or interval) that the text named before. What cannot
    be placed has both ends null and the reason.
    """
    meaning = expression.meaning
    before = (previous, previous) if isinstance(previous, date) else previous
    if meaning.value == "PRESENT_REF" and tense == "present" and anchor is not None:
        return When(anchor, anchor, "relative")
    span = place(meaning, anchor, tense, before)
    if isinstance(span, Unplaced):
        return When(reason=span.reason)
    if meaning.origin == "previous" and tense != "future" and anchor is not None and span[0] > anchor:
        return When(reason="counted from a day named before, it would lie after publication")
    if meaning.holiday is not None:
        span = span[0], span[1] + timedelta(days=days_uncertain(meaning.holiday))
    basis = basis_of(meaning, before)
    bounded = with_bound(meaning, span, anchor, tense)
    return When(reason=bounded.reason) if isinstance(bounded, Unplaced) else When(bounded[0], bounded[1], basis)


def basis_of(meaning: Meaning, previous: Interval | None) -> DateBasis:
    """Explicit where a day, month, year or feast is named, though its year be inferred."""
    if meaning.form == "calendar":
        named = meaning.year or meaning.month or meaning.holiday or meaning.decade or meaning.century is not None
        return "explicit" if named else "relative"
    return "context" if meaning.origin == "previous" and previous is not None else "relative"


def with_bound(meaning: Meaning, span: Interval, anchor: date | None, tense: Tense) -> Interval | Unplaced:
    """What "since", "after", "until", "before" and "by" make of a date: the interval that has the date as one end."""
    bound = meaning.bound
    if bound is None:
        return span
    if bound == "since":
        start = middle_start(meaning, span)
        if anchor is None:
            return Unplaced("runs to a publication date that is not known")
        return (start, anchor) if start <= anchor else span
    if bound == "after":
        start = span[1] + timedelta(days=1)
        if anchor is None or start > anchor:
            return Unplaced("only its beginning is named")
        return start, anchor
    if tense == "future" and anchor is not None:
        end = span[0] - timedelta(days=1) if bound == "before" else span[1]
        if end >= anchor:
            return anchor, end
    return Unplaced("only its end is named")


def middle_start(meaning: Meaning, span: Interval) -> date:
    """The middle itself for "since": mid-2014 begins on 1 July, mid-June on the 15th, not with the middle third."""
    if meaning.form == "calendar" and meaning.edge == "MID" and meaning.month is None and meaning.year is not None:
        return date(meaning.year, 7, 1)
    if meaning.form == "calendar" and meaning.edge == "MID" and meaning.month is not None:
        return span[0].replace(day=15)
    return span[0]


def date_member(
    expression: TimeExpression, doc: Doc, expressions: Sequence[TimeExpression], article: Article | None, tense: Tense
) -> When:
    """One expression placed, with its mention."""
    expression = without_false_bound(expression, doc)
    anchor = anchor_for(expression, article)
    if is_reached(expression, doc, anchor):
        mention = mention_of(expression.start, expression.end, article, expression.text)
        return When(reason="only one end is named", mention=mention)
    previous = None
    if points_beside(expression):
        _, previous = counted_from(expression, doc, expressions, anchor)
        anchor, tense = beside(expression, previous) or (None, tense)
    elif expression.meaning.origin != "publication":
        expression, previous = counted_from(expression, doc, expressions, anchor)
        if (
            previous is not None
            and (previous[1] - previous[0]).days > WIDEST
            and expression.meaning.unit in DAYS_COUNTED
        ):
            return When(reason=NO_DAY, mention=mention_of(expression.start, expression.end, article, expression.text))
    else:
        expression = with_year(expression, pasts_of(doc, expressions, article), anchor)
    when = resolve(expression, anchor, tense, previous)
    if expression.join == "range" and when.start is None:  # "from Monday to Wednesday": the ends are given by the other
        when = resolve(replace(expression, meaning=replace(expression.meaning, bound=None)), anchor, tense, previous)
    return replace(when, mention=mention_of(expression.start, expression.end, article, expression.text))


def is_reached(expression: TimeExpression, doc: Doc, anchor: date | None) -> bool:
    """Whether a date only says up to when ("**as of** Thursday", a toll's) or from when on, with that day ahead ("a
    truce **from** May 4", told on May 3)."""
    before = text_of(doc)[max(0, expression.start - 6) : expression.start].lower()
    if before.endswith("as of "):
        return True
    meaning = expression.meaning
    if not before.endswith("from ") or meaning.form != "calendar" or meaning.year is not None or anchor is None:
        return False
    past, ahead = place(meaning, anchor, "past"), place(meaning, anchor, "future")
    if isinstance(past, Unplaced) or isinstance(ahead, Unplaced):
        return False
    return (ahead[0] - anchor).days < (anchor - past[1]).days


def without_false_bound(expression: TimeExpression, doc: Doc) -> TimeExpression:
    """In "since Friday's attack" and "footage from Friday" the preposition is not the date's."""
    meaning = expression.meaning
    if meaning.bound is None:
        return expression
    root = head_word(doc, expression)
    prenominal = root is not None and root.dep_ in {"nmod:poss", "compound", "nummod", "amod"} and root.head.i > root.i
    start = expression.start
    source = text_of(doc)[max(0, start - 6) : start].lower().endswith("from ")
    nominal = source and root is not None and root.dep_ == "nmod" and root.head.pos_ in {"NOUN", "PROPN"}
    if prenominal or nominal or expression.join == "range":
        return replace(expression, meaning=replace(meaning, bound=None))
    return expression


def anchor_for(expression: TimeExpression, article: Article | None) -> date | None:
    """The publication date; none for what is relative inside a block that has a date of its own."""
    if article is None or article.published is None:
        return None
    block = next((b for b in article.blocks if b.start <= expression.start < b.end), None)
    if block is not None and block.kind in OTHER_ANCHOR and expression.meaning.form != "calendar":
        return None
    return article.published.day


def counted_from(
    expression: TimeExpression, doc: Doc, expressions: Sequence[TimeExpression], anchor: date | None
) -> tuple[TimeExpression, Interval | None]:
    """What "the same day" or "two days after" counts from: the date right behind, else the last one named before,
    dates of background left aside."""
    text = text_of(doc)
    if expression.text.lower().endswith((" after", " before")):
        behind = next((e for e in expressions if e.start >= expression.end), None)
        if behind is not None and BETWEEN.fullmatch(text[expression.end : behind.start]):
            span = place(behind.meaning, anchor, "past")
            if not isinstance(span, Unplaced):
                return replace(expression, meaning=replace(expression.meaning, origin="previous")), span
    named: list[Interval] = []
    for each in expressions:
        if each.start >= expression.start:
            break
        if each.meaning.form in NAMED and is_anchor(each, doc) and not is_day_of_telling(each, doc, expressions):
            if named and is_day_of_saying(each, doc, anchor):
                continue
            tense = guess_tense(text, each.start, each.end, each.meaning, anchor)
            found = last_named(each.meaning, anchor, tense, named[-1] if named else None)
            named += [found] if found is not None else []
    if len(named) > 1 and is_after(expression, named[-1], anchor):
        named = [span for span in named if not is_after(expression, span, anchor)] or named
    return expression, named[-1] if named else None


def is_after(expression: TimeExpression, previous: Interval, anchor: date | None) -> bool:
    """Whether an expression counted from a day would lie after publication, so that it counts from an earlier one."""
    span = place(expression.meaning, anchor, "past", previous)
    return anchor is not None and not isinstance(span, Unplaced) and span[0] > anchor


def is_day_of_saying(expression: TimeExpression, doc: Doc, anchor: date | None) -> bool:
    """Whether a date is only that of publication, or of the day before, on which somebody spoke: "said **on
    Thursday**"."""
    root = head_word(doc, expression)
    if root is None or anchor is None or owner(root).lemma_.lower() not in load_words().reporting:
        return False
    span = place(expression.meaning, anchor, "past")
    return not isinstance(span, Unplaced) and span[0] == span[1] and (anchor - span[0]).days <= 1


def is_day_of_telling(expression: TimeExpression, doc: Doc, expressions: Sequence[TimeExpression]) -> bool:
    """Whether a date says when somebody told of what another date of the sentence dates: "died on Friday, police said
    **on Monday**"."""
    root = head_word(doc, expression)
    if root is None or (owner(root).lemma_.lower(), "VERB") not in load_cues().speech:
        return False
    sent = root.sent
    return any(
        sent.start_char <= each.start < expression.start
        and each.meaning.form in NAMED
        and (other := head_word(doc, each)) is not None
        and (owner(other).i != owner(root).i or other.i < owner(root).i < root.i)
        and is_anchor(each, doc)
        for each in expressions
    )


def mention_of(start: int, end: int, article: Article | None, text: str) -> Mention:
    if article is None:
        return Mention(Span(start, end), text)
    return Mention(article.source_span(start, end), article.text[start:end])
