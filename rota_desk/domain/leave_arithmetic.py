"""Counting leave: which days of a span are debited, and why the others are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WHOLE, HALF, NONE = Decimal(1), Decimal("0.5"), Decimal(0)
_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class Why(StrEnum):
    """Why a day of a leave span counts as it does."""

    LEAVE = "leave"
    HALF_DAY = "half day"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank holiday"
    NON_WORKING = "non-working day"
    OUTSIDE_YEAR = "outside the leave year"


@dataclass(frozen=True, slots=True)
class LeaveSpan:
    """Days asked for, both included; the first may begin at midday, the last may end there."""

    first: dt.date
    last: dt.date
    from_midday: bool = False
    until_midday: bool = False

    def share_of(self, day: dt.date) -> Decimal:
        """How much of a day inside the span is taken: a whole or a half."""
        late = day == self.first and self.from_midday
        early = day == self.last and self.until_midday
        if late and early:
            return NONE if self.first == self.last else HALF
        return HALF if late or early else WHOLE

    def days(self) -> Iterator[dt.date]:
        """Each date of the span."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """The days on which somebody's leave is debited.

    `weekdays` are those they work (0 is Monday), `off` dates on which they do not work all the
    same, `bank_holidays` dates that are not debited, by their names.
    """

    weekdays: frozenset[int] = frozenset(range(_SATURDAY))
    off: frozenset[dt.date] = frozenset()
    bank_holidays: Mapping[dt.date, str] | None = None

    def why_not(self, day: dt.date) -> Why | None:
        """Why a day is not debited, or None when it is."""
        if day.weekday() not in self.weekdays:
            return Why.WEEKEND if day.weekday() >= _SATURDAY else Why.NON_WORKING
        if self.bank_holidays and day in self.bank_holidays:
            return Why.BANK_HOLIDAY
        return Why.NON_WORKING if day in self.off else None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One date of a leave span with what it debits."""

    day: dt.date
    debit: Decimal
    why: Why


@dataclass(frozen=True, slots=True)
class Counted:
    """A leave span counted day by day, so that the sum can be checked line by line."""

    days: tuple[CountedDay, ...]

    @property
    def total(self) -> Decimal:
        """The days debited."""
        return sum((each.debit for each in self.days), NONE)

    def free_of_debit(self, why: Why) -> int:
        """How many dates are not debited for one reason."""
        return sum(1 for each in self.days if each.why is why)

    def working(self) -> str:
        """The sum in words: "5 days; not counted: 2 weekend, 1 bank holiday"."""
        left_out = [
            f"{count} {why.value}{'s' if count > 1 and why is not Why.OUTSIDE_YEAR else ''}"
            for why in (Why.WEEKEND, Why.BANK_HOLIDAY, Why.NON_WORKING, Why.OUTSIDE_YEAR)
            if (count := self.free_of_debit(why))
        ]
        words = amount_words(self.total, "day")
        return f"{words}; not counted: {', '.join(left_out)}" if left_out else words


def count_leave(
    span: LeaveSpan,
    week: WorkingWeek,
    *,
    year: tuple[dt.date, dt.date] | None = None,
    given_back: Collection[dt.date] = (),
) -> Counted:
    """Count the days a span debits, within a leave year (half-open) where one is given.

    Dates in `given_back` (certified sickness during leave) debit nothing.
    """
    return Counted(tuple(_count(span, week, day, year, given_back) for day in span.days()))


def _count(
    span: LeaveSpan,
    week: WorkingWeek,
    day: dt.date,
    year: tuple[dt.date, dt.date] | None,
    given_back: Collection[dt.date],
) -> CountedDay:
    if year is not None and not year[0] <= day < year[1]:
        return CountedDay(day, NONE, Why.OUTSIDE_YEAR)
    why_not = week.why_not(day)
    if why_not is not None or day in given_back:
        return CountedDay(day, NONE, why_not or Why.NON_WORKING)
    share = span.share_of(day)
    return CountedDay(day, share, Why.LEAVE if share == WHOLE else Why.HALF_DAY)


def leave_year_of(day: dt.date, *, month: int, day_of_month: int) -> tuple[dt.date, dt.date]:
    """The leave year (half-open) in which a day lies, for a year that begins on a given date.

    A year that begins on 29 February begins on 1 March where there is none.
    """
    start = _begins(day.year, month, day_of_month)
    if day < start:
        return _begins(day.year - 1, month, day_of_month), start
    return start, _begins(day.year + 1, month, day_of_month)


def _begins(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, 28) + _DAY if month == 2 else dt.date(year, month, 30)  # noqa: PLR2004 - February


def plain_number(number: Decimal) -> str:
    """A number without needless zeros: "27", "16.2", "−0.5"."""
    text = f"{number.normalize():f}"
    return text.replace("-", "−")


def amount_words(number: Decimal, unit: str) -> str:
    """A number with its unit: "1 day", "4.5 days", "64 PAs"."""
    return f"{plain_number(number)} {unit if abs(number) == WHOLE else unit + 's'}"
