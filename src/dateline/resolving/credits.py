"""The agency whose text a page says it prints: in the dateline, in the credit line at its end, or in the byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.credits import load_credits
from dateline.records import Article

OPENING = 120
"""Characters of a block in which a dateline ends: "PORT AU SUD, Norland, March 3, 2024 (Reuters) -"."""
CLOSING = 160
"""Characters at the end of a text in which a credit line stands."""
LINE = 100
"""Characters of the longest line, among those that are no article, that is taken for a byline or credit."""
FIRST_BLOCKS = 4
"""A dateline stands below the headline, the standfirst and at most a caption."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency's id in the catalogue of actors, and whether the page is the agency's own."""

    agency: str
    own: bool = False


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What credits look like at the head of a block, at the end of the text, and in a line of its own."""
    name = f"({load_credits().pattern})"
    more = r"(?:\s?[/,&]\s?[A-Za-z][\w. -]{1,20})*"
    head = re.compile(
        rf"^[^a-z]{{0,60}}?[^()]{{0,60}}\({name}{more}\)\s?[-–—:]?"  # GOMA (Reuters) -
        rf"|^(?:[A-Z][\w'’.-]*,? ){{0,4}}(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}},? )?{name}\s?[-–—:]\s"  # Goma, AFP -
    )
    tail = re.compile(rf"[(\[/—–-]\s?{name}{more}\s?[)\]/]?\s*$|(?:©|\([Cc]\)|Source:|Copyright \d{{4}})\s*{name}\W*$")
    line = re.compile(
        rf"^\s*(?:By\b[^\n]{{0,70}}[,/|–—-]\s?|Source:\s?|Credit:\s?|©\s?(?:\d{{4}}\s?)?)?(?:The )?{name}\s*$",
    )
    return head, tail, line


def credit(article: Article) -> Credit | None:
    """The agency that a page credits, the dateline before the last line before the byline; None where there is none."""
    own = load_credits().named(article.publisher)
    if own is not None:
        return Credit(own, own=True)
    head, tail, line = patterns()
    text, blocks = article.text, article.blocks
    body = [block for block in blocks if block.kind != "headline"][:FIRST_BLOCKS]
    lines = [text[block.start : block.end] for block in blocks if block.end - block.start <= LINE]
    lines += [article.quote(run.span) for run in article.boilerplate if run.span.end - run.span.start <= LINE]
    found = [
        *(head.match(text[block.start : min(block.end, block.start + OPENING)]) for block in body),
        tail.search(text[-CLOSING:]),
        *(line.match(each) for each in lines),
    ]
    match = next((match for match in found if match is not None), None)
    if match is None:
        return None
    return Credit(load_credits().agencies[next(name for name in match.groups() if name)])
