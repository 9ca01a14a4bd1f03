"""Counting leave: which days of a span are debited, and why the others are not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rota_desk.domain.working_week import WHOLE_DAY, Half, Why, WorkingWeek

WHOLE, NONE = Decimal(1), Decimal(0)
HUNDREDTH = Decimal("0.01")
_DAY = dt.timedelta(days=1)
LEFT_OUT = (
    *(Why.WEEKEND, Why.BANK_HOLIDAY, Why.NON_WORKING),
    *(Why.FULL_WEEK, Why.OUTSIDE_YEAR),
)


@dataclass(frozen=True, slots=True)
class LeaveSpan:
    """Days asked for, both included; the first may begin at midday, the last may end there."""

    first: dt.date
    last: dt.date
    from_midday: bool = False
    until_midday: bool = False

    def halves_of(self, day: dt.date) -> frozenset[Half]:
        """The halves of a day inside the span that are asked for."""
        late = day == self.first and self.from_midday
        early = day == self.last and self.until_midday
        return WHOLE_DAY - ({Half.AM} if late else set()) - ({Half.PM} if early else set())

    def days(self) -> Iterator[dt.date]:
        """Each date of the span."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


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
            f"{count} {_why_words(why, count)}"
            for why in LEFT_OUT
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

    A week of leave never costs more than a week. Dates in `given_back` (certified sickness during
    leave) debit nothing. Debits are in hundredths of a day whose sum is exact.
    """
    used: dict[dt.date, Fraction] = defaultdict(Fraction)
    counted = []
    for day in span.days():
        if year is not None and not year[0] <= day < year[1]:
            counted.append(CountedDay(day, NONE, Why.OUTSIDE_YEAR))
        elif day in given_back:
            counted.append(CountedDay(day, NONE, week.why_not(day) or Why.NON_WORKING))
        else:
            counted.append(_count(span, week, day, used))
    return Counted(tuple(counted))


def _count(
    span: LeaveSpan, week: WorkingWeek, day: dt.date, used: dict[dt.date, Fraction]
) -> CountedDay:
    """Count one date; `used` holds what each week, named by its Monday, has cost so far."""
    monday = day - _DAY * day.weekday()
    if week.shift_week(day):
        return _by_shift(span, week, day)
    why_not = week.why_not(day)
    if why_not is not None:
        return CountedDay(day, NONE, why_not)
    share = week.share_on(day)
    halves = span.halves_of(day) & week.debited(day)
    wanted = Fraction(len(halves), 2) * share.worth
    before, most = used[monday], max(week.week_costs(monday), Fraction(0))
    used[monday] = min(before + wanted, most)
    debit = hundredths(used[monday]) - hundredths(before)
    if not halves:
        return CountedDay(day, NONE, Why.NON_WORKING)
    if not debit:
        return CountedDay(day, NONE, Why.FULL_WEEK)
    return CountedDay(day, debit, Why.LEAVE if halves == WHOLE_DAY else Why.HALF_DAY)


def _by_shift(span: LeaveSpan, week: WorkingWeek, day: dt.date) -> CountedDay:
    """Debit the shift of a date, as long as it is; a date without one costs nothing."""
    length = (week.shifts or {}).get(day, NONE)
    halves = span.halves_of(day)
    if not length:
        return CountedDay(day, NONE, week.why_not(day) or Why.NON_WORKING)
    debit = hundredths(Fraction(length) * Fraction(len(halves), 2))
    return CountedDay(day, debit, Why.LEAVE if halves == WHOLE_DAY else Why.HALF_DAY)


def hundredths(number: Fraction) -> Decimal:
    """A number to two places, halves away from zero; whole numbers stay as they are."""
    if number.denominator == 1:
        return Decimal(number.numerator)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(HUNDREDTH, ROUND_HALF_UP)


def _why_words(why: Why, count: int) -> str:
    if count == 1 or why is Why.OUTSIDE_YEAR:
        return why.value
    return why.value.replace("day beyond", "days beyond") if why is Why.FULL_WEEK else f"{why}s"


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
