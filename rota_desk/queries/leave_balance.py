"""What somebody has left of their leave, with the sum that leads there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from models import Clinician, Department, LeaveAllowance, LeaveRequest
from models.types import LeaveKind, LeaveState, LeaveUnit, StaffGroup
from rota_desk.domain.leave_arithmetic import amount_words, leave_year_of, plain_number
from rota_desk.domain.working_week import WorkingWeek
from rota_desk.queries.calendar_days import bank_holidays, half_holidays
from rota_desk.queries.given_back import days_given_back
from rota_desk.queries.holidays_worked import HolidayWorked, holidays_worked
from rota_desk.queries.leave_due import LeaveDue, leave_dues
from rota_desk.queries.leave_sums import BalanceLine, Sums, given_lines, used_words
from rota_desk.queries.leave_units import UNIT_WORDS, LeaveBasis, leave_bases, per_day
from rota_desk.queries.leave_words import kind_words
from rota_desk.queries.working_weeks import working_weeks
from rota_desk.unit_of_work import Reading
from rota_desk.words import MONTHS

Year = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
APRIL = 4


@dataclass(frozen=True, slots=True)
class LeaveBalance:
    """What is left of one kind of leave in a leave year.

    `known` is False where neither an allowance is on file nor a contract speaks: then what was
    used is counted and nothing is said to be left. `settled` says that it is on file.
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
    bank_holidays: Decimal | None = None  # pooled with the leave
    settled: bool = False
    group: StaffGroup = StaffGroup.CONSULTANT
    grade: str = ""
    contract: str = ""  # code and share, "ENG-RD-2016, 0.8"
    budget: Decimal | None = None  # pounds, of study leave
    note: str = ""

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
            return used_words(self.taken + self.booked, self.unit)
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
    ground = _ground(read, people, kind, year)
    return tuple(_balance(ground, person) for person in people)


@dataclass(frozen=True, slots=True)
class _Ground:
    """All that the balances of one kind and year are reckoned from, asked once for everybody."""

    kind: LeaveKind
    year: Year
    today: dt.date
    allowances: Mapping[int, LeaveAllowance]
    dues: Mapping[int, LeaveDue]
    weeks: Mapping[int, WorkingWeek]
    bases: Mapping[int, tuple[LeaveBasis, ...]]
    requests: Mapping[int, Sequence[LeaveRequest]]
    holidays: Mapping[dt.date, str]
    worked: Mapping[int, Mapping[dt.date, HolidayWorked]]  # bank holidays they are on the rota
    given_back: Mapping[int, frozenset[dt.date]]


def _ground(read: Reading, people: Sequence[Clinician], kind: LeaveKind, year: Year) -> _Ground:
    numbers = [person.id for person in people]
    holidays = dict(bank_holidays(read, start=year[0], end=year[1]))
    holidays |= dict.fromkeys(half_holidays(read, start=year[0], end=year[1]), "half a holiday")
    return _Ground(
        kind=kind,
        year=year,
        today=read.today,
        allowances=_allowances(read, numbers, kind, year),
        dues=leave_dues(read, people=people, kind=kind, year=year),
        weeks=working_weeks(read, clinicians=numbers, start=year[0], end=year[1]),
        bases=leave_bases(read, clinicians=numbers, end=year[1]),
        requests=_requests(read, numbers, kind, year),
        holidays=holidays,
        worked=holidays_worked(read, clinicians=numbers, days=holidays),
        given_back=days_given_back(read, clinicians=numbers, start=year[0], end=year[1]),
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


def _balance(ground: _Ground, person: Clinician) -> LeaveBalance:
    allowance, due = ground.allowances.get(person.id), ground.dues.get(person.id)
    unit = allowance.unit if allowance else due.unit if due else LeaveUnit.DAYS
    year = (allowance.year_start, allowance.year_end) if allowance else ground.year
    bases = ground.bases.get(person.id, ())
    pooled = allowance.bank_holidays if allowance else due.bank_holidays if due else None
    sums = Sums(
        partial(per_day, bases, unit=unit),
        ground.weeks[person.id],
        year,
        ground.today,
        ground.given_back.get(person.id, frozenset()),
    )
    for request in ground.requests.get(person.id, ()):
        sums.add(request)
    if pooled is not None:
        here = {day: name for day, name in ground.holidays.items() if _is_here(person, day)}
        sums.add_holidays(here, ground.worked.get(person.id, {}))
    given = tuple(given_lines(allowance, due, unit))
    basis = bases[-1] if bases else None
    return LeaveBalance(
        clinician_id=person.id,
        name=person.name,
        kind=ground.kind,
        counted_in=unit,
        unit=UNIT_WORDS[unit],
        year_start=year[0],
        year_end=year[1],
        known=allowance is not None or due is not None,
        lines=(*given, *sums.lines),
        allowed=sum((line.amount for line in given), Decimal(0)),
        taken=sums.taken,
        booked=sums.booked,
        waiting=sums.waiting,
        entitlement=allowance.entitlement if allowance else due.entitlement if due else Decimal(0),
        carried_over=allowance.carried_over if allowance else Decimal(0),
        adjustment=allowance.adjustment if allowance else Decimal(0),
        waits=tuple(sums.waits),
        bank_holidays=pooled,
        settled=allowance is not None,
        group=person.group,
        grade=person.grade,
        contract=_contract_words(basis),
        budget=allowance.budget if allowance else None,
        note=allowance.note if allowance else "",
    )


def _contract_words(basis: LeaveBasis | None) -> str:
    if basis is None:
        return "no contract on file"
    return basis.code if basis.share == 1 else f"{basis.code}, {float(basis.share):.4g}"


def _is_here(person: Clinician, day: dt.date) -> bool:
    started = person.joined is None or person.joined <= day
    return started and (person.leaves is None or day < person.leaves)


def balance_title(balance: LeaveBalance) -> str:
    """What a balance is of: "Annual leave, Apr 2026 to Mar 2027"."""
    last, kind = balance.year_end - DAY, kind_words(balance.kind)
    first_month, last_month = MONTHS[balance.year_start.month - 1], MONTHS[last.month - 1]
    return f"{kind} leave, {first_month} {balance.year_start.year} to {last_month} {last.year}"
