"""Sport reports are full of words of war."""

from __future__ import annotations

from pageclaims import claims

REPORT = (
    "The striker shot wide after the goalkeeper came out, and the visitors attacked from the first minute. "
    "The referee gave a penalty in stoppage-time and the midfielder fired it in for the equaliser. "
    "The home side bombarded the box before half-time, and their coach accused the referee of theft. "
    "The league leaders beat their rivals 3-1."
)


def test_a_match_report_has_no_events() -> None:
    assert claims(REPORT) == ()


def test_a_riot_at_a_match_is_one() -> None:
    found = claims(REPORT + " Police arrested 30 supporters outside the stadium in Kumasi.")
    assert [claim.type for claim in found] == ["COERCE"]
