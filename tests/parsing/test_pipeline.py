"""Which pipeline is used."""

import pytest

from dateline.errors import SettingError
from dateline.parsing import pipeline


def test_auto_takes_the_encoder_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.delenv("DATELINE_PIPELINE", raising=False)
    monkeypatch.setattr(pipeline, "ENCODER", tmp_path)
    assert pipeline.chosen() == "encoder"
    monkeypatch.setattr(pipeline, "ENCODER", tmp_path / "absent")
    assert pipeline.chosen() == "cnn"


def test_the_setting_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PIPELINE", "cnn")
    assert pipeline.chosen() == "cnn"
    assert pipeline.model_version().startswith("dateline_ud_cnn ")


def test_an_unknown_pipeline_is_named_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PIPELINE", "oracle")
    with pytest.raises(SettingError, match=r"'oracle'.*encoder, cnn"):
        pipeline.chosen()


def test_an_absent_encoder_is_no_silent_cnn(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DATELINE_PIPELINE", "encoder")
    monkeypatch.setattr(pipeline, "ENCODER", tmp_path / "absent")
    with pytest.raises(SettingError, match="absent"):
        pipeline.chosen()
