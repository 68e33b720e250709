"""A scanner of HTML that keeps source offsets.

It is no parser: it walks the tags once, in linear time, keeps a stack of open boxes instead of a tree, and so takes
broken and endlessly nested pages as they are. Which passages are the article is decided elsewhere.
"""

from __future__ import annotations

import html as entities
import re

from dateline.cleaning.html import BIT, BOXES, Draft, Fact, Scanned
from dateline.cleaning.view import GAP

# Their end tag may be left out: the next of the same name ends them.
IMPLIED = frozenset("li td th dd dt".split())
# What ends a head that was never closed.
VISIBLE = frozenset("body div p h1 h2 article main table".split())
BLOCKS = frozenset(
    "address center dir frameset hgroup hr legend optgroup option p pre search summary tbody tfoot thead tr".split()
)
# Content that is no markup, or that no reader sees: skipped up to the end tag.
SKIPPED = frozenset(
    "script style noframes noembed xmp textarea title template svg math select object canvas audio video noscript "
    "iframe".split()
)
# Outside of an article these are menus, notices and lists of other pages, and so are lists of nothing but links. They
# are passed as one piece, from so many characters on: a shorter one may be the trail of sections, or a date. One that
# is much of the page and more than links, or holds what belongs to a story, is walked like all others.
APART = {"nav": 1_000, "footer": 1_000, "aside": 1_000, "ul": 300, "ol": 300}
LISTS = frozenset(("ul", "ol"))
# The end tags of what is skipped, in small or in capital letters.
ENDS = {name: re.compile(f"</(?:{name}|{name.upper()})") for name in SKIPPED}
MOST_APART, LONGEST_APART = 0.4, 100_000
# Pages have a dozen of them; with many that never end, each would be searched to the end of the page.
MOST_TRIED = 200
STORY = "ublish", "pdated", "odified"
# Where such an element is turned in or out of, and the tags that belong to a story.
TURNS = {name: re.compile(rf"<(?:(?P<closing>/{name}>)|(?P<opening>{name})|article|h1|main|time)") for name in APART}
# Links, with no more between any two tags than a bar or a count, such as "(14)".
LINKS = re.compile(r"(?:\s*+[^<]{0,8}+<(?:(?!a[\s>])[^>]*+>|a[\s>][^<]*+(?:<(?!/a>)[^<]*+)*+</a>))*+\s*+[^<]{0,8}+")
HEAD, ARTICLE = BIT["head"], BIT["article"]
HEADINGS = {f"h{level}": level for level in range(1, 7)}
(BOX, BOX_END, LINK, LINK_END, INLINE, END, BLOCK, HEADING, BLOCK_END, BREAK, FACT, SKIP, COMMENTED) = range(13)
OPENING = {
    **dict.fromkeys(BOXES, BOX),
    **dict.fromkeys(BLOCKS, BLOCK),
    **dict.fromkeys(HEADINGS, HEADING),
    **dict.fromkeys(SKIPPED, SKIP),
    **dict.fromkeys(("meta", "link", "html"), FACT),
    "a": LINK,
    "br": BREAK,
}
CLOSING = {BOX: BOX_END, BLOCK: BLOCK_END, HEADING: BLOCK_END, LINK: LINK_END, BREAK: BREAK}
# What a tag does, and the name of its element, by the name as tags are mostly written: "div", "/div". All others
# are inline; what has no name is a comment or a declaration.
KINDS: dict[str | None, tuple[int, str]] = {
    None: (COMMENTED, ""),
    **{name: (kind, name) for name, kind in OPENING.items()},
    **{f"/{name}": (CLOSING.get(kind, END), name) for name, kind in OPENING.items()},
}

# The simple comments, which are most, are passed at once.
COMMENT = r"!--[^-]{0,500}+-->"
TAG = re.compile(rf"<(?:(/?[a-zA-Z][^ \t\n\f\r/>]*+)([^>]*+)>|{COMMENT}|[!?])")
# The attributes of a meta element as most are written.
META = re.compile(r"""\s(?:property|name|itemprop|http-equiv)="([^"&]+)" content="([^"]*)"\s*/?""")
# The length of the match where a declaration or another comment begins.
SIGN = 2
STEP = re.compile(r"""[^>=]*(?:>|=\s{0,100}(["']?))""")
# A link around blocks ends within so many characters, or its end was forgotten.
LINK_CLOSED = re.compile(r"</a[\s>]", re.IGNORECASE)
LONGEST_LINK = 5000
# A line break after a full sentence ends a paragraph on pages that mark paragraphs with <br> alone; so does one
# after a few words, which is how lists and labels are set.
SENTENCE_END = re.compile(r"""[.!?:…]["'”’»)\]]*\s*$""")
SHORTEST_PARAGRAPH = 40


def scan(text: str, start: int = 0, whole: bool = True) -> Scanned:
    """Walk the page once from `start`. Of a part of a page, which is not `whole`, no element is passed as a menu."""
    return Scanner(text, start, whole).run()


class Scanner:
    """One walk over a page: where it is, which boxes are open, and the passage that is being read."""

    def __init__(self, text: str, start: int, whole: bool = True) -> None:
        self.text, self.start = text, start
        self.out = Scanned()
        self.box = 0
        self.spans: list[tuple[int, int]] = []
        self.linked = self.shown = self.breaks = self.level = 0
        self.name = self.attributes = self.hint = ""
        self.absent: set[str] = set()
        self.tried = 0 if whole else MOST_TRIED

    def run(self) -> Scanned:  # noqa: PLR0912, PLR0915 - one loop over all tags: a call for each would double its time
        text, boxes, fact = self.text, self.out.boxes, self.fact
        parents, names, bits, ends = boxes.parents, boxes.names, boxes.bits, boxes.ends
        own, spans = boxes.attributes, self.spans
        kinds = KINDS.copy()
        limit = text.rfind(">") + 1
        at = self.start
        in_link = False
        while True:
            jump = -1
            for match in TAG.finditer(text, at, limit):
                tag, end = match.span()
                if tag > at:
                    if not text[at:tag].isspace():
                        spans.append((at, tag))
                        self.shown += tag - at
                        self.breaks = 0
                        if in_link:
                            self.linked += tag - at
                    elif spans:
                        spans.append((at, tag))
                at = end
                name, attributes = match.groups()
                # Most tags end behind a quoted value, and it was no ">" of that value that ended them.
                if (
                    attributes
                    and (attributes[-1] != '"' or "'" in attributes or attributes[-2] == "=")
                    and (attributes.count('"') & 1 or attributes.count("'") & 1)
                ):
                    jump = at = self.tag_end(match.end(1))
                    attributes = text[match.end(1) : at - 1]
                try:
                    kind, name = kinds[name]
                except KeyError:
                    kinds[name] = kind, name = kind_of(name)
                if kind <= BOX_END:
                    if spans:
                        self.flush()
                        spans = self.spans
                    in_link = False
                    self.level = 0
                    box = self.box
                    if kind == BOX_END:
                        if names[box] == name:
                            ends[box] = len(parents)
                            self.box = parents[box]
                            self.name = self.attributes = ""
                        elif bits[box] & BIT[name]:
                            self.leave(name)
                    elif attributes[-1:] != "/":
                        bit, around = BIT[name], bits[box]
                        if around & HEAD and name in VISIBLE:
                            box = boxes.leave(box, "head")
                        elif names[box] == name and name in IMPLIED:
                            box = boxes.leave(box, name)
                        elif name in APART and not around & (ARTICLE | bit):
                            jump = self.apart(name, at)
                            if jump >= 0:
                                self.name = self.attributes = ""
                                break
                        self.box = len(parents)
                        parents.append(box)
                        names.append(name)
                        own.append(attributes)
                        bits.append(bits[box] | bit)
                        ends.append(0)
                        self.name, self.attributes = name, attributes
                        if attributes and ("ate" in attributes or "ublish" in attributes):
                            fact(name, attributes, tag, at)
                elif kind == LINK:
                    in_link = True
                    if "ate" in attributes or "ublish" in attributes or "ime" in attributes:
                        self.hint = attributes
                elif kind == LINK_END:
                    in_link = False
                elif kind == INLINE:
                    if attributes:
                        self.hint = attributes
                        if name == "time" or "ate" in attributes or "ublish" in attributes:
                            fact(name, attributes, tag, at)
                elif kind == END:
                    pass
                elif kind <= BLOCK_END:
                    if spans:
                        self.flush()
                        spans = self.spans
                    if kind == BLOCK_END:
                        self.level, self.name, self.attributes = 0, "", ""
                    else:
                        if in_link and not LINK_CLOSED.search(text, at, at + LONGEST_LINK):
                            in_link = False  # never closed: not all that follows is a link
                        self.level, self.name, self.attributes = HEADINGS.get(name, 0), name, attributes
                        if attributes and ("ate" in attributes or "ublish" in attributes):
                            fact(name, attributes, tag, at)
                    if bits[self.box] & HEAD and name in VISIBLE:
                        self.leave("head")
                elif kind == BREAK:
                    self.line_break(tag, at)
                    spans = self.spans
                elif kind == FACT:
                    fact(name, attributes, tag, at)
                elif kind == SKIP:
                    if attributes[-1:] != "/":
                        jump = self.skip(name, at, attributes)
                        break
                elif end - tag <= SIGN:
                    jump = self.declaration(tag)
                    break
                if jump >= 0:
                    break
            else:
                break
            at = jump
        if at < len(text) and not text[at:].isspace():
            spans.append((at, len(text)))
            self.shown += len(text) - at
        self.flush()
        boxes.finish(self.box)
        return self.out

    def leave(self, name: str) -> None:
        self.box = self.out.boxes.leave(self.box, name)
        self.name = self.attributes = ""

    def fact(self, name: str, attributes: str, start: int, end: int) -> None:
        if name == "link" and "canonical" not in attributes:
            return
        fact = Fact(name, attributes, start, end)
        self.out.facts.append(fact)
        if name != "meta":
            return
        if usual := META.fullmatch(attributes):
            called, content = usual.groups()
            if "&" in content:
                content = entities.unescape(content)
        else:
            given = fact.attributes
            content = given.get("content", "")
            called = (
                given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv") or ""
            )
        content = " ".join(content.split())
        if called and content:
            self.out.metas.setdefault(called.lower(), content)

    def apart(self, name: str, start: int) -> int:
        """Past an element that stands beside the article, where surely it is that and no more; else -1."""
        text = self.text
        self.tried += 1
        if self.tried > MOST_TRIED:
            return -1
        waiting = 1
        for tag in TURNS[name].finditer(text, start, start + LONGEST_APART):
            turn = tag.lastgroup
            if turn is None:
                return -1
            waiting += 1 if turn == "opening" else -1
            if not waiting:
                break
        else:
            return -1
        ended, end = tag.span()
        size = end - start
        nothing_but_links = name in LISTS or size > MOST_APART * len(text)
        if size < APART[name] or (nothing_but_links and not LINKS.fullmatch(text, start, end)):
            return -1
        inside = text[start:end]
        if any(map(inside.__contains__, STORY)):
            return -1
        self.out.hidden.append((start, ended, "menu"))
        return end

    def declaration(self, at: int) -> int:
        """Past a comment or declaration."""
        return self.after("-->", at + 4) if self.text.startswith("<!--", at) else self.after(">", at + 2)

    def after(self, mark: str, at: int) -> int:
        """Past the next `mark`; past the next ``>`` where there is none (and then never searched again)."""
        found = -1 if mark in self.absent else self.text.find(mark, at)
        if found >= 0:
            return found + len(mark)
        self.absent.add(mark)
        close = self.text.find(">", at)
        return close + 1 if close >= 0 else len(self.text)

    def tag_end(self, at: int) -> int:
        """Past the ``>`` of a tag; one inside a quoted value does not count, unless the quote never ends."""
        text = self.text
        close = text.find(">", at)
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

    def skip(self, name: str, start: int, attributes: str) -> int:
        """Past content that is no markup, and its end tag: the content is hidden."""
        text = self.text
        end = self.past(name, start, attributes)
        if end > start and not (text[start].isspace() and text[start:end].isspace()):
            rule = "title" if name == "title" else "script" if name in ("script", "style") else "hidden"
            self.out.hidden.append((start, end, rule))
        closing = f"</{name}>"
        return end + len(closing) if text.startswith(closing, end) else end

    def past(self, name: str, start: int, attributes: str) -> int:
        """Where such content ends; of JSON-LD and the title it is kept."""
        text = self.text
        found = None if name in self.absent else ENDS[name].search(text, start)
        if found:
            end = found.start()
        else:
            self.absent.add(name)
            end = len(text) if name in ("script", "style") else start
        if name == "title":
            if self.out.title is None:
                self.out.title = " ".join(entities.unescape(text[start:end]).split())
        elif name == "script" and "ld+json" in attributes:
            self.out.json_ld.append(text[start:end])
        return end

    def line_break(self, at: int, end: int) -> None:
        self.breaks += 1
        if not self.spans:
            return
        tail = "".join(self.text[start:stop][-20:] for start, stop in self.spans[-3:])
        if self.breaks > 1 or self.shown < SHORTEST_PARAGRAPH or SENTENCE_END.search(tail[-20:]):
            self.flush()
        else:
            self.spans.append((end, at))  # the wrong way round: a space that stands for the tag

    def flush(self) -> None:
        """Make a passage of what was read since the last box or block began or ended."""
        spans, text, out = self.spans, self.text, self.out
        if not spans:
            return
        start, end = spans[0]
        raw = text[start:end]
        linked = 1.0
        if len(spans) > 1:
            linked = self.linked / self.shown
            # The last are white space, or the wrong way round: the first of all is neither.
            while (last := text[slice(*spans[-1])]).isspace() or not last:
                spans.pop()
            end = spans[-1][1]
            raw = "".join([text[begin:stop] or " " for begin, stop in spans])
        if "&" in raw:
            raw = entities.unescape(raw)
        words = raw.strip()
        plain = words.isprintable()
        if not plain or "  " in words:
            words = " ".join(words.split())
            plain = plain or words.isprintable()
        if words and (plain or not GAP.fullmatch(words)):
            box = self.box
            bits = out.boxes.bits[box]
            if bits & HEAD:
                out.hidden.append((start, end, "hidden"))
            else:
                if not self.linked:
                    linked = 0.0
                out.drafts.append(
                    tuple.__new__(
                        Draft,
                        (text, words, spans, linked, self.level, box, bits, self.name, self.attributes, self.hint),
                    )
                )
        self.spans = []
        self.linked = self.shown = self.breaks = 0
        self.hint = ""


def kind_of(name: str) -> tuple[int, str]:
    """What a tag of this name does, and the name of its element, however it is written."""
    small = name.lower()
    return KINDS.get(small) or ((END, small[1:]) if small[0] == "/" else (INLINE, small))
