"""What a shift inside leave costs where a department takes leave by the hour (reading O-10)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ColumnElement, select

from models import Activity, Assignment, ClinicalSession, Contract, Gap
from models.types import ActivityKind, GapCause
from rota_desk.domain.leave_arithmetic import hundredths
from rota_desk.domain.leave_entitlement import DAYS_A_WEEK
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.readings import readings
from rota_desk.rules.contract import load
from rota_desk.rules.entitlement import leave_terms
from rota_desk.unit_of_work import Reading

BY_HOURS = "hours"
CAUSES = (GapCause.LEAVE, GapCause.STUDY_LEAVE)
_USUAL_DAY = 8 * 60


def shift_debits(
    read: Reading, *, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, dict[dt.date, Decimal]]:
    """Days of leave for each shift, by person and date; nothing where a date counts as a day.

    Counted are the shifts they stand on, and those they came off for leave.
    """
    if readings(read).of("shift_leave_debit") != BY_HOURS:
        return {}
    days = _standard_days(read, clinicians, end)
    found: dict[int, dict[dt.date, Decimal]] = defaultdict(dict)
    for person, begins, until in _shifts(read, clinicians, start, end):
        minutes = int((until - begins).total_seconds()) // 60
        debit = Fraction(minutes, days.get(person, _USUAL_DAY))
        found[person][begins.date()] = hundredths(debit)
    return found


def _shifts(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> list[tuple[int, dt.datetime, dt.datetime]]:
    within = (ClinicalSession.start >= midnight(start)) & (ClinicalSession.start < midnight(end))
    shift = Activity.kind == ActivityKind.SHIFT
    standing = ClinicalSession.state.not_in(FELL)
    wanted: list[tuple[int, dt.datetime, dt.datetime]] = []
    for whose, link, more in (
        (Assignment.clinician_id, Assignment.session_id, Assignment.clinician_id.in_(clinicians)),
        (Gap.clinician_id, Gap.session_id, _came_off(clinicians)),
    ):
        rows = read.rows(
            select(whose, ClinicalSession.start, ClinicalSession.end)
            .join(ClinicalSession, ClinicalSession.id == link)
            .join(Activity, Activity.id == ClinicalSession.activity_id)
            .where(within, shift, standing, more)
        )
        wanted += [(person, begins, until) for person, begins, until in rows]
    return wanted


def _came_off(clinicians: Collection[int]) -> ColumnElement[bool]:
    return Gap.clinician_id.in_(clinicians) & Gap.cause.in_(CAUSES)


def _standard_days(read: Reading, clinicians: Collection[int], end: dt.date) -> dict[int, int]:
    """A standard day in minutes, a fifth of the contract's full-time week."""
    found: dict[int, int] = {}
    for contract in read.all(
        select(Contract)
        .where(Contract.clinician_id.in_(clinicians), Contract.start < end)
        .order_by(Contract.start)
    ):
        known = load(contract.code.value)
        if known.entitlement:
            hours = leave_terms(known, max(contract.start, end)).full_time_hours
            found[contract.clinician_id] = int(hours * 60 / Fraction(DAYS_A_WEEK))
    return found
