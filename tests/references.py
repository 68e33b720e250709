"""What words of hand-built pages stand for, for tests of the modules that resolve them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from dateline.coding.coreference import Coreference
from dateline.coding.discourse import Reference
from dateline.coding.mentions import find_mentions
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from treedocs import article, word

SUDAN_MET_CHAD = "Sudan PROPN 2 nsubj\nmet VERB 0 root meet\nChad PROPN 2 obj\n. PUNCT 2 punct\n\n"


def reference(doc: Doc, at: str, publisher: str | None = None, home: str | None = None) -> Reference:
    """What the first word `at` of a doc stands for."""
    page = replace(article(doc.text), publisher=publisher)
    found = Coreference(page, find_mentions(doc, page, load_actors()), load_cues(), load_actors(), home)
    reference = found.at(word(doc, at))
    assert reference is not None
    return reference


def ids(doc: Doc, at: str, publisher: str | None = None, home: str | None = None) -> list[str]:
    return [each.entity.id for each in reference(doc, at, publisher, home).found]
