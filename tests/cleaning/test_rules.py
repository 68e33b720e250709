"""Rules for lines are looked for by the words that they need, and all others behind a gate: none is passed over."""

from __future__ import annotations

import pytest

from dateline.cleaning.rules import Rule, any_of, rules


@pytest.mark.parametrize("rule", rules().lines, ids=lambda rule: f"{rule.slug}: {rule.example}")
def test_the_example_of_a_rule_has_what_it_needs(rule: Rule) -> None:
    small = rule.example.casefold()
    assert rule.holds(rule.example, small)
    assert rule in rules().of(small, 0, html=False)


def test_words_that_begin_alike_share_an_expression() -> None:
    assert any_of(["log in", "log out", "login", "via"]) == "(?:log(?:\\ (?:in|out)|in)|via)"
    assert any_of(["sub", "subscribe"]) == "sub"
