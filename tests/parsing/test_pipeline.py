"""The pipeline of the package."""

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.parsing import pipeline


def test_the_version_is_that_of_the_weights() -> None:
    name, _, version = pipeline.model_version().partition(" ")
    assert name == "dateline_ud_encoder"
    assert version.count(".") == 2


def test_an_absent_encoder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"absent holds no encoder\.onnx\. Install dateline anew"):
        pipeline.load_encoder(tmp_path / "absent")
