"""The agency whose text a page says it prints: in the dateline, in the credit line at its end, or in the byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.knowledge.credits import load_credits
from dateline.records import Article, Span, Stated

OPENING = 120
"""Characters of a block in which a dateline ends: "PORT AU SUD, Norland, March 3, 2024 (Reuters) -"."""
CLOSING = 160
"""Characters at the end of a text in which a credit line stands."""
LINE = 100
"""Characters of the longest line, among those that are no article, that is taken for a byline or credit."""
LONGEST = 400
HELPED = ("reporting", "with files", "with report", "with input", "with material", "contributions")
ABROAD = "avec "
"""Characters of the longest line that is looked at for agencies that helped."""
LAST_BLOCKS = 3
FIRST_BLOCKS = 4
"""A dateline stands below the headline, the standfirst and at most a caption."""


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What credits look like at the head of a block, at the end of the text, in a line of its own, and of helpers."""
    name = f"({load_credits().pattern})"
    more = r"(?:\s?[/,&]\s?[A-Za-z][\w. -]{1,20})*"
    head = re.compile(
        rf"^[^a-z]{{0,60}}?[^()]{{0,60}}\({name}{more}\)\s?[-–—:]?"  # GOMA (Reuters) -
        rf"|^(?:[A-Z][\w'’.-]*,? ){{0,4}}(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}},? )?{name}\s?[-–—:]\s"  # Goma, AFP -
        rf"|^[A-Z][\w'’ .-]{{1,40}},\s?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}})[\s,./-]{{1,3}}"
        rf"{name}\s?[/.–—-]\s?"  # KRASK, March 5. /TASS/. and Krask, 5 March, EFE.-
    )
    tail = re.compile(rf"[(\[/—–-]\s?{name}{more}\s?[)\]/]?\s*$|(?:©|\([Cc]\)|Source:|Copyright \d{{4}})\s*{name}\W*$")
    line = re.compile(
        rf"^\s*(?:By\b[^\n]{{0,70}}[\s,/|–—-]\s?|Source:\s?|Credit:\s?|©\s?(?:\d{{4}}\s?)?)?(?:The )?{name}\s*$"
    )
    helped = re.compile(
        rf"\b(?i:additional reporting (?:by|from)|"
        rf"with (?:files|reports|inputs?|material|(?:additional )?reporting|contributions) (?:by|from)|avec(?: l['’])?)"
        rf"\b[^.\n]{{0,80}}?\b{name}\b"
    )
    return head, tail, line, helped


def agency(article: Article) -> Stated | None:
    """The agency that a page credits, as its id in the catalogue of actors; None where there is none.

    The basis is ``publisher`` where the page is the agency's own, then ``dateline``, ``closing-line``,
    ``credit-line``; ``contributed`` where it only helped.
    """
    own = load_credits().named(article.publisher)
    return Stated(own, "publisher") if own is not None else next(credited(article), None)


def credited(article: Article) -> Iterator[Stated]:
    """All credits, the surest first."""
    head, tail, line, helped = patterns()
    text, blocks = article.text, article.blocks
    lines = [run.span for run in article.boilerplate if run.span.end - run.span.start <= LONGEST]
    short = [span for span in lines if span.end - span.start <= LINE]
    for block in [block for block in blocks if block.kind != "headline"][:FIRST_BLOCKS]:
        yield from in_view(article, head.match(text[block.start : min(block.end, block.start + OPENING)]), block.start)
    closing = max(0, len(text) - CLOSING)
    yield from in_view(article, tail.search(text[closing:]), closing, "closing-line")
    for block in blocks:
        if block.end - block.start <= LINE:
            yield from in_view(article, line.match(text[block.start : block.end]), block.start, "credit-line")
    for span in short:
        yield from named(line.match(article.quote(span)), "credit-line", span.start)
    for block in blocks[-LAST_BLOCKS:]:
        part = text[block.start : block.end]
        if may_name_helpers(part):
            yield from in_view(article, helped.search(part), block.start, "contributed")
    for span in lines:
        part = article.quote(span)
        if may_name_helpers(part):
            yield from named(helped.search(part), "contributed", span.start)


def may_name_helpers(text: str) -> bool:
    """Whether a stretch has the words without which it credits no help; for speed."""
    small = text.casefold()
    return ABROAD in small or ((" by" in small or " from" in small) and any(map(small.__contains__, HELPED)))


def in_view(article: Article, found: re.Match[str] | None, offset: int, basis: str = "dateline") -> Iterator[Stated]:
    """The credit of a match in the view, in a stretch that starts at this view offset."""
    for each in named(found, basis, offset):
        if each.span:
            yield Stated(each.value, basis, article.source_span(each.span.start, each.span.end))


def named(found: re.Match[str] | None, basis: str, offset: int) -> Iterator[Stated]:
    """The credit of a match in a stretch that starts at this offset."""
    if found is not None:
        group = next(number for number in range(1, found.re.groups + 1) if found[number])
        span = Span(offset + found.start(group), offset + found.end(group))
        yield Stated(load_credits().agencies[found[group]], basis, span)
