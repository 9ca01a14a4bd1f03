"""How far the rota has been built from plans and patterns."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import ClinicalSession
from models.types import SessionSource
from rota_desk.domain.times import monday_of
from rota_desk.unit_of_work import Reading

BUILT = (SessionSource.PLAN, SessionSource.PATTERN, SessionSource.REQUIREMENT)
_WEEK = dt.timedelta(weeks=1)


def first_unbuilt_monday(read: Reading) -> dt.date:
    """The first Monday, from this week on, after the last session that was built."""
    latest = select(func.max(ClinicalSession.start)).where(ClinicalSession.source.in_(BUILT))
    last = read.rows(latest)[0][0]
    this_week = monday_of(read.today)
    return this_week if last is None else max(monday_of(last.date()) + _WEEK, this_week)
