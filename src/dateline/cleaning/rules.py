"""The rules of `rules.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from dateline.errors import KnowledgeError

Reach = Literal["line", "teasers", "page"]
MOST_WORDS = 30
# Lines of so many words and more share a gate: with a rule for long lines alone it is quick.
GATES = (0, 9, 21, 31, 61)


@dataclass(frozen=True)
class Rule:
    """What a line, or a part of one, looks like that is not the article, and how far the rule reaches."""

    slug: str
    pattern: re.Pattern[str]
    part: bool
    reach: Reach
    words: int
    needs: tuple[str, ...]
    everywhere: bool
    example: str

    @cached_property
    def verdict(self) -> str:
        """The slug; ``slug/reach`` where the rule goes on beyond the line."""
        return self.slug if self.reach == "line" else f"{self.slug}/{self.reach}"

    def holds(self, line: str, small: str) -> bool:
        """Whether the expression matches a line; `small` is the line in small letters. `words` is not looked at."""
        if self.needs and not any(map(small.__contains__, self.needs)):
            return False
        return self.pattern.fullmatch(line) is not None


@dataclass(frozen=True)
class Gate:
    """What a line looks like for which one of some rules without `needs` may hold; made when the first line comes."""

    rules: tuple[Rule, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        without = [f"(?:{rule.pattern.pattern})" for rule in self.rules if not rule.needs]
        return re.compile("|".join(without) or r"(?!)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Rules:
    """All rules and word lists, and why a run of each slug is no article."""

    lines: tuple[Rule, ...]
    parts: tuple[Rule, ...]
    menu: frozenset[str]
    apart: frozenset[str]
    function: frozenset[str]
    spam_strong: frozenset[str]
    spam_weak: frozenset[str]
    spam_offer: frozenset[str]
    openers: re.Pattern[str]
    reasons: Mapping[str, str]

    @cached_property
    def by_length(self) -> tuple[tuple[tuple[Gate, tuple[Rule, ...]], ...], ...]:
        """The rules for a line of so many words behind their gate, first in text, then in HTML."""
        longest = max(rule.words for rule in self.lines)
        made = []
        for html in (False, True):
            by_words = [tuple(rule for rule in self.media(html) if at <= rule.words) for at in range(longest + 1)]
            gates = {least: Gate(by_words[least]) for least in GATES}
            made.append(tuple((gates[max(n for n in GATES if n <= at)], left) for at, left in enumerate(by_words)))
        return tuple(made)

    def media(self, html: bool) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.lines if rule.everywhere or not html)

    def met(self, small: str, html: bool) -> list[Rule]:
        """The rules for whose `needs` a page has some short line; `small` are those lines, in small letters."""
        return [rule for rule in self.media(html) if rule.needs and any(map(small.__contains__, rule.needs))]

    def of(self, line: str, count: int, html: bool, met: Sequence[Rule]) -> Sequence[Rule]:
        """The rules that can hold for a line of so many words; `met` are those that can hold for a short one.

        On most pages these are few, and few rules are for lines of more than `MOST_WORDS`.
        """
        by_length = self.by_length[html]
        if count >= len(by_length):
            return ()
        gate, left = by_length[count]
        if gate.pattern.fullmatch(line):
            return left
        return [rule for rule in (met if count <= MOST_WORDS else left) if rule.needs and count <= rule.words]


@cache
def rules() -> Rules:
    """The rules that are shipped. Raises KnowledgeError where the file is wrong."""
    data = tomllib.loads(files("dateline.cleaning").joinpath("rules.toml").read_text("utf-8"))
    made = [_rule(number, row) for number, row in enumerate(data["rule"], 1)]
    lists = {name: text.split() for name, text in data["words"].items()}
    try:
        openers = re.compile(rf"(?<!\S)(?:{'|'.join(lists.pop('openers'))})")
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"rules.toml, words: no usable openers ({error}).") from None
    return Rules(
        tuple(r for r in made if not r.part),
        tuple(r for r in made if r.part),
        openers=openers,
        reasons=data["reasons"],
        **{name: frozenset(words) for name, words in lists.items()},
    )


def _rule(number: int, row: dict[str, object]) -> Rule:
    reach = row.get("reach", "line")
    words = row.get("words", MOST_WORDS)
    if reach not in ("line", "teasers", "page") or not isinstance(words, int):
        raise KnowledgeError(f"rules.toml, rule {number}: reach is line, teasers or page, and words a number.")
    try:
        pattern = re.compile(str(row.get("line") or row["part"]), re.IGNORECASE | re.DOTALL)
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"rules.toml, rule {number}: no usable line or part ({error}).") from None
    needs = row.get("needs", ())
    if not isinstance(needs, list | tuple):
        raise KnowledgeError(f"rules.toml, rule {number}: needs is a list of strings.")
    slug, example = str(row["slug"]), str(row.get("example", ""))
    everywhere = row.get("media") != "text"
    return Rule(slug, pattern, "part" in row, reach, words, tuple(map(str, needs)), everywhere, example)
