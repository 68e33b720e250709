"""The contexts of a claim: by its type and mode, by the words of its sentence, and by what the whole page is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dateline.coding import tree
from dateline.knowledge.contexts import Contexts, load_contexts
from dateline.records import Why

LONGEST = 4
"""Words of the longest phrase of the table."""
ABOUT = 3
"""Sentences with words of a context that make a page one about it, so that all its claims have that context."""


class PageContexts:
    """The contexts of the claims of one page; the page is read once."""

    def __init__(self, doc: Doc) -> None:
        self.table = load_contexts()
        self.sentences: dict[int, dict[str, str]] = {}
        counts: Counter[str] = Counter()
        for sentence in doc.sents:
            found: dict[str, str] = {}
            for context, phrase in told(sentence, self.table):
                found.setdefault(context, phrase)
            self.sentences[sentence.start] = found
            counts.update(found.keys())
        self.page = {context: number for context, number in counts.items() if number >= ABOUT}

    def of(self, sentence: Span, kind: str, mode: str | None) -> dict[str, Why]:
        """The contexts of a claim of a type and mode in a sentence, in alphabetical order, each with why it has it."""
        found = {
            context: Why("contexts", "words of the page", f"{context}: in {number} sentences")
            for context, number in self.page.items()
        }
        for context, phrase in self.sentences.get(sentence.start, {}).items():
            found[context] = Why("contexts", "words of the sentence", f"{context}: {phrase}")
        for key in ((kind, ""), (kind, mode or "")):
            for context in self.table.implied.get(key, ()):
                found[context] = Why("contexts", "its type", f"{context}: {' '.join(filter(None, key))}")
        return dict(sorted(found.items()))


def told(sentence: Span, table: Contexts) -> Iterator[tuple[str, str]]:
    """The contexts that words and phrases of a sentence name, each with the phrase of the table."""
    words = table.words
    lower, lemmas = [t.lower_ for t in sentence], [tree.lemma(t) for t in sentence]
    for at in range(len(lower)):
        for length in range(1, min(LONGEST, len(lower) - at) + 1):
            exact = " ".join(lower[at : at + length])
            based = " ".join([*lower[at : at + length - 1], lemmas[at + length - 1]])
            for phrase in dict.fromkeys((exact, based, exact.replace(" - ", "-"))):
                for context in words.get(phrase, ()):
                    yield context, phrase
