"""Study leave over the years a contract counts together, and the money agreed and spent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from models import ExpenseLine, LeaveRequest
from models.types import ExpenseState, LeaveKind, LeaveState
from rota_desk.domain.leave_arithmetic import amount_words, hundredths
from rota_desk.queries.leave_balance import LeaveBalance, leave_balance, leave_year
from rota_desk.queries.leave_units import LeaveBasis, basis_on, leave_bases
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class StudyYear:
    """Study and professional leave of one leave year, in days."""

    start: dt.date
    used: Decimal  # taken and booked
    waiting: Decimal


@dataclass(frozen=True, slots=True)
class StudyCounter:
    """What a contract allows in its years together, and what was used of it."""

    years: tuple[StudyYear, ...]  # oldest first
    allowed: Decimal  # over these years
    with_professional: bool  # counted together, as for consultants
    budget: Decimal | None  # pounds, of the leave year
    agreed: Decimal  # pounds, of requests in the leave year
    spent: Decimal  # pounds, of expenses tied to that leave

    @property
    def used(self) -> Decimal:
        """Days taken and booked over the years."""
        return sum((one.used for one in self.years), NONE)

    @property
    def left(self) -> Decimal:
        """Days left over the years; negative when there are none."""
        return self.allowed - self.used

    def sentence(self) -> str:
        """The counter in words: "24 of 30 days in three years; 6 days left"."""
        span = "this year" if len(self.years) == 1 else f"in {len(self.years)} years"
        over = self.left < 0
        rest = f"{amount_words(abs(self.left), 'day')} {'over' if over else 'left'}"
        used = amount_words(self.allowed, "day")
        return f"{amount_words(self.used, 'day')} of {used} {span}; {rest}"


def study_counter(read: Reading, *, clinician: int, on: dt.date) -> StudyCounter | None:
    """Count somebody's study leave up to the year in which a day lies; None without a contract."""
    year = leave_year(read, on=on)
    bases = leave_bases(read, clinicians=(clinician,), end=year[1]).get(clinician, ())
    basis = basis_on(bases, on)
    if basis is None or basis.terms is None or not basis.terms.study_days:
        return None
    together = basis.terms.study_years > 1
    kinds = (LeaveKind.STUDY, LeaveKind.PROFESSIONAL) if together else (LeaveKind.STUDY,)
    years, allowed = [], Fraction(0)
    day = on
    for _number in range(basis.terms.study_years):
        found = [leave_balance(read, clinician=clinician, kind=kind, on=day) for kind in kinds]
        years.append(_year(found))
        allowed += basis.terms.study_days * _share(bases, found[0], basis)
        day = found[0].year_start - DAY
    balance = leave_balance(read, clinician=clinician, kind=LeaveKind.STUDY, on=on)
    return StudyCounter(
        years=tuple(reversed(years)),
        allowed=hundredths(allowed) if together or not balance.known else balance.allowed,
        with_professional=together,
        budget=balance.budget,
        agreed=_agreed(read, clinician, year),
        spent=_spent(read, clinician, year),
    )


def _share(bases: Sequence[LeaveBasis], of: LeaveBalance, now: LeaveBasis) -> Fraction:
    """The share of full time over a leave year, by days; what no contract says is as now."""
    whole = (of.year_end - of.year_start).days
    share, known = Fraction(0), 0
    for one in bases:
        days = (min(one.end, of.year_end) - max(one.start, of.year_start)).days
        if days > 0:
            share, known = share + one.share * days, known + days
    return (share + now.share * (whole - known)) / whole


def _year(found: list[LeaveBalance]) -> StudyYear:
    used = sum((one.taken + one.booked for one in found), NONE)
    waiting = sum((one.waiting for one in found), NONE)
    return StudyYear(found[0].year_start, used, waiting)


def _agreed(read: Reading, clinician: int, year: tuple[dt.date, dt.date]) -> Decimal:
    """What was agreed for approved study leave of a year; the fees where nothing was said."""
    requests = read.all(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id == clinician, LeaveRequest.kind == LeaveKind.STUDY)
        .where(LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day >= year[0], LeaveRequest.first_day < year[1])
    )
    sums = (one.budget if one.budget is not None else one.fees for one in requests)
    return sum((each for each in sums if each is not None), NONE)


def _spent(read: Reading, clinician: int, year: tuple[dt.date, dt.date]) -> Decimal:
    lines = read.all(
        select(ExpenseLine)
        .join(LeaveRequest, LeaveRequest.id == ExpenseLine.leave_request_id)
        .where(ExpenseLine.clinician_id == clinician, LeaveRequest.kind == LeaveKind.STUDY)
        .where(ExpenseLine.state != ExpenseState.REJECTED)
        .where(LeaveRequest.first_day >= year[0], LeaveRequest.first_day < year[1])
    )
    return sum((one.amount for one in lines if one.amount is not None), NONE)
