"""Event coreference over given mentions: parties from trees, families of words, kinship of texts."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.evaluation import coref_layer
from dateline.evaluation.coref_layer import Texts, family
from dateline.evaluation.text_kinship import kinship
from dateline.parsing.pipeline import load_pipeline

QUAKE = ["An", "earthquake", "destroyed", "the", "harbour", "of", "Norland", "."]
AGAIN = ["The", "quake", "in", "Norland", "wrecked", "its", "old", "harbour", "."]
WEDDING = ["The", "singer", "married", "an", "actor", "at", "the", "castle", "."]
ALBUM = ["The", "band", "destroyed", "three", "guitars", "on", "stage", "."]
MENTIONS = [("a", 1), ("a", 2), ("b", 1), ("b", 4), ("c", 2), ("d", 2)]


@pytest.fixture(scope="module")
def texts() -> Texts:
    sentences = {"a": QUAKE, "b": AGAIN, "c": WEDDING, "d": ALBUM}
    documents = [{"doc": name, "sentences": {"0": words}} for name, words in sentences.items()]
    mentions = [{"doc": name, "sent": 0, "tokens": [at]} for name, at in MENTIONS]
    return coref_layer.read(documents, mentions, load_pipeline())


def test_a_mention_has_the_nouns_that_hang_on_it(texts: Texts) -> None:
    destroyed = next(each for each in texts.mentions if each.word == "destroy" and each.document == "a")
    assert destroyed.actors.kinds == {"earthquake"}
    assert "harbour" in destroyed.recipients.kinds


def test_words_of_one_family_in_kindred_texts_are_compared(texts: Texts) -> None:
    blocks = coref_layer.MentionBlocks(texts, texts.mentions)
    names = [f"{each.document} {each.word}" for each in texts.mentions]
    pairs = {(names[at], names[other]) for at in range(len(names)) for other in blocks.later(at)}
    assert pairs == {("a earthquake", "b quake"), ("a destroy", "b wreck")}


def test_what_agrees_is_grouped_by_the_weights_of_others(texts: Texts) -> None:
    chains = {each.id: family(each.word) + each.document.replace("b", "a") for each in texts.mentions}
    weights = coref_layer.learned(texts, texts.mentions, chains)
    events = coref_layer.grouped(texts, texts.mentions, weights)
    assert len(set(events.values())) == 4


def test_a_word_outside_of_the_list_is_known_by_its_beginning() -> None:
    assert family("blaze") == family("fire")
    assert family("colonisation") == family("colonise")
    assert family("colonise") != family("column")


def test_texts_are_as_near_as_the_groups_in_which_they_meet() -> None:
    near = kinship([{"mill": 1, "fire": 1}, {"fire": 1, "smoke": 1}, {"smoke": 1, "mill": 2}, {"tax": 3}, {"law": 1}])
    assert np.allclose(near, near.T)
    assert near[0, 2] > 0
    assert near[0, 1] == near[1, 2] or near[0, 2] == near[1, 2] or near[0, 1] == near[0, 2]
    assert near[0, 3] == near[3, 4] == 0
