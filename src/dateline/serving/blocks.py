"""A page as blocks of marked words, ready to be drawn: what is article, what is not, and which words carry what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from dateline.exporting.page import (
    UNSEEN,
    Mark,
    PageRun,
    Seen,
    in_view,
    marks,
    page_runs,
    shown_runs,
    visible_words,
    why_run,
)  # fmt: skip
from dateline.records import Article, Entity, Mention

LONGEST_REST = 600
"""Characters of a run that is no article which are sent."""
Placed = tuple[int, int, int, str, int | None, str | None]
"""A mark in the view: start, end, source offset, role, number of the claim, id of the entity."""


def blocks(seen: Seen, entities: Iterable[tuple[Entity, Sequence[Mention]]]) -> list[dict[str, Any]]:
    """The runs of a page in order. A block of the article has `parts`: words with their roles, claims and entities.

    `at` of a part is where it begins in the page; a mark that begins there can be linked to by it. A run that is no
    article has its visible `words` and the reason `why` it is none; `hidden` are the characters that a browser does
    not show.
    """
    article = seen.article
    if article is None:
        return []
    placed = _placed(article, marks(article, seen.claims), entities)
    return [_block(article, run, placed) for run in shown_runs(page_runs(article))]


def _placed(
    article: Article, found: Iterable[Mark], entities: Iterable[tuple[Entity, Sequence[Mention]]]
) -> list[Placed]:
    placed: list[Placed] = []
    for mark in found:
        if at := in_view(article, mark.span):
            placed.append((*at, mark.span.start, mark.role, mark.claim, None))
    for entity, mentions in entities:
        for mention in mentions:
            if at := in_view(article, mention.span):
                placed.append((*at, mention.span.start, "mention", None, entity.id))
    return sorted(placed, key=lambda each: (each[0], each[1], each[3], each[4] or 0))


def _block(article: Article, run: PageRun, placed: Sequence[Placed]) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": run.kind, "start": run.span.start, "end": run.span.end}
    if run.view is None:
        told |= {"rule": run.rule, "why": why_run(run)}
        if run.rule in UNSEEN:
            return {**told, "hidden": run.span.end - run.span.start}
        words = " ".join(visible_words(article, run).split())
        return {**told, "words": words[:LONGEST_REST], "more": max(0, len(words) - LONGEST_REST)}
    begin, end = run.view
    here = [mark for mark in placed if mark[0] < end and mark[1] > begin]
    cuts = sorted({begin, end, *(min(max(cut, begin), end) for mark in here for cut in mark[:2])})
    parts = []
    for start, stop in pairwise(cuts):
        inside = [mark for mark in here if mark[0] <= start and stop <= mark[1]]
        part: dict[str, Any] = {"text": article.text[start:stop]}
        if inside:
            begins = [mark[2] for mark in inside if mark[0] == start]
            part["roles"] = list(dict.fromkeys(mark[3] for mark in inside))
            part["claims"] = sorted({mark[4] for mark in inside if mark[4] is not None})
            part["entities"] = sorted({mark[5] for mark in inside if mark[5] is not None})
            part["at"] = begins[0] if begins else None
        parts.append(part)
    return {**told, "outlet": run.outlet, "parts": parts}
