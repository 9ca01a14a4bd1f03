"""Repeating weeks laid on the calendar: which days a line falls on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.domain.times import monday_of

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Repeat:
    """When a line comes round: on a weekday, in one week of a cycle or the nth of a month.

    `cycle_start` is the Monday of week 1. Without a weekday the line is flexible and never falls.
    """

    cycle_start: dt.date
    cycle_weeks: int
    weekday: int | None  # 0 is Monday
    week: int | None = None  # None: every week of the cycle
    nth_of_month: int | None = None
    until: dt.date | None = None  # first day no longer in force

    def falls_on(self, day: dt.date) -> bool:
        """Whether the line comes round on this day."""
        if self.weekday != day.weekday() or day < self.cycle_start:
            return False
        if self.until is not None and day >= self.until:
            return False
        if self.nth_of_month is not None and self.nth_of_month != nth_of_month(day):
            return False
        return self.week is None or self.week == week_of_cycle(
            day, self.cycle_start, self.cycle_weeks
        )


def week_of_cycle(day: dt.date, cycle_start: dt.date, cycle_weeks: int, line: int = 1) -> int:
    """Number the week of the cycle that a day lies in, where `line` is the week at its start."""
    weeks = (monday_of(day) - monday_of(cycle_start)).days // DAYS_IN_WEEK
    return (weeks + line - 1) % cycle_weeks + 1


def nth_of_month(day: dt.date) -> int:
    """Say whether it is the first, second ... of its weekday in the month."""
    return (day.day - 1) // DAYS_IN_WEEK + 1


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day of a period, both days included."""
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)
