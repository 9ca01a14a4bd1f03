"""Which sessions still stand, which start on which days, and how many people are on them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from models import Assignment, ClinicalSession
from models.types import AssignmentRole, SessionState
from rota_desk.domain.span import midnight

FELL = (SessionState.CANCELLED, SessionState.CLOSED, SessionState.RELEASED)


def people_there() -> ScalarSelect[int]:
    """The count of people on a session who count as cover, as a column."""
    return (
        select(func.count(Assignment.id))
        .where(
            Assignment.session_id == ClinicalSession.id,
            Assignment.role != AssignmentRole.SUPERNUMERARY,
        )
        .correlate(ClinicalSession)
        .scalar_subquery()
    )


def on_days(start: dt.date, end: dt.date) -> ColumnElement[bool]:
    """The condition that a session starts on one of the days from `start` until before `end`."""
    return and_(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
