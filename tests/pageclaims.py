"""Small written pages to claims, through the whole of cleaning, parsing and coding."""

from __future__ import annotations

from dateline.cleaning import clean
from dateline.coding import code
from dateline.parsing import parse
from dateline.records import Claim, CodedArticle, Page


def coded(text: str, published: str | None = "2031-05-08") -> CodedArticle:
    page = Page("test.txt", text + "\n", published=published)
    (result,) = code(parse(clean([page])))
    assert isinstance(result, CodedArticle), result
    return result


def claims(text: str, published: str | None = "2031-05-08") -> tuple[Claim, ...]:
    return coded(text, published).claims


def only(text: str) -> Claim:
    found = claims(text)
    assert len(found) == 1, [(claim.type, claim.trigger.text) for claim in found]
    return found[0]
