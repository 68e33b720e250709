"""Small hand-built parses, so that tests of the coding rules do not depend on a model."""

from __future__ import annotations

from datetime import date

import spacy
from spacy.tokens import Doc, Token

from dateline.records import Article, Block, BlockKind, Page, Piece, Published, Span

VOCAB = spacy.blank("en").vocab


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


def article(text: str, published: date | None = None, kind: BlockKind = "body") -> Article:
    """An article of one block."""
    piece = Piece(0, len(text), Span(0, len(text)))
    given = Published(published, "given") if published else None
    return Article(Page("page.txt", text), text, (Block(0, len(text), kind),), (piece,), published=given)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def tree(rows: str, at: str) -> Token:
    """The first word `at` of a doc built from rows."""
    return word(build(rows), at)
