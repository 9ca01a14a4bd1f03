"""What somebody has in a leave year: entitlement, carried over, adjusted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, LeaveAllowance
from models.types import LeaveKind, LeaveUnit
from rota_desk.errors import Refusal
from rota_desk.queries.leave_balance import LeaveBalance, leave_balances, leave_year
from rota_desk.queries.leave_units import as_decimal, leave_bases, per_day
from rota_desk.queries.leave_words import kind_phrase
from rota_desk.queries.settings import count_setting
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


def set_allowance(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: LeaveKind,
    on: dt.date,
    entitlement: Decimal,
    carried_over: Decimal = Decimal(0),
    adjustment: Decimal = Decimal(0),
    unit: LeaveUnit = LeaveUnit.DAYS,
    bank_holidays: Decimal | None = None,
    budget: Decimal | None = None,
    note: str = "",
) -> int:
    """Set what somebody has for the leave year in which a day lies; answers its number.

    `bank_holidays` are those pooled with the leave, None where they are not; `budget` is that of
    study leave, in pounds.
    """
    person = work.get(Clinician, clinician)
    if entitlement < 0 or carried_over < 0:
        raise Refusal("Entitlement and carry-over cannot be below none; adjust instead.")
    start, end = leave_year(work, on=on)
    there = work.one(
        select(LeaveAllowance).where(
            LeaveAllowance.clinician_id == clinician,
            LeaveAllowance.kind == kind,
            LeaveAllowance.year_start < end,
            LeaveAllowance.year_end > start,
        )
    )
    work.label = f"Allowance of {person.name}, {kind_phrase(kind)} from {day_and_year(start)}"
    if there is None:
        there = work.add(
            LeaveAllowance(
                clinician_id=clinician,
                kind=kind,
                year_start=start,
                year_end=end,
                entitlement=entitlement,
            )
        )
    there.entitlement, there.unit, there.note = entitlement, unit, note.strip()
    there.carried_over, there.adjustment = carried_over, adjustment
    there.bank_holidays, there.budget = bank_holidays, budget
    return there.id


def begin_leave_year(work: UnitOfWork, *, on: dt.date) -> int:
    """Settle annual and study leave of everybody for the year in which a day lies.

    Each gets what their contract gives, and of annual leave what is left of the year before, up to
    what may be carried over. What is on file already stays. Answers how many were settled.
    """
    year = leave_year(work, on=on)
    settled = 0
    for kind in (LeaveKind.ANNUAL, LeaveKind.STUDY):
        before = {
            one.clinician_id: one
            for one in leave_balances(work, kind=kind, on=year[0] - dt.timedelta(days=1))
        }
        for balance in leave_balances(work, kind=kind, on=on):
            if balance.settled or not balance.known:
                continue
            last = before.get(balance.clinician_id) if kind is LeaveKind.ANNUAL else None
            _settle(work, balance, year, _carried(work, last, balance))
            settled += 1
    if not settled:
        raise Refusal(f"Everybody's leave from {day_and_year(year[0])} is settled already.")
    work.label = f"Begin the leave year from {day_and_year(year[0])}"
    return settled


def _settle(
    work: UnitOfWork, balance: LeaveBalance, year: tuple[dt.date, dt.date], carried: Decimal
) -> None:
    work.add(
        LeaveAllowance(
            clinician_id=balance.clinician_id,
            kind=balance.kind,
            year_start=year[0],
            year_end=year[1],
            entitlement=balance.entitlement,
            unit=balance.counted_in,
            carried_over=carried,
            bank_holidays=balance.bank_holidays,
        )
    )


def _carried(work: UnitOfWork, last: LeaveBalance | None, now: LeaveBalance) -> Decimal:
    """What goes over from a settled year in the same unit, up to the department's figure."""
    if last is None or not last.settled or last.counted_in is not now.counted_in:
        return Decimal(0)
    days = Decimal(count_setting(work, key="leave.carry_over_days"))
    bases = leave_bases(work, clinicians=(now.clinician_id,), end=now.year_end)
    worth = per_day(bases.get(now.clinician_id, ()), now.year_start, now.counted_in)
    return max(min(last.left, days * as_decimal(worth)), Decimal(0))
