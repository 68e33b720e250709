"""The English pipeline of the package: a tokenizer (`tokens`), then an encoder that tags and parses (`encoder`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.parsing.tokens import EnglishTokenizer

ENCODER = Path(__file__).parent / "encoder_model"


@cache
def load_pipeline() -> Language:
    """The pipeline of the package, loaded once a process."""
    return load_encoder(ENCODER)


def load_encoder(path: Path) -> Language:
    """A pipeline around the encoder in a folder, not remembered."""
    from dateline.parsing.encoder import EncoderParser

    nlp = spacy.blank("en")
    nlp.tokenizer = EnglishTokenizer(nlp.vocab)
    component = cast(EncoderParser, nlp.add_pipe("dateline_ud_encoder", config={"path": str(path)}))
    nlp.meta["name"], nlp.meta["version"] = component.meta["name"], component.meta["version"]
    return nlp


def model_version() -> str:
    """Name and version of the pipeline, as stored with each record."""
    meta = load_pipeline().meta
    return f"{meta['name']} {meta['version']}"


def annotate(nlp: Language, doc: Doc) -> Doc:
    """The Doc with what the components of a pipeline find in it; given sentence starts are kept."""
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
