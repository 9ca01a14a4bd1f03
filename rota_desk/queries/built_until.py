"""How far the rota has been built from plans and patterns."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import ClinicalSession
from models.types import SessionSource
from rota_desk.domain.times import monday_of
from rota_desk.unit_of_work import Reading

BUILT = (SessionSource.PLAN, SessionSource.PATTERN, SessionSource.REQUIREMENT)
_WEEK, _DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)


def built_to(read: Reading) -> dt.date | None:
    """The Sunday up to which the rota is built, None where nothing is."""
    latest = select(func.max(ClinicalSession.start)).where(ClinicalSession.source.in_(BUILT))
    last: dt.datetime | None = read.rows(latest)[0][0]
    return None if last is None else monday_of(last.date()) + _WEEK - _DAY


def made_to(read: Reading) -> dt.date | None:
    """The day up to which there is a rota: as it was built, or else as it was brought in."""
    latest: dt.datetime | None = read.rows(select(func.max(ClinicalSession.start)))[0][0]
    return built_to(read) or (latest.date() if latest is not None else None)


def first_unbuilt_monday(read: Reading) -> dt.date:
    """The first Monday, from this week on, after the last session that was built."""
    last, this_week = built_to(read), monday_of(read.today)
    return this_week if last is None else max(last + _DAY, this_week)
