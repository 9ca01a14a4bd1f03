"""The sum of leave, line by line: what was given, what was taken, what is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models import LeaveAllowance, LeaveRequest
from models.types import LeaveState, LeaveUnit
from rota_desk.domain.leave_arithmetic import (
    Counted,
    amount_words,
    count_leave,
    hundredths,
    plain_number,
)
from rota_desk.domain.working_week import WorkingWeek
from rota_desk.queries.away_days import span_of
from rota_desk.queries.leave_due import LeaveDue
from rota_desk.queries.leave_words import leave_days
from rota_desk.words import count_words, day_words

Year = tuple[dt.date, dt.date]
NONE = Decimal(0)
NAMED = 4  # bank holidays named in a line before they are only counted


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of the sum: "Entitlement", 32; a subtraction is negative."""

    text: str
    amount: Decimal
    detail: str = ""


def given_lines(
    allowance: LeaveAllowance | None, due: LeaveDue | None, unit: LeaveUnit
) -> Iterator[BalanceLine]:
    """What was given: as it was settled, or else as the contract says."""
    if allowance is None:
        if due is not None:
            yield from (BalanceLine(one.text, one.amount, one.detail) for one in due.lines)
        return
    yield from _settled_lines(allowance, due, unit)
    if allowance.carried_over:
        yield BalanceLine("Carried over", allowance.carried_over)
    if allowance.adjustment:
        yield BalanceLine("Adjustment", allowance.adjustment)


def _settled_lines(
    allowance: LeaveAllowance, due: LeaveDue | None, unit: LeaveUnit
) -> Iterator[BalanceLine]:
    """The contract's own lines where they come to what was settled, else the settled figure."""
    agrees = due is not None and due.unit is unit and due.entitlement == allowance.entitlement
    if due is not None and agrees and due.bank_holidays == allowance.bank_holidays:
        for line in due.lines:
            detail = "; ".join(part for part in (line.detail, allowance.note) if part)
            yield BalanceLine(line.text, line.amount, detail)
        return
    said = [allowance.note] if allowance.note else []
    if due is not None and due.unit is unit and not agrees:
        said.append(f"the contract gives {plain_number(due.entitlement)}")
    yield BalanceLine("Entitlement", allowance.entitlement, "; ".join(said))
    if allowance.bank_holidays is not None:
        yield BalanceLine("Bank holidays, pooled", allowance.bank_holidays)


class Sums:
    """Taken, booked and waiting, added up request by request."""

    def __init__(
        self,
        worth: Callable[[dt.date], Fraction],
        week: WorkingWeek,
        year: Year,
        today: dt.date,
        given_back: Collection[dt.date] = (),
    ) -> None:
        self._worth, self._week, self._back = worth, week, given_back
        self._year, self._today = year, today
        self.taken = self.booked = self.waiting = NONE
        self.lines: list[BalanceLine] = []
        self.waits: list[tuple[int, Decimal]] = []

    def add(self, request: LeaveRequest) -> None:
        """Count one request into the sums and write its line."""
        span = span_of(request)
        counted = count_leave(span, self._week, year=self._year, given_back=self._back)
        amount = self._amount(counted)
        if request.state is LeaveState.REQUESTED:
            self.waiting += amount
            self.waits.append((request.id, amount))
            return
        days = tuple(each for each in counted.days if each.day < self._today)
        past = self._amount(Counted(days))
        self.taken += past
        self.booked += amount - past
        self.lines.append(self._line(request, counted, amount))

    def add_holidays(self, holidays: Mapping[dt.date, str], worked: Collection[dt.date]) -> None:
        """Take pooled bank holidays out that fall on working days and were not worked.

        What is worked stays in the pool, to be taken another day.
        """
        due = {
            day: len(self._week.worked(day))
            for day in holidays
            if self._year[0] <= day < self._year[1] and day not in worked
        }
        days = [day for day in sorted(due) if due[day]]
        past = sum((self._of_holiday(day) for day in days if day < self._today), NONE)
        total = sum((self._of_holiday(day) for day in days), NONE)
        self.taken += past
        self.booked += total - past
        if days:
            named = ", ".join(day_words(day) for day in days[:NAMED])
            more = f" and {len(days) - NAMED} more" if len(days) > NAMED else ""
            text = f"{count_words(len(days), 'bank holiday')} on working days"
            self.lines.append(BalanceLine(text, -total, named + more))
        kept = [day for day in sorted(holidays) if day in worked and self._is_in_year(day)]
        if kept:
            text = f"{count_words(len(kept), 'bank holiday')} on the rota"
            named = ", ".join(day_words(day) for day in kept)
            self.lines.append(BalanceLine(text, NONE, f"{named}: stays in the pool, in lieu"))

    def _is_in_year(self, day: dt.date) -> bool:
        return self._year[0] <= day < self._year[1]

    def _of_holiday(self, day: dt.date) -> Decimal:
        halves = Fraction(len(self._week.worked(day)), 2)
        if (self._week.half_holidays or {}).get(day):
            halves = min(halves, Fraction(1, 2))
        return hundredths(halves * self._week.share_on(day).worth * self._worth(day))

    def _amount(self, counted: Counted) -> Decimal:
        """Days counted, in the unit; rounded once, so that a whole week is a whole week."""
        exact: Iterable[Fraction] = (
            Fraction(each.debit) * self._worth(each.day) for each in counted.days if each.debit
        )
        return hundredths(sum(exact, Fraction(0)))

    def _line(self, request: LeaveRequest, counted: Counted, amount: Decimal) -> BalanceLine:
        span = span_of(request)
        when = "Taken" if span.last < self._today else "Booked"
        if span.first < self._today <= span.last:
            when = "Being taken"
        days = leave_days(
            request.first_day, request.last_day, request.first_part, request.last_part
        )
        return BalanceLine(f"{when}: {days}", -amount, counted.working())


def used_words(number: Decimal, unit: str) -> str:
    """What was used where nothing says how much there is."""
    return f"{amount_words(number, unit)} used; no allowance on file for this year"
