"""dateline events: the events of the database as a table."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import Annotated, Literal

import typer
from rich import box
from rich.table import Table
from rich.text import Text as RichText

from dateline import storing
from dateline.cli.options import Database, database, with_filter
from dateline.cli.screen import complain, copyable, emit, out, safe
from dateline.cli.words import day, names, number, place, reports
from dateline.exporting.flat import rows
from dateline.records import Event
from dateline.storing import Filter, Selection
from dateline.storing.reading import unfinished

Shape = Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or a JSON list of flat rows.")]

SHORT_ID = 8
"""Digits of an id that are shown: enough to tell some ten thousand events apart."""

SHORTEST_QUOTE, LONGEST_QUOTE = 20, 60
"""Characters of the page's words that stand in the table where an event has no party."""

WIDE = 110
"""Columns of a terminal from which on every field has a column of its own."""


@with_filter
def command(
    wanted: Filter,
    shape: Shape = "table",
    db: Database = None,
) -> None:
    """Lists events, oldest first.

    Those without a date come last, in the order of the pages that tell them: "told" is the day of the earliest of
    these. Where no party is known, the words of the page stand in its place.
    """
    target = database(db)
    with storing.open_store(target) as store:
        selection, behind = storing.select(store, wanted), unfinished(store)
    if behind:
        complain(
            f"The last run on {target} did not finish, or is going on still; run again on the same pages to bring the "
            "events up to date."
        )
    if shape == "json":
        emit(json.dumps(rows(selection), ensure_ascii=False, indent=1))
        return
    console = out()
    if not selection.events:
        told = f"No event fits. Loosen the filter, or add pages with: dateline run PAGES --db {copyable(target)}"
        console.print(safe(told), soft_wrap=True)
        return
    console.print(event_table(selection, wide=console.width >= WIDE))
    count = len(selection.events)
    reviewed = sum(event.review != "unreviewed" for event in selection.events)
    told = f", {reviewed} of them reviewed by people" if reviewed else ""
    console.print(f"{count} event{'s' if count > 1 else ''}{told}. See the words behind one:", soft_wrap=True)
    console.print(safe(f"dateline show {selection.events[0].id[:SHORT_ID]} --db {copyable(target)}"), soft_wrap=True)


def event_table(selection: Selection, *, wide: bool) -> Table:
    """A table that fits the terminal; on a narrow one, what varies in length stands together in the last column."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("Event", "When", "What"):
        table.add_column(name, no_wrap=True)
    if wide:
        for name in ("Who", "To whom", "Where"):
            table.add_column(name, ratio=1)
        for name in ("Killed", "Reports"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("Status", no_wrap=True)
    else:
        table.add_column("Who → to whom, where")
    first_told = {event.id: _told(event, selection) for event in selection.events}
    for event in sorted(selection.events, key=lambda event: "" if day(event.when) else first_told[event.id] or "9"):
        told = first_told[event.id]
        when = safe(day(event.when)) if day(event.when) else safe(f"told {told}" if told else "", "dim")
        cells = [safe(event.id[:SHORT_ID], "cyan"), when, safe(event.type, "bold")]
        table.add_row(*cells, *(_wide_cells(event, selection) if wide else [_narrow_cell(event, selection)]))
    return table


def _told(event: Event, selection: Selection) -> str:
    """The day of the earliest page that tells of an event; empty where none is dated."""
    documents = {selection.claims[claim].document for claim in event.claims}
    days = [page.day for each in documents if (page := selection.documents[each].published) is not None]
    return min(days).isoformat() if days else ""


def _quoted(event: Event, selection: Selection) -> str:
    """The words that the first claim of an event rests on; where few or many, its sentence from the trigger on."""
    claim = selection.claims[event.claims[0]]
    words = " ".join(claim.evidence.text.split())
    if not SHORTEST_QUOTE <= len(words) <= LONGEST_QUOTE:
        words = " ".join(claim.sentence.text[claim.trigger.span.start - claim.sentence.span.start :].split())
    return f"“{shorten(words, LONGEST_QUOTE, placeholder=' …')}”"


def _wide_cells(event: Event, selection: Selection) -> list[RichText]:
    killed, told = number(event.killed), reports(event)
    cells = (names(event.recipients), place(event.where), killed, told, _status(event))
    nobody = not event.actors and not event.recipients
    who = safe(_quoted(event, selection), "dim") if nobody else safe(names(event.actors))
    return [who, *(safe(cell) for cell in cells)]


def _status(event: Event) -> str:
    return event.status if event.review == "unreviewed" else f"{event.status}, {event.review}"


def _narrow_cell(event: Event, selection: Selection) -> RichText:
    """``gunmen → Mali · Gao, MLI · killed 4–5 · claimed · 3 reports, 2 voices``, as far as it is known."""
    parties = " → ".join(side for side in (names(event.actors) or "?", names(event.recipients)) if side)
    if not event.actors and not event.recipients:
        parties = _quoted(event, selection)
    told = [part for part in (parties, place(event.where)) if part]
    if event.killed:
        told.append(f"killed {number(event.killed)}")
    if event.status != "asserted":
        told.append(event.status)
    if event.review != "unreviewed":
        told.append(event.review)
    if event.reports > 1:
        count, *voices = reports(event).split(", ")
        told.append(", ".join([f"{count} reports", *voices]))
    return safe(" · ".join(told))
