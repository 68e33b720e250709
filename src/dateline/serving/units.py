"""Units of time for bars: where each begins, and where the next one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
FINEST: tuple[tuple[Unit, int], ...] = (("day", 120), ("week", 900), ("month", 7_400))
"""The finest unit for a stretch of so many days; longer ones are told by the year."""

BEGINS: Mapping[Unit, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: date.fromordinal(max(1, day.toordinal() - day.weekday())),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
FOLLOWS: Mapping[Unit, Callable[[date], date]] = {
    "day": lambda day: day + timedelta(1),
    "week": lambda day: day + timedelta(7),
    "month": lambda day: (day.replace(day=28) + timedelta(4)).replace(day=1),
    "year": lambda day: day.replace(year=day.year + 1),
}
