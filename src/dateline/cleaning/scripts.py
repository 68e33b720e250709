"""Programs and data glued into a text: where they start, and by counting brackets where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

START = re.compile(
    r"""(?:[\w$]{1,60}(?:\.[\w$]{1,60}){0,8}\s?\(\s?)?\bfunction\b\s?[\w$]{0,60}\s?\([\w$,\s]{0,100}\)\s?\{
    | \(\s?(?:\w{1,20}\s?,?\s?){0,5}\)\s?=>\s?\{
    | \b(?:window|document|googletag|dataLayer|jQuery|_gaq|gtag|ga|fbq|twttr|Sys|console|self|parent|navigator)
      (?:\.[\w$]{1,60}|\[[^\[\]]{1,60}\]){0,8}\s?(?:=|\()
    | (?<![\w.])[\w$]{2,40}(?:\.[\w$]{1,40}){0,4}\.(?:push|init|display|load|ready|call|apply|render\w{0,30})\s?\(
    | \$\(\s?["'\w]
    | \bvar\s[\w$]{1,60}\s?=
    | \b(?:let|const)\s[\w$]{1,60}\s?=\s?[\[{"'\w(]
    | \{\s?"[@\w$-]{1,60}"\s?:\s?[\[{"\dtfn]
    | (?<![\w.])(?:[.\#][\w-]{1,60}|@media[^{}]{1,100}|@font-face)\s?\{\s?(?:[\w-]{2,40}\s?:|[.\#\w])
    | \bif\s?\((?:typeof\s|!?window|!?document)""",
    re.VERBOSE,
)
STRAY = re.compile(r"^\s{0,20}[\])}]+\s?\(?\s?\)?;[\s})\];]*")
BRACKETS = re.compile(r"""[()\[\]{}"';\n]|//|/\*""")
OPENING = {"(": ")", "[": "]", "{": "}"}
# A statement longer than this is not looked at further; what is seen of it goes.
LONGEST = 20_000


def scripts(text: str) -> Iterator[tuple[int, int]]:
    """Stretches [start, end) of program text, in order; neighbours joined."""
    held: tuple[int, int] | None = None
    stray = STRAY.match(text)
    if stray:
        held = (0, stray.end())
    at = held[1] if held else 0
    while found := START.search(text, at):
        end = _end(text, found.start())
        if end is None:
            at = found.end()
            continue
        at = end
        if held and not text[held[1] : found.start()].strip(" ;,)}\n\t"):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (found.start(), end)
    if held:
        yield held


def _end(text: str, start: int) -> int | None:
    """Past the statement at `start`: its brackets closed, then an optional call chain and semicolon."""
    depth: list[str] = []
    opened = False
    at, limit = start, min(len(text), start + LONGEST)
    while found := BRACKETS.search(text, at, limit):
        mark, at = found[0], found.end()
        if mark in "\"'":
            close = text.find(mark, at, min(limit, at + 2000))
            # An apostrophe in prose opens no string.
            at = close + 1 if close >= 0 and (depth or mark == '"') else at
        elif mark in OPENING:
            depth.append(OPENING[mark])
            opened = True
        elif mark in ")]}":
            if not depth or depth.pop() != mark:
                return found.start() if opened and not depth else at
            if not depth:
                tail = re.compile(r"(?:\s?[.(\[][\w$]{0,60}(?=[.(\[]))|\s?\(|\s?;|\s?\{|\s?else\s?\{").match(text, at)
                if tail is None or tail[0].strip() == ";":
                    return tail.end() if tail else at
        elif mark == ";" and not depth:
            return at
        elif mark == "\n" and not depth:
            return found.start()
    return (limit if limit < len(text) else len(text)) if opened else None
