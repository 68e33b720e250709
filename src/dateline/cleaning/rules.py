"""The rules of `rules.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from dateline.errors import KnowledgeError

Reach = Literal["line", "teasers", "page"]
MOST_WORDS = 30
# Lines of so many words and more share a gate: with a rule for long lines alone it is quick.
GATES = (0, 9, 21, MOST_WORDS + 1)
# A capital in an expression, the classes of characters apart.
CAPITAL = re.compile(r"(\\.)|[A-Z]")
NONE: frozenset[int] = frozenset()


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
        """For a line in small letters, which takes two thirds of the time of one that disregards case."""
        without = [f"(?:{rule.pattern.pattern})" for rule in self.rules if not rule.needs]
        small = CAPITAL.sub(lambda found: found[1] or found[0].lower(), "|".join(without))
        return re.compile(small.replace("(?-i:", "(?:") or r"(?!)", re.DOTALL)


@dataclass(frozen=True)
class Needed:
    """What some rules need: words, by an expression for their beginnings, signs, and the numbers of the rules.

    Of words that begin alike the shortest is found, which stands for the rules of all.
    """

    words: re.Pattern[str]
    signs: tuple[str, ...]
    rules: Mapping[str, frozenset[int]]

    def met(self, small: str) -> frozenset[int]:
        """The numbers of the rules that need something that the line has."""
        found = self.words.findall(f" {small}") + [sign for sign in self.signs if sign in small]
        return frozenset().union(*map(self.rules.__getitem__, found)) if found else NONE


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
        """The rules for a line of so many words behind their gate, to `MOST_WORDS` and one more: in text, in HTML."""
        made = []
        for html in (False, True):
            by_words = [tuple(r for r in self.media(html) if at <= r.words) for at in range(MOST_WORDS + 2)]
            gates = {least: Gate(by_words[least]) for least in GATES}
            made.append(tuple((gates[max(n for n in GATES if n <= at)], left) for at, left in enumerate(by_words)))
        return tuple(made)

    def media(self, html: bool) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.lines if rule.everywhere or not html)

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many words the longest line may have for which there is a rule, in text and in HTML."""
        return tuple(max(rule.words for rule in self.media(html)) for html in (False, True))

    @cached_property
    def needed(self) -> tuple[Needed, ...]:
        """What rules need, in text and in HTML."""
        made = []
        for html in (False, True):
            rules = [
                (n, need) for n, rule in enumerate(self.lines) if rule.everywhere or not html for need in rule.needs
            ]
            needs = {need for _, need in rules}
            numbers = {need: frozenset(n for n, other in rules if other.startswith(need)) for need in needs}
            words = sorted(need for need in needs if need[0].isalnum())
            signs = tuple(sorted(needs.difference(words)))
            made.append(Needed(re.compile(rf"[^a-z0-9_](?=({any_of(words)}))"), signs, numbers))
        return tuple(made)

    def of(self, small: str, count: int, html: bool) -> Sequence[Rule]:
        """The rules that may hold for a line that is given in small letters.

        `count` is how many words it has. Beyond `MOST_WORDS` the rules may be for fewer than it has.
        """
        gate, left = self.by_length[html][min(count, MOST_WORDS + 1)]
        if gate.pattern.fullmatch(small):
            return left
        numbers = self.needed[html].met(small)
        return [rule for number in sorted(numbers) if count <= (rule := self.lines[number]).words] if numbers else ()


def any_of(words: Sequence[str]) -> str:
    """An expression for the shortest of any of the words; beginnings that several have are tried once."""
    if "" in words:
        return ""
    tails: dict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[0]].append(word[1:])
    parts = [re.escape(head) + any_of(rest) for head, rest in tails.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


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
