"""What somebody has in a leave year: entitlement, carried over, adjusted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, LeaveAllowance
from models.types import LeaveKind, LeaveUnit
from rota_desk.errors import Refusal
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.leave_words import kind_phrase
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
    note: str = "",
) -> int:
    """Set what somebody has for the leave year in which a day lies; answers its number."""
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
    return there.id
