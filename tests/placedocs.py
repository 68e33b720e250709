"""Small hand-built parses for the tests of places."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from dateline.records import Article, Block, Page, Piece, Span

VOCAB = spacy.blank("en").vocab


def build(rows: str) -> tuple[Doc, Article]:
    """A doc and its article from lines "word POS head dep [lemma]"; heads count from 1, 0 is the root; an empty line
    ends a sentence."""
    words: list[str] = []
    pos: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    lemmas: list[str] = []
    starts: list[bool] = []
    for sentence in rows.strip().split("\n\n"):
        first = len(words)
        for n, line in enumerate(sentence.strip().splitlines()):
            word, tag, head, dep, *rest = line.split()
            words.append(word)
            pos.append(tag)
            heads.append(first + int(head) - 1 if int(head) else first + n)
            deps.append(dep if int(head) else "ROOT")
            lemmas.append(rest[0] if rest else word.lower())
            starts.append(n == 0)
    spaces = [n + 1 < len(words) and words[n + 1] not in {",", ".", "'s"} for n in range(len(words))]
    doc = Doc(VOCAB, words, spaces, pos=pos, heads=heads, deps=deps, lemmas=lemmas)
    return doc, article(doc.text)


def article(text: str) -> Article:
    """An article of one body block."""
    piece = Piece(0, len(text), Span(0, len(text)))
    return Article(Page("test", text), text, (Block(0, len(text)),), (piece,))


def tagged(text: str) -> tuple[Doc, Article]:
    """A doc without a real tree: capitalised words are PROPN, the others what a short list says, else NOUN."""
    function = {
        "in": "ADP",
        "near": "ADP",
        "of": "ADP",
        "the": "DET",
        "at": "ADP",
        "and": "CCONJ",
        "from": "ADP",
        "to": "ADP",
    }
    rows = []
    for n, word in enumerate(text.replace(",", " ,").replace(".", " .").split()):
        tag = "PUNCT" if word in ",." else "PROPN" if word[0].isupper() else function.get(word, "NOUN")
        rows.append(f"{word} {tag} {0 if n == 0 else 1} dep")
    return build("\n".join(rows))
