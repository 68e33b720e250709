"""Who wrote a page: as the markup names them, or in a line that begins with "By"."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from dateline.records import Article, Span, Stated

AUTHOR = re.compile(r'"author"\s{0,9}:\s{0,9}(\[[^\]]{0,2000}\]|\{[^{}]{0,1000}\}|"[^"]{2,100}")')
NAME = re.compile(r'"name"\s{0,9}:\s{0,9}"([^"]{2,100})"')
NAMES = ("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author", "cxenseparse:author")
BY = re.compile(
    r"\s*(?:by|byline|(?:story|written|reported|words|report|text) by|author|text|von|par|por|yazan|автор)\b\s*:?\s+",
    re.IGNORECASE,
)
LINE = re.compile(r"[^\r\n]+")
# Rules by which the line of a byline may have been left out.
HOLDING = frozenset({"byline", "credit", "clutter", "export", "other-language"})
# Words of names, and what stands between them.
SMALL = frozenset("and & of for the in at de del la le van von bin al el da dos di du et y und e with avec mit".split())
# Behind the names: a bar, a place, a day, an outlet's own note.
AFTER = re.compile(r"\s*(?:\||/\s|@|\s[Oo][Nn]\s|•|·|\s[–—-]\s|\bUpdated\b|\bPublished\b|\bPosted\b|\d|\n)")
PERSON = re.compile(r"[^\W\d_][\w'’.-]*")
LONGEST = 200
MOST_WORDS = 16


def byline(article: Article, facts: dict[str, str], json_ld: Sequence[str]) -> Stated | None:
    """The names of the authors in one string, as the page writes them; None where it names nobody."""
    for name in NAMES:
        if facts.get(name) and not facts[name].startswith(("http", "@", "/")):
            return Stated(tidy(facts[name]), "markup")
    for block in json_ld:
        found = AUTHOR.search(block)
        names = (
            NAME.findall(found[1]) or ([found[1].strip('"')] if found and found[1][0] == '"' else []) if found else []
        )
        if names:
            return Stated(", ".join(dict.fromkeys(tidy(name) for name in names)), "markup")
    for run in article.boilerplate:
        if run.rule in HOLDING:
            for found in LINE.finditer(article.page.text, run.span.start, run.span.end):
                made = in_line(found[0], found.start()) if len(found[0]) <= LONGEST else None
                if made:
                    return made
    return None


def tidy(name: str) -> str:
    """A name of the markup on one line, entities decoded, without "By"."""
    return BY.sub("", " ".join(html.unescape(name).split()), count=1)


def in_line(line: str, start: int) -> Stated | None:
    """The names of a line such as "By Anna Example and Bo Sample | Example Press"."""
    head = BY.match(line)
    if head is None:
        return None
    tail = AFTER.search(line, head.end())
    names = line[head.end() : tail.start() if tail else len(line)].strip(" ,;")
    words = names.split()
    if not words or len(words) > MOST_WORDS or not PERSON.match(names):
        return None
    if any(word[0].islower() and word.strip(",") not in SMALL for word in words):
        return None
    begin = start + line.index(names, head.end())
    return Stated(" ".join(names.split()), "line", Span(begin, begin + len(names)))
