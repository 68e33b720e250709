"""The words of `date_words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DateWords:
    """Names of meta elements, words in names of elements, and expressions for what stands before a date."""

    meta_published: tuple[str, ...]
    meta_day: tuple[str, ...]
    meta_updated: tuple[str, ...]
    date_names: frozenset[str]
    detail_names: frozenset[str]
    published: re.Pattern[str]
    anywhere: re.Pattern[str]
    updated: re.Pattern[str]
    others: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """The words that are shipped."""
    data = tomllib.loads(files("dateline.cleaning").joinpath("date_words.toml").read_text("utf-8"))
    meta, names, printed = data["meta"], data["names"], data["printed"]
    between = f"(?:\\s{any_of(printed['between'])})?"
    clock = r"(?:\d\d?[:.h]\d\d\W{0,4})?"
    last = r"|zuletzt\b.{0,20}"
    return DateWords(
        tuple(meta["published"].split()),
        tuple(meta["day"].split()),
        tuple(meta["updated"].split()),
        frozenset(names["date"].split()),
        frozenset(names["details"].split()),
        re.compile(any_of([*printed["published"], *printed["near"]]) + r"\W{0,12}$", re.I),
        re.compile(any_of([*printed["published"], *printed["updated"]]) + between + r"\W{0,12}$", re.I),
        re.compile(f"(?:{any_of(printed['updated'])}{last}){between}\\W{{0,12}}{clock}$", re.I),
        re.compile("|".join(map(re.escape, printed["others"])), re.I),
    )


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, at the start of a word."""
    return r"(?<!\w)(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + ")"
