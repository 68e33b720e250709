"""Contexts of claims: from type and mode, from the words of the sentence, from the page."""

from __future__ import annotations

from dateline.knowledge.contexts import load_contexts
from dateline.knowledge.tables import DATA, read_toml
from pageclaims import claims


def test_words_of_the_sentence_and_the_mode_give_contexts() -> None:
    (found,) = claims("Rebels shelled a hospital in Goma on Monday.")
    assert set(found.contexts) >= {"health", "military"}


def test_each_context_and_the_code_say_where_they_come_from() -> None:
    (found,) = claims("Rebels shelled a hospital in Goma on Monday.")
    told = [why.detail.partition(":")[0] for why in found.why if why.field == "contexts"]
    assert told == list(found.contexts)
    assert ("contexts", "words of the sentence", "health: hospital") in {
        (why.field, why.rule, why.detail) for why in found.why
    }
    assert [why.detail for why in found.why if why.field == "cameo"] == [found.cameo]


def test_a_phrase_counts_as_a_whole() -> None:
    (found,) = claims("Zambia expelled two diplomats of Malawi over human trafficking.")
    assert set(found.contexts) >= {"diplomatic", "trafficking"}
    assert "health" not in found.contexts


def test_what_the_page_is_about_reaches_all_its_claims() -> None:
    text = (
        "The cholera epidemic spread to Boma. A vaccine arrived on Sunday. Every clinic in the town was full. "
        "Zambia condemned Malawi on Monday."
    )
    assert all("health" in claim.contexts for claim in claims(text))
    assert all("health" not in claim.contexts for claim in claims("Zambia condemned Malawi on Monday."))


def test_all_contexts_of_the_ontology_have_words() -> None:
    named = {context for found in load_contexts().words.values() for context in found}
    assert named == set(read_toml(DATA / "ontology.toml")["contexts"])
