"""Who says what, on parses of the pipeline: source, cue and content of every attribution."""

from __future__ import annotations

import pytest

from dateline.coding.attributions import find_attributions, outermost
from dateline.parsing.pipeline import annotate, load_pipeline

Found = tuple[str, str, str]


def read(*paragraphs: str) -> list[Found]:
    """Source, cue and content of the outermost attributions."""
    nlp, text = load_pipeline(), " ".join(paragraphs)
    starts = {text.index(paragraph) for paragraph in paragraphs}
    doc = nlp.tokenizer(text)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    annotate(nlp, doc)
    return [
        ("" if each.source is None else each.source.text, each.cue.text, " ".join(doc[i].text for i in each.content))
        for each in outermost(find_attributions(doc, starts))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The mayor said the bridge was shelled.", ("mayor", "said", "the bridge was shelled")),
        ("The bridge was shelled, the mayor said.", ("mayor", "said", "The bridge was shelled")),
        ("The bridge was shelled, said the mayor.", ("mayor", "said", "The bridge was shelled")),
        ("The bridge, the mayor said, was shelled.", ("mayor", "said", "The bridge was shelled")),
        ("According to the mayor, the bridge was shelled.", ("mayor", "According", "the bridge was shelled")),
        ("The front vowed to retake the bridge.", ("front", "vowed", "to retake the bridge")),
        ("The governor condemned the shelling of the bridge.", ("governor", "condemned", "the shelling of the bridge")),
        ("As the mayor noted, the bridge was shelled.", ("mayor", "noted", "the bridge was shelled")),
        ("He spoke about the bridge.", ("He", "spoke", "the bridge")),
        ("She asked him about the bridge.", ("She", "asked", "the bridge")),
        ("They called for a judge to look into the raid.", ("They", "called", "a judge to look into the raid")),
        (
            'The mayor said the bridge was "a ruin" after the raid.',
            ("mayor", "said", 'the bridge was " a ruin " after the raid'),
        ),
        (
            "Two men fell and a bridge was hit, according to the mayor.",
            ("mayor", "according", "Two men fell and a bridge was hit"),
        ),
        ("The mayor said the bridge was hit, which he had feared.", ("mayor", "said", "the bridge was hit")),
        ("The elders urged the army to leave the valley.", ("elders", "urged", "the army to leave the valley")),
        ("The elders called on the army to leave.", ("elders", "called", "the army to leave")),
        ("The envoy called the vote a farce.", ("envoy", "called", "the vote a farce")),
        (
            "The mayor said in an interview that the bridge had been shelled.",
            ("mayor", "said", "that the bridge had been shelled"),
        ),
        (
            "The elders said the group is no army and supports neither side.",
            ("elders", "said", "the group is no army and supports neither side"),
        ),
        (
            '"How high was the flood?" asked the boy, who wore a hat.',
            ("boy", "asked", '" How high was the flood ? "'),
        ),
    ],
)
def test_ways_to_attribute(sentence: str, expected: Found) -> None:
    assert expected in read(sentence)


def test_a_quotation_split_by_its_cue() -> None:
    (found,) = read('"We left at dawn," the mayor said, "because the shells came near."')
    assert found[:2] == ("mayor", "said")
    assert "We left at dawn" in found[2]
    assert "because the shells came near" in found[2]


def test_a_quotation_goes_on_after_its_cue() -> None:
    (found,) = read('"We left at dawn," the mayor said. "We will not come back until the shelling ends."')
    assert "We will not come back" in found[2]


def test_a_quotation_without_speaker_goes_to_the_last_one() -> None:
    found = read('"We left at dawn," the mayor said.', '"The shells came near and we had no choice."')
    assert [(source, cue) for source, cue, _ in found] == [("mayor", "said")]
    assert "we had no choice" in found[0][2]


def test_the_words_of_others_are_part_of_what_is_said() -> None:
    found = read("The minister told reporters that the rebels had claimed to hold the port.")
    assert [(source, cue) for source, cue, _ in found] == [("minister", "told")]


def test_no_attribution_without_content() -> None:
    assert read("The mayor spoke on Monday.") == []


def test_two_reports_of_one_speaker_are_two() -> None:
    found = read("Hall argued that the raid was lawful, but warned that it would cost lives.")
    assert found == [
        ("Hall", "argued", "that the raid was lawful"),
        ("Hall", "warned", "that it would cost lives"),
    ]


def test_a_transcript_goes_on_to_the_end_of_its_paragraph() -> None:
    found = read("Tamm: The bridge is gone. I think it was hit.", "The mayor left.")
    assert found == [("Tamm", ":", "The bridge is gone . I think it was hit")]


def test_a_quotation_after_its_cue_is_not_that_of_a_verb_between() -> None:
    found = read('"We left at dawn," the mayor said, referring to the raid. "The shells came near and near again."')
    (said,) = [each for each in found if each[1] == "said"]
    assert "The shells came near" in said[2]


@pytest.mark.parametrize("sentence", ["He joined a movement called the Dawn Front.", "She met a man named Idris Osei."])
def test_a_name_is_no_attribution(sentence: str) -> None:
    assert all(cue not in {"called", "named"} for _, cue, _ in read(sentence))


def test_turns_of_a_transcript() -> None:
    found = read("AMIN: Who shelled the bridge?", "OSEI: We did not.", "Nobody did.", "AMIN: Thank you.")
    assert [(source, content) for source, cue, content in found if cue == ":"] == [
        ("AMIN", "Who shelled the bridge ?"),
        ("OSEI", "We did not . Nobody did"),
        ("AMIN", "Thank you"),
    ]


def test_a_quotation_behind_a_speaker_and_a_colon() -> None:
    assert ("Osei", ":", '" The bridge fell at dawn . "') in read('From Mayor Idris Osei: "The bridge fell at dawn."')
