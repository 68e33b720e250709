"""Small hand-built parses for the tests of dates."""

from __future__ import annotations

from datetime import date

import spacy
from spacy.tokens import Doc, Token

from dateline.coding.timex import find_dates
from dateline.coding.when import event_dates
from dateline.records import Article, Block, BlockKind, Page, Piece, Published, Span, When

VOCAB = spacy.blank("en").vocab
PUBLISHED = date(2020, 1, 9)  # a Thursday


def build(rows: str) -> Doc:
    """A doc of one or more sentences from lines "word POS head relation [Feature=Value|…] [lemma]"; heads count from 1
    in their sentence, 0 is the root; an empty line ends a sentence."""
    columns: dict[str, list[str]] = {"words": [], "pos": [], "deps": [], "morphs": [], "lemmas": []}
    heads: list[int] = []
    for sentence in rows.strip().split("\n\n"):
        first = len(heads)
        for n, line in enumerate(sentence.strip().splitlines()):
            word, pos, head, relation, *rest = line.split()
            morph = next((part for part in rest if "=" in part), "")
            lemma = next((part for part in rest if "=" not in part), word.lower())
            for name, value in zip(columns, (word, pos, relation, morph, lemma), strict=True):
                columns[name].append(value)
            heads.append(first + (int(head) - 1 if int(head) else n))
    words = columns["words"]
    spaces = [n + 1 < len(words) and words[n + 1] not in {",", ".", "'s"} for n in range(len(words))]
    deps = [
        relation if head != n else "ROOT" for n, (relation, head) in enumerate(zip(columns["deps"], heads, strict=True))
    ]
    return Doc(
        VOCAB,
        words,
        spaces,
        pos=columns["pos"],
        heads=heads,
        deps=deps,
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
    )


def article(text: str, published: date | None = PUBLISHED, kind: BlockKind = "body") -> Article:
    """An article of one block."""
    piece = Piece(0, len(text), Span(0, len(text)))
    given = Published(published, "given") if published else None
    return Article(Page("page.txt", text), text, (Block(0, len(text), kind),), (piece,), published=given)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def dates(
    doc: Doc, trigger: str, *, published: date | None = PUBLISHED, kind: BlockKind = "body", speech_act: bool = False
) -> tuple[When, ...]:
    """The dates of a trigger word in the article of a doc."""
    page = article(doc.text, published, kind)
    found = find_dates(page.text, published)
    return event_dates(word(doc, trigger), doc, found, page, speech_act=speech_act)


def spans(whens: tuple[When, ...]) -> list[tuple[str | None, str | None]]:
    return [(w.start.isoformat() if w.start else None, w.end.isoformat() if w.end else None) for w in whens]
