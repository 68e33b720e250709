"""One mention of a place in a text."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.gazetteer import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens [start_token, end_token) that name a place.

    `name` is the phrase as a person would write it ("southern Iraq", "Hillah"). `place` is None where the entry
    could not be told, `reason` then says why. `precision` is that of the phrase, as in `records.Where`; `part`
    marks a part of a country or region, which has no point of its own. `dateline` marks where the reporter sat;
    `embedded` a name inside another one ("Erbil police"), which says where a body sits, not where things happen;
    `adjective` the country of "a Lebanese village", `unlisted` a name that the gazetteer lacks, whose `place` then is
    the region that it lies in; `told` one that only its clause makes a place ("ambushed in Hadrut"), or a
    description of one ("the capital"). `cued` tells a name after a preposition of place or the like.
    """

    start_token: int
    end_token: int
    text: str
    name: str
    place: Place | None
    precision: int
    confidence: float
    reason: str | None = None
    part: bool = False
    dateline: bool = False
    embedded: bool = False
    cued: bool = False
    adjective: bool = False
    unlisted: bool = False
    told: bool = False

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where the phrase has a point."""
        if self.place is None or self.part or self.place.latitude is None or self.place.longitude is None:
            return None
        return self.place.latitude, self.place.longitude

    @property
    def breadth(self) -> int:
        """How wide the place itself is, on the scale of `precision`; what the gazetteer lacks is seldom wider than a
        district."""
        return max(2, self.precision) if self.told and not self.unlisted else 2 if self.unlisted else self.precision
