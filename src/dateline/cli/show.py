"""dateline show: one event and the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dateline import storing
from dateline.cli.decisions import words
from dateline.cli.options import Database, database
from dateline.cli.screen import clean, out, safe
from dateline.cli.words import PRECISION, chain, day, names, number, place
from dateline.exporting.jsonl import days
from dateline.exporting.sentence import stretch
from dateline.records import Claim, Event
from dateline.resolving.accounts import Report, accounts
from dateline.storing import Selection
from dateline.storing.aggregates import members

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or the beginning of one.")]
Reasons = Annotated[bool, typer.Option("--why", help="For each field the rule that set it, and the words it used.")]


def command(event: EventId, why: Reasons = False, db: Database = None) -> None:
    """Shows one event: its fields, then each claim with its sentence, place in the page and speakers.

    In each sentence the evidence is underlined and the trigger bold.
    """
    with storing.open_store(database(db)) as store:
        selection = storing.find_event(store, event)
        found = selection.events[0]
        contained = members(store, found)
    console = out()
    for name, value in fields(found):
        console.print(Text(f"{name:<12}", "dim").append_text(safe(value)), soft_wrap=True)
    for whole in selection.part_of.get(found.id, ()):
        console.print(Text(f"{'part of':<12}", "dim").append_text(safe(whole)), soft_wrap=True)
    if contained:
        console.print(Text(f"{'contains':<12}", "dim").append_text(safe(counted(found, contained))), soft_wrap=True)
    if why:
        _show_accounts(console, found, selection)
    for index, claim in enumerate((selection.claims[claim] for claim in found.claims), 1):
        console.print()
        _show_claim(console, index, claim, selection, why)
    if found.decisions:
        console.print()
        console.print(safe("What people decided", "bold"))
        for decision in (selection.decisions[each] for each in found.decisions):
            told = "; ".join(part for part in (decision.kind, words(decision)) if part)
            console.print(Text("  ").append_text(safe(f"{decision.by}, {decision.at}: {told}")), soft_wrap=True)
    if found.merges:
        console.print()
        console.print(safe("Why these claims are one event", "bold"))
        for merge in found.merges:
            why_joined = f"{merge.claim[:8]} with {merge.joined_with[:8]}: {merge.reason} (together {merge.score:+.1f})"
            console.print(Text("  ").append_text(safe(why_joined)), soft_wrap=True)
    if why and found.refusals:
        console.print()
        console.print(safe("Why claims of other events were kept out", "bold"))
        for each in found.refusals:
            told = f"{each.claim[:8]} and {each.kept_from[:8]}: {each.reason} (by themselves {each.score:+.1f})"
            console.print(Text("  ").append_text(safe(told)), soft_wrap=True)


def _show_accounts(console: Console, event: Event, selection: Selection) -> None:
    """What the reports say of each field, which value is the best supported, and which cannot both be right."""
    claims = [selection.claims[claim] for claim in event.claims]
    for account in accounts(claims, days(selection)):
        told = f"{account.field}: {'; '.join(map(reported, account.reports))}"
        if account.differs:
            told += f". Best supported: {account.best}, {account.reason}"
        if account.against:
            told += f". Contradiction: {'; '.join(account.against)}"
        console.print(Text(f"{'reported':<12}", "dim").append_text(safe(told)), soft_wrap=True)


def counted(event: Event, contained: Sequence[Event]) -> str:
    """How many of the events that an aggregate counts are recorded, and their ids."""
    of = f" of {event.count}" if event.count is not None else ""
    return f"{len(contained)}{of} that are recorded: {', '.join(each.id[:8] for each in contained)}"


def reported(report: Report) -> str:
    """A value with the days of the pages that gave it, and who says so: ``7 (2025-02-09, 3 pages: police)``."""
    ends = [str(day) for day in dict.fromkeys((report.first, report.last)) if day]
    pages = f"{report.documents} page{'' if report.documents == 1 else 's'}"
    told = ", ".join([*([" to ".join(ends)] if ends else []), pages])
    return f"{report.value} ({told}{': ' + ', '.join(report.sources) if report.sources else ''})"


def fields(event: Event) -> list[tuple[str, str]]:
    """The fields of an event that are known, in words."""
    when, where = event.when, event.where
    spot = (
        f" ({where.latitude:.4f}, {where.longitude:.4f})"
        if where.latitude is not None and where.longitude is not None
        else ""
    )
    told = f"{place(where)}{spot}, {PRECISION[where.precision]}" if where.name else where.reason or ""
    rows = [
        ("event", event.id),
        ("what", event.type + (f" {event.mode}" if event.mode else "")),
        ("status", event.status),
        ("review", event.review if event.review != "unreviewed" else ""),
        ("when", f"{day(when)} ({when.basis})" if day(when) else when.reason or ""),
        ("who", names(event.actors)),
        ("to whom", names(event.recipients)),
        ("where", told),
        ("weapon", event.weapon or ""),
        ("killed", number(event.killed)),
        ("injured", number(event.injured)),
        ("count", "" if event.count == 1 else "several" if event.count is None else str(event.count)),
        ("reports", reports(event)),
        ("voices", str(len(event.voices) or "")),
        *(("", f"{voice.name}: {voice.reason}") for voice in event.voices),
        *(("differ in", text) for text in event.disagreements),
    ]
    return [(name, value) for name, value in rows if value]


def reports(event: Event) -> str:
    """``5, in 3 independent texts``."""
    copied = f", in {event.texts} independent text{'' if event.texts == 1 else 's'}"
    return f"{event.reports}{copied if event.texts != event.reports else ''}"


def _show_claim(console: Console, index: int, claim: Claim, selection: Selection, why: bool) -> None:
    document = selection.documents[claim.document]
    trigger = claim.trigger.span
    place_in_page = f"  characters {trigger.start}–{trigger.end}, claim {claim.id[:8]}, {claim.status}"
    place_in_page += f", confidence {claim.confidence:.2f}"
    if claim.genre:
        place_in_page += f", {claim.genre}"
    lines = [
        safe(f"{index}. {document.page.name}", "bold").append(place_in_page, "dim"),
        Text("   “").append_text(highlighted(claim, document.page.text)).append("”"),
    ]
    for copy in selection.copies.get(document.id, ()):
        if copy.origin != document.id:
            told = f"copy of {selection.documents[copy.origin].page.name}: {copy.reason}"
            lines.insert(1, Text("   ").append_text(safe(told, "dim")))
    if document.note:
        lines.insert(1, Text("   ").append_text(safe(f"note: {document.note}", "dim")))
    if document.page.url:
        fetched = f", fetched {document.page.crawled}" if document.page.crawled else ""
        lines.insert(1, Text("   ").append_text(safe(f"{document.page.url}{fetched}", "dim")))
    if claim.sources:
        lines.append(Text("   says ").append_text(safe(chain(claim.sources))))
    if why:
        for row in claim.why:
            detail = f": {row.detail}" if row.detail else ""
            lines.append(Text("   ").append_text(safe(f"{row.field} by {row.rule}{detail}", "dim")))
    for line in lines:
        console.print(line, soft_wrap=True)


def highlighted(claim: Claim, page: str) -> Text:
    """The sentence with the evidence underlined and the trigger in it bold."""
    sentence = claim.sentence.text
    text = Text()
    evidence = stretch(sentence, claim.evidence.text, page, claim.sentence.span.start, claim.evidence.span.start)
    trigger = stretch(sentence, claim.trigger.text, page, claim.sentence.span.start, claim.trigger.span.start)
    cuts = sorted({0, len(sentence), *evidence, *trigger})
    for start, end in pairwise(cuts):
        styles = [
            style for style, (a, b) in (("underline", evidence), ("bold", trigger)) if a <= start and end <= b and a < b
        ]
        text.append(clean(sentence[start:end]), style=" ".join(styles))
    return text
