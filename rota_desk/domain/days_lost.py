"""Days lost to absence: calendar days by the share of full time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class HeldShare:
    """A share of full time, from a day until before another; None has no end."""

    start: dt.date
    end: dt.date | None
    share: Fraction


def fte_days(held: Iterable[HeldShare], first: dt.date, last: dt.date) -> Fraction:
    """Count the calendar days from first to last, both included, each by its share of full time.

    Weekends and days off between are days like others, as an episode runs through them.
    """
    total = Fraction(0)
    after = last + dt.timedelta(days=1)
    for one in held:
        days = (min(one.end or after, after) - max(one.start, first)).days
        total += max(days, 0) * one.share
    return total
