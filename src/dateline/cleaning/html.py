"""A scanner of HTML that keeps source offsets: passages of visible text, what is hidden, and the facts in the head.

It is no parser: it walks the tags once, in linear time, keeps counters instead of a tree, and so takes broken and
endlessly nested pages as they are. Which passages are the article is decided elsewhere.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from dataclasses import dataclass, field

from dateline.cleaning.view import Passage, Run, passage
from dateline.records import Boilerplate, Span

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu nav noscript "
    "ol optgroup option p pre section select summary svg table tbody td template tfoot th thead title tr ul video "
    "audio textarea".split()
)
RAW = frozenset("script style iframe noframes noembed xmp textarea title".split())
HIDDEN = frozenset("head template svg math select option object canvas audio video noscript".split())
CHROME = frozenset("nav footer aside form button menu".split())
COUNTED = HIDDEN | CHROME | frozenset("a blockquote figcaption header article main figure q".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose end tag may be left out do not nest, however many are open.
IMPLIED = frozenset("p li td th tr dt dd option thead tbody tfoot colgroup rp rt html head body".split())
WITH_FACTS = frozenset("meta link time html blockquote abbr span p div".split())

TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
STEP = re.compile(r"""[^>=]*(?:>|=\s{0,100}(["']?))""")
ATTRIBUTE = re.compile(r"""([^\s=>"'/]{1,100})(?:\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
ENTITY = re.compile(r"&(?:#[0-9]{1,16};?|#[xX][0-9a-fA-F]{1,16};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
DATED = re.compile(r"datetime|datePublished|pubdate|published|itemprop", re.I)
# These show that what was hidden is over, on pages that forget the end tag.
VISIBLE = frozenset("body div p h1 h2 article main table".split())
UNCLOSED = ("head", "select", "option")
MAX_ATTRIBUTES = 20_000
# A line break after a full sentence ends a paragraph on pages that mark paragraphs with <br> alone; so does one
# after a few words, which is how lists and labels are set.
SENTENCE_END = re.compile(r"""[.!?:…]["'”’»)\]]*\s*$""")
SHORTEST_PARAGRAPH = 40


@dataclass(frozen=True, slots=True)
class Fact:
    """An element that may say something of the page: its name, its attributes, where it stands."""

    tag: str
    attributes: dict[str, str]
    start: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage of the page with what its surroundings tell: in a quotation, a caption, a menu; share of link text."""

    passage: Passage
    quoted: bool = False
    caption: bool = False
    chrome: str | None = None
    linked: float = 0.0


@dataclass(slots=True)
class Scanned:
    """What one walk over a page yields. `depth` is how deep elements that need an end tag were nested."""

    drafts: list[Draft] = field(default_factory=list)
    hidden: list[Boilerplate] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    title: str | None = None
    depth: int = 0
    first_tag: int = -1


def attributes_of(raw: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(raw[:MAX_ATTRIBUTES]):
        found.setdefault(name.lower(), entities.unescape(double or single or bare))
    return found


def runs_of(text: str, start: int, end: int) -> list[Run]:
    """The characters [start, end) of an HTML source as runs, entities decoded."""
    runs, at = [], start
    if text.find("&", start, end) >= 0:
        for found in ENTITY.finditer(text, start, end):
            decoded = entities.unescape(found[0])
            if decoded == found[0]:
                continue
            if found.start() > at:
                runs.append(Run(text[at : found.start()], at, found.start()))
            if decoded:
                runs.append(Run(decoded, found.start(), found.end()))
            at = found.end()
    if end > at:
        runs.append(Run(text[at:end], at, end))
    return runs


def scan(text: str, start: int = 0) -> Scanned:
    """Walk the page once from `start`."""
    return _Scanner(text, start).run()


class _Scanner:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.at, self.size = text, start, len(text)
        self.out = Scanned()
        self.open: Counter[str] = Counter()
        self.level = 0
        self.depth = 0
        self.runs: list[Run] = []
        self.linked = self.shown = self.breaks = 0
        self.last_close = text.rfind(">")
        self.absent: set[str] = set()

    def run(self) -> Scanned:
        text = self.text
        while self.at < self.size:
            tag = text.find("<", self.at)
            if tag < 0 or tag > self.last_close:
                self._text(self.at, self.size)
                break
            self._text(self.at, tag)
            self.at = self._markup(tag)
        self._flush()
        return self.out

    def _markup(self, at: int) -> int:
        """Handle what starts with ``<`` at `at`; return where the text goes on."""
        text = self.text
        if text.startswith("<!--", at):
            return self._after("-->", at + 4)
        if text.startswith(("<!", "<?"), at):
            return self._after(">", at + 2)
        match = TAG.match(text, at)
        if not match:
            self._text(at, at + 1)
            return at + 1
        if self.out.first_tag < 0:
            self.out.first_tag = at
        end = self._tag_end(match.end())
        name = match[1].lower()
        if text[at + 1] == "/":
            self._close(name, at, end)
            return end
        self._open(name, at, match.end(), end)
        return self._raw(name, end, text[match.end() : end]) if name in RAW and text[end - 2] != "/" else end

    def _after(self, mark: str, at: int) -> int:
        """Past the next `mark`; past the next ``>`` where there is none (and then never searched again)."""
        found = -1 if mark in self.absent else self.text.find(mark, at)
        if found >= 0:
            return found + len(mark)
        self.absent.add(mark)
        close = self.text.find(">", at)
        return close + 1 if close >= 0 else self.size

    def _tag_end(self, at: int) -> int:
        """Past the ``>`` of a tag; one inside a quoted value does not count, unless the quote never ends."""
        text = self.text
        close = text.find(">", at)
        if text.count('"', at, close) % 2 == 0 and text.count("'", at, close) % 2 == 0:
            return close + 1
        while match := STEP.match(text, at):
            quote = match[1]
            if quote is None:
                return match.end()
            at = match.end()
            if quote:
                found = -1 if quote in self.absent else text.find(quote, at)
                if found < 0:
                    self.absent.add(quote)
                    break
                at = found + 1
        return close + 1

    def _raw(self, name: str, start: int, attributes: str) -> int:
        """Content that is no markup, up to its end tag: kept as JSON-LD or title, else hidden."""
        mark = "</" + name
        found = None if mark in self.absent else re.compile(mark, re.I).search(self.text, start)
        if found is None:
            self.absent.add(mark)
        end = found.start() if found else (self.size if name in ("script", "style") else start)
        content = self.text[start:end]
        if name == "title":
            if self.out.title is None and not self.open["svg"]:
                self.out.title = " ".join(entities.unescape(content).split())
        elif name == "script" and "ld+json" in attributes:
            self.out.json_ld.append(content)
        if content.strip():
            self.out.hidden.append(Boilerplate(Span(start, end), "title" if name == "title" else "script"))
        return end

    def _open(self, name: str, at: int, inside: int, end: int) -> None:
        raw = self.text[inside : end - 1]
        if name in WITH_FACTS and (name in ("meta", "link", "time", "html", "blockquote") or DATED.search(raw)):
            self.out.facts.append(Fact(name, attributes_of(raw), at))
        if name == "br":
            self._break(at, end)
        elif name in BLOCKS:
            self._flush()
            self.level = int(name[1]) if len(name) == 2 and name[1].isdigit() else 0
        if name in VISIBLE:
            for hidden in UNCLOSED:
                self.open[hidden] = 0
        if name not in VOID and self.text[end - 2] != "/":
            if name in COUNTED:
                self.open[name] += 1
            if name not in IMPLIED:
                self.depth += 1
                self.out.depth = max(self.out.depth, self.depth)

    def _close(self, name: str, at: int, end: int) -> None:
        if name == "br":
            self._break(at, end)
        elif name in BLOCKS:
            self._flush()
            self.level = 0
        if self.open[name]:
            self.open[name] -= 1
        if name not in IMPLIED and name not in VOID:
            self.depth = max(0, self.depth - 1)

    def _break(self, at: int, end: int) -> None:
        self.breaks += 1
        tail = "".join(run.text for run in self.runs[-3:])
        if self.breaks > 1 or self.shown < SHORTEST_PARAGRAPH or SENTENCE_END.search(tail[-20:]):
            self._flush()
        elif self.runs:
            self.runs.append(Run(" ", at, end))

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        runs = runs_of(self.text, start, end)
        shown = sum(not run.text.isspace() and len(run.text) for run in runs)
        if shown:
            self.breaks = 0
            self.shown += shown
            if self.open["a"]:
                self.linked += shown
        self.runs.extend(runs)

    def _flush(self) -> None:
        runs, self.runs, self.breaks = self.runs, [], 0
        shown, linked, self.shown, self.linked = self.shown, self.linked, 0, 0
        if not shown:
            return
        made = passage(_trimmed(runs), level=self.level)
        if made is None:
            return
        if any(self.open[name] for name in HIDDEN):
            self.out.hidden.append(Boilerplate(made.span, "hidden"))
            return
        chrome = next((name for name in sorted(CHROME) if self.open[name]), None)
        self.out.drafts.append(
            Draft(made, self.open["blockquote"] > 0, self.open["figcaption"] > 0, chrome, linked / shown)
        )


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without runs of white space at either end, so that the passage starts and ends at its words."""
    first, last = 0, len(runs)
    while first < last and runs[first].text.isspace():
        first += 1
    while last > first and runs[last - 1].text.isspace():
        last -= 1
    kept = runs[first:last]
    for index in {0, len(kept) - 1} if kept else ():
        run = kept[index]
        if len(run.text) == run.end - run.start:
            left = len(run.text) - len(run.text.lstrip()) if index == 0 else 0
            right = len(run.text) - len(run.text.rstrip()) if index == len(kept) - 1 else 0
            kept[index] = Run(run.text[left : len(run.text) - right], run.start + left, run.end - right)
    return kept
