"""A briefing as a page and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dateline.serving.briefing.gathering import Briefing, Note, Sum
from dateline.serving.briefing.pictures import bars, chart, map_of
from dateline.serving.rendering import page
from dateline.serving.words import QUADS, day, number_words, share_words

SHEET = Path(__file__).parents[1] / "static" / "dateline.css"
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
"""What Markdown would take as a sign of its own."""
FIRST = re.compile(r"^([-+]|\d+[.)])(?=\s)")


def html(told: Briefing, query: str | None = None) -> str:
    """A briefing as a page: of the server where a `query` is given, with links to its pages; else one file that needs
    nothing else and links to the addresses of the pages.
    """
    served = query is not None
    unit, stretches, wider = bars(told)
    return page(
        "briefing.html" if served else "briefing_file.html", "Briefing", f"/api/v1/briefing{query}" if served else None,
        "/briefing", told=told, sums=sums(told), notes={note.number: note for note in told.notes}, wider=wider,
        timeline=chart(unit, stretches), map=map_of(told), summary=summary(told),
        link=(page_link if served else web_link), places=told.spots[:20], query=query or "",
        sheet=None if served else SHEET.read_text(encoding="utf-8"), served=served,
    )  # fmt: skip


def summary(told: Briefing) -> str:
    """What the record holds of this filter, and what part of it people have checked."""
    if not told.total:
        return "The record has no event of this kind."
    first = min((start for start, _, _ in told.days), default=None)
    last = max((end for _, end, _ in told.days), default=None)
    when = ""
    if first is not None and last is not None:
        ends = [day(_iso(each)) for each in dict.fromkeys((first, last))]
        when = f" of {ends[0]}" if len(ends) == 1 else f" from {ends[0]} to {ends[1]}"
    undated = f", {told.undated:,} of them undated" if told.undated else ""
    unnamed = f" of {_count(told.publishers, 'publisher')}" if told.publishers else ""
    return (
        f"{_count(told.total, 'event')}{when}{undated}, in {_count(told.documents, 'page')}{unnamed}. "
        f"Coded by a machine; {share_words(told.reviewed, told.total)}."
    )


def sums(told: Briefing) -> list[str]:
    """What the single events state of killed and injured together; aggregates are left out, so nothing counts twice."""
    return [
        f"{_events(each)} a number {name}: together {_range(each)}."
        for name, each in (("killed", told.killed), ("injured", told.injured))
        if each.events
    ]


def markdown(told: Briefing) -> str:
    """A briefing as Markdown, with the pages as footnotes."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Briefing) -> Iterator[str]:
    yield from ("# Briefing", "")
    if told.asked:
        yield "; ".join(f"{name} {safe(value)}" for name, value in told.asked)
        yield ""
    yield from (safe(summary(told)), "")
    if not told.total:
        return
    yield from ("## What", "", "| type | class | events |", "| --- | --- | ---: |")
    yield from (f"| {safe(kind)} | {QUADS.get(quad, '')} | {count:,} |" for kind, quad, count in told.types)
    unit, stretches, wider = bars(told)
    if stretches:
        yield from ("", "## When", "", f"| {unit} from | events |", "| --- | ---: |")
        yield from (f"| {each.start} | {sum(each.quads):,} |" for each in stretches if any(each.quads))
        if wider:
            yield from ("", f"{_count(wider, 'event')} known to a wider interval only.")
    if told.spots:
        yield from ("", "## Where", "", "| place | events |", "| --- | ---: |")
        yield from (f"| {safe(place(each.name, each.precision))} | {each.events:,} |" for each in told.spots[:20])
        if told.unplaced:
            yield from ("", f"{_count(told.unplaced, 'event')} without a known place.")
    if told.tolls:
        yield from ("", "## Tolls", "")
        yield from (safe(each) for each in sums(told))
        yield from ("", "| day | event | killed | injured |", "| --- | --- | ---: | ---: |")
        for toll in told.tolls:
            yield f"| {toll.day} | {safe(toll.words)} | {ends(toll.killed)} | {ends(toll.injured)} |"
    yield from ("", "## Events", "")
    for line in told.lines:
        cited = "".join(f"[^{number}]" for number, _ in line.cites)
        said = f" Says who: {safe('; '.join(line.voices))}." if line.voices else ""
        differs = f" Reports differ: {safe('; '.join(line.differs))}." if line.differs else ""
        yield f"- **{line.day}.** {safe(line.words)}{cited}{said}{differs} `{line.event}`"
    if told.total > len(told.lines):
        yield from ("", f"{told.total - len(told.lines):,} more events are counted above and not told here.")
    yield ""
    for note in told.notes:
        yield f"[^{note.number}]: {safe(note_words(note))}"


def safe(text: str) -> str:
    """Text that Markdown takes as text, in one line."""
    return FIRST.sub(r"\\\1", SPECIAL.sub(r"\\\1", " ".join(text.split())))


def place(name: str, precision: int) -> str:
    """``near Gao``."""
    return {2: "near ", 3: "somewhere in ", 4: "somewhere in "}.get(precision, "") + name


def ends(told: tuple[int, int | None] | None) -> str:
    """A range in words; empty where nothing is told."""
    return number_words({"low": told[0], "high": told[1]}) if told else ""


def note_words(note: Note) -> str:
    """Publisher, title, day, and where the page is."""
    title = f"“{note.title}”" if note.title else None
    when = day(note.published.isoformat()) if note.published else "undated"
    parts = (note.publisher or "publisher unknown", title, when, note.url or note.name)
    return ", ".join(part for part in parts if part)


def page_link(note: Note, at: int | None = None) -> str | None:
    """The page as the server shows it, at the words."""
    return f"/pages/{note.document}{'' if at is None else f'#at-{at}'}"


def web_link(note: Note, at: int | None = None) -> str | None:
    """The note below, for the mark in a sentence; the address of the page, if it has one that a browser opens."""
    if at is not None:
        return f"#note-{note.number}"
    try:
        known = urlsplit(note.url or "").scheme in ("http", "https")
    except ValueError:
        known = False
    return note.url if known else None


def _count(value: int, one: str) -> str:
    return f"{value:,} {one}{'' if value == 1 else 's'}"


def _events(told: Sum) -> str:
    return "1 single event states" if told.events == 1 else f"{told.events:,} single events state"


def _range(told: Sum) -> str:
    if told.open:
        return f"at least {told.low:,}"
    return f"{told.low:,}" if told.low == told.high else f"{told.low:,} to {told.high:,}"


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


FORMATS: dict[str, tuple[str, Callable[[Briefing], str]]] = {
    "html": ("text/html; charset=utf-8", html), "md": ("text/markdown; charset=utf-8", markdown),
}  # fmt: skip
"""The media type of each kind of file, and what writes it."""
