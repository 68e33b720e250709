"""Datelines: where a report was filed from, in front of its first words ("BAGHDAD (Reuters) -", "Kabul, Jan. 3 —").

A dateline is no part of the first sentence, and the place in it is where the reporter sat. Some sites drop the agency
and the dash ("GOMA Rebels seized ..."): capitals before a capitalised word are a dateline if a town is so called.
"""

from __future__ import annotations

import re

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.records import Article

CITY = r"[A-Z][\w’'.\-]*(?:[ /][A-Z][\w’'.\-]*){0,3}"
REGION = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
AGENCY = r"(?:\([^()]{2,40}\)(?:\s*[-–—:]+\s)?|[-–—]{1,2}\s|\s[-–—]{1,2})"
DATELINE = re.compile(rf"\s*({CITY}{REGION}){DAY},?\s*{AGENCY}")
SHOUTED = re.compile(rf"\s*([A-Z][A-Z’'.\-]+(?:[ /][A-Z’'.\-]+){{0,3}}{REGION}){DAY}\s*(?:\(|[-–—:])")
BARE = re.compile(r"\s*((?:[A-Z][A-Z’'\-]{3,}|[A-Z]{2,}(?: [A-Z][A-Z’'\-]+){1,2})) (?=(?:[A-Z][a-z]|A )[\w ])")
TAIL = re.compile(rf"{DAY},?\s*(?:\([^()]{{2,40}}\))?{DAY}\s*[-–—:]*\s*")
SMALLEST = 50_000
"""People; the least town that capitals alone, without agency or dash, are taken for."""


def datelines(article: Article) -> list[tuple[int, int, int]]:
    """(start of the place, its end, start of the text proper) for each block that opens with one; view offsets."""
    found = []
    for block in article.blocks:
        if block.kind in {"body", "quote", "update", "standfirst"}:
            head = article.text[block.start : min(block.end, block.start + 90)]
            match = SHOUTED.match(head) or DATELINE.match(head) or town_in_capitals(head)
            if match is not None:
                tail = TAIL.match(head, match.end(1))
                end = match.end() if match.re is DATELINE else tail.end() if tail else match.end(1)
                found.append((block.start + match.start(1), block.start + match.end(1), block.start + end))
    return found


def town_in_capitals(head: str) -> re.Match[str] | None:
    """Capitals at the start of a sentence in ordinary case, if they name a town of some size."""
    match = BARE.match(head)
    if match is None or head.isupper():
        return None
    named = load_gazetteer().lookup(match[1].title())
    return match if any(place.population and place.population >= SMALLEST for place in named) else None
