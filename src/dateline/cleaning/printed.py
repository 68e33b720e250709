"""The dates that a page shows its readers: beside the headline, at the start of the text, in elements named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import unescape

from dateline.cleaning.date_words import date_words
from dateline.cleaning.evidence import Role, Statement, same, stated
from dateline.cleaning.html import Draft, Scanned
from dateline.cleaning.local_dates import FIGURE, FIGURES, local_dates
from dateline.cleaning.names import name_words
from dateline.records import Span

# What may stand before a date with which an article opens: the place, in brackets or not.
OPENING = re.compile(r"[\W\d]*(?:[^\W\d][\w.'’/-]*[\s,(–—-]*){0,3}$")
AFTER_OPENING = re.compile(r"\s?[)\]]?\s?[.:–—|-]|\s?\(")
LONGEST_OPENING, OPENERS = 34, 4
# A line of details about a page, one that is little but its date, and a paragraph in an element named for a date.
LONGEST, LONGEST_BARE, LONGEST_NAMED = 260, 110, 600
# Of the text beside a date that a word such as "on" or "published" introduces; a sentence is longer.
LONGEST_LABELLED = 60
# How many passages before and after the headline or the first of the article a page prints its date.
ABOVE, BELOW = 12, 14
# Less trust than this is no evidence; what is printed is never as sure as what the markup says.
LEAST, MOST = 0.2, 0.84


def in_text(
    scanned: Scanned, kept: Sequence[int], top: int | None, language: str, first: bool | None
) -> Iterator[Statement]:
    """The dates that a page prints about itself.

    Of its passages `kept` are the article and `top` is the headline; `language` and `first` are as in `local_dates`.
    """
    drafts = scanned.drafts
    for at in kept[:OPENERS]:
        if made := opening(drafts[at], language, first):
            yield made
    start = top if top is not None else kept[0] if kept else next((n for n, d in enumerate(drafts) if d.level == 1), 0)
    body = next((at for at in kept if at > start and len(drafts[at].text) > LONGEST_BARE), start + 1)
    for at, draft in enumerate(drafts):
        text = draft.text
        if len(text) > LONGEST_NAMED or not FIGURE.search(text) or not FIGURES.search(text):
            continue
        shown = spread(draft)
        dates = list(local_dates(shown, language, first))
        if not dates:
            continue
        named = date_named(draft, scanned)
        near = start - ABOVE <= at <= body + BELOW
        longest = LONGEST_NAMED if named > 1 else LONGEST if near or named else LONGEST_BARE
        if len(draft.text) > longest or date_words().others.search(draft.text):
            continue
        place = 0.2 if abs(at - start) <= 1 else 0.1 if start - 4 <= at <= body else 0.0
        place -= min(0.3, 0.02 * max(start - at, at - body, 0)) + (0.05 if kept and at > max(body, kept[-1]) else 0.0)
        if draft.chrome in ("nav", "aside", "footer") or (draft.linked > 0.9 and len(draft.text) > 30):
            place -= 0.25
        yield from stated_in(draft, shown, dates, named, place, near or named > 0)


def days(scanned: Scanned, language: str, first: bool | None) -> set[date]:
    """The days that a page may print about itself, in its passages or as stamps of elements <time>."""
    stamps = [stated(fact.attributes.get("datetime", ""), "day", 0.0) for fact in scanned.facts if fact.tag == "time"]
    found = {made.day for made in stamps if made}
    for draft in scanned.drafts:
        text = draft.text
        # The paragraph with which an article opens is looked at whatever its length.
        part = text if len(text) <= LONGEST_NAMED else text[:80]
        if FIGURE.search(part) and FIGURES.search(part):
            for shown in {part, spread(draft)}:
                found |= {day for _, _, day in local_dates(shown, language, first)}
    return found


def zoned(scanned: Scanned, moment: datetime) -> bool:
    """Whether an element <time> tells the same moment in a zone other than UTC."""
    stamps = [fact.attributes.get("datetime", "") for fact in scanned.facts if fact.tag == "time"]
    made = [stated(stamp, "day", 0.0) for stamp in stamps if stamp]
    return any(item.moment.utcoffset() and same(item.moment, moment) for item in made if item and item.moment)


def stated_in(
    draft: Draft, text: str, dates: Sequence[tuple[int, int, date]], named: int, place: float, likely: bool
) -> Iterator[Statement]:
    """The dates that were found in the text of one passage, tags apart.

    One that is not `likely` to speak of the page must have a word that says so.
    """
    for begin, end, day in dates[:3]:
        if not likely and not date_words().anywhere.search(text[max(0, begin - 40) : begin]):
            continue
        role, trust = judged(text, begin, end, named, len(dates))
        if trust > 0 and trust + place > LEAST:
            yield Statement(day, role, min(trust + place, MOST), span=where(draft, text[begin:end]))


def judged(text: str, begin: int, end: int, named: int, count: int) -> tuple[Role, float]:
    """The role of a printed date and how far it can be trusted, from the words beside it."""
    before = text[max(0, begin - 60) : begin]
    rest = len(text) - (end - begin)
    if date_words().updated.search(before):
        return "updated", 0.6
    if date_words().published.search(before) and (rest < LONGEST_LABELLED or named):
        return "published", 0.66
    if named:
        return "day", (0.55 if named > 1 else 0.45) - (0.2 if rest > 80 else 0.0)
    if rest <= 24:
        return "day", 0.5
    return ("day", 0.4) if rest < LONGEST_BARE - 40 and count < 3 else ("day", 0.0)


def date_named(draft: Draft, scanned: Scanned) -> int:
    """2 where the tag around a passage is named for a date, 1 where it is named for such details, else 0."""
    best = 0
    around = scanned.boxes.attributes[draft.box] if len(draft.text) < LONGEST_BARE else ""
    for attributes in (draft.hint, draft.attributes, around):
        if attributes:
            words = name_words(attributes)
            if not date_words().date_names.isdisjoint(words):
                return 2
            if not date_words().detail_names.isdisjoint(words):
                best = 1
    return best


def spread(draft: Draft) -> str:
    """The text of a passage with a space between tags: elements side by side are set apart by style alone."""
    if len(draft.spans) == 1:
        return draft.text
    return " ".join(unescape(" ".join([draft.source[start:end] for start, end in draft.spans])).split())


def where(draft: Draft, words: str) -> Span | None:
    """Where words of a passage stand in the source, if they stand there as they read."""
    for start, stop in draft.spans:
        if start < stop:
            at = draft.source.find(words, start, stop)
            if at >= 0:
                return Span(at, at + len(words))
    return None


def opening(draft: Draft, language: str, first: bool | None) -> Statement | None:
    """The date with which the first paragraph of an article opens: "Sample Town (9.1.2020). The council ..."."""
    for begin, end, day in local_dates(draft.text[:80], language, first):
        if (
            begin <= LONGEST_OPENING
            and OPENING.match(draft.text[:begin])
            and AFTER_OPENING.match(draft.text[end : end + 4])
        ):
            return Statement(day, "day", 0.5, span=where(draft, draft.text[begin:end]))
    return None


def times(scanned: Scanned, kept: Sequence[int], top: int | None) -> Iterator[Statement]:
    """Elements <time> with a stamp: near the headline and the start of the article they are the page's own."""
    marked = [fact for fact in scanned.facts if fact.tag == "time" and fact.attributes.get("datetime")]
    if not marked:
        return
    drafts = scanned.drafts
    start = top if top is not None else kept[0] if kept else None
    low, high = -1, -1
    if start is not None:
        last = kept[0] if kept else start
        low = drafts[max(0, start - ABOVE)].start
        high = drafts[min(len(drafts) - 1, max(start, last) + BELOW)].end
    for number, fact in enumerate(marked):
        near = low <= fact.start <= high
        if near or number == 0:
            made = stated(fact.attributes["datetime"], "day", 0.65 if near else 0.4)
            if made:
                yield made
                if near:
                    return
