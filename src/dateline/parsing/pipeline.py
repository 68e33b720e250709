"""The trained English pipelines of the package, and which of them is used.

``encoder`` (``parsing/encoder_model``) is the better one, ``cnn`` (``parsing/model``) the smaller. The setting
`pipeline` names one; ``auto``, the default, takes the encoder where its folder is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from dateline import settings
from dateline.errors import SettingError

MODEL = Path(__file__).parent / "model"
ENCODER = Path(__file__).parent / "encoder_model"
NAMES = ("encoder", "cnn")


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
