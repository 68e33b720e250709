"""Page to article: reads the page as HTML or plain text, leaves out what is no article, and builds the view."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.cleaning import headline, origin
from dateline.cleaning.boilerplate import is_body, judge
from dateline.cleaning.html import ANY_CHROME, Draft, LeftOut, Scanned, runs_of
from dateline.cleaning.lines import clutter
from dateline.cleaning.main_text import main_passages
from dateline.cleaning.plain import read_plain, rejoined
from dateline.cleaning.published import published
from dateline.cleaning.quoting import mark
from dateline.cleaning.scanner import scan
from dateline.cleaning.view import Passage, build, passage
from dateline.records import Article, BlockKind, Boilerplate, Failure, Origin, Page, Span, internal_fault

FRONT_MATTER = re.compile(r"\s{0,20}---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?---[ \t]*(?:\r?\n|$)")
FRONT_TITLE = re.compile(r"^(?:post_)?(?:title|headline)\s*:[ \t]*(['\"]?)(\S[^\r\n]*?)\1[ \t]*\r?$", re.M | re.I)
MARKUP = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|blockquote|ul|ol|li|article|section|table|tr|td|em|strong|b|i|figure)"
    r"(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
WHOLE_PAGE = re.compile(r"<(?:html|body|nav|header|footer|aside|head|title|meta|!doctype)[\s>]", re.I)
# So many tags make a text a piece of HTML; fewer may be talk of HTML.
FEWEST_TAGS = 3
MARKUP_WITHIN = 100_000
MOSTLY_LINKS = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What either way of reading a page yields: candidates for article text in order, and what is surely none.

    Of the passages of a whole page of HTML, `kept` are the numbers of those that are article, `top` of the headline;
    of plain text, `joined` are those that continue the line of the passage before them; of HTML with nothing but an
    article (`alone`), `links` are those that are links.
    """

    passages: list[Passage]
    boilerplate: list[LeftOut]
    lines: list[tuple[int, str]]
    scanned: Scanned | None = None
    title: str | None = None
    front: Span | None = None
    kept: Sequence[int] = ()
    top: int | None = None
    joined: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()
    alone: bool = False


def clean(items: Iterable[Page | Failure]) -> Iterator[Article | Failure]:
    """The article of each page. A page without one becomes a failure, a failure is passed on."""
    for item in items:
        yield item if isinstance(item, Failure) else _article_or_failed(item)


def _article_or_failed(page: Page) -> Article | Failure:
    try:
        return _article(page)
    except Exception as fault:
        return internal_fault(page.name, "cleaning", fault)


def _article(page: Page) -> Article | Failure:
    read = _read(page)
    passages, left_out = _judged(page, read)
    if read.scanned:
        passages = headline.mark_standfirst(mark(passages), read.scanned)
    else:
        passages = headline.mark_headline(mark(passages), page.title)
    view = build(passages)
    if not view.text:
        message = f"{page.name} holds no article text, only menus, scripts or lists. Save the story itself."
        return Failure(page.name, "cleaning", "skipped", "no-article", message)
    top = next((item for item in passages if item.kind == "headline"), None)
    title = page.title or read.title or (top.text if top else None)
    printed = read.title or next((line for start, line in read.lines if top and start == top.start), title)
    known = origin.urls(page, read.scanned)
    outlet, named_by = origin.publisher(page, known, printed, read.scanned, [*read.boilerplate, *left_out])
    language, sure = origin.language(view.text, read.scanned)
    article = Article(
        page=page,
        text=view.text,
        blocks=view.blocks,
        pieces=view.pieces,
        boilerplate=_tidy(page.text, [*read.boilerplate, *left_out]),
        title=title,
        published=published(
            page, known, read.lines, read.front, read.scanned, lambda: (read.kept, read.top), top.start if top else None
        ),
        publisher=outlet,
        language=language,
        origin=Origin(publisher_basis=named_by, language_confidence=sure),
    )
    return replace(article, origin=origin.origin(article, known, read.scanned))


def _read(page: Page) -> Reading:
    front = None if page.media == "text/html" else FRONT_MATTER.match(page.text)
    start = front.end() if front else 0
    if page.media == "text/html" or _has_markup(page.text, start):
        whole = not front and WHOLE_PAGE.search(page.text, 0, MARKUP_WITHIN)
        read = _read_html(page.text) if whole else _read_fragment(page.text, start, page.title)
    else:
        read = _read_plain(page.text, start)
    if not front:
        return read
    heads, around, title = _front_title(page.text, start)
    return replace(
        read,
        passages=[*heads, *read.passages],
        boilerplate=[*around, *read.boilerplate],
        title=title or read.title,
        front=Span(front.start(), start),
    )


def _has_markup(text: str, start: int) -> bool:
    return sum(1 for _ in MARKUP.finditer(text, start, start + MARKUP_WITHIN)) >= FEWEST_TAGS


def _read_plain(text: str, start: int) -> Reading:
    plain = read_plain(text, start)
    spans = sorted(
        [(item.start, item.end) for item in plain.passages] + [(r.span.start, r.span.end) for r in plain.cut]
    )
    lines = [(begin, text[begin:end]) for begin, end in spans]
    cut = [(run.span.start, run.span.end, run.rule) for run in plain.cut]
    return Reading(plain.passages, cut, lines, joined=plain.joined)


def _read_html(text: str) -> Reading:
    """A whole page: the judge of main text tells the article, the headline is added, all else is left out."""
    scanned = scan(text)
    title = headline.page_title(scanned)
    if not any(draft.linked > MOSTLY_LINKS or draft.bits & ANY_CHROME for draft in scanned.drafts):
        return _article_alone(scanned, title)
    kept = main_passages(scanned)
    top = headline.headline_index(scanned.drafts, kept, title)
    if top is not None:
        kept = [at for at in kept if at >= top or not scanned.drafts[at].chrome or is_body(scanned.drafts[at].text)]
    passages, taken = [], set()
    for at in sorted({*kept, *([] if top is None else [top])}):
        draft = scanned.drafts[at]
        made = draft.passage
        if made:
            taken.add(at)
            kind = "headline" if at == top else _kind(draft)
            passages.append(made if kind == "body" else made._replace(kind=kind))
    if top is not None:
        passages.sort(key=lambda item: item.kind != "headline")
    return Reading(
        passages, [*scanned.hidden, *_left_out(scanned.drafts, taken)], [], scanned, title, kept=kept, top=top
    )


def _left_out(drafts: Sequence[Draft], taken: set[int]) -> Iterator[LeftOut]:
    """The passages that were not taken: those that follow each other and are of one kind make one run."""
    start = end = 0
    running = ""
    for at, draft in enumerate(drafts):
        apart = draft.linked > MOSTLY_LINKS or draft.bits & ANY_CHROME
        rule = "" if at in taken else "menu" if apart else "other"
        if rule != running:
            if running:
                yield start, end, running
            start, running = draft.spans[0][0], rule
        end = draft.spans[-1][1]
    if running:
        yield start, end, running


def _kind(draft: Draft) -> BlockKind:
    return "quote" if draft.quoted else "caption" if draft.caption else "body"


def _raw_line(text: str, item: Passage) -> tuple[int, str]:
    """A passage as it stands in the source where that is as long as its text, so that offsets in it hold."""
    raw = text[item.start : item.end]
    return item.start, raw if "<" not in raw else item.runs[0].text


def _read_fragment(text: str, start: int, title: str | None) -> Reading:
    """The article part of a page without the page, as feeds carry it."""
    read = _article_alone(scan(text, start, whole=False), title)
    return replace(read, lines=[_raw_line(text, item) for item in read.passages], kept=(), top=None)


def _article_alone(scanned: Scanned, title: str | None) -> Reading:
    """What has nothing of a page around it, such as menus: every passage is a candidate, but for rows of links."""
    drafts = scanned.drafts
    top = headline.headline_index(drafts, range(len(drafts)), title)
    passages: list[Passage] = []
    links: set[int] = set()
    for at, draft in enumerate(drafts):
        if made := draft.passage:
            if draft.linked > MOSTLY_LINKS:
                links.add(len(passages))
            passages.append(made._replace(kind="headline" if at == top else _kind(draft)))
    every = range(len(drafts))
    return Reading(
        passages, scanned.hidden, [], scanned, title, kept=every, top=top, links=frozenset(links), alone=True
    )


def _front_title(text: str, end: int) -> tuple[list[Passage], list[LeftOut], str | None]:
    """The headline that front matter gives, as a passage, and what stands around it."""
    found = FRONT_TITLE.search(text, 0, end)
    made = passage(runs_of(text, *found.span(2)), "headline") if found else None
    if found is None or made is None:
        return [], [(0, end, "front-matter")], None
    around = [(0, found.start(2), "front-matter"), (found.end(2), end, "front-matter")]
    return [made], around, html.unescape(made.text)


def _judged(page: Page, read: Reading) -> tuple[list[Passage], list[LeftOut]]:
    """The passages that are article text, and those that the rules for lines, or the judge of lines, leave out."""
    kept: list[tuple[int, Passage]] = []
    left_out: list[LeftOut] = []
    lines = [item.text for item in read.passages]
    verdicts = judge(lines, html=page.media == "text/html" and not read.alone)
    verdicts = [verdict or ("menu" if at in read.links else None) for at, verdict in enumerate(verdicts)]
    if read.scanned is None:
        unlike = clutter(lines, [verdict is not None for verdict in verdicts], read.joined)
        verdicts = [verdict or slug for verdict, slug in zip(verdicts, unlike, strict=True)]
    for at, (item, rule) in enumerate(zip(read.passages, verdicts, strict=True)):
        if rule and item.kind != "headline":
            left_out.append((item.start, item.end, rule))
        elif item.kind == "body" and verdicts[at - 1 : at] == verdicts[at + 1 : at + 2] == ["photo-credit"]:
            kept.append((at, item._replace(kind="caption")))
        else:
            kept.append((at, item))
    return rejoined(page.text, kept, read.joined), left_out


def _tidy(text: str, runs: Iterable[LeftOut]) -> tuple[Boilerplate, ...]:
    """The runs in page order without white space at their ends, overlaps dropped, neighbours of one rule joined."""
    out: list[LeftOut] = []
    behind, running = 0, ""
    for run in sorted(runs, key=lambda run: (run[0], -run[1])):
        start, end, rule = run
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        start = max(start, behind)
        if start >= end:
            continue
        if rule == running and (start == behind or text[behind:start].isspace()):
            start = out.pop()[0]
        out.append((start, end, rule))
        behind, running = end, rule
    return tuple([Boilerplate(Span(start, end), rule) for start, end, rule in out])
