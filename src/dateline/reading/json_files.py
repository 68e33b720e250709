"""JSON that is one value: an array of articles, or an object that is an article or holds an array of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.charsets import pieces, told
from dateline.reading.faults import empty, failure, too_large
from dateline.reading.fields import BadLine, noted, row_page
from dateline.reading.inputs import Input, Items
from dateline.reading.streams import Damaged, Stream, at_most
from dateline.reading.text import decode
from dateline.records import Failure, Page

# Under which name JSON Feed, NewsAPI, Elasticsearch dumps and hand-made exports keep their articles.
LISTS = ("articles", "items", "results", "docs", "documents", "data", "entries", "response")
SPACE = " \t\r\n\ufeff"


DECODER = json.JSONDecoder()
MARK = re.compile(r'\\.|["\[\]{}]', re.DOTALL)


class Window:
    """The stretch of a text that is looked at, from `at` on; what lies before is let go."""

    def __init__(self, stream: Stream) -> None:
        self.text, self.at, self.ended = "", 0, False
        found = told(stream)
        self.note = found.note if found else None
        self._pieces = pieces(stream, found.encoding if found else "utf-8")

    @property
    def left(self) -> int:
        """How many characters are there."""
        return len(self.text) - self.at

    @property
    def next(self) -> str:
        """The character at the place; nothing at the end."""
        return self.text[self.at : self.at + 1]

    def grow(self, size: int) -> None:
        """Reads on until `size` characters are there, at least a chunk more."""
        parts, length = [self.text[self.at :]], self.left
        while not self.ended:
            piece = next(self._pieces, None)
            self.ended = piece is None
            parts.append(piece or "")
            length += len(parts[-1])
            if length >= size:
                break
        self.text, self.at = "".join(parts), 0

    def skip(self, characters: str) -> None:
        """Goes on to the first character that is none of these."""
        while True:
            while self.next and self.next in characters:
                self.at += 1
            if self.next or self.ended:
                return
            self.grow(1)


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands in an array where no value can be read, and why."""

    why: str
    too_large: bool = False


def read_array(source: Input) -> Items:
    """A page for each object, read one at a time. Where the JSON breaks, what came before is kept."""
    number = 0
    text = Window(source.stream)
    for number, value in enumerate(_values(text, source.max_bytes), 1):
        yield noted(_item(source, number, value), text.note)
    if not number:
        yield empty(source.name)


def read_object(source: Input) -> Items:
    """The page that an object is, or the pages of the array in it."""
    data = at_most(source.stream, source.max_bytes)
    if data is None:
        yield failure(
            source.name,
            "too-large",
            f"is one JSON value of more than {source.max_bytes:,} bytes; make it an array or JSON Lines, "
            "which are read piece by piece, or raise DATELINE_MAX_BYTES.",
            "skipped",
        )
        return
    try:
        decoded = decode(data)
        value = json.loads(decoded.text if decoded else data)
    except RecursionError:
        raise Damaged("bad-json", "is JSON that is nested too deep; make it flat.") from None
    except ValueError as error:
        raise Damaged("bad-json", f"is not JSON ({error!s:.200}); mend it.") from None
    while isinstance(value, dict):
        at = source.columns.of(value)
        if "text" in at or "html" in at:
            yield _item(source, 1, value)
            return
        inner = next((value[name] for name in LISTS if isinstance(value.get(name), list | dict)), None)
        if inner is None:
            yield failure(source.name, "not-a-page", "is JSON without an article: no text, no list of them.", "skipped")
            return
        value = inner
    if not isinstance(value, list):
        raise Damaged("bad-json", "is JSON, but neither an object nor an array of them; mend it.")
    if not value:
        yield empty(source.name)
    for number, item in enumerate(value, 1):
        yield _item(source, number, item)


def _item(source: Input, number: int, value: object) -> Page | Failure:
    at = f"{source.name}#item-{number}"
    if isinstance(value, Broken):
        if value.too_large:
            return too_large(at, source.max_bytes)
        return failure(at, "bad-json", f"cannot be read, nor what follows: {value.why}. Mend the JSON.")
    if not isinstance(value, dict):
        return failure(at, "bad-line", "is not a page: not a JSON object. Mend or remove it.")
    try:
        return row_page(source.name, f"item-{number}", value, source.columns)
    except BadLine as error:
        return failure(at, "bad-line", f"is not a page: {error}. Mend or remove it.")


def _values(text: Window, max_bytes: int) -> Iterator[object]:
    """The values of an array, never more than one and a chunk of text in memory. A fault comes last, as `Broken`."""
    text.skip(SPACE)
    text.at += 1  # the bracket
    while True:
        text.skip(SPACE + ",")
        if text.ended and not text.left:
            yield Broken("the end is missing")
            return
        if text.next == "]":
            return
        value = _value(text, max_bytes)
        yield value
        if isinstance(value, Broken) and not (value.too_large and _passed_over(text)):
            return


def _passed_over(text: Window) -> bool:
    """Goes on behind the value at the place, whatever its size, without holding it; False where its end is missing."""
    depth, quoted = 0, False
    while text.next in ("{", "[", '"') or depth or quoted:
        end = text.at
        for found in MARK.finditer(text.text, text.at):
            mark, end = found[0], found.end()
            if mark == '"':
                quoted = not quoted
            elif not quoted and len(mark) == 1:
                depth += 1 if mark in "[{" else -1
            if not quoted and depth <= 0:
                text.at = end
                return True
        if text.ended:
            return False
        cut = text.text.endswith("\\") and end < len(text.text)  # half of an escape
        text.at = len(text.text) - cut
        text.grow(1)
    return False


def _value(text: Window, max_bytes: int) -> object:
    """The value at the window's place. Where it is not whole, it is tried again when the text has grown by half."""
    while True:
        try:
            value, stop = DECODER.raw_decode(text.text, text.at)
            if stop < len(text.text) or text.ended:
                text.at = stop
                return value
        except RecursionError:
            return Broken("it is nested too deep")
        except ValueError as error:
            if text.ended:
                return Broken(f"{error!s:.200}")
        if text.left > max_bytes:
            return Broken("", too_large=True)
        text.grow(text.left * 3 // 2)
