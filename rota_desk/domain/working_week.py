"""The halves of days on which somebody works, and what a day of leave costs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

_FRIDAY, _SATURDAY = 4, 5
_FULL_WEEK = Fraction(5)  # days that a full-timer's week of leave costs


class Half(StrEnum):
    """Half a working day: before midday, or after."""

    AM = "am"
    PM = "pm"


WHOLE_DAY = frozenset(Half)
HalfDay = tuple[dt.date, Half]


class Why(StrEnum):
    """Why a day of a leave span counts as it does."""

    LEAVE = "leave"
    HALF_DAY = "half day"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank holiday"
    NON_WORKING = "non-working day"
    FULL_WEEK = "day beyond a whole week's"
    OUTSIDE_YEAR = "outside the leave year"


@dataclass(frozen=True, slots=True)
class Share:
    """From a day on: what a week of leave costs, and on how many days the week is worked.

    Both in days; half the week's work on three long days costs 2.5 days over 3.
    """

    start: dt.date
    days_a_week: Fraction = _FULL_WEEK
    days_on: Fraction = _FULL_WEEK

    @property
    def worth(self) -> Fraction:
        """What one day costs: a day, or more where a week's work is pressed into fewer."""
        return max(Fraction(1), self.days_a_week / self.days_on) if self.days_on else Fraction(1)


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """The days on which somebody's leave is debited.

    `weekdays` are those worked (0 is Monday), `off` and `off_halves` dates and halves of dates on
    which they do not work all the same, `bank_holidays` dates that are not debited, by name, and
    `half_holidays` the half of a date that is one. `shares` say what a week costs, in order of
    time. Where `shifts` are given (days of leave by date), a week with shifts is debited by them
    alone.
    """

    weekdays: frozenset[int] = frozenset(range(_SATURDAY))
    off: frozenset[dt.date] = frozenset()
    bank_holidays: Mapping[dt.date, str] | None = None
    off_halves: frozenset[HalfDay] = frozenset()
    half_holidays: Mapping[dt.date, Half] | None = None
    shares: tuple[Share, ...] = ()
    shifts: Mapping[dt.date, Decimal] | None = None

    def share_on(self, day: dt.date) -> Share:
        """What a week costs on a day; a full-timer's before anything is known."""
        found = Share(dt.date.min)
        for one in self.shares:
            if one.start <= day or found.start == dt.date.min:
                found = one
        return found

    def week_costs(self, monday: dt.date) -> Fraction:
        """What the leave of a whole week costs, by days where the share changes within it."""
        first, last = (self.share_on(monday + dt.timedelta(days=day)) for day in (0, _FRIDAY))
        if first == last:
            return first.days_a_week
        days = (self.share_on(monday + dt.timedelta(days=day)) for day in range(_SATURDAY))
        return sum((one.days_a_week for one in days), Fraction(0)) / _SATURDAY

    def worked(self, day: dt.date) -> frozenset[Half]:
        """The halves of a day that are worked, bank holidays included."""
        if day.weekday() not in self.weekdays or day in self.off:
            return frozenset()
        return frozenset(half for half in Half if (day, half) not in self.off_halves)

    def debited(self, day: dt.date) -> frozenset[Half]:
        """The halves of a day for which leave has to be taken."""
        if self.bank_holidays and day in self.bank_holidays:
            return frozenset()
        holiday = (self.half_holidays or {}).get(day)
        return frozenset(half for half in self.worked(day) if half is not holiday)

    def why_not(self, day: dt.date) -> Why | None:
        """Why nothing of a day is debited, or None when something is."""
        if self.debited(day):
            return None
        if day.weekday() not in self.weekdays:
            return Why.WEEKEND if day.weekday() >= _SATURDAY else Why.NON_WORKING
        if self.bank_holidays and day in self.bank_holidays and self.worked(day):
            return Why.BANK_HOLIDAY
        return Why.NON_WORKING

    def shift_week(self, day: dt.date) -> bool:
        """Whether leave of a day's week is debited by its shifts."""
        if not self.shifts:
            return False
        monday = day - dt.timedelta(days=day.weekday())
        return any(monday + dt.timedelta(days=number) in self.shifts for number in range(7))
