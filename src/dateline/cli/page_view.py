"""A page drawn for the terminal: facts, text with its runs and marks, claims. What colours say, words say, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from rich.console import Console
from rich.text import Text

from dateline.cli.screen import clean, safe
from dateline.cli.words import chain, day, number, place
from dateline.exporting.page import (
    UNSEEN,
    Fact,
    Mark,
    PageRun,
    Seen,
    facts,
    in_view,
    marks,
    page_runs,
    shown_runs,
    visible_words,
    why_run,
)  # fmt: skip
from dateline.records import Article, Claim

STYLES = {
    "trigger": "bold red",
    "actor": "cyan",
    "recipient": "magenta",
    "date": "green",
    "place": "blue",
    "speaker": "yellow",
    "number": "red",
    "dateline": "italic",
}
"""How the words of each role look, the first first where words have several."""
BLOCKS = {"headline": "bold", "standfirst": "italic", "caption": "italic"}
LONGEST_BOILERPLATE = 240
"""Characters of a run of boilerplate that are shown."""
LABEL_WIDTH = 14


def show(console: Console, seen: Seen, *, why: bool) -> None:
    """Prints one page."""
    article = seen.article
    if article is None:
        return
    console.print(safe(seen.page.name, "bold"), soft_wrap=True)
    for name, told in _facts(seen, article, why):
        _row(console, Text(name, "dim"), told)
    runs = page_runs(article)
    console.rule(style="dim")
    _text(console, article, runs, seen)
    console.rule(style="dim")
    if seen.refused:
        console.print(Text("Not coded: ").append_text(safe(seen.refused)))
    else:
        for index, claim in enumerate(seen.claims, 1):
            for row in _claim(index, claim, why):
                console.print(row, soft_wrap=True)
        count = len(seen.claims)
        console.print(f"{count} claim{'' if count == 1 else 's'}." if count else "No claim: nothing here is coded.")
    if seen.claims and console.is_terminal and not console.no_color:
        console.print(_legend())
    if why:
        _reasons(console, article, runs)
    console.print()


def _row(console: Console, label: Text, text: Text, width: int = LABEL_WIDTH) -> None:
    """A line with a label before it; what is longer than the terminal goes on below, without spaces at line ends."""
    names = label.wrap(console, width) or [Text()]
    lines = text.wrap(console, max(20, console.width - width - 1)) or [Text()]
    for name, line in zip_longest(names, lines, fillvalue=Text()):
        line.rstrip()
        shown = name.copy()
        if line:
            shown.pad_right(width + 1 - shown.cell_len)
        console.print(Text.assemble(shown, line), soft_wrap=True)


def _facts(seen: Seen, article: Article, why: bool) -> Iterator[tuple[str, Text]]:
    """What is known of the page; with `why` also what is not, and the grounds."""
    for fact in facts(article):
        if why or fact.value or fact.name == "published":
            told = safe(fact.value) if fact.value else Text("unknown")
            grounds = _grounds(fact, article, why)
            yield fact.name, Text.assemble(told, Text(f"  ({clean(grounds)})" if grounds else "", "dim"))
    for name, value in (("address", seen.page.url), ("fetched", seen.page.crawled), ("note", seen.note)):
        if value:
            yield name, safe(value)


def _grounds(fact: Fact, article: Article, why: bool) -> str:
    """``text, confidence 0.80``; with `why` also the words and where they stand."""
    parts = [fact.basis] if why or fact.value is None or fact.name not in ("title", "language") else []
    if fact.confidence is not None:
        parts.append(f"confidence {fact.confidence:.2f}")
    if why and fact.span:
        parts.append(f"“{article.quote(fact.span)}” at {fact.span.start}–{fact.span.end}")
    return ", ".join(parts)


def _text(console: Console, article: Article, runs: Sequence[PageRun], seen: Seen) -> None:
    """The runs of the page, each with its kind beside it."""
    marked = [(mark, at) for mark in marks(article, seen.claims) if (at := in_view(article, mark.span))]
    before: PageRun | None = None
    for run in shown_runs(runs):
        if before and before.view and run.view:
            console.print()
        before = run
        if run.view is None:
            _row(console, Text(run.rule or "", "dim italic"), _boilerplate(article, run))
            continue
        label = run.kind if run.kind != "body" else ""
        if run.outlet:
            label = f"{label} from {clean(run.outlet)}"
        here = [(mark, at) for mark, at in marked if at[0] < run.view[1] and at[1] > run.view[0]]
        _row(console, Text(label, "bold" if run.outlet else "dim"), _block(article, run.kind, run.view, here))


def _boilerplate(article: Article, run: PageRun) -> Text:
    raw = article.quote(run.span)
    if run.rule in UNSEEN:
        return Text(f"[{len(raw):,} characters that are not shown]", "dim italic")
    words = clean(visible_words(article, run)).strip()
    more = len(words) - LONGEST_BOILERPLATE
    if more > 40:
        return safe(words[:LONGEST_BOILERPLATE], "dim").append(f" … [{more:,} more characters]", "dim italic")
    return safe(words, "dim")


def _block(article: Article, kind: str, view: tuple[int, int], here: Sequence[tuple[Mark, tuple[int, int]]]) -> Text:
    """The words of a block with the marks on them, and behind each trigger the number of its claim."""
    begin, end = view
    spans = [(max(begin, at[0]), min(end, at[1]), mark) for mark, at in here]
    numbers: dict[int, set[int]] = {}
    for _, stop, mark in spans:
        if mark.role == "trigger" and mark.claim:
            numbers.setdefault(stop, set()).add(mark.claim)
    text = Text(style=BLOCKS.get(kind, ""))
    for start, stop in pairwise(sorted({begin, end, *(cut for a, b, _ in spans for cut in (a, b))})):
        roles = {mark.role for a, b, mark in spans if a <= start and stop <= b}
        style = next((STYLES[role] for role in STYLES if role in roles), "")
        text.append(clean(article.text[start:stop]), style)
        text.append("".join(f"[{each}]" for each in sorted(numbers.get(stop, ()))), "bold red")
    return text


def _claim(index: int, claim: Claim, why: bool) -> Iterator[Text]:
    kind = claim.type + (f" {claim.mode}" if claim.mode else "")
    head = Text().append(f"[{index}] ", "bold red").append(clean(kind), "bold").append(f"  {claim.status}")
    head.append(f", {clean(claim.genre)}" if claim.genre else "")
    yield head.append(f"  claim {claim.id[:8]}, {claim.trigger.span.start}–{claim.trigger.span.end}", "dim")
    rows = [
        ("who", "actor", ", ".join(party.entity.name for party in claim.actors)),
        ("to whom", "recipient", ", ".join(party.entity.name for party in claim.recipients)),
        ("when", "date", f"{day(claim.when)} ({claim.when.basis})" if day(claim.when) else ""),
        ("where", "place", place(claim.where)),
        ("killed", "number", number(claim.killed)),
        ("injured", "number", number(claim.injured)),
        ("weapon", "", claim.weapon or ""),
        ("says", "speaker", chain(claim.sources)),
    ]
    for name, role, value in rows:
        if value:
            yield Text.assemble((f"    {name:<8} ", "dim"), safe(value, STYLES.get(role, "")))
    for row in claim.why if why else ():
        detail = f": {row.detail}" if row.detail else ""
        yield Text.assemble("    ", safe(f"{row.field} by {row.rule}{detail}", "dim"))


def _legend() -> Text:
    text = Text("Colours: ")
    for role, style in STYLES.items():
        text.append(role, style).append(" ")
    return text.append("boilerplate", "dim")


def _reasons(console: Console, article: Article, runs: Sequence[PageRun]) -> None:
    """Why each kind of boilerplate is none of the article, and how much there is of each."""
    counts: Counter[tuple[str, str]] = Counter()
    for run in runs:
        if run.rule:
            counts[run.rule, why_run(run) or ""] += run.span.end - run.span.start
    size = len(article.page.text)
    console.print(Text(f"Left out: {sum(counts.values()):,} of {size:,} characters", "bold"), soft_wrap=True)
    for (rule, reason), count in sorted(counts.items()):
        label = Text(f"    {rule:<13} {count:>7,} ")
        _row(console, label, Text(reason), label.cell_len)
