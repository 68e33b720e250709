"""What the scanner makes of a page of HTML: passages of visible text with their source, what is hidden, facts."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.cleaning.view import Passage, Run, passage, plain_passage

# Elements that hold others. Their names are bits, so that a box knows in which others it stands.
BOXES = (
    "nav footer aside form button menu header article main section figure figcaption blockquote table td th ul ol li "
    "dl dd dt div body details dialog fieldset head caption"
).split()
BIT = {name: 1 << number for number, name in enumerate(BOXES)}
CHROME = {name: BIT[name] for name in ("aside", "button", "footer", "form", "menu", "nav")}
ANY_CHROME = sum(CHROME.values())
ATTRIBUTE = re.compile(r"""([^\s=>"'/]{1,100})(?:\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
ENTITY = re.compile(r"&(?:#[0-9]{1,16};?|#[xX][0-9a-fA-F]{1,16};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
MAX_ATTRIBUTES = 20_000
# Where what is no article starts and ends in the page, and the rule that said so.
LeftOut = tuple[int, int, str]


@dataclass(slots=True)
class Fact:
    """An element that may say something of the page: its name, its attributes, where its tag starts and ends.

    `raw` are the attributes as they are written; few of them are ever asked for one by one.
    """

    tag: str
    raw: str
    start: int
    end: int = 0
    known: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        if self.known is None:
            self.known = attributes_of(self.raw)
        return self.known


@dataclass(slots=True)
class Boxes:
    """The elements that hold passages, in page order; number 0 is the page itself.

    `parents` are the numbers of the boxes around them; `bits` are the names of all boxes in which one stands, its own
    among them; `ends` are the numbers behind the last box within each.
    """

    parents: list[int] = field(default_factory=lambda: [0])
    names: list[str] = field(default_factory=lambda: [""])
    attributes: list[str] = field(default_factory=lambda: [""])
    bits: list[int] = field(default_factory=lambda: [0])
    ends: list[int] = field(default_factory=lambda: [0])

    def leave(self, box: int, name: str) -> int:
        """The box around the innermost box of this name, with which all that were left open in it end."""
        if not self.bits[box] & BIT[name]:
            return box
        while self.names[box] != name:
            self.ends[box] = len(self.parents)
            box = self.parents[box]
        self.ends[box] = len(self.parents)
        return self.parents[box]

    def finish(self, box: int) -> None:
        """End all that are open from this one outwards, and the page."""
        while box:
            self.ends[box] = len(self.parents)
            box = self.parents[box]
        self.ends[0] = len(self.parents)


class Draft(NamedTuple):
    """A passage of the page with what its surroundings tell.

    `text` has white space collapsed; `spans` are its source characters between tags, a line break the
    wrong way round (end, start); `box` is the number of its box, 0 outside of all;
    `name` and `attributes` are those of its own tag, `hint` the attributes of the last inline tag in it.
    `linked` is the share of its characters that are links.
    """

    source: str
    text: str
    spans: list[tuple[int, int]]
    linked: float
    level: int
    box: int
    bits: int
    name: str
    attributes: str
    hint: str

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def quoted(self) -> bool:
        return self.bits & BIT["blockquote"] > 0

    @property
    def caption(self) -> bool:
        return self.bits & BIT["figcaption"] > 0

    @property
    def chrome(self) -> str | None:
        """The menu, form or margin in which the passage stands."""
        if not self.bits & ANY_CHROME:
            return None
        return next(name for name, bit in CHROME.items() if self.bits & bit)

    @property
    def passage(self) -> Passage | None:
        """The passage with its runs; None where only invisible characters are left."""
        if len(self.spans) == 1 and self.text.isprintable():
            start, end = self.spans[0]
            raw = self.source[start:end]
            if raw.strip() == self.text:  # as most stand in the source
                start += len(raw) - len(raw.lstrip())
                return plain_passage(self.text, start, self.level)
        runs: list[Run] = []
        for start, end in self.spans:
            runs += runs_of(self.source, start, end) if start < end else [Run(" ", end, start)]
        return passage(trimmed(runs), level=self.level)


@dataclass(slots=True)
class Scanned:
    """What one walk over a page yields. `metas` are the contents of the meta elements by name, the first of each."""

    drafts: list[Draft] = field(default_factory=list)
    boxes: Boxes = field(default_factory=Boxes)
    hidden: list[LeftOut] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    title: str | None = None


def attributes_of(raw: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(raw[:MAX_ATTRIBUTES]):
        value = double or single or bare
        found.setdefault(name.lower(), entities.unescape(value) if "&" in value else value)
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


def trimmed(runs: list[Run]) -> list[Run]:
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
