"""The sentence of a claim as parts, each with the roles that its words play there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from dateline.records import Claim, Mention

Role = Literal["trigger", "actor", "recipient", "date", "place", "speaker", "number", "dateline"]


def mentions(claim: Claim) -> Iterator[tuple[Role, Mention]]:
    """Every mention that a field of a claim rests on, with its role."""
    yield "trigger", claim.trigger
    for party in claim.actors:
        yield "actor", party.mention
    for party in claim.recipients:
        yield "recipient", party.mention
    if claim.when.mention:
        yield "date", claim.when.mention
    if claim.where.mention:
        yield "place", claim.where.mention
    for count in (claim.killed, claim.injured):
        if count and count.mention:
            yield "number", count.mention
    for source in claim.sources:
        if source.mention:
            yield "speaker", source.mention


def stretch(sentence: str, words: str, page: str, begin: int, at: int) -> tuple[int, int]:
    """Where words that stand at page offset `at` stand in the sentence that begins at page offset `begin`.

    The words are those of the cleaned view. Where a word stands in the sentence more than once, the one is taken that
    has as many of its like before it as in the page. Both ends are 0 where the words are not there.
    """
    if not words:
        return 0, 0
    before = page[begin:at].count(words)
    found = sentence.find(words)
    for _ in range(before):
        later = sentence.find(words, found + 1)
        if later < 0:
            break
        found = later
    return (found, found + len(words)) if found >= 0 else (0, 0)


def marked(claim: Claim, page: str) -> list[dict[str, Any]]:
    """The sentence of a claim in parts: `text`, its `roles`, and `at`, where the words begin in the page.

    Words that a field rests on and that stand in another sentence are not among them.
    """
    sentence, whole = claim.sentence.text, claim.sentence.span
    placed = []
    for role, mention in mentions(claim):
        if whole.start <= mention.span.start and mention.span.end <= whole.end:
            start, end = stretch(sentence, mention.text, page, whole.start, mention.span.start)
            if end > start:
                placed.append((start, end, role, mention.span.start))
    cuts = sorted({0, len(sentence), *(cut for mark in placed for cut in mark[:2])})
    parts = []
    for start, end in pairwise(cuts):
        here = [mark for mark in placed if mark[0] <= start and end <= mark[1]]
        at = min((mark[3] for mark in here), default=None)
        parts.append({"text": sentence[start:end], "roles": list(dict.fromkeys(mark[2] for mark in here)), "at": at})
    return parts
