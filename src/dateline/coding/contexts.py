"""The contexts of a claim: by its type and mode, by the words of its sentence, and by what the whole page is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dateline.coding import tree
from dateline.knowledge.contexts import Contexts, load_contexts

LONGEST = 4
"""Words of the longest phrase of the table."""
ABOUT = 3
"""Sentences with words of a context that make a page one about it, so that all its claims have that context."""


class PageContexts:
    """The contexts of the claims of one page; the page is read once."""

    def __init__(self, doc: Doc) -> None:
        self.table = load_contexts()
        self.sentences: dict[int, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for sentence in doc.sents:
            found = frozenset(told(sentence, self.table))
            self.sentences[sentence.start] = found
            counts.update(found)
        self.page = frozenset(context for context, number in counts.items() if number >= ABOUT)

    def of(self, sentence: Span, kind: str, mode: str | None) -> tuple[str, ...]:
        """The contexts of a claim of a type and mode in a sentence, in alphabetical order."""
        implied = self.table.implied
        by_type = {*implied.get((kind, mode or ""), ()), *implied.get((kind, ""), ())}
        here = self.sentences.get(sentence.start, frozenset())
        return tuple(sorted(by_type | here | self.page))


def told(sentence: Span, table: Contexts) -> Iterator[str]:
    """The contexts that words and phrases of a sentence name."""
    words = table.words
    lower, lemmas = [t.lower_ for t in sentence], [tree.lemma(t) for t in sentence]
    for at in range(len(lower)):
        for length in range(1, min(LONGEST, len(lower) - at) + 1):
            exact = " ".join(lower[at : at + length])
            based = " ".join([*lower[at : at + length - 1], lemmas[at + length - 1]])
            for phrase in {exact, based, exact.replace(" - ", "-")}:
                yield from words.get(phrase, ())
