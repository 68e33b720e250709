"""What a time expression means before it is placed on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["calendar", "weekday", "shift", "window", "vague", "duration", "set", "clock"]
Origin = Literal["publication", "previous", "event"]
Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parts of a time expression, as read; what the text leaves open is None.

    * ``calendar``: `year`, `month`, `day`, or a `quarter`, `half`, `season`, `decade` (its first year), `century`
      (its number less one) or `holiday` of a year; `unit` W makes it the week of that day. `shift` -1 is "last May".
    * ``weekday``: `weekday` 1 (Monday) to 7, `shift` -1 last, 0 this, 1 next, None the nearest.
    * ``shift``: `count` units of `unit` after (negative: before) `origin`; 0 is the unit itself ("this month").
    * ``window``: the `count` units that end (negative) or begin on the publication date; None an unknown number.
    * ``vague``, ``duration``, ``set``: `value` is the TIMEX3 value and the only meaning; ``clock``: `clock`.

    `edge` START, MID or END picks a third, W1 to W4 and W-1 a week and H1, H2 a half of a month; `whole_edge` marks
    "earlier this year", which runs up to publication. `part` is a part of the day, `clock` a time "hh:mm", `bound` what
    a preposition makes of it, `mod` a TIMEX3
    modifier.
    """

    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    shift: int | None = None
    unit: str | None = None
    count: float | None = None
    origin: Origin = "publication"
    edge: str | None = None
    whole_edge: bool = False
    part: str | None = None
    clock: str | None = None
    bound: str | None = None
    mod: str | None = None
    value: str | None = None
    swapped: tuple[int, int] | None = None  # the other reading (month, day) of a date in figures

    @property
    def kind(self) -> Kind:
        if self.form == "duration":
            return "DURATION"
        if self.form == "set":
            return "SET"
        if self.form == "window" and self.count not in {-1, 1}:
            return "DURATION"
        return "TIME" if self.part or self.clock else "DATE"
