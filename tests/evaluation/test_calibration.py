"""Bands of confidence, and the distance between what claims promise and what they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation.calibration import calibration_error, reliability
from dateline.evaluation.claims import judged

ROWS = st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()))


def test_a_band_has_the_shares_of_its_claims() -> None:
    low, high = reliability([(0.2, False, False), (0.95, True, True), (0.91, True, False)])
    assert (low.claims, low.typed, low.confidence) == (1, 0.0, 0.2)
    assert (high.claims, high.typed, high.whole, high.confidence) == (2, 1.0, 0.5, 0.93)
    assert calibration_error([low, high]) == pytest.approx((0.2 + 2 * 0.07) / 3, abs=1e-4)
    assert calibration_error([]) is None


def test_claims_are_judged_by_type_and_record() -> None:
    base = {"evidence": "words", "evidence_start": 0, "trigger_start": 0, "status": "asserted"}
    gold = {"a": {"claims": [{**base, "type": "AID"}]}}
    coded = [{**base, "type": "AID", "confidence": 0.8}, {**base, "type": "AID", "trigger_start": 9, "confidence": 0.4}]
    assert list(judged(gold, {"a": {"claims": coded}})) == [(0.8, True, True), (0.4, False, False)]
    assert list(judged(gold, {"a": {"claims": [{**base, "type": "AID"}]}})) == []


@given(ROWS)
def test_every_claim_is_in_one_band(rows: list[tuple[float, bool, bool]]) -> None:
    bands = reliability(rows)
    assert sum(band.claims for band in bands) == len(rows)
    assert all(band.low <= band.confidence + 1e-4 and band.confidence <= band.high + 1e-4 for band in bands)
