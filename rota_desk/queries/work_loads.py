"""How much of one kind of work everybody has: what makes asking the next person fair."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, Contract
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import Reading

COUNTED = dt.timedelta(weeks=13)  # either side, in which work of this kind is counted


def work_loads(read: Reading, mine: ClinicalSession) -> dict[int, float]:
    """How much of this work everybody has within a quarter either side, by share of full time."""
    low, high = midnight((mine.start - COUNTED).date()), midnight((mine.start + COUNTED).date())
    shares = work_shares(read, mine.start.date())
    found = read.rows(
        select(Assignment.clinician_id, func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(ClinicalSession.activity_id == mine.activity_id)
        .where(ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= low, ClinicalSession.start < high)
        .group_by(Assignment.clinician_id)
    )
    return {number: count / (shares.get(number) or 1.0) for number, count in found}


def work_shares(read: Reading, day: dt.date) -> dict[int, float]:
    """Everybody's share of full time on a day."""
    found = select(Contract).where(Contract.start <= day).order_by(Contract.start)
    return {one.clinician_id: float(one.wte) for one in read.all(found)}
