"""What a contract and the years served say about the weeks of a year that are worked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Clinician, Contract
from rota_desk.domain.delivery import Tolerance
from rota_desk.domain.leave_entitlement import LeaveTerms
from rota_desk.domain.programmed_activities import weeks_available
from rota_desk.queries.readings import readings
from rota_desk.rules.contract import Contract as Book
from rota_desk.rules.contract import figure_on, load
from rota_desk.rules.entitlement import leave_terms
from rota_desk.unit_of_work import Reading

DAYS_A_YEAR = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class DeliveryTerms:
    """What a person's contract and service say about a year."""

    code: str
    weeks: Fraction
    tolerance: Tolerance


def terms_of(
    read: Reading, person: Clinician, start: dt.date, end: dt.date
) -> DeliveryTerms | None:
    """What binds somebody in the period; none where the contract knows no delivery."""
    held = _held(read, person, start, end)
    book = load(held.code.value) if held else None
    table = book.tables.get("delivery") if book else None
    if held is None or book is None or table is None:
        return None
    tolerance = Tolerance(
        figure_on(table["amber"], start).value, figure_on(table["red"], start).value
    )
    service = held.service_from or person.joined or held.start
    return DeliveryTerms(book.code, _weeks(read, book, start, service), tolerance)


def weeks_worked(read: Reading, person: Clinician, day: dt.date) -> Fraction | None:
    """Weeks a year that leave leaves somebody; none where no contract on the day tells of leave.

    Unlike `terms_of` it asks nothing about delivery, so it knows a resident's weeks too.
    """
    held = _held(read, person, day, day + dt.timedelta(days=1))
    book = load(held.code.value) if held else None
    if held is None or book is None or not book.entitlement:
        return None
    return _weeks(read, book, day, held.service_from or person.joined or held.start)


def _held(read: Reading, person: Clinician, start: dt.date, end: dt.date) -> Contract | None:
    """The contract of a period, the last where it changes."""
    return read.one(
        select(Contract)
        .where(Contract.clinician_id == person.id, Contract.start < end)
        .where(Contract.end.is_(None) | (Contract.end > start))
        .order_by(Contract.start.desc())
    )


def _weeks(read: Reading, book: Book, day: dt.date, service: dt.date) -> Fraction:
    """Weeks a year left by the contract's leave after the years served."""
    leave: LeaveTerms = leave_terms(book, day, readings(read))
    years = Fraction(max((day - service).days, 0)) / DAYS_A_YEAR
    return weeks_available(
        annual=leave.days_after(years), public=leave.public_holidays, study=leave.study_days
    )
