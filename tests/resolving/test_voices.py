"""Who vouches for an event independently."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import Claim, Copy, Event, Source, Span
from dateline.resolving.voices import Outlet, counted, text_of
from makers import SENTENCE, claim, event, page

AGENCY = Source("Norland News Agency", entity_id="nna")
MINISTER = Source("the minister", entity_id="minister")
POLICE = Source("police")


def told(name: str, *sources: Source) -> Claim:
    """A claim on a page of its own."""
    return claim(page(f"{SENTENCE}\n{name}", name), sources=sources)


def event_of(claims: list[Claim], copies: dict[str, tuple[Copy, ...]] | None = None, **outlets: Outlet) -> Event:
    by = {one.document: outlets.get(f"p{number}", Outlet(f"p{number}")) for number, one in enumerate(claims)}
    (made,) = counted([event(*claims)], claims, copies or {}, by)
    return made


def names(made: Event) -> list[str]:
    return [voice.name for voice in made.voices]


def test_one_official_quoted_by_five_is_one_voice() -> None:
    made = event_of([told(f"page {number}", MINISTER) for number in range(5)])
    assert (made.reports, made.texts, names(made)) == (5, 5, ["the minister"])
    assert made.voices[0].reason == "named as a source in 5 reports"


def test_outlets_that_quote_one_outlet_are_one_voice_with_it() -> None:
    claims = [told("one", AGENCY), told("two", AGENCY, Source("two officials", anonymous=True)), told("three")]
    made = event_of(claims, p2=Outlet("three", "Norland News Agency"))
    assert names(made) == ["Norland News Agency"]
    assert len(made.voices[0].documents) == 3


def test_copies_of_one_text_are_one_voice() -> None:
    claims = [told("one"), told("two"), told("three")]
    origin = claims[0].document
    rows = {
        one.document: (Copy(one.document, origin, 1.0, 1.0, (one.sentence.span,), "word for word"),)
        for one in claims[:2]
    }
    made = event_of(claims, rows, p0=Outlet("one", "The Post", "reuters"), p2=Outlet("three", "The Herald"))
    assert (made.reports, made.texts, names(made)) == (3, 2, ["Reuters", "The Herald"])
    assert made.voices[0].reason == "tells it as its own in 2 reports, which are copies of one text"


def test_who_speaks_in_an_outlets_own_words_is_the_source_that_it_names() -> None:
    one = told("one", MINISTER)
    again = replace(one, id="again", sources=())
    assert names(event_of([one, again])) == ["the minister"]


def test_an_unnamed_source_is_the_voice_of_its_outlet() -> None:
    unnamed = [told("one", Source("officials", anonymous=True)), told("two", Source("he"))]
    made = event_of(unnamed, p0=Outlet("one", "The Post"), p1=Outlet("two", "The Herald"))
    assert names(made) == ["The Herald", "The Post"]


def test_a_shorter_name_is_no_other_voice() -> None:
    made = event_of([told("one", POLICE), told("two", Source("Basra police")), told("three", Source("Mosul police"))])
    assert names(made) == ["Basra police", "Mosul police"]


def test_a_claim_outside_the_copied_passages_is_the_pages_own_where_most_of_the_page_is() -> None:
    one = told("one")
    elsewhere = (Span(one.sentence.span.end + 1, one.sentence.span.end + 2),)
    for share, text in ((0.2, one.document), (0.8, "origin")):
        assert text_of(one, (Copy(one.document, "origin", share, 1.0, elsewhere, ""),)) == text


def test_the_order_of_the_claims_plays_no_part() -> None:
    claims = [told("one", POLICE), told("two", Source("Basra police")), told("three", MINISTER), told("four")]
    assert event_of(claims).voices == counted([event(*claims)], claims[::-1], {}, {
        one.document: Outlet(f"p{number}") for number, one in enumerate(claims)
    })[0].voices  # fmt: skip
