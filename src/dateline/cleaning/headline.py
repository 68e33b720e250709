"""The headline and the standfirst: which passages they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from dateline.cleaning.boilerplate import is_body
from dateline.cleaning.html import Draft, Scanned
from dateline.cleaning.origin import is_outlet, title_parts
from dateline.cleaning.view import Passage, Run, passage

# Two wordings of one headline: page titles are often cut or end in the outlet.
ALIKE = 85
LONGEST_HEADLINE, LONGEST_STANDFIRST = 220, 400
FEWEST_WORDS = 3
# A headline stands within so many passages before the article.
NEAR = 60
STOP = re.compile(r"[.]['\"”’]?$")


def page_title(scanned: Scanned) -> str | None:
    """The title that the markup gives: og:title, else the first h1, else <title> without the outlet."""
    facts = scanned.metas
    for name in ("og:title", "twitter:title", "dc.title"):
        if name in facts:
            return facts[name]
    heading = next((d.text for d in scanned.drafts if d.level == 1), None)
    if heading and len(heading.split()) >= FEWEST_WORDS:
        return heading
    return scanned.title or heading


def headline_index(drafts: Sequence[Draft], kept: Sequence[int], title: str | None) -> int | None:
    """Which draft is the headline: a heading, or a passage equal to the title, at or before the article's first."""
    if not kept:
        return None
    # Menus that were kept stand before the headline: they are not the article's first passages.
    first = next((number for number, at in enumerate(kept) if is_body(drafts[at].text)), 0)
    last = kept[min(first + 2, len(kept) - 1)]
    near = [at for at in range(last, max(-1, kept[0] - NEAR), -1) if len(drafts[at].text) <= LONGEST_HEADLINE]
    wanted = title_parts(title)[0] if title else ""
    alike = [at for at in near if wanted and _alike(drafts[at].text, wanted)]
    headings = [at for at in alike if drafts[at].level]
    if headings or alike:
        return (headings or alike)[0]
    tops = [at for at in near if drafts[at].level == 1 and len(drafts[at].text.split()) >= FEWEST_WORDS]
    return tops[0] if tops else None


def _alike(text: str, title: str) -> bool:
    return len(text.split()) >= 2 and (
        fuzz.ratio(text.casefold(), title.casefold(), score_cutoff=ALIKE) >= ALIKE
        or (len(text.split()) >= FEWEST_WORDS + 2 and title.casefold().startswith(text.casefold()))
    )


def mark_standfirst(passages: list[Passage], scanned: Scanned) -> list[Passage]:
    """In HTML the passage after the headline is a standfirst where it is the page's own description, or a heading."""
    if len(passages) > 2 and passages[0].kind == "headline" and passages[1].kind == "body":
        second = passages[1]
        facts = scanned.metas
        described = facts.get("og:description") or facts.get("description") or ""
        is_own = second.level in (2, 3) or (described and fuzz.ratio(second.text[:400], described[:400]) >= ALIKE)
        if is_own and len(second.text) <= LONGEST_STANDFIRST and second.level != 1:
            passages[1] = second._replace(kind="standfirst")
    return passages


def _without_outlet(item: Passage) -> Passage:
    """The headline without the outlet behind its last dash: "Rain at last – Example News"."""
    head, outlet = title_parts(item.text)
    if outlet is None or not is_outlet(outlet) or len(item.runs) != 1:
        return item
    run = item.runs[0]
    return passage([Run(run.text[: len(head)], run.start, run.start + len(head))], "headline") or item


def mark_headline(passages: list[Passage], title: str | None) -> list[Passage]:
    """In plain text: a first short line without a full stop, with article text after it; then a standfirst."""
    if len(passages) < 2 or passages[0].kind != "body":
        return passages
    first = passages[0].text
    short = len(first) <= LONGEST_HEADLINE and not STOP.search(first) and not first.endswith(":")
    named = title is not None and _alike(first, title)
    if not (named or (short and any(is_body(item.text) for item in passages[1:]))):
        return passages
    passages[0] = _without_outlet(passages[0]._replace(kind="headline"))
    second = passages[1]
    rest = [item for item in passages[2:] if item.kind == "body"]
    before_caption = len(passages) > 2 and passages[2].kind == "caption"
    if (
        rest
        and before_caption
        and second.kind == "body"
        and len(second.text) <= LONGEST_STANDFIRST
        and is_body(second.text)
    ):
        passages[1] = second._replace(kind="standfirst")
    return passages
