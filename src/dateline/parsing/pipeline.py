"""The trained English pipelines of the package, and which of them is used.

``encoder`` (``parsing/encoder_model``) is the better one, ``cnn`` (``parsing/model``) the smaller. The setting
`pipeline` names one; ``auto``, the default, takes the encoder where its folder is.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline import settings
from dateline.errors import SettingError

MODEL = Path(__file__).parent / "model"
ENCODER = Path(__file__).parent / "encoder_model"
NAMES = ("encoder", "cnn")
STRETCH = 8_000
"""Words that are handled at once: more than an article of a newspaper has, and a fifth of a gigabyte with the cnn."""
COLUMNS: list[int | str] = ["POS", "MORPH", "LEMMA", "DEP", "HEAD"]


def chosen() -> str:
    """The name of the pipeline to use: "encoder" or "cnn". Raises SettingError for any other."""
    name = settings.get_str("pipeline")
    if name == "auto":
        return "encoder" if ENCODER.is_dir() else "cnn"
    if name not in NAMES:
        raise SettingError(
            f"DATELINE_PIPELINE is {name!r}; there are {', '.join(NAMES)} and auto. Set it right or unset it."
        )
    if name == "encoder" and not ENCODER.is_dir():
        raise SettingError(
            f"There is no folder {ENCODER}. Export the encoder there (models/README.md) or unset DATELINE_PIPELINE."
        )
    return name


def load_pipeline() -> Language:
    """The pipeline that the settings choose, loaded once a process."""
    return load(chosen())


@cache
def load(name: str) -> Language:
    """The pipeline of that name, loaded once a process."""
    return spacy.load(MODEL) if name == "cnn" else load_encoder(ENCODER)


def load_encoder(path: Path) -> Language:
    """A pipeline around the encoder in a folder, not remembered."""
    from dateline.parsing.encoder import EncoderParser

    nlp = spacy.blank("en")
    component = cast(EncoderParser, nlp.add_pipe("dateline_ud_encoder", config={"path": str(path)}))
    nlp.meta["name"], nlp.meta["version"] = component.meta["name"], component.meta["version"]
    return nlp


def model_version() -> str:
    """Name and version of the pipeline in use, as stored with each record."""
    meta = load_pipeline().meta
    return f"{meta['name']} {meta['version']}"


def annotate(nlp: Language, doc: Doc) -> Doc:
    """The Doc with what the components of a pipeline find in it; given sentence starts are kept.

    Memory is bounded: what is longer than `STRETCH` words is handled in stretches that begin at sentence starts given.
    """
    if len(doc) <= STRETCH:
        return annotate_whole(nlp, doc)
    cuts, begin = [], 0
    for token in doc:
        if token.is_sent_start and token.i - begin >= STRETCH // 2:
            begin = token.i
            cuts.append(begin)
    found = []
    for start, end in pairwise([0, *cuts, len(doc)]):
        part = Doc(doc.vocab, [t.text for t in doc[start:end]], [bool(t.whitespace_) for t in doc[start:end]])
        for old, new in zip(doc[start:end], part, strict=True):
            if old.is_sent_start:
                new.is_sent_start = True
        found.append(annotate_whole(nlp, part).to_array(COLUMNS))
    return doc.from_array(COLUMNS, cast(Any, np.concatenate(found)))


def annotate_whole(nlp: Language, doc: Doc) -> Doc:
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
