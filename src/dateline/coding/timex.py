"""Time expressions of a text, by a small grammar over plain text; no parser needed.

The grammar is in `timex_grammar` and the two rule modules, its words in ``knowledge/data/cues/time_words.toml``.
Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.coding import timex_calendar_rules, timex_relative_rules  # noqa: F401  registers the rules
from dateline.coding.timex_calendar import Interval, Tense, Unplaced, place
from dateline.coding.timex_grammar import RULES, WORDS
from dateline.coding.timex_meaning import Kind, Meaning
from dateline.coding.timex_series import Found, days_after, days_before, grain, link, share_years, short_year
from dateline.coding.timex_values import timex_value

TOKEN = re.compile(r"[’']\d0s\b|\w+")
NAMING = frozenset({"calendar", "weekday", "shift"})
AHEAD = frozenset({"will", "shall"})
ENDS = frozenset({"by", "until", "till"})
PAST_VERBS = frozenset({"had", "was", "were", "did"})
ARRANGED = re.compile(r"\b(?:is|are) to [a-z]+(?: [\w'’]+){0,4} ?(?:on |in )?$")
PROPER = ("month", "weekday", "wday", "holiday")
FIRST_WORDS = WORDS.contexts["first"] | frozenset(
    word.split()[0].split("-")[0].split("'")[0]
    for table in (
        WORDS.months,
        WORDS.weekdays,
        [day + "s" for day in WORDS.weekdays],
        WORDS.weekday_abbreviations,
        WORDS.units,
        [unit + "s" for unit in WORDS.units],
        WORDS.unit_adverbs,
        WORDS.numbers,
        WORDS.ordinals,
        WORDS.open_numbers,
        WORDS.edges,
        WORDS.decades,
        WORDS.parts,
        WORDS.seasons,
        WORDS.modifiers,
        WORDS.vague,
        WORDS.vague_lengths,
        WORDS.fixed_holidays,
        WORDS.moving_holidays,
    )
    for word in table
)
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(A-Z])|\n")
BOUND = re.compile(r"\b([A-Za-z]+(?: (?:in|on|to))?)(?: the)?[ \u00a0]{1,2}$")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Characters [start, end) of the text that name a time.

    `value` is the TIMEX3 value as far as it can be told without a tree; `meaning` is what `when_placed.resolve` places.
    Members of one list or range share `group`; `join` says which, None for an expression on its own.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str
    meaning: Meaning
    group: int | None = None
    join: Literal["list", "range"] | None = None


def find_dates(text: str, published: date | None = None) -> tuple[TimeExpression, ...]:
    """All time expressions, in text order, none overlapping another."""
    found = list(scan(text))
    grouped = group(text, found)
    expressions: list[TimeExpression] = []
    previous: Interval | None = None
    for start, end, bare, number, join in grouped:
        meaning = replace(bare, bound=bound_before(text, start, bare))
        tense = guess_tense(text, start, end, meaning, published)
        value = timex_value(meaning, published, tense, previous)
        expressions.append(TimeExpression(start, end, text[start:end], meaning.kind, value, meaning, number, join))  # type: ignore[arg-type]
        previous = last_named(meaning, published, tense, previous)
    return tuple(expressions)


def last_named(meaning: Meaning, anchor: date | None, tense: Tense, previous: Interval | None) -> Interval | None:
    """What "the same day" would mean after this expression: the day or month it names, else what it meant before."""
    if meaning.form not in NAMING or meaning.decade is not None or meaning.century is not None:
        return previous
    if meaning.form == "shift":
        if meaning.unit == "Q" and (meaning.count or 0) < -1:  # a quarter that another one is only compared with
            return previous
        far = meaning.unit != "D" or abs(meaning.count or 0) > 1
        if meaning.whole_edge or (far and meaning.origin == "previous") or meaning.unit not in {"D", "W", "M", "Q"}:
            return previous
    span = place(replace(meaning, edge=None), anchor, tense, previous)
    return previous if isinstance(span, Unplaced) else span


def scan(text: str) -> Iterator[Found]:
    """The longest match at each place, with the bare days around a month's name."""
    done = 0
    for token in TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        word = token.group().lower()
        if not word[0].isdigit() and word[0] not in "'’" and word.rstrip("0123456789") not in FIRST_WORDS:
            continue
        best = match_at(text, start)
        if best is None:
            continue
        end, meaning = best
        before = days_before(text, start, meaning, done) if meaning.day and text[start].isdigit() else []
        yield from before
        yield start, end, meaning
        done = end
        if meaning.form == "calendar" and meaning.day and not text[start:end][:4].isdigit():
            for member in days_after(text, end, meaning, len(text)):
                yield member
                done = member[1]
        elif grain(meaning) == "year" and (half := short_year(text, end, meaning)):
            yield half
            done = half[1]


def match_at(text: str, start: int) -> tuple[int, Meaning] | None:
    """End and meaning of the longest match that begins here."""
    best: tuple[int, Meaning] | None = None
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "$£€#_" or (before in ".,:/" and text[start - 2 : start - 1].isdigit()):
        return None
    for rule in RULES:
        m = rule.pattern.match(text, start)
        if m is None or (best is not None and m.end() <= best[0]) or not is_proper(m) or m.end() == start:
            continue
        if m.end() < len(text) and text[m.end() - 1].isalnum() and text[m.end()].isalnum():
            continue
        meaning = rule.build(m)
        if meaning is not None:
            best = m.end(), meaning
    return best


def is_proper(m: re.Match[str]) -> bool:
    """Names of months, days and holidays are written with a capital."""
    groups = m.groupdict()
    return all(not groups.get(name) or not groups[name][0].islower() for name in PROPER)


def group(text: str, found: list[Found]) -> list[tuple[int, int, Meaning, int | None, str | None]]:
    """Number the series: neighbours joined by commas, "and", "to" or a dash."""
    rows: list[tuple[int, int, Meaning, int | None, str | None]] = []
    index, number = 0, 0
    while index < len(found):
        join = None
        stop = index + 1
        while stop < len(found):
            how = link(text, found[stop - 1], found[stop])
            if how is None or join not in {None, how}:
                break
            join, stop = how, stop + 1
            if how == "range":
                break
        members = found[index:stop]
        meanings = share_years([member[2] for member in members]) if join else [members[0][2]]
        for member, meaning in zip(members, meanings, strict=True):
            rows.append((member[0], member[1], meaning, number if join else None, join))
        number += join is not None
        index = stop
    return rows


def bound_before(text: str, start: int, meaning: Meaning) -> str | None:
    """What the preposition before an expression makes of it: since, until, before, after, by."""
    if meaning.form not in NAMING:
        return None
    m = BOUND.search(text, max(0, start - 24), start)
    if m is None:
        return None
    words = m[1].lower()
    return WORDS.bounds.get(words) or WORDS.bounds.get(words.split()[-1])


def guess_tense(text: str, start: int, end: int, meaning: Meaning, published: date | None) -> Tense:
    """Future where a cue such as "will" stands in the clause; the default of news is the past.

    A month or day without a year is future where that is at most a quarter of a year ahead, past where the next one is
    more than half a year ahead.
    """
    if meaning.form not in NAMING or text[max(0, start - 6) : start].lower() == "since ":
        return "past"
    if meaning.form == "calendar" and published is not None and meaning.shift is None:
        ahead = place(replace(meaning, edge=None), published, "future")
        days = (ahead[0] - published).days if not isinstance(ahead, Unplaced) else 0
        if 0 <= days <= 91:
            return "future"
        if days > 183:
            return "past"
    low = max((m.end() for m in SENTENCE_END.finditer(text, max(0, start - 160), start)), default=max(0, start - 160))
    after = SENTENCE_END.search(text, end, end + 80)
    left = re.findall(r"[\w'’]+", text[low:start].lower())[-14:]
    right = re.findall(r"[\w'’]+", text[end : after.start() if after else end + 80].lower())[:5]
    if not left:  # at the head of the sentence: the first verb behind decides
        right = re.findall(r"[\w'’]+", text[end : after.start() if after else end + 80].lower())[:12]
        first = next((word for word in right if word in AHEAD or word in WORDS.past_cues), None)
        return "future" if first in AHEAD else "past"
    if ARRANGED.search(text, low, start):
        return "future"
    for distance, word in enumerate(reversed(left)):
        if word in ENDS and distance == 0 and any(each in PAST_VERBS for each in right):
            return "past"  # "until Thursday, they had not"
        if word in WORDS.future_cues and not (word in ENDS and distance > 0):
            return "future"
        if word in WORDS.past_cues:
            return "past"
    return "future" if any(word in AHEAD for word in right) else "past"
