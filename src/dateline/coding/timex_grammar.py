"""The grammar of time expressions: one pattern a rule, and what its parts mean.

In a pattern a space stands for white space inside a line and ``<NAME>`` for a piece of `PIECES`. Every pattern is
bounded, so that matching at a position takes constant time. The longest match wins, of equal ones the first rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.coding.timex_meaning import Meaning
from dateline.coding.timex_words import load_time_words

Builder = Callable[[re.Match[str]], "Meaning | None"]
WORDS = load_time_words()
SPACE = "(?:[ \\t\\u00a0]{1,3})"


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest word first."""
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


SMALL = any_of([w for w, n in WORDS.numbers.items() if n < 20] + ["a", "an"])
TENS = any_of([w for w, n in WORDS.numbers.items() if 20 <= n < 100])
DIGITS = any_of([w for w, n in WORDS.numbers.items() if n < 10])
HUNDRED = f"(?:a |{DIGITS} |\\d )?hundred(?: and (?:{TENS}(?:[- ]{DIGITS})?|{SMALL}))?"
FIGURES = r"\d{1,4}(?:,\d{3}){0,2}(?:\.\d{1,2})?(?: ?1/2|½)?"
NUMBER = f"(?:{FIGURES}|{HUNDRED}|half an?|{TENS}(?:[- ]{DIGITS})?|(?:a|one|two|three|several|{DIGITS}) dozen|{SMALL})"
OPEN = "(?:a few|a couple of|several|some|many|few|recent|the few)"
PIECES: dict[str, str] = {
    "MONTH": any_of(m for m in WORDS.months if len(m) > 4 or m in {"june", "july", "may"})
    + r"\b|"
    + any_of(m for m in WORDS.months if len(m) <= 4 and m not in {"june", "july", "may"})
    + r"\b\.?",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)",
    "YEAR": r"(?:1[5-9]\d\d|20\d\d)(?![\w%]|[.,:/]\d)",
    "WEEKDAY": any_of(WORDS.weekdays) + r"\b",
    "DAYNAME": any_of(WORDS.weekdays),
    "WDAY": any_of([*WORDS.weekdays, *WORDS.weekday_abbreviations]) + r"\b\.?",
    "NUM": NUMBER,
    "OPEN": OPEN,
    "UNIT": any_of([u for u in WORDS.units if u not in {"century", "centuries", "season", "weekend"}] + ["centurie"])
    + "s?(?![\\w])",
    "ONEUNIT": any_of([u for u in WORDS.units if u not in {"second", "minute", "night", "centuries"}]) + r"\b",
    "ORD": any_of(WORDS.ordinals) + "|\\d{1,2}(?:st|nd|rd|th)",
    "PART": any_of(WORDS.parts) + r"\b",
    "SEASON": any_of(WORDS.seasons) + r"\b",
    "MOD": any_of(WORDS.modifiers),
    "EDGE": r"(?:(?:the )?(?:very )?(?:beginning|start|middle|end|close) of|early|late|mid)",
    "ZONE": r"(?: (?:GMT|UTC|EST|EDT|CET|PST|BST|MSK|ET|PT|local time)\b| \([A-Z]{2,4}\))?",
    "CLOCK": r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|noon\b|midnight\b|midday\b",
    "HOLIDAY": any_of([*WORDS.fixed_holidays, *WORDS.moving_holidays]) + r"\b",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what it means; the builder refuses a match by None."""

    name: str
    pattern: re.Pattern[str]
    build: Builder


RULES: list[Rule] = []


def expand(pattern: str) -> str:
    for _ in range(3):
        pattern = re.sub(r"<([A-Z]+)>", lambda m: f"(?:{PIECES[m.group(1)]})", pattern)
    pattern = pattern.replace("\\ ", " ").replace("[- ]", "(?:-| )").replace("[T ]", "(?:T| )")
    return pattern.replace(" ", SPACE)


def rule(*patterns: str) -> Callable[[Builder], Builder]:
    """Register a builder for each of the patterns."""

    def register(build: Builder) -> Builder:
        for pattern in patterns:
            RULES.append(Rule(build.__name__, re.compile(expand(pattern), re.IGNORECASE), build))
        return build

    return register


def get(m: re.Match[str], name: str) -> str | None:
    """A group in lower case; None where it took no part or the pattern has no such group."""
    found = m.groupdict().get(name)
    return found.lower() if found else None


def month_of(word: str) -> int:
    return WORDS.months[word.lower().rstrip(".")]


def number_of(word: str) -> int:
    """The figure at the head of "23rd" or "3"."""
    return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]


def ordinal_of(word: str) -> int:
    return WORDS.ordinals[word] if word in WORDS.ordinals else number_of(word)


def amount(word: str) -> float | None:
    """The value of a number in words or figures; None for an open one."""
    word = re.sub(r"\s+", " ", word.lower().strip())
    if word in {"a", "an"}:
        return 1
    if word.startswith("half a"):
        return 0.5
    figures = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)( ?1/2|½)?", word)
    if figures:
        return float(figures[1].replace(",", "")) + (0.5 if figures[2] else 0)
    total = 0
    for part in re.split(r"[- ]", word):
        if part in {"hundred", "dozen"}:
            total = max(total, 1) * WORDS.numbers[part]
        elif part.isdigit():
            total += int(part)
        elif part in {"a", "an"}:
            total += 1
        elif part in WORDS.numbers:
            total += WORDS.numbers[part]
        elif part != "and":
            return None
    return total


def year_of(word: str | None) -> int | None:
    return int(word) if word else None


def edge_of(m: re.Match[str]) -> str | None:
    """START, MID or END for "early", "the end of" and the like."""
    word = get(m, "edge")
    if word is None:
        return None
    first = re.sub(r"^(?:the|very)\s+", "", re.sub(r"^the\s+", "", word)).split()[0].strip("-")
    return WORDS.edges.get(first, "START")


def shift_of(word: str | None) -> int | None:
    """-1 for last, 0 for this, 1 for next; None without a word."""
    if word is None:
        return None
    word = word.removeprefix("the ").strip()
    if word in {"last", "past", "previous", "preceding"}:
        return -1
    return 1 if word in {"next", "coming", "following", "upcoming"} else 0


def clock_of(word: str | None) -> str | None:
    """A time of day in words or figures as "hh:mm"."""
    if word is None:
        return None
    word = word.lower()
    if word in {"noon", "midday"}:
        return "12:00"
    if word == "midnight":
        return "24:00"
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?(a|p)?", word)
    if found is None:
        return None
    hour, minute = int(found[1]), found[2] or "00"
    if found[3] == "p" and hour < 12:
        hour += 12
    if found[3] == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"


def timex_amount(count: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount: P3D, PT90M, P2Y6M, PXW."""
    prefix, letter, times = "P", unit, 1
    if unit[0] == "T":
        prefix, letter = "PT", unit[1]
    elif unit[0].isdigit():
        times, letter = int(unit[:-1]), unit[-1]
    letter = {"N": "D", "WE": "D", "S": "M"}.get(letter, letter)
    if count is None:
        return f"{prefix}X{'E' if times == 100 else letter}"
    if unit in {"Q", "S"}:
        letter, times = "M", 3
    value = count * times
    if value == int(value):
        return f"{prefix}{int(value)}{letter}"
    if value % 1 == 0.5 and unit in {"Y", "TM", "TH"}:
        lower, half = {"Y": ("M", 6), "TM": ("S", 30), "TH": ("M", 30)}[unit]
        return f"{prefix}{int(value)}{letter}{half}{lower}" if value > 1 else f"{prefix}{half}{lower}"
    return f"{prefix}{value:g}{letter}"


def word_before(m: re.Match[str]) -> str:
    """The word right before a match, in lower case; punctuation counts as a word of one character."""
    found = re.search(r"(?:[\w'’.]{1,30}|[^\w\s])[ \t\u00a0]{0,3}$", m.string[max(0, m.start() - 34) : m.start()])
    return found.group().strip().lower() if found else ""


def word_after(m: re.Match[str]) -> str:
    """The word right after a match, in lower case; punctuation counts as a word of one character."""
    found = re.match(r"[ \t\u00a0]{0,3}([\w'’]{1,30}|[^\w\s])", m.string[m.end() : m.end() + 34])
    return found[1].lower() if found else ""
