"""Days on which something comes again: every week, every other week, the same weekday monthly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from models.types import Repeat

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
WEEKS = {Repeat.WEEKLY: 1, Repeat.FORTNIGHTLY: 2, Repeat.MONTHLY: 1}


def days_again(
    first: dt.date,
    repeats: Repeat,
    *,
    until: dt.date | None = None,
    left_out: Collection[dt.date] = (),
    start: dt.date,
    end: dt.date,
) -> Iterator[dt.date]:
    """Give the days from `start` until before `end`; `until` is the last, and included.

    Monthly keeps the weekday and its place: the second Tuesday. A fifth one stands only in the
    months that have five.
    """
    beyond = end if until is None else min(end, until + DAY)
    if repeats is Repeat.NEVER:
        days = iter((first,))
    else:
        step = WEEKS[repeats] * WEEK
        missed = max(0, -((first - start) // step))
        days = _from(first + missed * step, step, beyond)
    for day in days:
        fits = repeats is not Repeat.MONTHLY or place_in_month(day) == place_in_month(first)
        if start <= day < beyond and fits and day not in left_out:
            yield day


def place_in_month(day: dt.date) -> int:
    """Which one of its weekday a day is in its month: 2 for the second Tuesday."""
    return (day.day - 1) // 7 + 1


def days_of(text: str) -> frozenset[dt.date]:
    """Read days that are kept as text, a blank between them."""
    return frozenset(map(dt.date.fromisoformat, text.split()))


def text_of(days: Collection[dt.date]) -> str:
    """Write days as they are kept, in order."""
    return " ".join(day.isoformat() for day in sorted(days))


def _from(day: dt.date, step: dt.timedelta, beyond: dt.date) -> Iterator[dt.date]:
    while day < beyond:
        yield day
        day += step
