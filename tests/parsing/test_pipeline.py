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


def test_long_articles_are_handled_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = pipeline.load("cnn")
    monkeypatch.setattr(pipeline, "STRETCH", 20)
    text = "Rebels shelled the town on Monday. Soldiers fled. " * 12
    doc = nlp.make_doc(text)
    for token in doc:
        if token.text == "Rebels":
            token.is_sent_start = True
    doc = pipeline.annotate(nlp, doc)
    assert doc.text == text
    assert [s[0].text for s in doc.sents].count("Rebels") == 12
    assert all(token.head.sent == token.sent and token.lemma_ and token.dep_ for token in doc)
