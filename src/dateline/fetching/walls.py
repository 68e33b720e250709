"""Pages that stand before the article: consent, payment, login, and checks that keep programs out.

The marks are in walls.csv. A mark alone is no wall: many articles carry a cookie notice or an advertisement for
subscriptions. A page is a wall where it has a mark and less text in paragraphs than an article.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree, html

from dateline.fetching.addresses import Address
from dateline.fetching.refusals import Refusal

ARTICLE_WORDS = 120
"""Words in paragraphs from which on a page is read although it has a mark: two or three paragraphs of news."""

DEEPEST = 20
"""Levels of structured data that are looked at."""

MESSAGES = {
    "consent-wall": "shows a question for consent in place of the article.",
    "paywall": "is behind a paywall.",
    "login": "shows a page to log in in place of the article.",
    "bot-check": "shows a check that keeps programs out.",
}
SAVE_IT = " Save the page yourself and give the file."
CUT = "the publisher marks this article as not free; what was sent may be cut"


def check(text: str, asked: Address, came: Address) -> str | None:
    """Raises Refusal where a page of HTML is a wall; a note where it is an article that may be cut."""
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    paid = _not_free(tree)
    words = sum(len(" ".join(each.itertext()).split()) for each in tree.iter("p"))
    if words >= ARTICLE_WORDS:
        return CUT if paid else None
    kind = _marked(tree, asked, came) or ("paywall" if paid else None)
    if kind:
        raise Refusal(kind, MESSAGES[kind] + SAVE_IT)
    return None


@cache
def _marks() -> dict[tuple[str, str], re.Pattern[str]]:
    """Patterns by kind and place."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    table = (files("dateline.fetching") / "walls.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        split = "|" if row["where"] == "title" else None
        found[row["kind"], row["where"]] += [re.escape(mark) for mark in row["marks"].split(split)]
    shapes = {
        "host": r"^(?:{})\.",
        "path": r"^(?:/[a-z]{{2}})?(?:{})(?![a-z])",
        "title": r"^\W*(?:{})\b",
        "attribute": r"(?<![a-z])(?:{})(?![a-z])",
    }
    return {key: re.compile(shapes[key[1]].format("|".join(marks)), re.IGNORECASE) for key, marks in found.items()}


def _marked(tree: html.HtmlElement, asked: Address, came: Address) -> str | None:
    """The kind of wall whose mark a page has. Host and path count where a redirect has led there."""
    led = asked != came
    title = " ".join((tree.findtext(".//title") or "").split())
    attributes = " ".join(
        f"{each.get('class', '')} {each.get('id', '')}" for each in tree.iter("div", "section", "aside", "body")
    )
    places = {"title": title, "attribute": attributes, "host": came.host if led and came.host != asked.host else "",
              "path": came.target if led else ""}  # fmt: skip
    for (kind, where), pattern in _marks().items():
        if pattern.search(places[where]):
            return kind
    if any(each.get("type", "").lower() == "password" for each in tree.iter("input")):
        return "login"
    return None


def _not_free(tree: html.HtmlElement) -> bool:
    """Whether the page says of itself that it is not free, in JSON-LD or in microdata (schema.org)."""
    for element in tree.iter("meta"):
        if element.get("itemprop") == "isAccessibleForFree" and _is_false(element.get("content")):
            return True
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                found = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            if _says_so(found, DEEPEST):
                return True
    return False


def _says_so(value: Any, levels: int) -> bool:
    """Whether a thing of the data is not free; its parts (`hasPart`) say it too, and are as good."""
    if levels and isinstance(value, list):
        return any(_says_so(each, levels - 1) for each in value)
    if levels and isinstance(value, dict):
        inner = (value.get(key) for key in ("@graph", "hasPart", "mainEntity"))
        return _is_false(value.get("isAccessibleForFree")) or any(_says_so(each, levels - 1) for each in inner)
    return False


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower().rpartition("/")[2] == "false")
