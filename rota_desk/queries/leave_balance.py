"""What somebody has left of their leave, with the sum that leads there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import (
    Clinician,
    Contract,
    Department,
    LeaveAllowance,
    LeaveRequest,
)
from models.types import LeaveKind, LeaveState, LeaveUnit
from rota_desk.domain.leave_arithmetic import (
    Counted,
    LeaveSpan,
    WorkingWeek,
    amount_words,
    count_leave,
    leave_year_of,
    plain_number,
)
from rota_desk.queries.away_days import span_of
from rota_desk.queries.leave_words import kind_words, leave_days
from rota_desk.queries.working_weeks import working_weeks
from rota_desk.unit_of_work import Reading
from rota_desk.words import MONTHS

Year = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
APRIL = 4
UNIT_WORDS = {
    LeaveUnit.DAYS: "day",
    LeaveUnit.HOURS: "hour",
    LeaveUnit.SESSIONS: "session",
    LeaveUnit.PAS: "PA",
}
SESSIONS_PER_DAY = Decimal(2)  # a morning and an afternoon


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of the sum: "Entitlement", 32; a subtraction is negative."""

    text: str
    amount: Decimal
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LeaveBalance:
    """What is left of one kind of leave in a leave year.

    `known` is False without an allowance on file: then what was used is counted and nothing is
    said to be left.
    """

    clinician_id: int
    name: str
    kind: LeaveKind
    counted_in: LeaveUnit
    unit: str  # day, hour, session, PA
    year_start: dt.date
    year_end: dt.date
    known: bool
    lines: tuple[BalanceLine, ...]
    allowed: Decimal
    taken: Decimal
    booked: Decimal
    waiting: Decimal
    entitlement: Decimal = Decimal(0)
    carried_over: Decimal = Decimal(0)
    adjustment: Decimal = Decimal(0)
    waits: tuple[tuple[int, Decimal], ...] = ()  # what each waiting request would take

    @property
    def left(self) -> Decimal:
        """What is left once everything approved is taken."""
        return self.allowed - self.taken - self.booked

    @property
    def left_after(self) -> Decimal:
        """What is left if every waiting request is approved as well."""
        return self.left - self.waiting

    def sentence(self) -> str:
        """The balance in words: "12.5 days left of 34; 3 days waiting"."""
        if not self.known:
            used = amount_words(self.taken + self.booked, self.unit)
            return f"{used} used; no allowance on file for this year"
        words = f"{amount_words(self.left, self.unit)} left of {plain_number(self.allowed)}"
        if not self.waiting:
            return words
        return f"{words}; {amount_words(self.waiting, self.unit)} waiting"


def leave_balance(
    read: Reading, *, clinician: int, kind: LeaveKind = LeaveKind.ANNUAL, on: dt.date | None = None
) -> LeaveBalance:
    """Somebody's balance for the leave year in which a day lies, today's without one."""
    read.get(Clinician, clinician)
    return leave_balances(read, kind=kind, on=on, clinicians=(clinician,))[0]


def leave_balances(
    read: Reading,
    *,
    kind: LeaveKind = LeaveKind.ANNUAL,
    on: dt.date | None = None,
    clinicians: Collection[int] | None = None,
) -> tuple[LeaveBalance, ...]:
    """Everybody's balance of one kind, by name; those who left before the year are left out."""
    year = leave_year(read, on=on or read.today)
    people = _people(read, clinicians, year)
    numbers = [person.id for person in people]
    weeks = working_weeks(read, clinicians=numbers, start=year[0], end=year[1])
    allowances = _allowances(read, numbers, kind, year)
    rates = _rates(read, numbers, year, weeks)
    requests = _requests(read, numbers, kind, year)
    return tuple(
        _balance(
            person,
            kind=kind,
            year=year,
            today=read.today,
            allowance=allowances.get(person.id),
            week=weeks[person.id],
            rate=rates.get(person.id, {}),
            requests=requests[person.id],
        )
        for person in people
    )


def leave_year(read: Reading, *, on: dt.date) -> Year:
    """The department's leave year in which a day lies, half-open."""
    department = read.one(select(Department))
    month, day = (
        (department.leave_year_month, department.leave_year_day) if department else (APRIL, 1)
    )
    return leave_year_of(on, month=month, day_of_month=day)


def _people(read: Reading, clinicians: Collection[int] | None, year: Year) -> Sequence[Clinician]:
    people = select(Clinician).order_by(Clinician.group, Clinician.name)
    if clinicians is not None:
        return read.all(people.where(Clinician.id.in_(clinicians)))
    return read.all(
        people.where(Clinician.leaves.is_(None) | (Clinician.leaves > year[0])).where(
            Clinician.joined.is_(None) | (Clinician.joined < year[1])
        )
    )


def _allowances(
    read: Reading, numbers: Collection[int], kind: LeaveKind, year: Year
) -> dict[int, LeaveAllowance]:
    found = read.all(
        select(LeaveAllowance)
        .where(LeaveAllowance.clinician_id.in_(numbers), LeaveAllowance.kind == kind)
        .where(LeaveAllowance.year_start < year[1], LeaveAllowance.year_end > year[0])
        .order_by(LeaveAllowance.year_start)
    )
    return {one.clinician_id: one for one in found}


def _requests(
    read: Reading, numbers: Collection[int], kind: LeaveKind, year: Year
) -> dict[int, list[LeaveRequest]]:
    found: dict[int, list[LeaveRequest]] = defaultdict(list)
    for request in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id.in_(numbers), LeaveRequest.kind == kind)
        .where(LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)))
        .where(LeaveRequest.first_day < year[1], LeaveRequest.last_day >= year[0])
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        found[request.clinician_id].append(request)
    return found


def _rates(
    read: Reading, numbers: Collection[int], year: Year, weeks: Mapping[int, WorkingWeek]
) -> dict[int, dict[LeaveUnit, Decimal]]:
    """What one working day is worth in each unit, by the contract that is in force last."""
    found: dict[int, dict[LeaveUnit, Decimal]] = {}
    for contract in read.all(
        select(Contract)
        .where(Contract.clinician_id.in_(numbers), Contract.start < year[1])
        .order_by(Contract.start)
    ):
        days = Decimal(len(weeks[contract.clinician_id].weekdays) or 1)
        worth = {LeaveUnit.DAYS: Decimal(1), LeaveUnit.SESSIONS: SESSIONS_PER_DAY}
        if contract.contracted_pas is not None:
            worth[LeaveUnit.PAS] = contract.contracted_pas / days
        if contract.weekly_hours is not None:
            worth[LeaveUnit.HOURS] = contract.weekly_hours / days
        found[contract.clinician_id] = worth
    return found


def _balance(
    person: Clinician,
    *,
    kind: LeaveKind,
    year: Year,
    today: dt.date,
    allowance: LeaveAllowance | None,
    week: WorkingWeek,
    rate: Mapping[LeaveUnit, Decimal],
    requests: Sequence[LeaveRequest],
) -> LeaveBalance:
    unit = allowance.unit if allowance and allowance.unit in rate else LeaveUnit.DAYS
    own_year = (allowance.year_start, allowance.year_end) if allowance else year
    sums = _Sums(unit, rate.get(unit, Decimal(1)), week, own_year, today)
    for request in requests:
        sums.add(request)
    allowed = sum((line.amount for line in _allowed(allowance)), Decimal(0))
    return LeaveBalance(
        clinician_id=person.id,
        name=person.name,
        kind=kind,
        counted_in=unit,
        unit=UNIT_WORDS[unit],
        year_start=own_year[0],
        year_end=own_year[1],
        known=allowance is not None,
        lines=(*_allowed(allowance), *sums.lines),
        allowed=allowed,
        taken=sums.taken,
        booked=sums.booked,
        waiting=sums.waiting,
        entitlement=allowance.entitlement if allowance else Decimal(0),
        carried_over=allowance.carried_over if allowance else Decimal(0),
        adjustment=allowance.adjustment if allowance else Decimal(0),
        waits=tuple(sums.waits),
    )


def _allowed(allowance: LeaveAllowance | None) -> Iterator[BalanceLine]:
    if allowance is None:
        return
    yield BalanceLine("Entitlement", allowance.entitlement, allowance.note)
    if allowance.carried_over:
        yield BalanceLine("Carried over", allowance.carried_over)
    if allowance.adjustment:
        yield BalanceLine("Adjustment", allowance.adjustment)


class _Sums:
    """Taken, booked and waiting, added up request by request."""

    def __init__(
        self, unit: LeaveUnit, rate: Decimal, week: WorkingWeek, year: Year, today: dt.date
    ) -> None:
        self._unit, self._rate, self._week = unit, rate, week
        self._year, self._today = year, today
        self.taken = self.booked = self.waiting = Decimal(0)
        self.lines: list[BalanceLine] = []
        self.waits: list[tuple[int, Decimal]] = []

    def add(self, request: LeaveRequest) -> None:
        """Count one request into the sums and write its line."""
        counted = count_leave(span_of(request), self._week, year=self._year)
        amount = counted.total * self._rate
        if request.state is LeaveState.REQUESTED:
            self.waiting += amount
            self.waits.append((request.id, amount))
            return
        past = sum((each.debit for each in counted.days if each.day < self._today), Decimal(0))
        self.taken += past * self._rate
        self.booked += (counted.total - past) * self._rate
        self.lines.append(self._line(request, span_of(request), counted, amount))

    def _line(
        self, request: LeaveRequest, span: LeaveSpan, counted: Counted, amount: Decimal
    ) -> BalanceLine:
        when = "Taken" if span.last < self._today else "Booked"
        if span.first < self._today <= span.last:
            when = "Being taken"
        days = leave_days(
            request.first_day, request.last_day, request.first_part, request.last_part
        )
        return BalanceLine(f"{when}: {days}", -amount, counted.working())


def balance_title(balance: LeaveBalance) -> str:
    """What a balance is of: "Annual leave, Apr 2026 to Mar 2027"."""
    last, kind = balance.year_end - DAY, kind_words(balance.kind)
    first_month, last_month = MONTHS[balance.year_start.month - 1], MONTHS[last.month - 1]
    return f"{kind} leave, {first_month} {balance.year_start.year} to {last_month} {last.year}"
