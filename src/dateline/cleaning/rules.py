"""The rules of `rules.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

from dateline.errors import KnowledgeError

Reach = Literal["line", "teasers", "page"]
MOST_WORDS = 30
# Rules for lines of up to so many words look for what they need together: a few are for longer lines.
TIERS = (MOST_WORDS, 60)
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


class Met(NamedTuple):
    """Words that some rules need, which a page has, and the numbers of these rules."""

    need: str
    numbers: tuple[int, ...]


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
    appeals: re.Pattern[str]
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

    @cached_property
    def needed(self) -> Mapping[int, Mapping[str, tuple[int, ...]]]:
        """What rules need, with their numbers, by the longest lines that they are for, in words, rounded up."""
        found: dict[int, dict[str, tuple[int, ...]]] = {}
        for number, rule in enumerate(self.lines):
            table = found.setdefault(next((most for most in TIERS if rule.words <= most), rule.words), {})
            for need in rule.needs:
                table[need] = (*table.get(need, ()), number)
        return found

    def met(self, lines: Sequence[tuple[str, int]]) -> list[Met]:
        """What rules need and a page has; `lines` are its lines in small letters, with the numbers of their words."""
        met: list[Met] = []
        for most, table in self.needed.items():
            text = "\n".join([small for small, count in lines if count <= most])
            met += [Met(need, numbers) for need, numbers in table.items() if need in text]
        return met

    def of(self, line: str, small: str, count: int, html: bool, met: Sequence[Met]) -> Sequence[Rule]:
        """The rules that may hold for a line of so many words; `small` is the line in small letters."""
        by_length = self.by_length[html]
        if count >= len(by_length):
            return ()
        gate, left = by_length[count]
        if gate.pattern.fullmatch(line):
            return left
        numbers = {number for need, numbers in met if need in small for number in numbers}
        rules = [self.lines[number] for number in sorted(numbers)] if numbers else ()
        return [rule for rule in rules if count <= rule.words and (rule.everywhere or not html)]


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
    sure, other = ("|".join(map(re.escape, lists.pop(name))) for name in ("appeal_sure", "appeal_other"))
    return Rules(
        tuple(r for r in made if not r.part),
        tuple(r for r in made if r.part),
        openers=openers,
        appeals=re.compile(f"\\b(?:(?P<sure>{sure})|(?P<other>{other}))"),
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
