"""The words of time expressions, as read from ``knowledge/data/cues/time_words.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_toml

FILE = DATA / "cues" / "time_words.toml"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All tables of the file, keyed by lower-case words."""

    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    month_cues: frozenset[str]
    weekdays: Mapping[str, int]
    weekday_abbreviations: Mapping[str, int]
    weekday_names_after: frozenset[str]
    weekday_names_before: frozenset[str]
    units: Mapping[str, str]
    unit_adverbs: Mapping[str, str]
    numbers: Mapping[str, int]
    open_numbers: frozenset[str]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    edges: Mapping[str, str]
    bounds: Mapping[str, str]
    modifiers: Mapping[str, str]
    vague: Mapping[str, str]
    vague_lengths: Mapping[str, str]
    fixed_holidays: Mapping[str, str]
    moving_holidays: Mapping[str, tuple[str, int]]
    holiday_days: Mapping[str, int]
    lunar_new_year: Mapping[int, str]
    counted: frozenset[str]
    counted_before: frozenset[str]
    future_cues: frozenset[str]
    past_cues: frozenset[str]
    ahead: frozenset[str]
    aspect: frozenset[str]
    modals: frozenset[str]
    about: frozenset[str]
    contexts: Mapping[str, frozenset[str]]

    def unit(self, word: str) -> str:
        """The unit letter of a word, singular or plural; raises KeyError for a word that is none."""
        word = word.lower()
        return self.units[word] if word in self.units else self.units[word.removesuffix("s")]


def lower_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@cache
def load_time_words() -> TimeWords:
    """The tables; raises KnowledgeError where the file lacks one."""
    raw = read_toml(FILE)
    try:
        return TimeWords(
            months=raw["months"],
            ambiguous_months=lower_set(raw["ambiguous"]["months"]),
            month_cues=lower_set(raw["ambiguous"]["before"]),
            weekdays=raw["weekdays"],
            weekday_abbreviations=raw["weekday_abbreviations"],
            weekday_names_after=lower_set(raw["weekday_names"]["after"]),
            weekday_names_before=lower_set(raw["weekday_names"]["before"]),
            units=raw["units"],
            unit_adverbs=raw["unit_adverbs"],
            numbers=raw["numbers"],
            open_numbers=lower_set(raw["open_numbers"]["words"]),
            ordinals=raw["ordinals"],
            decades=raw["decades"],
            parts=raw["parts"],
            seasons=raw["seasons"],
            edges=raw["edges"],
            bounds=raw["bounds"],
            modifiers=raw["modifiers"],
            vague=raw["vague"],
            vague_lengths=raw["vague_lengths"],
            fixed_holidays=raw["fixed_holidays"],
            moving_holidays={name: (rule, days) for name, (rule, days) in raw["moving_holidays"].items()},
            holiday_days=raw["holiday_days"],
            lunar_new_year={int(year): day for year, day in raw["lunar_new_year"].items()},
            counted=lower_set(raw["counted"]["words"]),
            counted_before=lower_set(raw["counted"]["before"]),
            future_cues=lower_set(raw["tense_cues"]["future"]),
            past_cues=lower_set(raw["tense_cues"]["past"]),
            ahead=lower_set(raw["infinitives"]["ahead"]),
            aspect=lower_set(raw["infinitives"]["aspect"]),
            modals=lower_set(raw["infinitives"]["modals"]),
            about=lower_set(raw["about"]["verbs"]),
            contexts={name: lower_set(words) for name, words in raw["contexts"].items()},
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise KnowledgeError(f"{FILE} lacks or misspells {fault}. Restore the table or the whole file.") from fault
