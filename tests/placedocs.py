"""Small hand-built parses for the tests of places."""

from __future__ import annotations

from spacy.tokens import Doc

import treedocs
from dateline.records import Article
from treedocs import VOCAB, article

__all__ = ["VOCAB", "article", "build", "tagged"]


def build(rows: str) -> tuple[Doc, Article]:
    """A doc and its article; rows as in `treedocs.build`."""
    doc = treedocs.build(rows)
    return doc, article(doc.text)


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
